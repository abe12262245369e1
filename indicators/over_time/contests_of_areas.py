"""Where the asked areas of a trend stood in each of their sets, and among those of two sets."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.arrays import IntegerArray

from indicators.country import REFORM
from indicators.over_time.contests import PLACE_COLUMNS, StandingAmong, contests_of
from indicators.over_time.period_series import days_of
from indicators.questions.areas_held import Truths, areas_held
from indicators.questions.periods import period_choices
from indicators.release.store import Array, Store

PLACE = (*PLACE_COLUMNS, "percentile", "reported")
# What says of which contest a figure is, in words.
IN_WORDS = ("basis", "period_set")
Place = dict[str, int]
# Area, basis and series: figures that may be set against each other.
Series = tuple[str, str, str]


class ContestsOfAreas:
    """The contests that the figures of some areas belong to.

    ``figures`` has the columns of a ``Trend``'s figures that are known before their places, and
    contest and stored_at (``sql/trend_figures.sql``).
    """

    def __init__(
        self, store: Store, indicator: dict[str, Any], areas: pd.DataFrame, figures: dict[str, Any]
    ) -> None:
        self._store, self._indicator, self._figures = store, indicator, figures
        self._held = areas_held(store)
        self._contests = contests_of(store, indicator)
        self._level = dict(zip(areas["area_code"].tolist(), areas["level"].tolist(), strict=True))
        self._asked = {level: self._among(level) for level in set(self._level.values())}
        self._own: dict[tuple[Any, ...], list[int]] = {}
        names = ("area_code", "basis", "series")
        ends, contests = days_of(figures["period_end"]), figures["contest"].tolist()
        for *key, end, contest in zip(*(figures[name] for name in names), ends, contests,
                                      strict=True):  # fmt: skip
            self._own.setdefault((*key, end), []).append(contest)
        self._known: dict[tuple[int, int, str, date], tuple[StandingAmong, StandingAmong]] = {}

    def _among(self, level: str) -> Truths:
        codes = (code for code, one in self._level.items() if one == level)
        return self._contests.among(self._held.numbers_today(codes))

    def places(self) -> dict[str, Array]:
        """``PLACE`` of each figure, among all areas of its level in the same set."""
        levels = sorted(set(self._level.values()) - {"nation"})
        if not levels:
            return dict.fromkeys(PLACE)
        standings = [one for level in levels for one in self._standings(level)]
        return _places_by_figure(self._figures["stored_at"], standings, self._stored(standings))

    def _stored(self, standings: list[StandingAmong]) -> npt.NDArray[Any]:
        rows = [np.zeros(0, dtype=np.intp), *(one.rows for one in standings)]
        return self._contests.places_stored(np.concatenate(rows))

    def _standings(self, level: str) -> Iterator[StandingAmong]:
        days = self._store.held(
            ("days of sets", self._indicator["indicator_id"], level), lambda: self._days(level)
        )
        words = zip(*(self._figures[name].tolist() for name in IN_WORDS), strict=True)
        codes, contests = self._figures["area_code"], self._figures["contest"].tolist()
        own = {
            contest: words_of
            for code, contest, words_of in reversed(list(zip(codes, contests, words, strict=True)))
            if self._level[code] == level
        }
        for contest, words_of in own.items():
            if words_of in days:
                field = self._contests.field(contest, level, days[words_of])
                yield self._contests.standing(field, self._asked[level])

    def _days(self, level: str) -> dict[tuple[str, str], date]:
        """The day whose areas are compared in each set: the last one, or the reform if later."""
        choices = period_choices(self._store, self._indicator["indicator_id"], level)
        words = (choices[name].tolist() for name in IN_WORDS)
        ends = days_of(choices["last_end"])
        return {
            (basis, code): max(end, REFORM)
            for basis, code, end in zip(*words, ends, strict=True)
            if end is not None
        }

    def among_both(self, series: Series, ends: tuple[date, date]) -> tuple[Place, Place] | None:
        """The places of one area, earlier and later, among the areas with a figure in both sets.

        ``ends`` are the last days of its two figures; ``None`` where there are no places.
        """
        level = self._level[series[0]]
        earlier, later = (self._contest_of(series, end) for end in ends)
        if level == "nation" or earlier is None or later is None or earlier == later:
            return None
        key = (earlier, later, level, max(ends[1], REFORM))
        if key not in self._known:
            self._known[key] = self._standings_of_both(*key)
        (number,) = self._held.numbers_today([series[0]])  # it has figures, so it has one
        before, after = (self._place(one, number) for one in self._known[key])
        return None if before is None or after is None else (before, after)

    def _contest_of(self, series: Series, end: date) -> int | None:
        """The contest of the area's one figure of the series that ends on this day."""
        found = self._own.get((*series, end), [])
        return found[0] if len(found) == 1 else None

    def _standings_of_both(
        self, earlier: int, later: int, level: str, on_date: date
    ) -> tuple[StandingAmong, StandingAmong]:
        contests = self._contests
        first, second = (contests.field(one, level, on_date) for one in (earlier, later))
        both = contests.fields_of_both(first, second)
        before, after = (contests.standing(one, self._asked[level]) for one in both)
        return before, after

    def _place(self, standing: StandingAmong, number: int) -> Place | None:
        at = np.flatnonzero(self._contests.area_numbers(standing.rows) == number)
        if standing.places is None or not len(at):
            return None
        places = {name: int(getattr(standing.places, name)[at[0]]) for name in PLACE_COLUMNS}
        return places | {"reported": standing.reported}


def _places_by_figure(
    stored_at: npt.NDArray[Any], standings: list[StandingAmong], stored: npt.NDArray[Any]
) -> dict[str, Array]:
    """``PLACE`` of the figures stored there; ``stored``: where the rows of the standings are."""
    known = dict(zip(stored.tolist(), range(len(stored)), strict=True))
    at = np.array([known.get(one, -1) for one in stored_at.tolist()], dtype=np.intp)
    lengths = [len(one.rows) for one in standings]
    ranked = np.repeat([one.places is not None for one in standings], lengths).astype(bool)
    reported = np.repeat([one.reported for one in standings], lengths).astype("int64")
    columns = {
        name: _whole(_numbers(standings, name), ranked, at) for name in PLACE_COLUMNS
    }  # fmt: skip
    percentile = np.where(ranked, _numbers(standings, "percentile"), np.nan)
    columns["percentile"] = np.append(percentile, np.nan)[at]
    columns["reported"] = reported[at] if (at >= 0).all() else np.append(reported, np.nan)[at]
    return columns


def _numbers(standings: list[StandingAmong], name: str) -> npt.NDArray[Any]:
    parts = (
        np.zeros(len(one.rows)) if one.places is None else getattr(one.places, name)
        for one in standings
    )
    return np.concatenate([np.zeros(0), *parts])


def _whole(numbers: npt.NDArray[Any], ranked: Truths, at: npt.NDArray[np.intp]) -> Array:
    """Whole numbers, in the form in which a store answers them where some are empty."""
    if not ranked.all():
        empty = np.append(~ranked, True)[at]
        return IntegerArray(np.append(numbers, 0)[at].astype("int32"), empty)
    return numbers[at].astype("int32") if (at >= 0).all() else np.append(numbers, np.nan)[at]
