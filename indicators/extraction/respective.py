"""Values given in turn ("lần lượt là 1,2% và 4,5%"), and others whose words stand around them."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from indicators.catalogue.records import Indicator
from indicators.doubts import Doubt, doubt
from indicators.extraction.lines import Line
from indicators.extraction.timing import When
from indicators.extraction.values import Value
from indicators.printed.clean_text import CleanText
from indicators.printed.numbers import read_numbers

_IN_TURN = re.compile(r"(?<!\w)(?:lần lượt|theo thứ tự|tương ứng)(?!\w)")
# What may stand between two values of one row.
_BETWEEN = re.compile(
    r"[\s,;]*(?:(?:và|người|hộ|đồng|triệu|tỷ|hồ sơ|đảng viên|sản phẩm|tiêu chí|nông thôn mới|là|đạt"
    r"|còn|khoảng|hơn|gần|trên)[\s,;]*)*"
)
_MOST_BETWEEN = 60
# "cao hơn mức 38 tỷ đồng của năm trước".
_COMPARED_LEVEL = re.compile(r"(?<!\w)hơn (?:nhiều )?(?:so với )?(?:con số|mức) $")
_WHOSE = re.compile(r" (?:của|ở|tại) (?:xã|phường|đặc khu|năm|cùng kỳ)(?!\w)")
_YEARS = re.compile(r"(?<!\w)năm (?:20\d\d)(?:(?:,? và |, ?)(?:năm )?20\d\d)+(?!\d)")
_YEAR = re.compile(r"20\d\d")


class Respective:
    """The rows of values of one sentence that belong, in turn, to several names told before."""

    def __init__(self, line: Line) -> None:
        self._rows: dict[int, _Place] = {}
        told = list(_IN_TURN.finditer(line.key, line.start, line.end))
        ends = [*(match.start() for match in told[1:]), line.end]
        for match, end in zip(told, ends, strict=False):
            behind = [v for v in line.values if match.end() <= v.number_start < end]
            years = [m.group() for m in _YEARS.finditer(line.key, line.start, match.start())]
            self._take(_row(line, behind), match.group() == "lần lượt", years[-1:])

    def _take(self, row: Sequence[Value], safely: bool, years: Sequence[str]) -> None:
        """``safely``: "tương ứng 97%" is said of a share as well."""
        told = [int(year) for text in years for year in _YEAR.findall(text)]
        if len(row) > 1:
            for place, value in enumerate(row):
                year = told[place] if len(told) == len(row) else None
                self._rows[value.number_start] = _Place(place, len(row), safely, year)

    def place(self, offset: int) -> int | None:
        """Which of its row the number at ``offset`` is, from 0; ``None`` where it is in none."""
        found = self._rows.get(offset)
        return None if found is None else found.place

    def count(self, offset: int) -> int:
        """How many values the row has that the number at ``offset`` stands in; 0 without one."""
        found = self._rows.get(offset)
        return 0 if found is None else found.length

    def dated(self, when: When, indicator: Indicator, offset: int) -> When:
        """The period of the number at ``offset`` where years are told in turn, else ``when``."""
        found = self._rows.get(offset)
        if found is None or found.year is None:
            return when
        first = None if indicator.measures == "stock" else date(found.year, 1, 1)
        return When(first, date(found.year, 12, 31), True, False)

    def doubts(self, offset: int) -> tuple[Doubt, ...]:
        """What speaks against a number of a row that as many years are not told for."""
        found = self._rows.get(offset)
        if found is None or not found.safely or found.year is not None:
            return ()
        return (doubt("values_in_turn"),)


class _Place(NamedTuple):
    """Where a number stands in its row of values."""

    place: int
    length: int
    safely: bool
    year: int | None


def _row(line: Line, values: Sequence[Value]) -> list[Value]:
    row: list[Value] = []
    for value in values:
        if row:
            between = line.key[row[-1].end : value.number_start]
            alike = value.unit == row[0].unit
            if not alike or len(between) > _MOST_BETWEEN or not _BETWEEN.fullmatch(between):
                break
        row.append(value)
    return row


def as_levels(clean: CleanText, start: int, end: int, values: list[Value]) -> list[Value]:
    """The values, where only the words around them tell that they are levels, and in which unit.

    Those of "lần lượt đạt 66, 64 và 71 triệu đồng" take the unit of the last; "thấp hơn mức 4,5%
    của xã B" tells no difference but the other's level.
    """
    told = _IN_TURN.search(clean.key, start, end)
    found = _with_shared_units(clean, told.end(), values) if told else values
    return [
        one._replace(verb="")
        if one.verb and _COMPARED_LEVEL.search(clean.key, start, one.number_start)
        and _WHOSE.match(clean.key, one.end)
        else one
        for one in found
    ]  # fmt: skip


def _with_shared_units(clean: CleanText, since: int, values: list[Value]) -> list[Value]:
    found = list(values)
    for place in range(len(found) - 2, -1, -1):
        value, after = found[place], found[place + 1]
        between = clean.key[value.end : after.number_start]
        bare = value.unit == "count" and value.of is None and value.number_start >= since
        if bare and after.unit in ("money", "percent") and between.strip() in (",", "và", ", và"):
            number = value.number * _scale(clean, after)
            found[place] = value._replace(number=number, unit=after.unit, per=after.per)
    return found


def _scale(clean: CleanText, value: Value) -> Decimal:
    """What the words behind a number, or those it shares, multiply it by."""
    printed = next(read_numbers(clean.text, start=value.number_start, end=value.end), None)
    plain = printed.value / printed.scale if printed else Decimal(0)
    return value.number / plain if plain else Decimal(1)
