"""Figures of former communes on today's boundaries, where that is arithmetic and nowhere else.

A commune of today that is made of whole former ones has the sum of their counts, and of shares
whose denominators are known the share of the sums. Everything else stays open and says why: a
former unit that was divided left nobody knows how much to each successor, a part without a figure
is not zero, and the mean of shares without their weights is wrong (the plain mean of merged
provinces is a known fault of published indices).
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from indicators.release.store import Store

Method = Literal["same_unit", "sum", "share_of_sums", "weighted_mean"]
Obstacle = Literal["divided_unit", "part_missing", "weights_unknown", "not_arithmetic"]
Figure = dict[str, Any]
# What a unit counts for: low end, value and high end. By former code, indicator and year.
Weight = tuple[Decimal, Decimal, Decimal]
Weights = dict[tuple[str, str, int], Weight]
UNKNOWN: Weight = (Decimal(0), Decimal(0), Decimal(0))


@dataclass(frozen=True)
class Restated:
    """One indicator, basis and period of a commune of today.

    ``value``, ``value_low`` and ``value_high`` (unit of the indicator; empty where ``obstacle``
    says why not), ``qualifier`` and ``status`` of the least certain part, the ``method``, how many
    former units it is made of (``parts``) and how many of them have the figure (``parts_found``),
    the names of those without it and of divided ones.
    """

    area_code: str
    indicator_id: str
    basis: str
    period_start: Any
    period_end: Any
    value: float | None
    value_low: float | None
    value_high: float | None
    high_open: bool
    qualifier: str
    status: str
    method: Method | None
    obstacle: Obstacle | None
    parts: int
    parts_found: int
    without_figure: tuple[str, ...]
    divided: tuple[str, ...]
    source_ids: tuple[str, ...]

    @property
    def share_of_parts_pct(self) -> float:
        """Former units whose figure was found, in per cent of all."""
        return 100 * self.parts_found / self.parts


COLUMNS = (*Restated.__dataclass_fields__, "share_of_parts_pct")
NUMBERS = ("value", "value_low", "value_high")
ENDS = ("value_low", "value", "value_high")


def former_figures(store: Store, area_code: str) -> pd.DataFrame:
    """The former communes of one commune with their figures.

    One row per former unit and current figure; a unit without figures has one row whose
    ``indicator_id`` is empty. Columns: area_code, old_code, old_name, old_district, old_province,
    part (whole or divided), valid_from (of the successor), indicator_id, name_vi … measures,
    basis, period_start, period_end, value … high_open (in ``unit``), numerator, denominator,
    qualifier, status, locator, as_printed, source_id, publisher, title, url, published_on. No rows
    for a code that no former commune went into.
    """
    return store.query("former_figures", area_codes=[area_code])


def successors(store: Store, old_code: str) -> pd.DataFrame:
    """The communes of today that one former commune went into: one row each.

    Columns: old_code, old_name, part, valid_from, area_code, name, area_type, province. No rows
    for a code that is no former commune's.
    """
    return store.query("successors", old_code=old_code)


def restated(
    store: Store, area_codes: Iterable[str], indicator_id: str | None = None
) -> pd.DataFrame:
    """Figures of former communes on today's boundaries, possible or not.

    One row per commune of today, indicator, basis and period for which at least one former unit
    has a figure. Columns as in ``Restated`` and share_of_parts_pct. ``indicator_id`` narrows it to
    one indicator.
    """
    found = store.query("former_figures", area_codes=list(area_codes))
    cells = [
        cell
        for _code, units in found.groupby("area_code", sort=False)
        for cell in restated_cells(units.to_dict("records"))
        if indicator_id in (None, cell.indicator_id)
    ]
    rows = [asdict(cell) | {"share_of_parts_pct": cell.share_of_parts_pct} for cell in cells]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(NUMBERS, "float64"))


def restated_cells(rows: list[Figure]) -> list[Restated]:
    """All cells of one commune of today; ``rows`` as in ``former_figures``."""
    units = {row["old_code"]: row for row in rows}
    cells: dict[tuple[Any, ...], dict[str, Figure]] = {}
    for row in rows:
        if _told(row["indicator_id"]):
            cells.setdefault(_cell_key(row), {})[row["old_code"]] = row
    weights = {
        (row["old_code"], row["indicator_id"], row["period_end"].year): _ends(row)
        for row in rows
        if _told(row["indicator_id"])
    }
    return [_restated(list(units.values()), found, weights) for found in cells.values()]


def _cell_key(row: Figure) -> tuple[Any, ...]:
    start = row["period_start"] if _told(row["period_start"]) else None
    return row["indicator_id"], row["basis"] or "", start, row["period_end"]


def _restated(units: list[Figure], found: dict[str, Figure], weights: Weights) -> Restated:
    figures = list(found.values())
    method, obstacle = _method(units, found, weights)
    low, value, high = _numbers(method, figures, weights)
    first = figures[0]
    return Restated(
        area_code=first["area_code"],
        indicator_id=first["indicator_id"],
        basis=first["basis"] or "",
        period_start=first["period_start"],
        period_end=first["period_end"],
        value=value,
        value_low=low,
        value_high=high,
        high_open=low != high and any(bool(figure["high_open"]) for figure in figures),
        qualifier=_qualifier(figures),
        status=_status(figures),
        method=method,
        obstacle=obstacle,
        parts=len(units),
        parts_found=len(found),
        without_figure=tuple(u["old_name"] for u in units if u["old_code"] not in found),
        divided=tuple(u["old_name"] for u in units if u["part"] == "divided"),
        source_ids=tuple(dict.fromkeys(figure["source_id"] for figure in figures)),
    )


def _method(
    units: list[Figure], found: dict[str, Figure], weights: Weights
) -> tuple[Method | None, Obstacle | None]:
    """The arithmetic that fits, or the first thing that stands in its way."""
    figures = list(found.values())
    if any(unit["part"] == "divided" for unit in units):
        return None, "divided_unit"
    if len(units) == 1:
        return "same_unit", None
    kind = _kind(figures[0])
    if kind == "neither":
        return None, "not_arithmetic"
    if len(found) < len(units):
        return None, "part_missing"
    if kind == "count":
        return "sum", None
    if not all(_weight(figure, weights)[0] > 0 for figure in figures):
        return None, "weights_unknown"
    return ("share_of_sums" if _have_counts(figures) else "weighted_mean"), None


def _kind(figure: Figure) -> Literal["count", "mean", "neither"]:
    """How figures of an indicator add up. Criteria met and points scored do not at all."""
    if figure["unit"] == "%" or _told(figure["weighted_by"]):
        return "mean"
    return "count" if figure["measures"] in ("total", "stock") else "neither"


def _numbers(
    method: Method | None, figures: list[Figure], weights: Weights
) -> tuple[float | None, float | None, float | None]:
    """Low end, value and high end by the method; worked out in decimals, as they are printed."""
    if method is None:
        return None, None, None
    ends = [_ends(figure) for figure in figures]
    if method in ("same_unit", "sum"):
        low, value, high = (sum(column, Decimal(0)) for column in zip(*ends, strict=True))
        return float(low), float(value), float(high)
    shares = [_weight(figure, weights) for figure in figures]
    value = _mean([(one[1], share[1]) for one, share in zip(ends, shares, strict=True)])
    low = _lowest_mean([one[0] for one in ends], shares)
    high = -_lowest_mean([-one[2] for one in ends], shares)
    if method == "share_of_sums":
        counts = [_exact(one["numerator"]) for one in figures]
        value = 100 * sum(counts, Decimal(0)) / sum((share[1] for share in shares), Decimal(0))
    return float(min(low, value)), float(value), float(max(high, value))


def _ends(figure: Figure) -> tuple[Decimal, Decimal, Decimal]:
    """Low end, value and high end of one figure."""
    low, value, high = (_exact(figure[column]) for column in ENDS)
    return low, value, high


def _mean(weighted: list[tuple[Decimal, Decimal]]) -> Decimal:
    """The mean of figures, each with its weight."""
    total = sum((value * weight for value, weight in weighted), Decimal(0))
    return total / sum((weight for _value, weight in weighted), Decimal(0))


def _lowest_mean(values: list[Decimal], weights: list[Weight]) -> Decimal:
    """The lowest mean that weights within their ends allow.

    It lies where the lowest figures have all the weight they may have and the others the least:
    only how many are the lowest has to be tried. 30 and 90, weighted by 1,000 to 3,000 and by
    3,000 to 5,000, may be as low as (30 · 3 + 90 · 3) / 6 = 60.
    """
    order = sorted(range(len(values)), key=values.__getitem__)
    return min(
        _mean([(values[one], weights[one][2 if place < most else 0])
               for place, one in enumerate(order)])
        for most in range(len(order) + 1)
    )  # fmt: skip


def _weight(figure: Figure, weights: Weights) -> Weight:
    """What the figure counts for in a mean: its base, or its unit's weight; 0 where not known."""
    if _told(figure["weighted_by"]):  # a mean per head
        key = figure["old_code"], figure["weighted_by"], figure["period_end"].year
        return weights.get(key, UNKNOWN)
    base = figure["denominator"]
    return (_exact(base), _exact(base), _exact(base)) if _told(base) else UNKNOWN


def _qualifier(figures: list[Figure]) -> str:
    """The words before the number: those of all parts where they agree, else "about"."""
    qualifiers = {figure["qualifier"] for figure in figures}
    return qualifiers.pop() if len(qualifiers) == 1 else "about"


def _status(figures: list[Figure]) -> str:
    """Normal only where every part is; an estimate makes an estimate of the whole."""
    odd = {figure["status"] for figure in figures} - {"A"}
    return "A" if not odd else odd.pop() if len(odd) == 1 else "E"


def _have_counts(figures: list[Figure]) -> bool:
    """Whether both counts behind every share are there, and the counts are its own base."""
    return all(
        _told(one["numerator"]) and _told(one["denominator"]) for one in figures
    ) and not any(_told(one["weighted_by"]) for one in figures)


def _exact(value: Any) -> Decimal:
    return Decimal(repr(float(value)))


def _told(value: Any) -> bool:
    return value is not None and value == value
