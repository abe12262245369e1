"""Which unit a code meant on a day, and the communes of today that its people live in.

``area_lineage.csv`` holds dated steps. A step names every unit that it touched: each unit after it
with all of its predecessors, the one whose code lived on too. A unit that no step names was not
touched, so a chain of steps leads from a code on any day to the communes of today. One code may
mean several units: 00004 was Trúc Bạch and is Ba Đình.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Row = Mapping[str, Any]
NAMES = ("old_name", "old_district", "old_province")


@dataclass(frozen=True)
class FormerUnit:
    """A unit as it was between two steps.

    ``from_day`` to ``to_day`` (included) are the days for which this state of the country holds;
    the first state has no ``from_day``. ``successors`` are codes of today, in order.
    """

    code: str
    name: str
    district: str | None
    province: str
    from_day: date | None
    to_day: date
    successors: tuple[str, ...]
    legal_basis: str | None = None

    @property
    def part(self) -> str:
        """Whole where all its people live in one commune of today, else divided."""
        return "whole" if len(self.successors) == 1 else "divided"


def former_units(rows: Iterable[Row]) -> Iterator[FormerUnit]:
    """Every unit of every state before today's, the latest state first; ``rows`` as in the file."""
    by_day: dict[str, list[Row]] = {}
    for row in rows:
        by_day.setdefault(str(row["valid_from"])[:10], []).append(row)
    days = sorted(by_day, reverse=True)
    after: dict[str, FormerUnit] | None = None
    for place, day in enumerate(days):
        before = days[place + 1] if place + 1 < len(days) else None
        span = _day(before), date.fromisoformat(day) - timedelta(days=1)
        after = _before_step(by_day[day], after, span)
        yield from after.values()


def _before_step(
    step: list[Row], after: dict[str, FormerUnit] | None, span: tuple[date | None, date]
) -> dict[str, FormerUnit]:
    """The units before a step by code; ``after`` are those behind it, ``None``: those of today."""
    olds: dict[str, list[Row]] = {}
    for row in step:
        olds.setdefault(str(row["old_code"]), []).append(row)
    named = {str(row["new_code"]) for row in step}
    units = {
        code: FormerUnit(code, unit.name, unit.district, unit.province, *span, unit.successors)
        for code, unit in (after or {}).items()
        if code not in named and code not in olds
    }
    for code, rows in olds.items():
        reached = {
            today
            for row in rows
            for today in _today(str(row["new_code"]), after)
        }  # fmt: skip
        name, district, province = (rows[0][column] for column in NAMES)
        units[code] = FormerUnit(
            code, str(name), district, str(province), *span, tuple(sorted(reached)),
            rows[0]["legal_basis"] or None,
        )  # fmt: skip
    return units


def _today(code: str, after: dict[str, FormerUnit] | None) -> tuple[str, ...]:
    """The communes of today behind a unit after the step; none where the next step lacks it."""
    if after is None:
        return (code,)
    return after[code].successors if code in after else ()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def units_on(units: Iterable[FormerUnit], day: date) -> dict[str, FormerUnit]:
    """The units of one day by code; empty for a day on which those of today exist."""
    return {
        unit.code: unit
        for unit in units
        if unit.to_day >= day and (unit.from_day is None or unit.from_day <= day)
    }


def composed_rows(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """The chain as a table: one row per unit of each state and commune of today.

    Columns: old_code, old_name, old_district, old_province, new_code (of today), part, from_day,
    to_day (of the state), is_last (the state before the reform), valid_from (of the successor),
    legal_basis (of the last step).
    """
    units = list(former_units(rows))
    last = max((unit.to_day for unit in units), default=None)
    for unit in units:
        for code in unit.successors:
            yield {
                "old_code": unit.code, "old_name": unit.name, "old_district": unit.district,
                "old_province": unit.province, "new_code": code, "part": unit.part,
                "from_day": unit.from_day, "to_day": unit.to_day, "is_last": unit.to_day == last,
                "valid_from": last + timedelta(days=1) if last else None,
                "legal_basis": unit.legal_basis,
            }  # fmt: skip
