"""Which figures of one area lie on one line, and which stand alone.

A *series* holds periods of one kind: full years, single months, quarters or half-years. Other
parts of a year can be set beside the same days of another year, but are not joined; nor are
levels stated without a year. A *line* joins figures of one series whose periods follow each other
without a gap and without a series break between them.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

# Kinds of periods that follow one another, in the order in which a reader meets them.
REGULAR = ("year", "half", "quarter", "month")

LINE_KEYS = ("area_code", "basis", "series", "segment")
SERIES_AT = LINE_KEYS.index("series")
# Periods whose series is kept: those of several indicators, a hundred bytes each.
MOST_PERIODS = 4096
Days = list[date | None]
MONTHS = {"half": 6, "quarter": 3, "month": 1}


@lru_cache(maxsize=MOST_PERIODS)
def series_of(
    set_kind: str, start: date | None, end: date, *, stock: bool, latest_of_year: bool = True
) -> str:
    """The series of a period: one of ``REGULAR``, days such as ``01-01/09-30``, or a kind alone.

    ``stated`` and ``span`` (several years) never form a series; the state of a stock does once a
    year, on the latest day of the year that has one, and is ``state`` on any other day.

    >>> series_of("part", date(2025, 7, 1), date(2025, 9, 30), stock=False)
    'quarter'
    >>> series_of("part", date(2025, 1, 1), date(2025, 11, 20), stock=False)
    '01-01/11-20'
    """
    if set_kind == "year":
        return "year" if not stock or latest_of_year else "state"
    if set_kind != "part" or start is None:
        return set_kind
    for name, months in MONTHS.items():
        if _is_calendar_part(start, end, months):
            return name
    return f"{start:%m-%d}/{end:%m-%d}"


def _is_calendar_part(start: date, end: date, months: int) -> bool:
    """Whether the days are exactly one of the year's parts of so many months."""
    return (
        start.day == 1
        and (start.month - 1) % months == 0
        and end.month == start.month + months - 1
        and end.day == monthrange(end.year, end.month)[1]
    )


def follows(series: str, earlier_end: date, start: date | None, end: date) -> bool:
    """Whether a period of a regular series is the next one after that which ended."""
    if series == "year":  # a stock has no first day; its years count
        return end.year == earlier_end.year + 1
    return series in REGULAR and start == earlier_end + timedelta(days=1)


def segment_of(end: date, breaks: Sequence[date]) -> int:
    """How many breaks lie on or before the last day: a period belongs where it ends."""
    return sum(on <= end for on in breaks)


def spans_break(start: date | None, end: date, breaks: Sequence[date]) -> bool:
    """Whether a break falls inside the period, so that a part of it is of the old series."""
    return start is not None and any(start < on <= end for on in breaks)


def with_lines(figures: Mapping[str, Any], starts: Days, ends: Days) -> list[int]:
    """The number of the line each figure lies on, counted from 0; a lone figure has its own.

    ``figures`` has area_code, basis, series and segment, sorted by the last day inside each area
    and basis; ``starts`` and ``ends`` are their days. Irregular figures get a line of one point
    each.
    """
    numbers: list[int] = []
    last: dict[tuple[object, ...], tuple[date, int]] = {}
    keys = zip(*(figures[name] for name in LINE_KEYS), strict=True)
    for count, (key, start, end) in enumerate(zip(keys, starts, ends, strict=True)):
        before = last.get(key)
        series = str(key[SERIES_AT])
        joined = before is not None and end is not None and follows(series, before[0], start, end)
        number = before[1] if joined and before is not None else count
        if end is not None:
            last[key] = (end, number)
        numbers.append(number)
    return numbers


def days_of(column: Any) -> Days:
    """The days of a column or of its values; ``None`` where there is none."""
    days: Days = np.asarray(column, dtype="datetime64[D]").tolist()
    return days


def positions_by(
    rows: Mapping[str, Any], keys: Sequence[str], among: Iterable[str] | None = None
) -> dict[tuple[Any, ...], list[int]]:
    """Where the rows of each group are, groups in the order in which they first come.

    ``rows`` has one list of values a name, series among them; ``among`` narrows it to some series.
    """
    found: dict[tuple[Any, ...], list[int]] = {}
    wanted = None if among is None else set(among)
    named = zip(rows["series"], *(rows[name] for name in keys), strict=True)
    for at, (series, *key) in enumerate(named):
        if wanted is None or series in wanted:
            found.setdefault(tuple(key), []).append(at)
    return found
