"""Figures that no source prints, made once at build: restated on today's boundaries, and derived.

Each goes into ``staged`` beside the printed ones, with the method by which it was made (empty for a
printed figure), the number of former units behind it and how many of these have the figure. A
printed figure of the same area, indicator, period and basis is never put aside for one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import duckdb

from indicators.catalogue.derived_rule import Derived
from indicators.catalogue.records import Catalogue
from indicators.country import SQL_CONSTANTS
from indicators.release.restating import Restated, all_cells
from indicators.release.store import run_steps

Row = dict[str, Any]
Key = tuple[Any, ...]


def restated_cells_of_all(connection: duckdb.DuckDBPyConnection) -> list[Restated]:
    """What the figures of former communes give on the communes of today, all at once."""
    found = run_steps(connection, "restated_parts", area_codes=None)
    columns = [column[0] for column in found.description or ()]
    rows = (dict(zip(columns, values, strict=True)) for values in found.fetchall())
    return [cell for cell in all_cells(rows) if cell.value is not None]


def restated_rows(cells: Iterable[Restated], recorded_on: Any) -> Iterator[Row]:
    """One row of ``staged`` for each restated cell."""
    for cell in cells:
        yield _row(cell, recorded_on) | {
            "value": cell.value, "value_low": cell.value_low, "value_high": cell.value_high,
            "high_open": cell.high_open, "qualifier": cell.qualifier, "status": cell.status,
            "method": cell.method,
        }  # fmt: skip


def shares_of_counts(
    cells: Iterable[Restated], catalogue: Catalogue, recorded_on: Any
) -> Iterator[Row]:
    """Shares and ratios of restated counts of one source and period: never a mean of shares."""
    together: dict[Key, dict[str, Restated]] = defaultdict(dict)
    for cell in cells:
        key = cell.area_code, cell.basis, cell.period_start, cell.period_end, cell.source_ids
        together[key][cell.indicator_id] = cell
    rules = {one.id: one.derived for one in catalogue.indicators.values() if one.derived}
    for counts in together.values():
        for indicator_id, rule in rules.items():
            of, by = counts.get(rule.of), counts.get(rule.by or "")
            if rule.rule in ("share", "ratio") and of and by:
                yield from _share(indicator_id, rule, of, by, recorded_on)


def _share(
    indicator_id: str, rule: Derived, of: Restated, by: Restated, recorded_on: Any
) -> Iterator[Row]:
    if of.certain is None or of.possible is None or by.certain is None or not by.possible:
        return
    ends = _ends_of_share(of, by) if rule.rule == "share" else _ends_of_ratio(of, by)
    if ends is None:
        return
    times = 100 if rule.rule == "share" else 1
    low, high = (times * end for end in ends)
    is_whole = by.certain == by.possible and "interval" not in (of.method, by.method)
    value = times * of.possible / by.possible
    yield _row(by, recorded_on) | {
        "indicator_id": indicator_id,
        "value": value, "value_low": min(low, value), "value_high": max(high, value),
        "high_open": False,
        "numerator": of.possible if is_whole and times == 100 else None,
        "denominator": by.possible if is_whole and times == 100 else None,
        "qualifier": "exact" if is_whole else "about", "status": by.status,
        "method": f"{rule.rule}_of_sums" if is_whole else "interval",
        "parts_found": min(of.parts_found, by.parts_found),
    }  # fmt: skip


def _ends_of_share(of: Restated, by: Restated) -> tuple[float, float] | None:
    """The lowest and highest share that divided units allow: who counts above also counts below.

    10 of 100 for certain, 20 of 50 of a divided unit: from 10 of 130 (all who do not count came) to
    30 of 120 (all who count came, and nobody else).
    """
    certain, whole = of.certain or 0, by.certain or 0
    more, more_whole = (of.possible or 0) - certain, (by.possible or 0) - whole
    least, most = whole + more_whole - more, whole + more
    if more > more_whole or not (least or most):
        return None
    high = (certain + more) / most if most else certain / least
    return (certain / least if least else high), high


def _ends_of_ratio(of: Restated, by: Restated) -> tuple[float, float] | None:
    """Interval arithmetic on both counts; ``None`` where no part below the line is certain."""
    if not by.certain:
        return None
    return (of.certain or 0) / (by.possible or 1), (of.possible or 0) / by.certain


def _row(cell: Restated, recorded_on: Any) -> Row:
    """What all figures made of one cell have in common."""
    return {
        "area_code": cell.area_code, "indicator_id": cell.indicator_id, "basis": cell.basis,
        "period_start": cell.period_start, "period_end": cell.period_end,
        "contradicted": False, "source_id": ", ".join(cell.source_ids),
        "recorded_on": recorded_on, "revision": 1,
        "parts": cell.parts, "parts_found": cell.parts_found,
    }  # fmt: skip


def without_printed(rows: Iterable[Row], printed: Iterable[Row]) -> Iterator[Row]:
    """The rows whose area, indicator, period and basis have no printed figure."""
    taken = {_cell(row) for row in printed}
    return (row for row in rows if _cell(row) not in taken)


def _cell(row: Row) -> Key:
    start = row["period_start"]
    return (
        row["area_code"], row["indicator_id"], row["basis"],
        None if start is None or start != start else str(start)[:10], str(row["period_end"])[:10],
    )  # fmt: skip


def derive_from_staged(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Add to ``staged`` what follows from one figure and its area, or from two days."""
    for one in catalogue.indicators.values():
        rule = one.derived
        if rule and rule.rule in ("per_area", "change"):
            run_steps(connection, f"build/{rule.rule}", indicator_id=one.id, of=rule.of,
                      since=rule.since, **SQL_CONSTANTS)  # fmt: skip
