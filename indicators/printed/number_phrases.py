"""Numbers that a text says in words, as pieces: "hai trăm ba mươi lăm", "ba phẩy hai"."""

import re
from collections.abc import Iterator

from indicators.printed.number_pieces import BLANK, Piece
from indicators.printed.number_scales import scale_at
from indicators.printed.number_words import DIGITS, STRONG, Spoken, spoken, word_runs

# In front of a number in words: then it is a day, an age or an ordinal.
_NAMED = re.compile(
    r"(?<!\w)(?:năm|tháng|ngày|mùng|mồng|thứ|khó?a|khoá|lớp|quý|tuổi|tổ|thôn|xóm|ấp|khu|số nhà"
    r"|thế kỷ|hàng|vài|mấy|dăm)$"
)
_NO_FIGURE_BEHIND = re.compile(
    rf"{BLANK}(?:năm|tháng|ngày|giờ|phút|tuổi|tuần|lần|phần(?! trăm)|thế kỷ)(?!\w)"
)
# Behind these "năm" is a year, also in front of a scale: "hằng năm triệu tập".
_OF_YEARS = re.compile(
    r"(?<!\w)(?:trong|hằng|hàng|mỗi|cả|cuối|đầu|các|những|qua|một|từng|theo|sang)$"
)
_PERCENT = re.compile(rf"{BLANK}{{0,2}}(?:%|phần trăm(?!\w))")
_SCALE_IN_FRONT = re.compile(r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)$")
_PART_IN_FRONT = re.compile(r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|phẩy|phảy|[0-9] trăm)$")
# "hai, ba tỷ", "hai đến ba tỷ": somewhere between, or two numbers.
_FIRST_OF_TWO = re.compile(
    rf"(?<!\w)(?:{'|'.join(DIGITS)}|mười|mươi|trăm|lăm|mốt|dăm|đôi|vài)"
    r"(?:,|/| ?[-–]| đến| tới| hoặc| hay)?$"
)
_BEFORE = 16
_WORD_IN_FRONT = re.compile(r"(?P<word>[^\W\d_]+) +\Z")
_KINDS_OF_PLACES = frozenset(("xã", "phường", "thôn", "ấp", "bản", "buôn", "làng", "xóm", "khu",
                              "tổ", "tỉnh", "quận", "huyện", "phố"))  # fmt: skip
_FOLLOWED_AS_FIVE = frozenset(("mươi", "trăm", "phẩy", "phảy", "lăm", "mốt", "tư", "nhăm"))


def word_pieces(text: str) -> Iterator[Piece]:
    """The numbers in words of ``text``, in order."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" becomes two characters
        return
    for start, end in word_runs(lowered):
        at = _beginning(lowered, start, end)
        if at < end and not _is_name(text[at:end]) and not _ends_a_name(text, at):
            piece = _piece(text, lowered, at, end)
            if piece is not None:
                yield piece


def _beginning(lowered: str, start: int, end: int) -> int:
    """Where the number begins: not with "không" (not), nor with what belongs in front."""
    words = lowered[start:end].split(" ")
    at = start
    while words:
        following = words[1] if len(words) > 1 else ""
        if words[0] == "không":
            belongs = following not in ("phẩy", "phảy", "trăm")
        elif words[0] in ("linh", "lẻ"):
            belongs = not _SCALE_IN_FRONT.search(lowered[max(0, at - _BEFORE) : at].rstrip())
        else:
            belongs = words[0] in ("trăm", "mươi", "phẩy", "phảy")
        if not belongs:
            break
        at += len(words.pop(0)) + 1
    return min(at, end)


def _is_name(written: str) -> bool:
    """Whether capital letters make the words a name: "Hai Mươi"."""
    behind = written.split(" ")[1:]
    return any(word[0].isupper() for word in behind) and not written.isupper()


def _ends_a_name(text: str, start: int) -> bool:
    """Whether what stands in front makes the first word part of a name: "phường Bịa Bảy %".

    A number that was lost there must not be taken from the name of the place.
    """
    if not text[start].isupper():
        return False
    before = _WORD_IN_FRONT.search(text, max(0, start - _BEFORE), start)
    if before is None:
        return False
    word = before["word"]
    return word.lower() in _KINDS_OF_PLACES or not (word.islower() or word.isupper())


def _piece(text: str, lowered: str, start: int, end: int) -> Piece | None:
    """The words as a piece; ``None`` where they are other words."""
    words = lowered[start:end].split(" ")
    before = lowered[max(0, start - _BEFORE) : start].rstrip()
    scale = scale_at(text, end)
    measured = scale.factor > 1 or _PERCENT.match(text, end) is not None
    single = len(words) == 1 and words[0] != "mười"
    tail = _PART_IN_FRONT.search(before) and _is_tail(lowered, words[0], end)
    if single and not (_is_one_figure(words[0], before, measured) or tail):
        return None
    number = None if _is_of_a_year(words) else spoken(" ".join(words))
    if number is None and not (measured or STRONG & set(words)):
        return None
    in_front = _NAMED.search(before) or _FIRST_OF_TWO.search(before)
    counts = not (in_front or _NO_FIGURE_BEHIND.match(text, scale.end))
    return Piece(
        start,
        end,
        lowered[start:end],
        number.value if number else None,
        scale,
        fills=_filled(number),
        counts=counts,
    )


def _is_one_figure(word: str, before: str, measured: bool) -> bool:
    """Whether a single word is a number: "ba triệu", "năm phần trăm"."""
    if word not in DIGITS or word == "không" or not measured:
        return False
    return word != "năm" or not _OF_YEARS.search(before)


def _is_tail(lowered: str, word: str, end: int) -> bool:
    """Whether a word goes on with what stands in front: "bốn tỷ hai."."""
    return word not in ("năm", "không", "một") and not _NO_FIGURE_BEHIND.match(lowered, end)


def _is_of_a_year(words: list[str]) -> bool:
    """Whether "năm" is a year there: "năm hai nghìn …", "hai mươi năm"."""
    if words[0] == "năm" and len(words) > 1 and words[1] not in _FOLLOWED_AS_FIVE:
        return True
    said_comma = not {"phẩy", "phảy"}.isdisjoint(words)
    return (
        len(words) > 1 and words[-1] == "năm" and words[-2] not in ("linh", "lẻ") and not said_comma
    )


def _filled(number: Spoken | None) -> tuple[int, ...]:
    """The scales below which the words take every place."""
    if number is None or number.value != number.value.to_integral_value():
        return ()
    if number.full:
        return (1000, 100) if number.value < 100 else (1000,)
    return (1000, 100) if number.value >= 10 and not number.short else ()
