"""Each figure of a series against the one before it, and how the places moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from indicators.over_time.changes import change_between, judgement, rank_change
from indicators.over_time.contests_of_areas import ContestsOfAreas, Series
from indicators.over_time.period_series import days_of, positions_by
from indicators.printed.intervals import Interval

LATEST_PLACES = ("from_rank", "from_rank_low", "from_rank_high",
                 "to_rank", "to_rank_low", "to_rank_high", "compared_areas")  # fmt: skip
SERIES = ("area_code", "basis", "series")
# Levels stated without a year and several years have no neighbours.
WITHOUT_NEIGHBOURS = frozenset({"stated", "span", "state"})
CHANGE_COLUMNS = ("change", "change_low", "change_high", "outcome", "judgement", "break_id")


@dataclass(frozen=True)
class Pair:
    """Two neighbouring figures of a series, by their rows."""

    series: Series
    earlier: int
    later: int


class ChangesOfFigures:
    """Each figure of a series set against the one before it in that series.

    ``figures`` are columns in the order of time inside each series, ``intervals`` those of its
    rows, ``breaks`` as in ``breaks.breaks_of``.
    """

    def __init__(
        self,
        figures: Mapping[str, Any],
        intervals: Sequence[Interval],
        direction: str,
        breaks: pd.DataFrame,
    ) -> None:
        self._figures, self._intervals, self._direction = figures, intervals, direction
        self._values = [Decimal(repr(value)) for value in figures["value"].tolist()]
        self._ends = days_of(figures["period_end"])
        days = days_of(breaks["on_date"])
        self._breaks = list(zip(breaks["area_code"], days, breaks["break_id"], strict=True))
        series = set(figures["series"]) - WITHOUT_NEIGHBOURS
        groups = positions_by(figures, SERIES, series)
        self._pairs = [Pair(key, *two) for key, rows in groups.items() for two in pairwise(rows)]

    def frame(self, contests: ContestsOfAreas) -> pd.DataFrame:
        """One row per pair: area_code, basis, series, from_start … to_end, from_value, to_value,
        change, change_low, change_high (unit of the indicator), outcome (rise, fall, same,
        cannot_be_told, or series_break where a break lies between them: then there is no change),
        judgement (better, worse or empty), break_id.

        With, for the latest pair of each series, the places among the same areas: columns
        ``LATEST_PLACES`` and rank_outcome (as in ``changes.rank_change``), empty elsewhere.
        """
        if not self._pairs:
            names = (*SERIES, *_named_of_both(), *CHANGE_COLUMNS, *LATEST_PLACES, "rank_outcome")
            return pd.DataFrame([], columns=list(names))
        series = columns_of_rows(SERIES, (pair.series for pair in self._pairs))
        changes = columns_of_rows(CHANGE_COLUMNS, map(self._change, self._pairs))
        places = self._latest_places(contests, changes["outcome"])
        return pd.DataFrame(series | self._of_both() | changes | places)

    def _of_both(self) -> dict[str, Any]:
        """What is told of both figures, as in their own columns."""
        at = {
            "from": np.array([pair.earlier for pair in self._pairs], dtype=np.intp),
            "to": np.array([pair.later for pair in self._pairs], dtype=np.intp),
        }
        return {
            name: self._figures[column].take(at[name.partition("_")[0]])
            for name, column in _named_of_both().items()
        }

    def _change(self, pair: Pair) -> tuple[Any, ...]:
        """The columns ``CHANGE_COLUMNS``."""
        segments = self._figures["segment"]
        if segments[pair.earlier] != segments[pair.later]:
            told = (np.nan, np.nan, np.nan, "series_break", np.nan)
            return *told, self._break_between(pair)
        rows = (pair.earlier, pair.later)
        before, after = (self._intervals[row] for row in rows)
        found = change_between(tuple(self._values[row] for row in rows), (before, after))
        return (
            found.difference, found.low, found.high,
            found.outcome, judgement(found.outcome, self._direction), np.nan,
        )  # fmt: skip

    def _break_between(self, pair: Pair) -> str:
        """The last break of the area after the one figure, on or before the end of the other."""
        first, last = self._ends[pair.earlier], self._ends[pair.later]
        between = [
            name
            for code, day, name in self._breaks
            if code == pair.series[0] and _is_between(first, day, last)
        ]
        return between[-1]

    def _latest_places(
        self, contests: ContestsOfAreas, outcomes: list[str]
    ) -> dict[str, pd.Series]:
        latest = {pair.series: at for at, pair in enumerate(self._pairs)}
        # As objects: where nothing was compared there is None, not a missing text.
        columns = {name: np.full(len(outcomes), None) for name in (*LATEST_PLACES, "rank_outcome")}
        for at in latest.values():
            if outcomes[at] != "series_break":
                for name, value in self._moved(contests, self._pairs[at]).items():
                    columns[name][at] = value
        return {name: pd.Series(values, dtype=object) for name, values in columns.items()}

    def _moved(self, contests: ContestsOfAreas, pair: Pair) -> dict[str, Any]:
        """The places of one area in two sets, among the areas that have a figure in both."""
        first, last = self._ends[pair.earlier], self._ends[pair.later]
        found = None if first is None or last is None else contests.among_both(
            pair.series, (first, last)
        )  # fmt: skip
        if found is None:
            return {}
        earlier, later = found
        places = {
            f"{name}_{column}": row[column]
            for name, row in (("from", earlier), ("to", later))
            for column in ("rank", "rank_low", "rank_high")
        }
        return places | {
            "compared_areas": later["reported"], "rank_outcome": rank_change(earlier, later)
        }  # fmt: skip


def columns_of_rows(names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """One list a name of the values of rows, of which there is at least one."""
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def _named_of_both() -> dict[str, str]:
    """The column of the figures behind each column of a change that is told of both."""
    return {
        "from_start": "period_start", "from_end": "period_end",
        "to_start": "period_start", "to_end": "period_end",
        "from_value": "value", "to_value": "value",
    }  # fmt: skip


def _is_between(first: date | None, day: date | None, last: date | None) -> bool:
    return None not in (first, day, last) and first < day <= last  # type: ignore[operator]
