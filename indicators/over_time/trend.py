"""How an indicator went on in some areas: figures in the order of time, changes, tested trends.

Nothing is joined that may not be compared: not a full year with a part of one, not two bases, not
the two sides of a series break, and not across a period without a figure.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from indicators.errors import UnknownNameError
from indicators.over_time.breaks import breaks_of
from indicators.over_time.changes import intervals_of, judgement
from indicators.over_time.contests_of_areas import ContestsOfAreas
from indicators.over_time.figure_changes import changes_between, with_latest_places
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
from indicators.questions.areas_held import areas_held
from indicators.questions.profile import areas as known_areas
from indicators.questions.ranking import indicator_record
from indicators.release.store import Store

ALL_BASES = "all"
# What a figure's place in time tells of it.
IN_TIME = ("series", "segment", "spans_break")


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
    row per two neighbouring figures of a series, see ``changes_between``. ``tests``: one row per
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
    found = _figures(store, indicator_id, codes)
    cells = restated(store, codes, indicator_id)
    bases = _bases(store, indicator_id, found)
    chosen = _basis(store, indicator_id, basis, bases)
    breaks = breaks_of(store, indicator_id, codes)
    placed = _placed(_of_basis(found, chosen), indicator, areas, breaks)
    contests = ContestsOfAreas(store, indicator, areas, placed)
    figures = contests.with_places(placed).drop(columns="contest")
    return Trend(
        indicator=indicator,
        basis=chosen,
        bases=bases,
        areas=areas,
        figures=figures,
        breaks=breaks,
        changes=with_latest_places(
            changes_between(figures, indicator["direction"], breaks), contests
        ),
        tests=trend_tests(figures, indicator["direction"]),
        revisions=_of_basis(_revisions(store, indicator_id, codes), chosen),
        not_restated=cells[cells["value"].isna()].reset_index(drop=True),
    )


def _figures(store: Store, indicator_id: str, codes: list[str]) -> pd.DataFrame:
    numbers = areas_held(store).numbers_today(codes)
    return store.query("trend_figures", indicator_id=indicator_id, area_numbers=numbers)


def _revisions(store: Store, indicator_id: str, codes: list[str]) -> pd.DataFrame:
    """Rows of ``trend_revisions``: none is looked for where no area has a second figure."""
    rivals = store.held(
        ("rivals", indicator_id),
        lambda: frozenset(
            store.query("areas_with_rivals", indicator_id=indicator_id)["area_number"].tolist()
        ),
    )
    asked = codes if rivals.intersection(areas_held(store).numbers_today(codes)) else []
    if asked:
        return store.query("trend_revisions", indicator_id=indicator_id, area_codes=asked)
    none = {"indicator_id": indicator_id, "area_codes": []}
    return store.held("no_revisions", lambda: store.query("trend_revisions", **none)).copy()


def _catalogued_bases(store: Store, indicator_id: str) -> list[str]:
    return store.held(
        ("bases", indicator_id),
        lambda: store.query("basis_names", indicator_id=indicator_id)["basis"].tolist(),
    )


def _bases(store: Store, indicator_id: str, found: pd.DataFrame) -> dict[str, int]:
    """Figures by basis: most first, then the catalogue's order."""
    order = _catalogued_bases(store, indicator_id)
    counts = found["basis"].value_counts().to_dict()
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
    return rows if basis == ALL_BASES else rows[rows["basis"] == basis].reset_index(drop=True)


def _placed(
    found: pd.DataFrame, indicator: dict[str, Any], areas: pd.DataFrame, breaks: pd.DataFrame
) -> pd.DataFrame:
    """The figures with series, segment, line and spans_break, in the order of areas and time."""
    order = {code: place for place, code in enumerate(areas["area_code"])}
    # Inside an area they come in the order of basis and time.
    places = np.array([order[code] for code in found["area_code"]], dtype=np.intp)
    rows = found.iloc[np.argsort(places, kind="stable")].reset_index(drop=True)
    days = _days_of_breaks(breaks)
    stock = indicator["measures"] == "stock"
    starts, ends = (days_of(rows[name]) for name in ("period_start", "period_end"))
    years = list(zip(rows["area_code"], rows["basis"], rows["year"], strict=True))
    latest = dict(zip(years, ends, strict=True))  # of each year the last one stays
    columns = zip(years, rows["set_kind"], starts, ends, strict=True)
    placed = [
        _place_in_time(kind, start, end, days.get(year[0], []), stock, end == latest[year])
        for year, kind, start, end in columns
        if end is not None
    ]
    for name, values in zip(
        IN_TIME, zip(*placed, strict=True) if placed else ((),) * 3, strict=True
    ):
        rows[name] = list(values)
    rows["line"] = with_lines(rows)
    return rows


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


def trend_tests(figures: pd.DataFrame, direction: str) -> pd.DataFrame:
    """The test of every regular series between two breaks: columns as in ``Trend``."""
    regular = figures[figures["series"].isin(REGULAR)]
    keys = ["area_code", "basis", "series", "segment"]
    intervals = intervals_of(regular)
    ends = list(regular["period_end"])
    rows = []
    for key, at in positions_by(regular, keys).items():
        test = trend_test([intervals[one] for one in at])
        rows.append(
            dict(zip(keys, key, strict=True))
            | asdict(test)
            | {
                "judgement": judgement(test.outcome, direction),
                "first_end": ends[at[0]],
                "last_end": ends[at[-1]],
            }
        )
    names = [*keys, "points", "s", "doubtful", "p_value", "outcome", "reason", "judgement",
             "first_end", "last_end"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)
