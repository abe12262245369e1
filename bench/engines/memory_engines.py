"""Engines that hold all figures in memory: a bare numpy cube, pandas, polars.

Each answers rank (rank and percentile of every area, best first), profile (value and rank of one
area over all indicators), compare (the same of several), series, rug (values of some areas and
indicators), verdict (how many areas are at or above the median), all of the last period.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from bench.engines.flat_figures import Asked, flat_columns


class Cube:
    """The floor: one array by indicator, period and area, and no names."""

    def __init__(self, asked: Asked) -> None:
        columns = flat_columns(asked.flat)
        self._first = int(columns["period"].min())
        sizes = [int(columns[name].max()) + 1 for name in ("indicator", "period", "area")]
        self._cube = np.full((sizes[0], sizes[1] - self._first, sizes[2]), np.nan)
        at = (columns["indicator"], columns["period"] - self._first, columns["area"])
        self._cube[at] = columns["value"]

    def _slice(self, indicator: int, period: int) -> Any:
        return self._cube[indicator, period - self._first]

    def rank(self, indicator: int, period: int) -> Any:
        """Every area of one period, best first."""
        values = self._slice(indicator, period)
        areas = np.flatnonzero(~np.isnan(values))
        ordered = np.sort(values[areas])
        rank = 1 + len(areas) - np.searchsorted(ordered, values[areas], side="right")
        best_first = np.argsort(rank, kind="stable")
        percentile = 100 * (len(areas) - rank) / max(len(areas) - 1, 1)
        return (
            areas[best_first],
            values[areas][best_first],
            rank[best_first],
            percentile[best_first],
        )

    def profile(self, areas: Sequence[int], period: int) -> Any:
        """Some areas over all indicators, with their places."""
        last = self._cube[:, period - self._first]
        return [(last[:, area], 1 + (last > last[:, area, None]).sum(axis=1)) for area in areas]

    def series(self, indicator: int, areas: Sequence[int]) -> Any:
        """All periods of some areas."""
        return self._cube[indicator][:, list(areas)]

    def rug(self, indicators: Sequence[int], areas: Sequence[int], period: int) -> Any:
        """Some indicators of some areas."""
        return self._cube[np.ix_(indicators, [period - self._first], areas)]

    def verdict(self, indicator: int, period: int) -> Any:
        """How many areas are at or above the median."""
        values = self._slice(indicator, period)
        return int((values >= np.nanmedian(values)).sum())


class Pandas:
    """One frame, sorted."""

    def __init__(self, asked: Asked) -> None:
        import pandas as pd

        self._figures = pd.DataFrame(flat_columns(asked.flat))

    def _slice(self, indicator: int, period: int) -> Any:
        figures = self._figures
        return figures[(figures["indicator"] == indicator) & (figures["period"] == period)]

    def rank(self, indicator: int, period: int) -> Any:
        """Every area of one period, best first."""
        rows = self._slice(indicator, period)
        rank = rows["value"].rank(method="min", ascending=False)
        return rows.assign(rank=rank, percentile=rows["value"].rank(pct=True)).sort_values("rank")

    def profile(self, areas: Sequence[int], period: int) -> Any:
        """Some areas over all indicators, with their places."""
        last = self._figures[self._figures["period"] == period]
        rank = last.groupby("indicator")["value"].rank(method="min", ascending=False)
        return last.assign(rank=rank)[last["area"].isin(areas)]

    def series(self, indicator: int, areas: Sequence[int]) -> Any:
        """All periods of some areas."""
        rows = self._figures[self._figures["indicator"] == indicator]
        return rows[rows["area"].isin(areas)]

    def rug(self, indicators: Sequence[int], areas: Sequence[int], period: int) -> Any:
        """Some indicators of some areas."""
        rows = self._figures[self._figures["period"] == period]
        return rows[rows["indicator"].isin(indicators) & rows["area"].isin(areas)]

    def verdict(self, indicator: int, period: int) -> Any:
        """How many areas are at or above the median."""
        values = self._slice(indicator, period)["value"]
        return int((values >= values.median()).sum())


class Polars:
    """One frame, sorted, asked lazily."""

    def __init__(self, asked: Asked) -> None:
        import polars as pl

        self._pl = pl
        self._figures = pl.read_parquet(asked.flat).lazy()

    def _slice(self, indicator: int, period: int) -> Any:
        column = self._pl.col
        here = (column("indicator") == indicator) & (column("period") == period)
        return self._figures.filter(here)

    def rank(self, indicator: int, period: int) -> Any:
        """Every area of one period, best first."""
        value = self._pl.col("value")
        rows = self._slice(indicator, period).with_columns(
            value.rank("min", descending=True).alias("rank"),
            (value.rank("average") / value.count()).alias("percentile"),
        )
        return rows.sort("rank").collect()

    def profile(self, areas: Sequence[int], period: int) -> Any:
        """Some areas over all indicators, with their places."""
        column = self._pl.col
        rank = column("value").rank("min", descending=True).over("indicator").alias("rank")
        rows = self._figures.filter(column("period") == period).with_columns(rank)
        return rows.filter(column("area").is_in(list(areas))).collect()

    def series(self, indicator: int, areas: Sequence[int]) -> Any:
        """All periods of some areas."""
        column = self._pl.col
        here = (column("indicator") == indicator) & column("area").is_in(list(areas))
        return self._figures.filter(here).collect()

    def rug(self, indicators: Sequence[int], areas: Sequence[int], period: int) -> Any:
        """Some indicators of some areas."""
        column = self._pl.col
        here = column("indicator").is_in(list(indicators)) & column("area").is_in(list(areas))
        return self._figures.filter((column("period") == period) & here).collect()

    def verdict(self, indicator: int, period: int) -> Any:
        """How many areas are at or above the median."""
        value = self._pl.col("value")
        rows = self._slice(indicator, period).select((value >= value.median()).sum())
        return int(rows.collect().item())
