"""Who stood where, in every set of periods of one indicator: the contests of ``sql/ranking.sql``.

All current figures of the indicator are read once, without their texts, and placed in memory: to
place six communes in sixty months in SQL takes twenty times as long. What was asked last is kept
in memory; what was asked twice in order from worst to best, where areas are only looked up.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.questions.areas_held import AreasHeld, Truths, areas_held, scope_of
from indicators.questions.placing import (
    BetterAxis,
    CountedPlaces,
    axis_of,
    enough_to_rank,
    in_order,
    places_in_order,
    places_one_by_one,
)
from indicators.release.store import Array, Store

Rows = npt.NDArray[np.intp]
PLACE_COLUMNS = ("rank", "rank_low", "rank_high")
# Figures kept in memory in all, some seventy bytes each: two indicators of 3,321 areas and 60
# months.
MOST_FIGURES = 500_000
# Figures that are counted faster one by one than a contest of 3,321 is put in order.
FEW_ASKED = 12
# A contest that was asked so often is in order.
IN_ORDER = 2


@dataclass(frozen=True)
class StandingAmong:
    """One contest as some areas stood in it: their ``rows`` of the figures, and places.

    ``places`` is ``None`` where nobody is ranked; ``reported`` counts the areas of the contest.
    """

    rows: Rows
    places: CountedPlaces | None
    reported: int


class Field:
    """The figures of one contest, of which areas they are, and where some stand among them.

    ``rows`` of all figures: a slice where they lie together and no area is left out, so that
    nothing is copied.
    """

    def __init__(self, rows: Rows | slice, numbers: npt.NDArray[Any], axis: BetterAxis) -> None:
        self._rows, self.numbers = rows, numbers
        # The figures and how often they were asked: one pair, for threads that ask at once.
        self._asked: tuple[BetterAxis, int] = (axis, 0)

    def __len__(self) -> int:
        return len(self.numbers)

    def rows(self, which: Truths) -> Rows:
        """Some of its figures as rows of all."""
        found: Rows = np.flatnonzero(which)
        return found + self._rows.start if isinstance(self._rows, slice) else self._rows[found]

    def places_of(self, asked: BetterAxis) -> CountedPlaces:
        """The places of these figures: in order once they are many or asked for again."""
        axis, times = self._asked
        if times == 0 and len(asked.goodness) <= FEW_ASKED:
            self._asked = (axis, 1)
            return places_one_by_one(asked, axis)
        if times < IN_ORDER:
            axis = in_order(axis)
            self._asked = (axis, IN_ORDER)
        return places_in_order(asked, axis)


class Contests:
    """The current figures of one indicator, by contest (``sql/contest_of_figure.sql``).

    Of several figures of one area in a contest the latest counts. Others see what it holds.
    """

    def __init__(self, store: Store, indicator: dict[str, Any]) -> None:
        self._store, self._indicator = store, indicator
        figures = _figures(store, indicator["indicator_id"])
        self._areas: AreasHeld = areas_held(store)
        self._stored = (figures["area_number"], figures["stored_at"])
        self._rivals: dict[str, Array] | None = None
        latest = _latest_of_each(figures)
        self._stored_at = figures["stored_at"][latest]
        self._numbers = figures["area_number"][latest]
        self._axis = axis_of(figures, latest, indicator["direction"])
        self._runs = _runs(figures["contest"][latest])
        self._applies: dict[tuple[str, date], Truths] = {}
        self._fields: dict[tuple[int, str, date], Field] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def stored_at(self, asked: Truths) -> list[int]:
        """Where the figures of these areas (``among``) are stored, older ones too."""
        numbers, rows = self._stored
        found: list[int] = rows[asked[numbers]].tolist()
        return found

    def rivals(self, asked: Truths) -> dict[str, Array]:
        """The figures of these areas (``among``) that are not current: ``rival_figures.sql``."""
        if self._rivals is None:
            name = self._indicator["indicator_id"]
            self._rivals = self._store.arrays("rival_figures", indicator_id=name)
        at = np.flatnonzero(asked[self._rivals["area_number"]])
        return {name: values[at] for name, values in self._rivals.items()}

    def places_stored(self, rows: Rows) -> npt.NDArray[Any]:
        """Where these rows are stored (``stored_at``): which figures they are."""
        stored: npt.NDArray[Any] = self._stored_at[rows]
        return stored

    def area_numbers(self, rows: Rows) -> npt.NDArray[Any]:
        """Of which areas they are (``sql/areas_held.sql``)."""
        numbers: npt.NDArray[Any] = self._numbers[rows]
        return numbers

    def among(self, numbers: Iterable[int] | npt.NDArray[Any]) -> Truths:
        """For each number of an area whether it is one of these."""
        among = np.zeros(self._areas.number.max(initial=-1) + 1, dtype=bool)
        among[np.asarray(numbers, dtype=np.intp)] = True
        return among

    def field(self, contest: int, level: str, on_date: date) -> Field:
        """The figures of a contest: one of each area of the level to which it applies that day."""
        key = (contest, level, on_date)
        if key not in self._fields:
            self._fields[key] = self._of_those(self._runs.get(contest, []), level, on_date)
        return self._fields[key]

    def _of_those(self, runs: list[tuple[int, int]], level: str, on_date: date) -> Field:
        applies = self._apply(level, on_date)
        if len(runs) == 1 and applies[self._numbers[slice(*runs[0])]].all():
            return self._field(slice(*runs[0]))
        rows = np.concatenate([np.zeros(0, np.intp), *(np.arange(*run) for run in runs)])
        return self._field(rows[applies[self.area_numbers(rows)]])

    def _field(self, rows: Rows | slice) -> Field:
        return Field(rows, self._numbers[rows], self._axis.at(rows))

    def fields_of_both(self, first: Field, second: Field) -> tuple[Field, Field]:
        """The two contests as of the areas alone that have a figure in both."""
        return (
            self._field(first.rows(self.among(second.numbers)[first.numbers])),
            self._field(second.rows(self.among(first.numbers)[second.numbers])),
        )

    def standing(self, field: Field, asked: Truths) -> StandingAmong:
        """Where the areas ``asked`` stand among these figures (``among``)."""
        rows = field.rows(asked[field.numbers])
        count = len(field)
        if self._indicator["direction"] == "none" or not enough_to_rank(count):
            return StandingAmong(rows, None, count)
        return StandingAmong(rows, field.places_of(self._axis.at(rows)), count)

    def _apply(self, level: str, on_date: date) -> Truths:
        """For each number of an area whether the indicator applies to it, as one of the level."""
        known = self._applies.get((level, on_date))
        if known is None:
            asked = {"indicator_id": self._indicator["indicator_id"], "level": level}
            scope = scope_of(self._store, on_date=on_date, **asked)
            known = self.among(self._areas.number[scope.applies & (self._areas.number >= 0)])
            self._applies[level, on_date] = known
        return known


class ContestsLately:
    """The contests of the indicators that were asked last, of ``MOST_FIGURES`` figures in all."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Contests] = OrderedDict()
        self._holding = threading.Lock()

    def of(self, store: Store, indicator: dict[str, Any]) -> Contests:
        """Those of this indicator; the last ones asked stay, however many figures they have."""
        name = indicator["indicator_id"]
        with self._holding:
            found = self._known.get(name)
        if found is None:
            found = Contests(store, indicator)
        with self._holding:
            self._known[name] = found
            self._known.move_to_end(name)
            while len(self._known) > 1 and sum(map(len, self._known.values())) > MOST_FIGURES:
                self._known.popitem(last=False)
        return found


def contests_of(store: Store, indicator: dict[str, Any]) -> Contests:
    """The contests of one indicator, read from the release or kept from the last question."""
    return store.held("contests lately", ContestsLately).of(store, indicator)


def _figures(store: Store, indicator_id: str) -> dict[str, Array]:
    """The columns of ``indicator_figures``, and the days where an area has several in a contest."""
    figures = store.numbers("indicator_figures", indicator_id=indicator_id)
    if not _surely_one_each(figures) and _several(figures).any():
        figures |= store.arrays("indicator_days", indicator_id=indicator_id)
    return figures


def _latest_of_each(figures: dict[str, Array]) -> Rows | slice:
    """Rows without older figures of the same area in the same contest.

    By last day, first day, order of storage.
    """
    if "period_end" not in figures:
        return slice(None)
    key = _key_of_area_in_contest(figures)
    several = pd.Series(key).duplicated(keep=False).to_numpy()
    days = {name: figures[name] for name in ("period_end", "period_start")}
    found = pd.DataFrame({"row": np.arange(len(key)), "key": key, **days})[several].sort_values(
        ["period_end", "period_start", "row"], ascending=[False, True, True]
    )
    older = found["row"][found.duplicated("key")].to_numpy()
    return np.delete(np.arange(len(key)), older)


def _surely_one_each(figures: dict[str, Array]) -> bool:
    """Whether the order of storage shows at once that no area has two figures in a contest.

    Figures of a contest lie together then, areas by their numbers; to count takes ten times as
    long.
    """
    contest, area = figures["contest"], figures["area_number"]
    begins = np.diff(contest, prepend=contest[:1] - 1) != 0
    lie_together = len(np.unique(contest[begins])) == np.count_nonzero(begins)
    return lie_together and bool((begins[1:] | (area[1:] > area[:-1])).all())


def _several(figures: dict[str, Array]) -> Truths:
    """For each figure whether its area has an earlier one in its contest."""
    duplicated: Truths = pd.Series(_key_of_area_in_contest(figures)).duplicated().to_numpy()
    return duplicated


def _key_of_area_in_contest(figures: dict[str, Array]) -> npt.NDArray[np.int64]:
    """A number that is the same for figures of one area in one contest; runs are few."""
    contest, area = figures["contest"], figures["area_number"].astype(np.int64)
    starts = np.flatnonzero(np.diff(contest, prepend=contest[:1] - 1))
    _contests, numbers = np.unique(contest[starts], return_inverse=True)
    lengths = np.diff(starts, append=len(contest))
    key: npt.NDArray[np.int64] = np.repeat(numbers, lengths) * (area.max(initial=0) + 1) + area
    return key


def _runs(contest: npt.NDArray[Any]) -> dict[int, list[tuple[int, int]]]:
    """First row and the one after the last of each run of figures of one contest."""
    if not len(contest):
        return {}
    starts = np.flatnonzero(np.diff(contest, prepend=contest[0] - 1))
    runs: dict[int, list[tuple[int, int]]] = {}
    for start, stop in zip(starts.tolist(), [*starts[1:].tolist(), len(contest)], strict=True):
        runs.setdefault(int(contest[start]), []).append((start, stop))
    return runs
