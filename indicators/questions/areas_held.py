"""The areas of a release in memory, and which of them a question is about.

Some thousand rows that nearly every question joins; here a figure finds its area by its number
(``sql/areas_held.sql``), and one scan of the figures is left to DuckDB.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.country import LEVELS
from indicators.release.store import Store

Positions = npt.NDArray[np.intp]
Truths = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]

# What an area is told by in the rows of an answer, and chosen by.
TOLD_BY = ("area_code", "name", "area_type", "province_code", "province")
CHOSEN_BY = ("level", "area_type", "province_code")
FIRST_DAY, LAST_DAY = np.datetime64("0001-01-01"), np.datetime64("9999-12-31")


@dataclass(frozen=True)
class AreasHeld:
    """Every area in every validity, by code. A *position* is that of a row.

    ``told``: one array per column of ``TOLD_BY``. ``alike``: for each column of ``CHOSEN_BY`` and
    each of its values which rows have it. ``number``: how the figures name the area, -1 where none
    is of it. ``today``: the positions of the areas of today by their codes.
    """

    told: Mapping[str, Any]
    alike: Mapping[str, Mapping[str, Truths]]
    number: npt.NDArray[np.intp]
    valid_from: Days
    valid_to: Days
    today: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.number)

    def where(self, column: str, value: str) -> Truths:
        """The rows with this value in a column of ``CHOSEN_BY``."""
        found = self.alike[column].get(value)
        return np.zeros(len(self), dtype=bool) if found is None else found

    def valid_on(self, day: date) -> Truths:
        """The rows that hold on this day."""
        moment = np.datetime64(day)
        return (self.valid_from <= moment) & (self.valid_to >= moment)

    def positions(self, chosen: Truths, numbers: npt.NDArray[Any]) -> Positions:
        """Where the areas with these numbers are among the chosen ones; -1 for any other."""
        at = np.full(self.number.max(initial=-1) + 1, -1, dtype=np.intp)
        among = np.flatnonzero(chosen & (self.number >= 0))
        at[self.number[among]] = among
        return at[numbers.astype(np.intp)]

    def numbers_today(self, codes: Iterable[str]) -> list[int]:
        """How the figures name these areas of today; those without a figure are left out."""
        found = (self.today[code] for code in codes if code in self.today)
        return [int(self.number[at]) for at in found if self.number[at] >= 0]

    def level_today(self, code: str) -> str | None:
        """The level of an area of today; ``None`` for any other code."""
        at = self.today.get(code)
        return None if at is None else next(one for one in LEVELS if self.where("level", one)[at])

    def columns(self, positions: Positions) -> dict[str, Any]:
        """The columns ``TOLD_BY`` of the areas at these positions."""
        return {name: values.take(positions) for name, values in self.told.items()}


def areas_held(store: Store) -> AreasHeld:
    """The areas of the release, asked once."""
    return store.held("areas", lambda: _areas(store.query("areas_held")))


def _areas(rows: pd.DataFrame) -> AreasHeld:
    is_today = rows["valid_to"].isna().tolist()
    return AreasHeld(
        told={name: rows[name].array for name in TOLD_BY},
        alike={name: _alike(rows[name]) for name in CHOSEN_BY},
        number=rows["number"].fillna(-1).to_numpy(np.intp),
        valid_from=_days(rows["valid_from"], FIRST_DAY),
        valid_to=_days(rows["valid_to"], LAST_DAY),
        today={code: at for at, code in enumerate(rows["area_code"]) if is_today[at]},
    )


def _alike(values: pd.Series) -> dict[str, Truths]:
    texts = values.to_numpy(object)
    return {str(one): texts == one for one in values.dropna().unique()}


def _days(values: pd.Series, where_empty: np.datetime64) -> Days:
    days = values.to_numpy("datetime64[D]")
    return np.where(np.isnat(days), where_empty, days)


@dataclass(frozen=True)
class AreasChosen:
    """The areas that a reader chose, as they are on one day.

    One truth per row of ``areas``: ``chosen``, and of these those to which the indicator
    ``applies``.
    """

    areas: AreasHeld
    chosen: Truths
    applies: Truths


def scope_of(
    store: Store,
    *,
    indicator_id: str,
    on_date: date,
    level: str,
    province: str = "",
    area_type: str = "",
    among_codes: Sequence[str] | None = None,
) -> AreasChosen:
    """The areas of a level on a day, narrowed by province, type (empty: all) and codes."""
    areas = areas_held(store)
    chosen = areas.valid_on(on_date) & areas.where("level", level)
    if province:
        chosen &= areas.where("province_code", province)
    if area_type:
        chosen &= areas.where("area_type", area_type)
    if among_codes is not None:
        chosen &= np.isin(np.asarray(areas.told["area_code"], dtype=object), list(among_codes))
    applies = np.zeros(len(areas), dtype=bool)
    for one in types_on(store, indicator_id, on_date):
        applies |= areas.where("area_type", one)
    return AreasChosen(areas, chosen, chosen & applies)


def types_on(store: Store, indicator_id: str, day: date) -> set[str]:
    """The types of areas for which an indicator exists on a day."""
    spans = store.held("applicability", lambda: _spans(store))
    moment = np.datetime64(day)
    return {kind for kind, first, last in spans.get(indicator_id, ()) if first <= moment <= last}


Span = tuple[str, np.datetime64, np.datetime64]


def _spans(store: Store) -> dict[str, list[Span]]:
    """For each indicator the types that it exists for, with first and last day."""
    rows = store.query("all_applicability")
    first, last = _days(rows["valid_from"], FIRST_DAY), _days(rows["valid_to"], LAST_DAY)
    spans: dict[str, list[Span]] = {}
    for one, kind, begins, ends in zip(
        rows["indicator_id"], rows["area_type"], first, last, strict=True
    ):
        spans.setdefault(one, []).append((kind, begins, ends))
    return spans
