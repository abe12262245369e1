"""Which figures may be, as rows that a set of figures is joined with."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from indicators.catalogue.records import Indicator
from indicators.curated.rules import AreaVersion, Facts

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)  # stand for open ends in a database


def possible_figures(
    facts: Facts, indicator_ids: Collection[str] | None = None
) -> Iterator[dict[str, Any]]:
    """One row per area version, indicator, span of days and basis, with the value's bounds.

    ``indicator_ids`` keeps to these; by default all of the catalogue.
    """
    chosen = [one for name, one in facts.catalogue.indicators.items()
              if indicator_ids is None or name in indicator_ids]  # fmt: skip
    for versions in facts.areas.values():
        for version in versions:
            for one in chosen:
                yield from _of_version(version, one)


def _of_version(version: AreaVersion, one: Indicator) -> Iterator[dict[str, Any]]:
    low, high = one.plausible(version.level)
    for part in one.applies_to:
        if version.area_type not in part.area_types:
            continue
        first = max(version.valid_from, part.span.first or date.min)
        last = min(version.valid_to or date.max, part.span.last or date.max)
        for basis in [basis.code for basis in one.basis] or [""]:
            yield {"area_code": version.area_code, "indicator_id": one.id, "basis": basis,
                   "first_day": max(first, FIRST_DAY), "last_day": min(last, LAST_DAY),
                   "low": low, "high": high}  # fmt: skip
