"""How an indicator went on in some areas: figures in the order of time, changes, tested trends.

Nothing is joined that may not be compared: not a full year with a part of one, not two bases, not
the two sides of a series break, and not across a period without a figure.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from indicators.errors import UnknownNameError
from indicators.over_time.breaks import breaks_of
from indicators.over_time.changes import intervals_of, judgement
from indicators.over_time.contests import contests_of
from indicators.over_time.contests_of_areas import ContestsOfAreas
from indicators.over_time.figure_changes import ChangesOfFigures, columns_of_rows
from indicators.over_time.mann_kendall import trend_test
from indicators.over_time.period_series import (
    REGULAR,
    days_of,
    positions_by,
    segment_of,
    series_of,
    spans_break,
    with_lines,
)
from indicators.over_time.restate import restated
from indicators.printed.intervals import Interval
from indicators.questions.areas_held import areas_held
from indicators.questions.profile import areas as known_areas
from indicators.questions.ranking import indicator_record
from indicators.release.store import Array, Store, frame_of_arrays

ALL_BASES = "all"
# What a figure's place in time tells of it.
IN_TIME = ("series", "segment", "spans_break")
# By what its places are found, and nobody is told.
STORED = frozenset({"contest", "stored_at", "basis_number"})
# The order of figures inside an area; the last one counts first.
IN_ORDER = ("observation_id", "period_start", "period_end", "basis_number")
TEST_COLUMNS = ("area_code", "basis", "series", "segment", "points", "s", "doubtful", "p_value",
                "outcome", "reason", "judgement")  # fmt: skip


@dataclass(frozen=True)
class Trend:
    """One answered question; every frame is in the order of ``areas``, then of time.

    ``areas``: one row per area as in ``profile.areas``. ``basis`` is a code, empty where the
    indicator has one reading, or ``all``; ``bases`` counts the figures of each basis.

    ``figures``: one row per current figure and per restated one. Columns: area_code, basis, series
    (see ``period_series``), segment (breaks before its end), line (figures of one line may be
    joined), spans_break, set_kind, period_set, period_start, period_end, value, value_low,
    value_high, high_open, printed_value (unit of the indicator), printed_decimals, as_printed,
    denominator, qualifier, status, contradicted, corrected, source_id, publisher, published_on,
    observation_id, rank … reported (nation, in the figure's own set; empty where there are no
    places), restated_by (an empty text for a figure as a source gave it, else the method of
    ``restate``).

    ``breaks``: one row per area and series break, as in ``breaks.breaks_of``. ``changes``: one
    row per two neighbouring figures of a series, see ``ChangesOfFigures``. ``tests``: one row per
    area, basis, regular series and segment: points, s, doubtful, p_value, outcome, reason,
    judgement, first_end, last_end. ``revisions``: figures that several sources gave for the same
    period, as in ``sql/trend_revisions.sql``. ``not_restated``: cells of former communes that
    cannot be restated, as in ``restate.restated``.
    """

    indicator: dict[str, Any]
    basis: str
    bases: dict[str, int]
    areas: pd.DataFrame
    figures: pd.DataFrame
    breaks: pd.DataFrame
    changes: pd.DataFrame
    tests: pd.DataFrame
    revisions: pd.DataFrame
    not_restated: pd.DataFrame


def trend(
    store: Store, indicator_id: str, area_codes: list[str], *, basis: str | None = None
) -> Trend:
    """The trend of one indicator in some areas of today.

    ``basis`` is a code of the indicator or ``all``; without it the one on which these areas have
    most figures. Raises ``UnknownNameError`` for an indicator, area or basis that is not there.
    """
    indicator = indicator_record(store, indicator_id)
    areas = known_areas(store, area_codes)
    codes = areas["area_code"].tolist()
    found = _figures(store, indicator, codes)
    bases = _bases(store, indicator_id, found)
    chosen = _basis(store, indicator_id, basis, bases)
    breaks = breaks_of(store, indicator_id, codes)
    placed = _placed(_figures_of_basis(found, chosen), indicator, codes, breaks)
    intervals = intervals_of(placed)
    contests = ContestsOfAreas(store, indicator, areas, placed)
    changes = ChangesOfFigures(placed, intervals, indicator["direction"], breaks)
    figures = {name: values for name, values in placed.items() if name not in STORED}
    return Trend(
        indicator=indicator,
        basis=chosen,
        bases=bases,
        areas=areas,
        figures=frame_of_arrays(figures | contests.places()),
        breaks=breaks,
        changes=changes.frame(contests),
        tests=trend_tests(placed, intervals, indicator["direction"]),
        revisions=_of_basis(_revisions(store, indicator, codes, found), chosen),
        not_restated=_not_restated(store, indicator_id, codes),
    )


def _figures(store: Store, indicator: dict[str, Any], codes: list[str]) -> dict[str, Array]:
    contests = contests_of(store, indicator)
    asked = contests.among(areas_held(store).numbers_today(codes))
    return store.arrays("trend_figures", rows=contests.stored_at(asked))


def _not_restated(store: Store, indicator_id: str, codes: list[str]) -> pd.DataFrame:
    cells = restated(store, codes, indicator_id)
    return cells if cells.empty else cells[cells["value"].isna()].reset_index(drop=True)


def _revisions(
    store: Store, indicator: dict[str, Any], codes: list[str], found: dict[str, Array]
) -> pd.DataFrame:
    """Rows of ``trend_revisions``: none is looked for where no area has a second figure.

    ``found``: the current figures, of which those of a rival's area, basis and period are asked.
    """
    contests, held = contests_of(store, indicator), areas_held(store)
    rivals = contests.rivals(contests.among(held.numbers_today(codes)))
    if not len(rivals["stored_at"]):
        return store.held("no_revisions", lambda: store.query("trend_revisions", rows=[])).copy()
    number = {code: number for code in codes for number in held.numbers_today([code])}
    areas = [number[code] for code in found["area_code"].tolist()]
    cells = set(zip(rivals["area_number"].tolist(), *_days_and_basis(rivals), strict=True))
    current = zip(areas, *_days_and_basis(found), strict=True)
    stored = found["stored_at"].tolist()
    rows = [at for at, cell in zip(stored, current, strict=True) if cell in cells]
    return store.query("trend_revisions", rows=[*rivals["stored_at"].tolist(), *rows])


def _days_and_basis(figures: dict[str, Array]) -> tuple[list[Any], ...]:
    days = (days_of(figures[name]) for name in ("period_start", "period_end"))
    return (*days, figures["basis_number"].tolist())


def _catalogued_bases(store: Store, indicator_id: str) -> Sequence[str]:
    return store.held("bases", lambda: _bases_of_all(store)).get(indicator_id, [])


def _bases_of_all(store: Store) -> dict[str, list[str]]:
    rows = store.query("all_bases")
    return {str(one): of["basis"].tolist() for one, of in rows.groupby("indicator_id")}


def _bases(store: Store, indicator_id: str, found: dict[str, Array]) -> dict[str, int]:
    """Figures by basis: most first, then the catalogue's order."""
    order = _catalogued_bases(store, indicator_id)
    counts = Counter(found["basis"].tolist())
    places = {code: place for place, code in enumerate(order)}
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], places.get(pair[0], 0))))


def _basis(store: Store, indicator_id: str, asked: str | None, bases: dict[str, int]) -> str:
    if asked is None:
        return next(iter(bases), "")
    known = _catalogued_bases(store, indicator_id) or [""]
    if asked != ALL_BASES and asked not in known:
        raise UnknownNameError("basis", asked, [*filter(None, known), ALL_BASES])
    return asked


def _of_basis(rows: pd.DataFrame, basis: str) -> pd.DataFrame:
    if basis == ALL_BASES or rows.empty:
        return rows
    return rows[rows["basis"] == basis].reset_index(drop=True)


def _figures_of_basis(found: dict[str, Array], basis: str) -> dict[str, Array]:
    if basis == ALL_BASES:
        return found
    chosen = np.flatnonzero(np.asarray(found["basis"], dtype=object) == basis)
    if len(found["basis"]) and not len(chosen):  # texts without rows are no texts to pandas
        found = {name: values.array for name, values in frame_of_arrays(found).items()}
    return {name: values.take(chosen) for name, values in found.items()}


def _placed(
    found: dict[str, Array], indicator: dict[str, Any], codes: list[str], breaks: pd.DataFrame
) -> dict[str, Array]:
    """The figures with series, segment, line and spans_break, in the order of areas and time."""
    order = {code: place for place, code in enumerate(codes)}
    places = np.array([order[code] for code in found["area_code"]], dtype=np.intp)
    # A day that nobody knows comes after those known.
    at = np.lexsort((*(np.asarray(found[name]) for name in IN_ORDER), places))
    rows: dict[str, Array] = {name: values.take(at) for name, values in found.items()}
    days = _days_of_breaks(breaks)
    stock = indicator["measures"] == "stock"
    starts, ends = (days_of(rows[name]) for name in ("period_start", "period_end"))
    years = list(zip(rows["area_code"], rows["basis"], rows["year"].tolist(), strict=True))
    latest = dict(zip(years, ends, strict=True))  # of each year the last one stays
    columns = zip(years, rows["set_kind"], starts, ends, strict=True)
    placed = [
        _place_in_time(kind, start, end, days.get(year[0], []), stock, end == latest[year])
        for year, kind, start, end in columns
        if end is not None
    ]
    in_time = zip(*placed, strict=True) if placed else ((),) * 3
    rows |= {name: list(values) for name, values in zip(IN_TIME, in_time, strict=True)}
    return rows | {"line": np.array(with_lines(rows, starts, ends), dtype="int64")}


def _place_in_time(
    kind: str, start: date | None, end: date, breaks: list[date], stock: bool, is_latest: bool
) -> tuple[str, int, bool]:
    """Series, segment and whether a break falls inside the period."""
    series = series_of(kind, start, end, stock=stock, latest_of_year=is_latest)
    return series, segment_of(end, breaks), spans_break(start, end, breaks)


def _days_of_breaks(breaks: pd.DataFrame) -> dict[str, list[date]]:
    days: dict[str, list[date]] = {}
    for code, day in zip(breaks["area_code"], breaks["on_date"], strict=True):
        days.setdefault(code, []).append(day.date())
    return days


def trend_tests(
    figures: Mapping[str, Any], intervals: Sequence[Interval], direction: str
) -> pd.DataFrame:
    """The test of every regular series between two breaks: columns as in ``Trend``.

    ``intervals`` are those of the rows of ``figures``.
    """
    keys = ("area_code", "basis", "series", "segment")
    rows, first, last = [], [], []
    for key, at in positions_by(figures, keys, REGULAR).items():
        test = trend_test([intervals[one] for one in at])
        rows.append((*key, *vars(test).values(), judgement(test.outcome, direction)))
        first.append(at[0])
        last.append(at[-1])
    if not rows:
        return pd.DataFrame(rows, columns=[*TEST_COLUMNS, "first_end", "last_end"])
    ends = figures["period_end"]
    days = {"first_end": ends.take(first), "last_end": ends.take(last)}
    return pd.DataFrame(columns_of_rows(TEST_COLUMNS, rows) | days)
