"""Two indicators over the same areas: pairs of figures, and Spearman's rank correlation.

An association is not a cause: both indicators may follow from a third one, and the areas that
have both figures are not a sample of all areas.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.questions.ranking import Ranking, rank
from indicators.release.store import Store

# With fewer pairs than this a correlation is mostly chance: of ten pairs without any association
# one in twenty still shows 0.64 or more, upwards or downwards.
FEWEST_PAIRS = 10

WITHHELD_REASONS = ("same_indicator", "mixed_bases", "mixed_periods", "too_few", "all_equal")

AREA_COLUMNS = ["area_code", "name", "area_type", "province_code", "province"]
FIGURE_COLUMNS = ["value", "printed_value", "printed_decimals", "value_low", "value_high",
                  "as_printed", "qualifier", "status", "basis", "period_start", "period_end",
                  "source_id"]  # fmt: skip


@dataclass(frozen=True)
class Axis:
    """One of the two indicators; ``year`` and ``basis`` as in ``ranking.rank``."""

    indicator_id: str
    year: str | None = None
    basis: str | None = None


@dataclass(frozen=True)
class Association:
    """Two indicators over the areas that have both.

    ``pairs``: one row per area, by area_code: area_code, name, area_type, province_code,
    province, and for x and y (``x_value``, ``y_value`` …) value, printed_value, value_low,
    value_high (unit of the indicator), printed_decimals, as_printed, qualifier, status, basis,
    period_start, period_end, source_id.
    ``rho`` is Spearman's coefficient of those pairs, -1 to 1, and ``None`` where it is withheld;
    ``withheld_because`` is one of ``WITHHELD_REASONS`` or ``None``.
    """

    x: Ranking
    y: Ranking
    pairs: pd.DataFrame
    rho: float | None
    withheld_because: str | None

    @property
    def number(self) -> int:
        """How many areas have both figures: the n of the coefficient."""
        return len(self.pairs)


def associate(
    store: Store,
    x: Axis,
    y: Axis,
    *,
    province: str | None = None,
    area_type: str | None = None,
) -> Association:
    """Two indicators, each in its own set of periods and basis, over the chosen areas.

    Raises ``UnknownNameError`` for a name that the release does not have.
    """
    across, upwards = (
        rank(store, axis.indicator_id, year=axis.year, basis=axis.basis, province=province,
             area_type=area_type)
        for axis in (x, y)
    )  # fmt: skip
    pairs = _pairs(across, upwards)
    reason = _withheld(across, upwards, pairs)
    rho = None if reason else spearman(pairs["x_value"], pairs["y_value"])
    return Association(across, upwards, pairs, rho, reason)


def spearman(x: pd.Series, y: pd.Series) -> float:
    """Spearman's rank correlation: Pearson's coefficient of the ranks, ties with their mean rank.

    Both have one number per area, none missing, in the same order. Raises ``ValueError`` for
    fewer than two pairs and where all numbers of one side are equal: there is no coefficient.

    >>> round(spearman(pd.Series([1, 2, 3, 4]), pd.Series([10, 30, 20, 40])), 3)
    0.8
    """
    ranks = pd.DataFrame({"x": x.to_numpy("float64"), "y": y.to_numpy("float64")}).rank()
    if len(ranks) < 2 or (ranks.nunique() < 2).any() or ranks.isna().to_numpy().any():
        raise ValueError(f"found {len(ranks)} pairs, {ranks['x'].nunique()} different x and "
                         f"{ranks['y'].nunique()} different y, expected two and more of each, "
                         "none missing")  # fmt: skip
    return float(np.clip(ranks["x"].corr(ranks["y"]), -1.0, 1.0))


def _pairs(x: Ranking, y: Ranking) -> pd.DataFrame:
    """The areas with both figures; where all bases are shown an area has several pairs."""
    left = x.rows[AREA_COLUMNS + FIGURE_COLUMNS].rename(columns=_on_axis("x"))
    right = y.rows[["area_code", *FIGURE_COLUMNS]].rename(columns=_on_axis("y"))
    pairs = left.merge(right, on="area_code", how="inner")
    return pairs.sort_values("area_code", kind="stable", ignore_index=True)


def _on_axis(axis: str) -> dict[str, str]:
    return {column: f"{axis}_{column}" for column in FIGURE_COLUMNS}


def _withheld(x: Ranking, y: Ranking, pairs: pd.DataFrame) -> str | None:
    """Why no coefficient may be given; the first reason that holds."""
    if x.indicator["indicator_id"] == y.indicator["indicator_id"] and x.basis == y.basis:
        return "same_indicator"
    for reason in ("mixed_bases", "mixed_periods"):
        if reason in (_obstacle(x), _obstacle(y)):
            return reason
    if len(pairs) < FEWEST_PAIRS:
        return "too_few"
    constant = (pairs[["x_value", "y_value"]].nunique() < 2).any()
    return "all_equal" if constant else None


def _obstacle(ranking: Ranking) -> str | None:
    """What makes the figures of one indicator incomparable among themselves.

    A direction is not needed here, so what ``ranking`` says first may hide the other reasons.
    """
    period = ranking.period
    if period is not None and period.gathered and ranking.indicator["measures"] != "rate":
        return "mixed_periods"
    return "mixed_bases" if ranking.basis == "*" else None
