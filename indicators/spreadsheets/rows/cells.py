"""One cell → a figure as the report shows it, a missing mark and its reason, or why neither."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from indicators.names import fold
from indicators.printed.numbers import PrintedNumber, read_numbers
from indicators.printed.source_number import UNIT_SCALES
from indicators.spreadsheets.rows.number_formats import shown_as
from indicators.vocabularies.heading_words import HeadingWords, Unit, unit_key

COUNTS = re.compile(
    r"(\d{1,7}(?:\.\d{3})*)\s*/\s*(\d{1,7}(?:\.\d{3})*)\s*(?:tiêu chí|TC)?", re.IGNORECASE
)
FIGURE_LIKE = re.compile(r"[^\d]{0,12}\d[\d.,\s\u00a0]*(?:%|/\s*\d+)?[^\d]{0,20}")
LONGEST_FIGURE = 60
# What Excel itself computes with; digits beyond are noise of the binary form.
SIGNIFICANT_DIGITS = 15
LARGEST_NUMBER = Decimal(10) ** 18  # đồng: a million times the budget of the country

SCALE_WORDS = frozenset({
    "tram", "nghin", "ngan", "van", "trieu", "ty", "ti", "ruoi", "dong", "vnd",
})  # fmt: skip

# Words and signs before a number, and how precise they make it.
QUALIFIERS = {
    "": "exact", "dat": "exact", "bang": "exact", "la": "exact",
    "khoang": "about", "uoc": "about", "uoc dat": "about", "xap xi": "about",
    "~": "about", "≈": "about",
    "hon": "at_least", "tren": "at_least", ">": "at_least", "≥": "at_least", ">=": "at_least",
    "gan": "nearly", "duoi": "at_most", "<": "at_most", "≤": "at_most", "<=": "at_most",
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """A figure in the unit of the catalogue, and as the report shows it.

    ``rounded_from`` is what the cell holds where it shows fewer digits, else empty.
    """

    value: Decimal
    as_printed: str
    qualifier: str = "exact"
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    rounded_from: str = ""


@dataclass(frozen=True)
class MissingMark:
    """No figure, and why: blank, no_occurrence, not_available or not_applicable."""

    mark: str
    reason: str


@dataclass(frozen=True)
class NotAFigure:
    """A cell that says something, but no figure of this unit; ``found`` says what."""

    found: str


def looks_like_a_figure(value: Any) -> bool:
    """Whether a value may be meant as a figure: a number, or short text around one."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return True
    text = str(value).strip()
    return len(text) <= LONGEST_FIGURE and bool(FIGURE_LIKE.fullmatch(text))


def missing_mark(value: Any, vocabulary: HeadingWords) -> MissingMark | None:
    """The missing mark that a cell is, if it is one. A zero is a figure and never a mark."""
    if not isinstance(value, str):
        return MissingMark("", "blank") if value is None else None
    mark = value.strip()
    reason = vocabulary.missing.get(mark) or vocabulary.missing.get(mark.casefold())
    return MissingMark(mark, reason) if reason else None


def read_figure(
    value: Any, number_format: str, unit: Unit, language: str = "vi"
) -> Figure | NotAFigure:
    """The figure that a cell shows.

    ``number_format`` is the cell's format code, empty for General. A percentage is read as it is
    shown: 0.9688 with format ``0.00%`` is 96.88, and 0.29 with ``0.00"%"`` is 0.29. ``language``
    is the one whose decimal mark the text cells of the column have.
    """
    if isinstance(value, bool):
        return NotAFigure(f"the truth value {value}")
    if isinstance(value, int | float):
        return _number(Decimal(str(value)), value, number_format, unit)
    if isinstance(value, str):
        return _text(value, unit, language)
    return NotAFigure(f"a date or time ({value}); Excel may have made it out of a fraction")


def _number(exact: Decimal, value: float, number_format: str, unit: Unit) -> Figure | NotAFigure:
    if not exact.is_finite() or abs(exact) >= LARGEST_NUMBER:
        return NotAFigure(f"the number {value}")
    shown_so = shown_as(number_format)
    if shown_so.percent and unit.unit != "%":
        return NotAFigure(f"a percentage in a column of {unit.unit}")
    power = (2 if shown_so.percent else 0) - 3 * shown_so.thousands
    held = _plain(Decimal(f"{value:.{SIGNIFICANT_DIGITS}g}")).scaleb(power)
    decimals = shown_so.decimals
    shown = held if decimals is None else held.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if shown == held:
        shown = _plain(held) if decimals is None else shown
    printed = vietnamese(shown) + ("%" if unit.unit == "%" else "")
    if unit.scale:
        printed += f" {unit.scale}"
    rounded_from = vietnamese(_plain(held)) if shown != held else ""
    return Figure(_plain(shown * unit.factor), printed, rounded_from=rounded_from)


def _text(text: str, unit: Unit, language: str) -> Figure | NotAFigure:
    plain = " ".join(text.split())
    if len(plain) > LONGEST_FIGURE:
        return NotAFigure("a text")
    if unit.unit == "tiêu chí" and (counts := COUNTS.fullmatch(plain)):
        met, of = (Decimal(part.replace(".", "")) for part in counts.groups())
        return Figure(met, plain, numerator=met, denominator=of)
    numbers = list(read_numbers(plain, language))
    if len(numbers) != 1:
        if numbers:
            return NotAFigure(f"{len(numbers)} numbers in one cell")
        digits = any(map(str.isdecimal, plain))
        return NotAFigure("digits that form no number" if digits else "no number")
    return _around(plain, numbers[0], unit)


def _around(plain: str, number: PrintedNumber, unit: Unit) -> Figure | NotAFigure:
    """The figure, if the words around the number are a qualifier and the unit, nothing else."""
    before, behind = plain[: number.start].strip(), plain[number.end :].strip()
    negative = before.endswith(("-", "−", "–"))
    before = before.rstrip("-−– ")
    if before.startswith("(") and behind == ")":
        return NotAFigure("a number in brackets, which may be negative or a remark")
    qualifier = QUALIFIERS.get(before) or QUALIFIERS.get(fold(before))
    if qualifier is None or (before and not fold(before) and before not in QUALIFIERS):
        return NotAFigure(f"{before!r} before the number")
    value = _scaled(number, behind, unit)
    if value is None:
        return NotAFigure(f"{behind!r} behind the number, not {unit.unit}")
    printed = plain if behind or not unit.scale else f"{plain} {unit.scale}"
    return Figure(-value if negative else value, printed, qualifier)


def _scaled(number: PrintedNumber, behind: str, unit: Unit) -> Decimal | None:
    """The value in the catalogue's unit; a unit behind the number goes before the heading's."""
    if not behind:
        return _plain(number.value * unit.factor)
    if unit_key(behind) == unit_key(unit.unit):
        plain = number.value / number.scale if unit.unit in UNIT_SCALES else number.value
        return _plain(plain)
    own_words = {*unit_key(unit.unit).split(), *SCALE_WORDS}
    if number.scale == 1 or not own_words.issuperset(unit_key(behind).split()):
        return None
    return _plain(number.value / UNIT_SCALES.get(unit.unit, 1))


def _plain(number: Decimal) -> Decimal:
    """The number without trailing zeros and without an exponent."""
    return Decimal(f"{number.normalize():f}")


def vietnamese(number: Decimal) -> str:
    """A number as Vietnamese reports print it.

    >>> vietnamese(Decimal("1204.60")), vietnamese(Decimal("-0.85"))
    ('1.204,60', '-0,85')
    """
    text = f"{number:,f}"
    return text.translate(str.maketrans(",.", ".,"))
