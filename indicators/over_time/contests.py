"""Who stood where, in every set of periods of one indicator: the contests of ``sql/ranking.sql``.

All current figures of the indicator are read once, without their texts, and placed in memory: to
place six communes in sixty months in SQL takes twenty times as long.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.arrays import IntegerArray

from indicators.questions.areas_held import AreasHeld, Truths, areas_held, scope_of
from indicators.questions.placing import (
    BetterAxis,
    CountedPlaces,
    axis_of,
    enough_to_rank,
    places_of,
)
from indicators.release.store import Array, Store

Rows = npt.NDArray[np.intp]
PLACE_COLUMNS = ("rank", "rank_low", "rank_high")


@dataclass(frozen=True)
class StandingAmong:
    """One contest as some areas stood in it: their ``rows`` of the figures, and places.

    ``places`` is ``None`` where nobody is ranked; ``reported`` counts the areas of the contest.
    """

    rows: Rows
    places: CountedPlaces | None
    reported: int


class Contests:
    """The current figures of one indicator, by contest (``sql/contest_of_figure.sql``)."""

    def __init__(self, store: Store, indicator: dict[str, Any]) -> None:
        self._store, self._indicator = store, indicator
        self._figures = store.arrays("indicator_figures", indicator_id=indicator["indicator_id"])
        self._runs = _runs(self._figures["contest"])
        self._areas: AreasHeld = areas_held(store)
        self._applies: dict[tuple[str, date], Truths] = {}

    def observation_ids(self, rows: Rows) -> npt.NDArray[Any]:
        """Which figures these rows are."""
        ids: npt.NDArray[Any] = self._figures["observation_id"][rows]
        return ids

    def area_numbers(self, rows: Rows) -> npt.NDArray[Any]:
        """Of which areas they are (``sql/areas_held.sql``)."""
        numbers: npt.NDArray[Any] = self._figures["area_number"][rows]
        return numbers

    def are_of(self, rows: Rows, numbers: npt.NDArray[Any]) -> Truths:
        """Which of these figures are of areas with these numbers."""
        among = np.zeros(self._areas.number.max(initial=-1) + 1, dtype=bool)
        among[numbers] = True
        return among[self.area_numbers(rows)]

    def contestants(self, contest: int, level: str, on_date: date) -> Rows:
        """The figures of a contest: one of each area of the level to which it applies that day."""
        runs = [np.arange(*run) for run in self._runs.get(contest, [(0, 0)])]
        rows = runs[0] if len(runs) == 1 else np.concatenate(runs)
        rows = rows[self._apply(level, on_date)[self.area_numbers(rows)]]
        return self._latest_of_each(rows)

    def standing(self, contestants: Rows, asked: npt.NDArray[Any]) -> StandingAmong:
        """Where the areas with the numbers ``asked`` stand among these figures."""
        rows = contestants[self.are_of(contestants, asked)]
        count = len(contestants)
        if self._indicator["direction"] == "none" or not enough_to_rank(count):
            return StandingAmong(rows, None, count)
        return StandingAmong(rows, places_of(self._axis(rows), self._axis(contestants)), count)

    def _axis(self, rows: Rows) -> BetterAxis:
        return axis_of(self._figures, rows, self._indicator["direction"])

    def _apply(self, level: str, on_date: date) -> Truths:
        """For each number of an area whether the indicator applies to it, as one of the level."""
        known = self._applies.get((level, on_date))
        if known is None:
            asked = {"indicator_id": self._indicator["indicator_id"], "level": level}
            scope = scope_of(self._store, on_date=on_date, **asked)
            known = np.zeros(self._areas.number.max(initial=-1) + 1, dtype=bool)
            known[self._areas.number[scope.applies & (self._areas.number >= 0)]] = True
            self._applies[level, on_date] = known
        return known

    def _latest_of_each(self, rows: Rows) -> Rows:
        """Without older figures of the same area: by last day, first day, order of storage."""
        areas = self.area_numbers(rows)
        if np.bincount(areas).max(initial=0) <= 1:
            return rows
        columns = {name: self._figures[name][rows] for name in ("period_end", "period_start")}
        found = pd.DataFrame({"row": rows, "area": areas, **columns})
        found = found.sort_values(
            ["period_end", "period_start", "row"], ascending=[False, True, True]
        )
        return np.sort(found.drop_duplicates("area")["row"].to_numpy(np.intp))


def _runs(contest: npt.NDArray[Any]) -> dict[int, list[tuple[int, int]]]:
    """First row and the one after the last of each run of figures of one contest."""
    if not len(contest):
        return {}
    starts = np.flatnonzero(np.diff(contest, prepend=contest[0] - 1))
    runs: dict[int, list[tuple[int, int]]] = {}
    for start, stop in zip(starts.tolist(), [*starts[1:].tolist(), len(contest)], strict=True):
        runs.setdefault(int(contest[start]), []).append((start, stop))
    return runs


def places_frame(contests: Contests, standings: Iterable[StandingAmong]) -> pd.DataFrame:
    """One row per figure: observation_id, rank, rank_low, rank_high, percentile and reported."""
    found = [StandingAmong(np.zeros(0, dtype=np.intp), None, 0), *standings]
    ids = [contests.observation_ids(one.rows) for one in found]
    reported = [np.full(len(one.rows), one.reported, dtype="int64") for one in found]
    ranked = np.concatenate([np.full(len(one.rows), one.places is not None) for one in found])
    columns: dict[str, Array] = {"observation_id": np.concatenate(ids)}
    for name in PLACE_COLUMNS:
        columns[name] = _whole([_numbers(one, name) for one in found], ranked)
    columns["percentile"] = np.where(
        ranked, np.concatenate([_numbers(one, "percentile") for one in found]), np.nan
    )
    return pd.DataFrame(columns | {"reported": np.concatenate(reported)})


def _numbers(standing: StandingAmong, name: str) -> npt.NDArray[Any]:
    if standing.places is None:
        return np.zeros(len(standing.rows))
    numbers: npt.NDArray[Any] = getattr(standing.places, name)
    return numbers


def _whole(parts: list[npt.NDArray[Any]], known: Truths) -> Array:
    """Whole numbers, in the form in which a store answers them where some are empty."""
    numbers = np.concatenate(parts).astype("int32")
    return numbers if known.all() else IntegerArray(numbers, ~known)
