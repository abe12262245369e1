"""From the number as printed to the value in the table: does one follow from the other?"""

import re
from dataclasses import replace
from decimal import Decimal

from indicators.printed.numbers import PrintedNumber, read_numbers

# How many of the printed unit make one of the table's unit: 1 tỷ đồng is 1e9 đồng.
UNIT_SCALES = {"tỷ đồng": 10**9, "triệu đồng/người/năm": 10**6}

# Words that say by how much a plan was passed; 100 has to be added.
ABOVE_PLAN = ("vượt", "exceed", "surpass", "tăng", "over plan", "higher than")

HECTARES = re.compile(r"\s*(?:ha|hectares?|héc-?ta)\b", re.IGNORECASE)


def printed_source_of(
    as_printed: str, value: Decimal, unit: str, *, of_plan: bool = False, language: str = "vi"
) -> PrintedNumber | None:
    """The number in ``as_printed`` that ``value`` (in ``unit``) follows from, or ``None``.

    The result is in the table's unit. A number without a scale word may be in the table's unit
    already ("12,675" under a heading of tỷ đồng). ``of_plan`` allows "vượt 27,3 %" to give
    127.3. The source's ``language`` decides between 6.012 = 6,012 and 6.012.
    """
    for number in read_numbers(as_printed, language):
        for candidate in _in_table_unit(number, as_printed, unit):
            if candidate.value == value:
                return candidate
            if value < 0 and candidate.value == -value and _minus_before(as_printed, number.start):
                return replace(candidate, value=value)
            if of_plan and candidate.value + 100 == value and _above_plan(as_printed):
                return replace(candidate, value=value)
    return None


def _in_table_unit(number: PrintedNumber, as_printed: str, unit: str) -> list[PrintedNumber]:
    if unit == "km²" and HECTARES.match(as_printed, number.end):
        return [_divided(number, Decimal(100))]
    scaled = _divided(number, Decimal(UNIT_SCALES.get(unit, 1)))
    return [scaled] if number.scale != 1 else [number, scaled]


def _divided(number: PrintedNumber, by: Decimal) -> PrintedNumber:
    return replace(
        number,
        value=number.value / by,
        last_digit=number.last_digit / by,
        last_significant=number.last_significant / by,
    )


def _minus_before(as_printed: str, start: int) -> bool:
    """Whether a minus sign stands before a number, as in a table cell: "-0,85%"."""
    return as_printed[:start].rstrip().endswith(("-", "\u2212", "\u2013"))


def _above_plan(as_printed: str) -> bool:
    lowered = as_printed.casefold()
    return any(word in lowered for word in ABOVE_PLAN)
