"""Scale words behind a number: "nghìn tỷ" multiplies, "tỷ phú" and "Vạn Phúc" do not.

Marks, case and what follows decide. Where they leave it open the scale is unclear, and the
number in front of it is better left out than a thousand times too large or too small.
"""

import re
from typing import NamedTuple

from indicators.printed.number_words import DIGITS

# How far behind a number the words of its scale may reach, in characters.
WINDOW = 40
_BLANK = r"[ \-\u00a0\u2009\u202f]"

SCALES = {
    "chục": 10, "trăm": 100, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6,
    "tỷ": 10**9, "tỉ": 10**9,
}  # fmt: skip
# Text without marks. "ngan" is also a duck, "van" a valve, "ti vi" a television set.
UNMARKED = {"nghin": 10**3, "ngan": 10**3, "van": 10**4, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
# Of these no other word is meant where nothing follows.
_PLAINLY_UNMARKED = frozenset({"nghin", "trieu", "ty"})
# Longest first where one begins another.
FOREIGN = {
    "trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3,
    "milliarden": 10**9, "milliards": 10**9, "milliard": 10**9,
    "millionen": 10**6, "millions": 10**6, "mio": 10**6, "mrd": 10**9,
    "mil millones": 10**9, "millones": 10**6, "juta": 10**6, "miliar": 10**9,
    "triliun": 10**12, "万": 10**4, "億": 10**8, "兆": 10**12,
}  # fmt: skip

_CURRENCY = r"(?:đồng|dong|vnđ|vnd|usd|đô|euro|đ)(?!\w)"
_WORD = re.compile(rf"{_BLANK}{{0,3}}(?P<word>[^\W\d_]+)")
_NEXT = re.compile(rf"{_BLANK}{{1,3}}(?P<word>[^\W_]+)")
_IS_CURRENCY = re.compile(rf"[ \u00a0]{{0,2}}{_CURRENCY}", re.IGNORECASE)
_HALF = re.compile(r"(?:[ \u00a0]đồng)?[ \u00a0]r[ưữ][ỡởợ]i(?!\w)", re.IGNORECASE)

# Words that together with a scale word are another word, each with what may follow.
_OTHER_WORDS = {
    "tỷ": frozenset(("phú", "lệ", "số", "trọng", "giá", "suất")),
    "triệu": frozenset(("phú", "tập", "chứng", "hồi", "phong", "sơn", "quang")),
    "ti": frozenset(("vi", "tan", "gôn")),
}
_OTHER_WORDS["tỉ"] = _OTHER_WORDS["tỷ"]
# What ten thousand of are counted, or a name without a scale follows ("vạn chài", "Vạn Phúc").
_COUNTED = frozenset((
    *("người", "dân", "lượt", "hộ", "khách", "du", "đồng", "đ", "vnđ", "vnd", "usd", "cây", "con"),
    *("tấn", "tạ", "tỷ", "tỉ", "quân", "sản", "bản", "hội", "đoàn", "đảng", "lao", "học", "hồ"),
    *("nhân", "khẩu", "ha", "héc", "hécta", "m2", "m3", "mét", "công", "ngày", "suất", "phiếu"),
    *("lít", "kg", "đô", "rưỡi", "cử", "thành", "chiếc", "cái", "thẻ", "giao", "và", "trong"),
))  # fmt: skip
_COUNTED_UNMARKED = frozenset((
    *("dong", "vnd", "usd", "nguoi", "dan", "luot", "ho", "khach", "tan", "ty", "ti", "trieu"),
    *("cay", "con", "san", "lao", "hoi", "doan", "dang", "m2", "ha"),
))  # fmt: skip
_END_OF_CLAUSE = re.compile(r"[ \u00a0]*(?:$|[.,;:()/%\"”\n+-])")


class Scale(NamedTuple):
    """The factor of the scale words behind a number, and the offset where they end.

    ``half`` tells of "rưỡi" behind them; ``clear`` is false where the words may be a scale or
    another word.
    """

    factor: int
    end: int
    half: bool = False
    clear: bool = True


# Characters of no alphabet need no blank behind them.
_FOREIGN_WORD = re.compile(
    "|".join(f"{word}(?![^\\W\\d_])" if word.isascii() else word for word in FOREIGN), re.IGNORECASE
)
# Read first: most words behind a number are no scale.
_BEGIN = frozenset(word[0] for word in (*SCALES, *UNMARKED, *FOREIGN))


def scale_at(text: str, position: int) -> Scale:
    """The scale words that directly follow ``position``; factor 1 where there are none."""
    first = text[position : position + 4].lstrip(" -\u00a0\u2009\u202f")[:1].casefold()
    if first not in _BEGIN:
        return Scale(1, position)
    found = _scale_of(text[position : position + WINDOW])
    return Scale(found.factor, position + found.end, found.half, found.clear)


def _scale_of(text: str) -> Scale:
    """The scale at the beginning of ``text``; several words multiply ("trăm nghìn tỷ")."""
    factor, end, last = 1, 0, 0
    while found := _WORD.match(text, end):
        one = _scale_word(text, found)
        if one is None or (one.factor == 1 and one.clear):
            break
        if not one.clear or one.factor <= last:
            return Scale(1, end, clear=False)
        factor, last, end = factor * one.factor, one.factor, one.end
    half = _HALF.match(text, end) if factor > 1 else None
    return Scale(factor, half.end() if half else end, half is not None)


def _scale_word(text: str, found: re.Match[str]) -> Scale | None:
    """One word as a scale; ``None`` or factor 1 where it is another word."""
    written, end = found["word"], found.end()
    word = written.casefold()
    if word in SCALES:
        if _is_scale(text, written, end):
            return Scale(SCALES[word], end)
        return _not_a_scale(text, written, end)
    if word in UNMARKED:
        return _unmarked(text, word, end)
    return _foreign(text, found.start("word"))


def _is_scale(text: str, written: str, end: int) -> bool:
    """Whether a word with the marks of a scale is one here."""
    word, follows = written.casefold(), _NEXT.match(text, end)
    behind = follows["word"].casefold() if follows else ""
    if _IS_CURRENCY.match(text, end) or behind in SCALES:
        return True
    if written[0].isupper() and not (len(written) > 1 and written.isupper()):
        return False
    if behind in _OTHER_WORDS.get(word, ()):
        return False
    if word == "vạn" or written.isupper():
        goes_on = behind in DIGITS or behind.isdecimal()
        return goes_on or behind in _COUNTED or bool(_END_OF_CLAUSE.match(text, end))
    return True


def _not_a_scale(text: str, written: str, end: int) -> Scale:
    """A name or another word where that is plain, else an unclear scale."""
    follows = _NEXT.match(text, end)
    behind = follows["word"] if follows else ""
    named = written[0].isupper() and behind[:1].isupper() and not written.isupper()
    other = behind.casefold() in _OTHER_WORDS.get(written.casefold(), ())
    return Scale(1, 0, clear=named or other)


def _unmarked(text: str, word: str, end: int) -> Scale:
    follows = _NEXT.match(text, end)
    behind = follows["word"].casefold() if follows else ""
    if behind in _COUNTED_UNMARKED or _IS_CURRENCY.match(text, end):
        return Scale(UNMARKED[word], end)
    if not behind.isascii() or behind in _OTHER_WORDS.get(word, ()):
        return Scale(1, 0)  # a text with marks: the word is what it says
    if word in _PLAINLY_UNMARKED and _END_OF_CLAUSE.match(text, end):
        return Scale(UNMARKED[word], end)
    return Scale(1, 0, clear=False)


def _foreign(text: str, start: int) -> Scale | None:
    found = _FOREIGN_WORD.match(text, start)
    return Scale(FOREIGN[found.group().casefold()], found.end()) if found else None
