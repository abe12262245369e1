"""Vietnamese numbers below a thousand said in words: "hai trăm ba mươi lăm", "ba phẩy hai".

Thousands and more are such a number and a scale word ("mười hai nghìn"), which ``numbers``
puts together. Most of these words are others as well ("năm" year, "không" not, "một" a), so a
single one is a number only where a scale or "phần trăm" follows it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
# Forms that a digit takes behind "mươi" or "mười".
BEHIND_TENS = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
# Words that only numbers have.
STRONG = frozenset({"mười", "mươi", "trăm", "phẩy", "phảy"})

_ANY = "|".join([*DIGITS, *BEHIND_TENS, *STRONG, "linh", "lẻ", "rưỡi"])
# Words first, what stands in front of them later: a pattern is found fastest by its first letter.
_RUN = re.compile(rf"(?:{_ANY})(?!\w)(?: (?:{_ANY})(?!\w))*")

_DIGIT = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín"
_AFTER_TENS = "mốt|một|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|bẩy|tám|chín"
_NUMBER = re.compile(
    rf"""
    (?: (?P<hundreds>{_DIGIT}|không)\ trăm (?:\ |$|(?=\ ph)) )?+
    (?:
        (?:linh|lẻ)\ (?P<linked>{_DIGIT})
      | (?P<half>rưỡi)
      | (?P<teen>mười)(?:\ (?P<teens>{_AFTER_TENS}))?
      | (?P<tens>{_DIGIT})\ mươi(?:\ (?P<units>{_AFTER_TENS}))?
      | (?P<short>{_DIGIT})\ (?P<short_units>mốt|tư|lăm|nhăm)
      | (?P<digit>{_DIGIT}|không)
    )?
    (?:\ ?ph[ẩả]y\ (?P<decimals>.+))?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number below 1000 in words.

    ``full`` tells that its hundreds are said ("không trăm linh năm"), ``short`` that tens are
    left out ("hai lăm"): behind "nghìn" only the former has one meaning.
    """

    value: Decimal
    full: bool
    short: bool


def word_runs(lowered: str) -> Iterator[tuple[int, int]]:
    """Where words of numbers stand one behind the other; the text is in lower case and NFC."""
    for found in _RUN.finditer(lowered):
        if not found.start() or not lowered[found.start() - 1].isalnum():
            yield found.span()


def spoken(words: str) -> Spoken | None:
    """The number below 1000 that the words say; ``None`` where they say none.

    >>> spoken("hai trăm ba mươi lăm").value, spoken("ba phẩy hai").value
    (Decimal('235'), Decimal('3.2'))
    """
    found = _NUMBER.fullmatch(words)
    if found is None or not words:
        return None
    hundreds, digit = found["hundreds"], found["digit"]
    below = _below_hundred(found)
    if below is None or (hundreds is not None and (digit or found["short"])):
        return None  # "hai trăm hai" is 220 to one speaker and 202 to another
    if hundreds is None and (found["half"] or (found["linked"] and found["decimals"])):
        return None
    whole = 100 * DIGITS[hundreds or "không"] + below
    decimals = _decimals(found["decimals"])
    if decimals is None:
        return None
    full = hundreds is not None or found["linked"] is not None
    value = Decimal(f"{whole}.{decimals}" if decimals else whole)
    return Spoken(value, full, found["short"] is not None)


def _below_hundred(found: re.Match[str]) -> int | None:
    """The tens and units; ``None`` where neither they nor hundreds are said."""
    if found["half"]:
        return 50  # half of the hundred in front
    if found["linked"]:
        return DIGITS[found["linked"]]
    if found["teen"]:
        return 10 + _unit(found["teens"])
    if found["tens"]:
        return 10 * DIGITS[found["tens"]] + _unit(found["units"])
    if found["short"]:
        return 10 * DIGITS[found["short"]] + _unit(found["short_units"])
    if found["digit"]:
        return DIGITS[found["digit"]]
    return None if found["hundreds"] is None else 0


def _unit(word: str | None) -> int:
    return 0 if word is None else {**DIGITS, **BEHIND_TENS}[word]


def _decimals(words: str | None) -> str | None:
    """The digits behind "phẩy": said one by one or as one number; ``None`` where they are none."""
    if words is None:
        return ""
    each = words.split(" ")
    if all(word in DIGITS for word in each):
        return "".join(str(DIGITS[word]) for word in each)
    one = spoken(words)
    plain = one is not None and "." not in str(one.value) and "linh" not in each
    return str(one.value) if one is not None and plain else None
