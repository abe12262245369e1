"""How an indicator went on in some areas: figures in the order of time, changes, tested trends.

Nothing is joined that may not be compared: not a full year with a part of one, not two bases, not
the two sides of a series break, and not across a period without a figure.
"""

from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from indicators.country import REFORM
from indicators.errors import UnknownNameError
from indicators.judgement import MINIMUM_REPORTED
from indicators.over_time.changes import interval, judgement, rank_change, value_change
from indicators.over_time.mann_kendall import trend_test
from indicators.over_time.period_series import (
    REGULAR,
    segment_of,
    series_of,
    spans_break,
    with_lines,
)
from indicators.over_time.restate import restated
from indicators.questions.profile import areas as known_areas
from indicators.questions.ranking import indicator_record
from indicators.release.store import Store

ALL_BASES = "all"
PLACE = ("rank", "rank_low", "rank_high", "percentile", "reported")
LATEST_PLACES = ("from_rank", "from_rank_low", "from_rank_high",
                 "to_rank", "to_rank_low", "to_rank_high", "compared_areas")  # fmt: skip


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

    ``breaks``: one row per area and series break, as in ``sql/series_breaks.sql``. ``changes``: one
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
    asked = {"indicator_id": indicator_id, "area_codes": codes}
    found = store.query("trend_figures", **asked)
    cells = restated(store, codes, indicator_id)
    bases = _bases(store, indicator_id, found)
    chosen = _basis(store, indicator_id, basis, bases)
    breaks = store.query("series_breaks", **asked)
    figures = _placed(_of_basis(found, chosen), indicator, areas, breaks)
    figures = _with_ranks(store, figures, indicator_id, areas)
    return Trend(
        indicator=indicator,
        basis=chosen,
        bases=bases,
        areas=areas,
        figures=figures,
        breaks=breaks,
        changes=_changes(store, figures, indicator, areas, breaks),
        tests=trend_tests(figures, indicator["direction"]),
        revisions=_of_basis(store.query("trend_revisions", **asked), chosen),
        not_restated=cells[cells["value"].isna()].reset_index(drop=True),
    )


def _bases(store: Store, indicator_id: str, found: pd.DataFrame) -> dict[str, int]:
    """Figures by basis: most first, then the catalogue's order."""
    order = store.query("basis_names", indicator_id=indicator_id)["basis"].tolist()
    counts = found["basis"].value_counts().to_dict()
    places = {code: place for place, code in enumerate(order)}
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], places.get(pair[0], 0))))


def _basis(store: Store, indicator_id: str, asked: str | None, bases: dict[str, int]) -> str:
    if asked is None:
        return next(iter(bases), "")
    known = store.query("basis_names", indicator_id=indicator_id)["basis"].tolist() or [""]
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
    rows = found.assign(_place=found["area_code"].map(order)).sort_values(
        ["_place", "basis", "period_end", "period_start", "observation_id"], kind="stable"
    )
    rows = rows.drop(columns="_place").reset_index(drop=True)
    days = _days_of_breaks(breaks)
    stock = indicator["measures"] == "stock"
    latest = rows.groupby(["area_code", "basis", "year"])["period_end"].transform("max")
    placed = [
        _place_in_time(row, days.get(row["area_code"], []), stock, row["period_end"] == last)
        for row, last in zip(rows.to_dict("records"), latest, strict=True)
    ]
    rows[["series", "segment", "spans_break"]] = pd.DataFrame(
        placed, columns=["series", "segment", "spans_break"], index=rows.index
    )
    rows["line"] = with_lines(rows)
    return rows


def _place_in_time(
    row: dict[str, Any], breaks: list[date], stock: bool, is_latest: bool
) -> tuple[str, int, bool]:
    """Series, segment and whether a break falls inside the period."""
    start, end = _day(row["period_start"]), row["period_end"].date()
    series = series_of(row["set_kind"], start, end, stock=stock, latest_of_year=is_latest)
    return series, segment_of(end, breaks), spans_break(start, end, breaks)


def _days_of_breaks(breaks: pd.DataFrame) -> dict[str, list[date]]:
    return {
        str(code): [day.date() for day in group["on_date"]]
        for code, group in breaks.groupby("area_code")
    }


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()


def _with_ranks(
    store: Store, figures: pd.DataFrame, indicator_id: str, areas: pd.DataFrame
) -> pd.DataFrame:
    """The figures with their places among all areas of their level in the same set."""
    places = [
        store.query(
            "trend_ranks",
            indicator_id=indicator_id,
            level=level,
            area_codes=group["area_code"].tolist(),
            minimum_reported=MINIMUM_REPORTED,
        )
        for level, group in areas.groupby("level")
        if level != "nation"
    ]
    columns = ["observation_id", *PLACE]
    if not places:
        return figures.assign(**dict.fromkeys(PLACE))
    return figures.merge(pd.concat(places)[columns], on="observation_id", how="left")


def trend_tests(figures: pd.DataFrame, direction: str) -> pd.DataFrame:
    """The test of every regular series between two breaks: columns as in ``Trend``."""
    regular = figures[figures["series"].isin(REGULAR)]
    keys = ["area_code", "basis", "series", "segment"]
    rows = []
    for key, group in regular.groupby(keys, sort=False):
        test = trend_test([interval(row) for row in group.to_dict("records")])
        rows.append(
            dict(zip(keys, key, strict=True))
            | asdict(test)
            | {
                "judgement": judgement(test.outcome, direction),
                "first_end": group["period_end"].iloc[0],
                "last_end": group["period_end"].iloc[-1],
            }
        )
    names = [*keys, "points", "s", "doubtful", "p_value", "outcome", "reason", "judgement",
             "first_end", "last_end"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


CHANGE_COLUMNS = (
    "area_code", "basis", "series", "from_start", "from_end", "to_start", "to_end", "from_value",
    "to_value", "change", "change_low", "change_high", "outcome", "judgement", "break_id",
)  # fmt: skip


def changes_between(figures: pd.DataFrame, direction: str, breaks: pd.DataFrame) -> pd.DataFrame:
    """Each figure of a series set against the one before it in that series.

    One row per pair: area_code, basis, series, from_start … to_end, from_value, to_value, change,
    change_low, change_high (unit of the indicator), outcome (rise, fall, same, cannot_be_told, or
    series_break where a break lies between them: then there is no change), judgement (better,
    worse or empty), break_id. Levels stated without a year and several years have no neighbours.
    """
    series = figures[~figures["series"].isin(["stated", "span", "state"])]
    rows = []
    for (code, basis, name), group in series.groupby(["area_code", "basis", "series"], sort=False):
        records = group.to_dict("records")
        for earlier, later in pairwise(records):
            key = {"area_code": code, "basis": basis, "series": name}
            rows.append(key | _pair(earlier, later, direction, breaks))
    return pd.DataFrame(rows, columns=list(CHANGE_COLUMNS))


def _pair(
    earlier: dict[str, Any], later: dict[str, Any], direction: str, breaks: pd.DataFrame
) -> dict[str, Any]:
    row = {
        "from_start": earlier["period_start"], "from_end": earlier["period_end"],
        "to_start": later["period_start"], "to_end": later["period_end"],
        "from_value": earlier["value"], "to_value": later["value"],
    }  # fmt: skip
    if earlier["segment"] != later["segment"]:
        between = breaks[
            (breaks["area_code"] == later["area_code"])
            & (breaks["on_date"] > earlier["period_end"])
            & (breaks["on_date"] <= later["period_end"])
        ]
        return row | {"outcome": "series_break", "break_id": between["break_id"].iloc[-1]}
    found = value_change(earlier, later)
    return row | {
        "change": found.difference, "change_low": found.low, "change_high": found.high,
        "outcome": found.outcome, "judgement": judgement(found.outcome, direction),
    }  # fmt: skip


def _changes(
    store: Store,
    figures: pd.DataFrame,
    indicator: dict[str, Any],
    areas: pd.DataFrame,
    breaks: pd.DataFrame,
) -> pd.DataFrame:
    """The changes with, for the latest pair of each series, the places among the same areas."""
    changes = changes_between(figures, indicator["direction"], breaks)
    changes = changes.assign(**dict.fromkeys(LATEST_PLACES), rank_outcome=None)
    latest = changes.groupby(["area_code", "basis", "series"], sort=False).tail(1)
    levels = areas.set_index("area_code")["level"]
    places = PairPlaces(store, indicator["indicator_id"], areas["area_code"].tolist())
    for place in latest.index[latest["outcome"] != "series_break"]:
        pair = changes.loc[place].to_dict()
        found = _places_of_pair(places, figures, str(levels[pair["area_code"]]), pair)
        for column, value in found.items():
            changes.loc[place, column] = value
    return changes


class PairPlaces:
    """The places of some areas in two sets among the areas that have a figure in both.

    Each pair of sets is asked for once.
    """

    def __init__(self, store: Store, indicator_id: str, area_codes: list[str]) -> None:
        self._store, self._indicator_id, self._area_codes = store, indicator_id, area_codes
        self._known: dict[tuple[str, ...], pd.DataFrame] = {}

    def among_both(
        self, basis: str, level: str, earlier_set: str, later_set: str, last_end: date
    ) -> pd.DataFrame:
        """Two rows per area, ``earlier`` true and false: rank, rank_low, rank_high, reported."""
        key = basis, level, earlier_set, later_set
        if key not in self._known:
            self._known[key] = self._store.query(
                "rank_change", indicator_id=self._indicator_id, basis=basis, level=level,
                earlier_set=earlier_set, later_set=later_set, on_date=max(last_end, REFORM),
                area_codes=self._area_codes, minimum_reported=MINIMUM_REPORTED,
            )  # fmt: skip
        return self._known[key]


def _places_of_pair(
    places: PairPlaces, figures: pd.DataFrame, level: str, pair: dict[str, Any]
) -> dict[str, Any]:
    """The places of one area in two sets, among the areas that have a figure in both."""
    own = figures[(figures["area_code"] == pair["area_code"]) & (figures["basis"] == pair["basis"])
                  & (figures["series"] == pair["series"])].set_index("period_end")  # fmt: skip
    sets = [own.loc[pair[end], "period_set"] for end in ("from_end", "to_end")]
    if level == "nation" or not all(isinstance(code, str) for code in sets):
        return {}
    rows = places.among_both(pair["basis"], level, sets[0], sets[1], pair["to_end"].date())
    mine = rows[rows["area_code"] == pair["area_code"]].sort_values("earlier", ascending=False)
    if len(mine) < 2 or mine["rank"].isna().any():
        return {}
    earlier, later = mine.to_dict("records")
    found = {
        f"{name}_{column}": int(row[column])
        for name, row in (("from", earlier), ("to", later))
        for column in ("rank", "rank_low", "rank_high")
    }
    return found | {
        "compared_areas": int(later["reported"]), "rank_outcome": rank_change(earlier, later)
    }  # fmt: skip
