"""Each figure of a series against the one before it, and how the places moved."""

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from indicators.over_time.changes import judgement, rank_change, value_change
from indicators.over_time.contests_of_areas import ContestsOfAreas
from indicators.over_time.period_series import positions_by

LATEST_PLACES = ("from_rank", "from_rank_low", "from_rank_high",
                 "to_rank", "to_rank_low", "to_rank_high", "compared_areas")  # fmt: skip
# What a change asks of a figure.
FIGURE = ["period_start", "period_end", "value", "value_low", "value_high", "high_open", "segment"]
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
    values = (list(series[name]) for name in FIGURE)
    records = [dict(zip(FIGURE, row, strict=True)) for row in zip(*values, strict=True)]
    for group, at in positions_by(series, ("area_code", "basis", "series")).items():
        key = dict(zip(("area_code", "basis", "series"), group, strict=True))
        for earlier, later in pairwise(at):
            pair = _pair(group[0], records[earlier], records[later], direction, breaks)
            rows.append(key | pair)
    return pd.DataFrame(rows, columns=list(CHANGE_COLUMNS))


def _pair(
    code: str,
    earlier: dict[str, Any],
    later: dict[str, Any],
    direction: str,
    breaks: pd.DataFrame,
) -> dict[str, Any]:
    row = {
        "from_start": earlier["period_start"], "from_end": earlier["period_end"],
        "to_start": later["period_start"], "to_end": later["period_end"],
        "from_value": earlier["value"], "to_value": later["value"],
    }  # fmt: skip
    if earlier["segment"] != later["segment"]:
        between = breaks[
            (breaks["area_code"] == code)
            & (breaks["on_date"] > earlier["period_end"])
            & (breaks["on_date"] <= later["period_end"])
        ]
        return row | {"outcome": "series_break", "break_id": between["break_id"].iloc[-1]}
    found = value_change(earlier, later)
    return row | {
        "change": found.difference, "change_low": found.low, "change_high": found.high,
        "outcome": found.outcome, "judgement": judgement(found.outcome, direction),
    }  # fmt: skip


def with_latest_places(changes: pd.DataFrame, contests: ContestsOfAreas) -> pd.DataFrame:
    """The changes with, for the latest pair of each series, the places among the same areas.

    Columns ``LATEST_PLACES`` and rank_outcome (as in ``changes.rank_change``), empty elsewhere.
    """
    empty = {name: np.full(len(changes), None) for name in (*LATEST_PLACES, "rank_outcome")}
    latest = changes.groupby(["area_code", "basis", "series"], sort=False).tail(1)
    for at, pair in latest[latest["outcome"] != "series_break"].to_dict("index").items():
        for name, value in _moved(contests, pair).items():
            empty[name][at] = value
    # As objects: where nothing was compared there is None, not a missing text.
    columns = {
        name: pd.Series(values, index=changes.index, dtype=object) for name, values in empty.items()
    }
    return changes.assign(**columns)


def _moved(contests: ContestsOfAreas, pair: dict[str, Any]) -> dict[str, Any]:
    """The places of one area in two sets, among the areas that have a figure in both."""
    found = contests.among_both(pair)
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
