"""The pieces of printed numbers in a text, and which of them stand in one chain.

A piece is a run of digits and marks, or a number below a thousand in words, with the scale words
behind it. Pieces with nothing but a blank (or the name of a currency behind a scale) between
them stand in one chain; ``numbers`` decides whether a chain is a number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from indicators.printed.number_forms import DECIMAL_POINT_LANGUAGES, Form, form_of, is_dotted_date
from indicators.printed.number_scales import Scale, scale_at

# A longer run of digits and marks is an account number or damage, and slow to turn into a value.
LONGEST_NUMBER = 24

BLANK = r"[ \u00a0\u2007\u2009\u202f]"

# A printed number: digits with marks or, before three digits, blanks between them; "3 phẩy 2".
# Linear: every repetition starts with a mark or a blank and ends in digits.
_RUN = re.compile(
    rf"""
    (?: (?<![0-9A-Za-zÀ-ỹ_.,]) | (?<=VNĐ) | (?<=VND) )
    (?:
        [1-9][0-9]{{0,2}} (?:{BLANK}[0-9]{{3}}(?![0-9]))+ (?:[.,][0-9]+)? (?![.,]?[0-9])
      | [0-9]+ (?:[.,][0-9]+)* (?:{BLANK}ph[ẩả]y{BLANK}[0-9]{{1,6}}(?![0-9]))?
    )
    """,
    re.VERBOSE,
)
_ONE_RUN = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_SAID_COMMA = re.compile(rf"{BLANK}ph[ẩả]y{BLANK}")
_EACH_BLANK = re.compile(BLANK)

# Directly behind digits these make them no number: "2·1", "1O0", "5E+3", "3½", "12..5".
_DAMAGE = re.compile(
    rf"""
    [·‧∙•⋅'’‘′`´:;_*˙､、・^…"](?=[0-9]) | \.{{2,}}(?=[0-9]) | [²³¹½¼¾⅓⅔]
    | [oOоО]+(?:(?![^\W_])|(?=[.,]?[0-9])) | [lIi|]+(?=[.,]?[0-9]) | [eE][+-]?(?=[0-9])
    | {BLANK}(?:ph[ẩả]y|rưỡi)(?!\w)
    """,
    re.VERBOSE,
)
# "66, 64 và 71": the last of a list.
_LIST_ENDS = re.compile(r" và \d")
# A mark and a blank between two runs: one number that was torn apart, or two.
_TORN = re.compile(
    rf"(?:{BLANK}{{1,2}}(?P<late>[.,]){BLANK}{{0,2}}|(?P<early>[.,]){BLANK}{{1,2}})(?=[0-9])"
)
_ONLY_BLANK = re.compile(rf"{BLANK}{{1,8}}")
# Between two scales: "4 tỷ đồng 420 triệu đồng", "4 tỷ lẻ 2 triệu".
_CURRENCY = re.compile(rf"{BLANK}{{0,2}}(?:đồng|đ|vnđ|vnd|lẻ){BLANK}{{1,2}}", re.IGNORECASE)
_COMMA = re.compile(rf",{BLANK}{{1,2}}")
_FURTHEST = 10  # characters between two pieces of a chain

# Words whose number is a name: the number behind it is another one ("tháng 12 450 hộ").
_LABEL = re.compile(
    r"""(?<!\w)(?:
      (?<!mỗi[ ])(?<!hằng[ ])(?<!hàng[ ])(?<!quân[ ])(?:ngày|tháng|quý|tuần)
    | (?<!văn[ ])(?<!ấn[ ])bản
    | (?:nghị[ ]quyết|quyết[ ]định|công[ ]văn|chỉ[ ]thị|thông[ ]tư|nhà|trường|trạm)[ ]số
    | thứ|lần|đợt|bước|giai[ ]đoạn|khó?a|khoá|lớp|hạng|trang|bảng|biểu
    | điều|khoản|mục|chương|phụ[ ]lục|dự[ ]án|đề[ ]án|chương[ ]trình
    | tổ(?:[ ]dân[ ]phố)?|tdp|thôn|xóm|ấp|buôn|khu(?:[ ]phố|[ ]vực)?|khối|cụm|đội|vùng|chi[ ]bộ
    | phường|quận|đường|quốc[ ]lộ|tỉnh[ ]lộ|ql|tl|km
    )$""",
    re.VERBOSE,
)
_LABEL_REACH = 24
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# "30/6, 120 hộ", "Covid-19, 120 hộ".
_ATTACHED = re.compile(r"(?:[/:]|[^\W\d_][-–])$")
_LINE_BEGINS = re.compile(r"(?:^|\n)[ \t\-–—•+*(]{0,6}$")


class Piece(NamedTuple):
    """Digits or words of one number, and the scale words behind them.

    ``text`` has marks in place of the blanks between groups. ``value`` is ``None`` where they
    form no number, ``other`` the second reading (``number_forms``). ``fills`` are the scales
    below which the piece takes every place: 250 below 1000. ``broken_at`` is where what breaks
    the number ends, 0 where nothing does. ``counts`` is false for days, ages and ordinals.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    scale: Scale
    other: Decimal | None = None
    fills: tuple[int, ...] = ()
    broken_at: int = 0
    counts: bool = True


def digit_pieces(
    text: str, language: str, hidden: Sequence[tuple[int, int]]
) -> Iterator[Piece]:  # fmt: skip
    """The runs of digits of ``text`` in order; those that begin or end in ``hidden`` left out."""
    place = at = 0
    while found := _RUN.search(text, at):
        start, end = found.span()
        if _EACH_BLANK.search(found.group()) and _is_label(text, start, first_run(text, start)):
            end = first_run(text, start)
        at = end
        while place < len(hidden) and hidden[place][1] <= start:
            place += 1
        if place == len(hidden) or end <= hidden[place][0]:
            yield _piece(text, start, end, language)


def first_run(text: str, start: int) -> int:
    """Where the digits and marks that begin at ``start`` end."""
    found = _ONE_RUN.match(text, start)
    return found.end() if found else start


def _piece(text: str, start: int, end: int, language: str) -> Piece:
    digits = text[start:end]
    grouped = not digits.isalnum() and _EACH_BLANK.search(digits) is not None
    broken = _DAMAGE.match(text, end)
    scale = scale_at(text, end)
    if end - start > LONGEST_NUMBER or broken:
        return Piece(start, end, digits, None, scale, broken_at=broken.end() if broken else 0)
    if grouped:
        digits, form = _without_blanks(digits, language)
    else:
        form = form_of(digits, language)
    if form is None:
        return Piece(start, end, digits, None, scale)
    fills = (10 ** first_run(digits, 0),) if str(int(form.value)) == digits.lstrip("0") else ()
    return Piece(start, end, digits, form.value, scale, form.other, fills)


def _without_blanks(digits: str, language: str) -> tuple[str, Form | None]:
    """Digits whose groups are parted by blanks, or whose comma is said."""
    if _SAID_COMMA.search(digits):
        said = _SAID_COMMA.sub(",", digits)
        form = form_of(said, "vi")
        return said, None if form is None else Form(form.value)
    usual = "," if language in DECIMAL_POINT_LANGUAGES else "."
    for mark in (usual, "," if usual == "." else "."):
        marked = _EACH_BLANK.sub(mark, digits)
        form = form_of(marked, "en" if mark == "," else "vi")
        if form is not None:
            return marked, Form(form.value)
    return digits, None


def without_torn(text: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; those of a number that a blank behind its mark tore apart have no value.

    "12, 5" may be 12,5 or two numbers. "12, 15, 20" and "12, 5 và 20" are lists, "3,2, 4" can only
    be one.
    """
    torn_until = whole_until = 0
    for piece in pieces:
        if piece.start >= max(torn_until, whole_until) and piece.text[0].isdecimal():
            behind, torn = _torn_behind(text, piece)
            torn_until, whole_until = (behind, whole_until) if torn else (torn_until, behind)
        yield piece._replace(value=None) if piece.start < torn_until else piece


def _torn_behind(text: str, piece: Piece) -> tuple[int, bool]:
    """Where the run of torn digits behind a piece ends, and whether they would form a number."""
    end, joined = piece.end, piece.text
    found = _TORN.match(text, end) if piece.scale.factor == 1 else None
    if found is None or _is_label(text, piece.start, piece.end):
        return end, False
    while found is not None:
        end = first_run(text, found.end())
        if len(joined) <= LONGEST_NUMBER:
            joined += (found["late"] or found["early"]) + text[found.end() : end]
        found = _TORN.match(text, end)
    if _LIST_ENDS.match(text, end):
        return end, False
    attached = text[end : end + 1] == "/"
    return end, len(joined) <= LONGEST_NUMBER and not attached and form_of(joined) is not None


def goes_on(text: str, piece: Piece, after: Piece) -> bool:
    """Whether a piece stands in the chain of the one before it."""
    if piece.broken_at:
        return not text[piece.broken_at : after.start].strip()
    end = piece.scale.end
    if not 0 < after.start - end <= _FURTHEST:
        return False
    if piece.scale.factor > 1 and _YEAR.fullmatch(after.text) and after.scale.factor == 1:
        return False
    if _ONLY_BLANK.fullmatch(text, end, after.start):
        return piece.scale.factor > 1 or not _is_label(text, piece.start, piece.end)
    return piece.scale.factor > 1 and _CURRENCY.fullmatch(text, end, after.start) is not None


def may_go_on(text: str, piece: Piece, after: Piece) -> bool:
    """Whether two pieces may be one number or two: "4 tỷ, 420 triệu đồng"."""
    scale = piece.scale.factor
    if scale == 1 or not _COMMA.fullmatch(text, piece.scale.end, after.start):
        return False
    if after.value is None or after.scale.factor >= scale:
        return False
    smaller = after.value * after.scale.factor < scale
    return smaller and (after.scale.factor > 1 or scale in after.fills)


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether digits are a year, a day, or the name of what stands in front of them."""
    digits = text[start:end]
    if _YEAR.fullmatch(digits) or is_dotted_date(digits):
        return True
    before = text[max(0, start - _LABEL_REACH) : start]
    if _ATTACHED.search(before):
        return True
    if text[end : end + 1] in (".", ")") and _LINE_BEGINS.search(before):
        return True
    return _LABEL.search(before.rstrip().lower()) is not None
