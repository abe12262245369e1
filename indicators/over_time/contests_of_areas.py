"""Where the asked areas of a trend stood in each of their sets, and among those of two sets."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.country import REFORM
from indicators.over_time.contests import PLACE_COLUMNS, Contests, StandingAmong, places_frame
from indicators.questions.areas_held import areas_held
from indicators.questions.periods import period_choices
from indicators.release.store import Store

PLACE = (*PLACE_COLUMNS, "percentile", "reported")
# What says of which contest a figure is, in words.
IN_WORDS = ["basis", "period_set"]
Place = dict[str, int]


class ContestsOfAreas:
    """The contests that the figures of some areas belong to; ``figures`` as in a ``Trend``.

    ``figures`` has the column contest too.
    """

    def __init__(
        self, store: Store, indicator: dict[str, Any], areas: pd.DataFrame, figures: pd.DataFrame
    ) -> None:
        self._store, self._indicator = store, indicator
        self._held = areas_held(store)
        self._contests = Contests(store, indicator)
        self._level = dict(zip(areas["area_code"], areas["level"], strict=True))
        names = ("area_code", "basis", "series", "period_end", "contest")
        self._own: dict[tuple[Any, ...], list[int]] = {}
        for *key, contest in zip(*(figures[name] for name in names), strict=True):
            self._own.setdefault(tuple(key), []).append(int(contest))
        self._known: dict[tuple[int, int, str, date], tuple[StandingAmong, StandingAmong]] = {}

    def with_places(self, figures: pd.DataFrame) -> pd.DataFrame:
        """The figures with their places among all areas of their level in the same set."""
        levels = figures["area_code"].map(self._level)
        if (pd.Series(list(self._level.values())) == "nation").all():
            return figures.assign(**dict.fromkeys(PLACE))
        standings = [
            one
            for level, group in figures.groupby(levels)
            if level != "nation"
            for one in self._standings(str(level), group)
        ]
        places = places_frame(self._contests, standings)
        return figures.merge(places, on="observation_id", how="left")

    def _standings(self, level: str, figures: pd.DataFrame) -> Iterator[StandingAmong]:
        choices = period_choices(self._store, self._indicator["indicator_id"], level)
        words = zip(*(choices[name] for name in (*IN_WORDS, "last_end")), strict=True)
        last_end = {(basis, code): end.date() for basis, code, end in words}
        asked = self._numbers(level)
        for contest, basis, code in (
            figures[["contest", *IN_WORDS]].drop_duplicates("contest").itertuples(index=False)
        ):
            if (basis, code) in last_end:
                on_date = max(last_end[basis, code], REFORM)
                yield self._contests.standing(
                    self._contests.contestants(contest, level, on_date), asked
                )

    def _numbers(self, level: str) -> npt.NDArray[Any]:
        codes = (code for code, one in self._level.items() if one == level)
        return np.array(self._held.numbers_today(codes), dtype=np.int64)

    def among_both(self, pair: dict[str, Any]) -> tuple[Place, Place] | None:
        """The places of one area, earlier and later, among the areas with a figure in both sets.

        ``pair`` has area_code, basis, series, from_end and to_end; ``None`` where there are none.
        """
        level = self._level[pair["area_code"]]
        earlier, later = (self._contest_of(pair, pair[end]) for end in ("from_end", "to_end"))
        if level == "nation" or earlier is None or later is None or earlier == later:
            return None
        key = (earlier, later, level, max(pair["to_end"].date(), REFORM))
        if key not in self._known:
            self._known[key] = self._standings_of_both(*key)
        number = self._held.numbers_today([pair["area_code"]])
        before, after = (self._place(one, number) for one in self._known[key])
        return None if before is None or after is None else (before, after)

    def _contest_of(self, pair: dict[str, Any], end: Any) -> int | None:
        """The contest of the area's one figure of the series that ends on this day."""
        found = self._own.get((pair["area_code"], pair["basis"], pair["series"], end), [])
        return found[0] if len(found) == 1 else None

    def _standings_of_both(
        self, earlier: int, later: int, level: str, on_date: date
    ) -> tuple[StandingAmong, StandingAmong]:
        contests = self._contests
        first, second = (contests.contestants(one, level, on_date) for one in (earlier, later))
        both = np.intersect1d(contests.area_numbers(first), contests.area_numbers(second))
        asked = self._numbers(level)
        before, after = (
            contests.standing(rows[contests.are_of(rows, both)], asked) for rows in (first, second)
        )
        return before, after

    def _place(self, standing: StandingAmong, number: list[int]) -> Place | None:
        at = np.flatnonzero(self._contests.are_of(standing.rows, np.array(number, dtype=np.intp)))
        if standing.places is None or not len(at):
            return None
        places = {name: int(getattr(standing.places, name)[at[0]]) for name in PLACE_COLUMNS}
        return places | {"reported": standing.reported}
