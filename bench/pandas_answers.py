"""The yardstick: the same questions answered by straightforward pandas, data in memory.

Codes are categories, the choice of the set of periods is looked up ready-made, and a profile
narrows the table before anything else: as one would write it who knows pandas.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from indicators.judgement import MINIMUM_REPORTED

REFORM = pd.Timestamp("2025-07-01")
CATEGORIES = (
    "area_code", "indicator_id", "basis", "set_kind", "period_set", "qualifier", "status",
    "source_id", "locator", "correction",
)  # fmt: skip
FIGURE_COLUMNS = (
    "observation_id", "year", "period_start", "period_end", "value", "value_low", "value_high",
    "high_open", "numerator", "denominator", "computed_share", "contradicted", "as_printed",
    "is_current",
)  # fmt: skip


@dataclass(frozen=True)
class Tables:
    """A release in memory: frames with the columns of the tables of the same names."""

    observation: pd.DataFrame
    area: pd.DataFrame
    applies: pd.DataFrame
    indicator: pd.DataFrame
    choice: pd.DataFrame


def load(path: Path) -> Tables:
    """Read what the answers need out of a release."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return Tables(
            observation=_observations(connection),
            area=connection.sql("FROM area").df(),
            applies=connection.sql("FROM indicator_applies").df(),
            indicator=connection.sql("FROM indicator").df().set_index("indicator_id", drop=False),
            choice=connection.sql(
                "SELECT * REPLACE (indicator_id::VARCHAR AS indicator_id) FROM period_choice "
                "WHERE is_default AND is_default_basis"
            ).df(),
        )


def _observations(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    # One column at a time: several text columns of ten million rows would not fit at once.
    columns = {
        name: connection.sql(f"SELECT {name}::VARCHAR AS {name} FROM observation")
        .df()[name]
        .astype("category")
        for name in CATEGORIES
    }
    numbers = connection.sql(f"SELECT {', '.join(FIGURE_COLUMNS)} FROM observation").df()
    return pd.concat([pd.DataFrame(columns), numbers], axis=1)


def rank(tables: Tables, indicator_id: str) -> tuple[pd.DataFrame, dict[str, int]]:
    """The communes of one indicator in its default set, and the coverage.

    One row per area that reported: rank, rank_low, rank_high, percentile and the figure with
    its area, best first. The coverage counts applicable, reported and missing areas by reason.
    """
    choice = _choice(tables, indicator_id)
    figures = tables.observation
    of_indicator = figures[(figures["indicator_id"] == indicator_id) & figures["is_current"]]
    in_set = _in_set(of_indicator, choice)
    in_basis = in_set[in_set["basis"] == choice["basis"]]
    areas = _areas_on(tables.area, _on_date(choice))
    applicable = areas["area_type"].isin(_types(tables, indicator_id, _on_date(choice)))
    rows = _latest(in_basis).merge(areas[applicable], on="area_code")
    rows = _placed(rows, tables.indicator.loc[indicator_id, "direction"])
    coverage = _coverage(areas, applicable, rows, in_set, of_indicator)
    return rows.sort_values(["rank", "area_code"]), coverage


def _choice(tables: Tables, indicator_id: str) -> dict[str, Any]:
    found = tables.choice
    return (
        found[(found["indicator_id"] == indicator_id) & (found["level"] == "commune")]
        .iloc[0]
        .to_dict()
    )


def _in_set(figures: pd.DataFrame, choice: dict[str, Any]) -> pd.DataFrame:
    if choice["period_set"].endswith("-part"):
        return figures[(figures["year"] == choice["year"]) & (figures["set_kind"] == "part")]
    return figures[figures["period_set"] == choice["period_set"]]


def _latest(figures: pd.DataFrame) -> pd.DataFrame:
    return _newest_first(figures).drop_duplicates("area_code").astype({"area_code": "str"})


def _newest_first(figures: pd.DataFrame) -> pd.DataFrame:
    """By last day, then first day (unknown ones last), then the order of storage."""
    return figures.sort_values(
        ["period_end", "period_start", "observation_id"], ascending=[False, True, True]
    )


def _on_date(choice: dict[str, Any]) -> pd.Timestamp:
    return max(pd.Timestamp(choice["last_end"]), REFORM)


def _areas_on(area: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    valid = (area["valid_from"] <= day) & (area["valid_to"].isna() | (area["valid_to"] >= day))
    return area[valid & (area["level"] == "commune")]


def _types(tables: Tables, indicator_id: str, day: pd.Timestamp) -> pd.Series:
    spans = tables.applies
    counts = (spans["valid_from"].isna() | (spans["valid_from"] <= day)) & (
        spans["valid_to"].isna() | (spans["valid_to"] >= day)
    )
    return spans.loc[counts & (spans["indicator_id"] == indicator_id), "area_type"]


def _axis(rows: pd.DataFrame, direction: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Value, worst and best end of each interval on an axis on which more is better."""
    low = rows["value_low"].to_numpy()
    high = rows["value_high"].to_numpy()
    top = np.where(rows["high_open"], np.nextafter(high, low), high)
    value = rows["value"].to_numpy()
    return (-value, -top, -low) if direction == "lower" else (value, low, top)


def _placed(rows: pd.DataFrame, direction: str) -> pd.DataFrame:
    count = len(rows)
    if direction == "none" or count < MINIMUM_REPORTED:
        return rows.assign(rank=np.nan, rank_low=np.nan, rank_high=np.nan, percentile=np.nan)
    value, worst, best = _axis(rows, direction)
    rank_min = pd.Series(value).rank(method="min", ascending=False).to_numpy()
    ties = pd.Series(value).groupby(value).transform("size").to_numpy()
    return rows.assign(
        rank=rank_min,
        rank_low=1 + count - np.searchsorted(np.sort(worst), best, side="right"),
        rank_high=count - np.searchsorted(np.sort(best), worst, side="left"),
        percentile=100 * (count - rank_min - (ties - 1) / 2) / (count - 1),
    )


def _coverage(
    areas: pd.DataFrame,
    applicable: pd.Series,
    rows: pd.DataFrame,
    in_set: pd.DataFrame,
    of_indicator: pd.DataFrame,
) -> dict[str, int]:
    reported = areas["area_code"].isin(rows["area_code"])
    other_basis = areas["area_code"].isin(in_set["area_code"].unique())
    other_period = areas["area_code"].isin(of_indicator["area_code"].unique())
    lacking = applicable & ~reported
    return {
        "applicable": int(applicable.sum()),
        "reported": int(reported.sum()),
        "not_applicable": int((~applicable).sum()),
        "other_basis_only": int((lacking & other_basis).sum()),
        "other_period_only": int((lacking & ~other_basis & other_period).sum()),
        "not_reported": int((lacking & ~other_period).sum()),
    }


def profile(tables: Tables, area_codes: list[str]) -> pd.DataFrame:
    """Some communes over all indicators, each indicator in its default set.

    One row per area and indicator that has a figure: area_code, indicator_id, value, rank,
    rank_low, rank_high, percentile, reported, province_rank, province_rank_low,
    province_rank_high, province_reported and the five-number summary of the nation.
    """
    contests = _contests(tables)
    rows = [
        one
        for indicator_id, figures in contests.groupby("indicator_id", observed=True)
        for one in _standings(figures, area_codes, tables.indicator.loc[indicator_id])
    ]
    return pd.DataFrame(rows)


def _contests(tables: Tables) -> pd.DataFrame:
    """All figures of all default sets with their areas, the latest one of each area."""
    choice = tables.choice[tables.choice["level"] == "commune"]
    figures = _of_default_sets(tables.observation, choice)
    wanted = choice[["indicator_id", "basis", "period_set", "year", "last_end"]].rename(
        columns={"period_set": "wanted_set", "year": "wanted_year"}
    )
    figures = figures.astype({"indicator_id": "str", "basis": "str"}).merge(
        wanted, on=["indicator_id", "basis"]
    )
    gathered = figures["wanted_set"].str.endswith("-part") & (
        (figures["set_kind"] == "part") & (figures["year"] == figures["wanted_year"])
    )
    figures = figures[gathered | (figures["period_set"].astype("str") == figures["wanted_set"])]
    latest = _newest_first(figures).drop_duplicates(["indicator_id", "area_code"])
    latest = latest.astype({"area_code": "str"})
    return _with_areas(tables, latest)


def _of_default_sets(figures: pd.DataFrame, choice: pd.DataFrame) -> pd.DataFrame:
    """The figures that may belong to a default set: a first cut before any join."""
    gathered = choice[choice["period_set"].str.endswith("-part")]
    in_gathered = figures["indicator_id"].isin(gathered["indicator_id"]) & figures["year"].isin(
        gathered["year"]
    )
    return figures[
        figures["is_current"] & (in_gathered | figures["period_set"].isin(choice["period_set"]))
    ]


def _with_areas(tables: Tables, figures: pd.DataFrame) -> pd.DataFrame:
    area = tables.area[tables.area["level"] == "commune"]
    joined = figures.merge(area, on="area_code").merge(
        tables.applies, on=["indicator_id", "area_type"], suffixes=("", "_applies")
    )
    day = joined["last_end"].clip(lower=REFORM)
    valid = pd.Series(True, index=joined.index)
    for suffix in ("", "_applies"):
        first, last = joined[f"valid_from{suffix}"], joined[f"valid_to{suffix}"]
        valid &= (first.isna() | (first <= day)) & (last.isna() | (last >= day))
    return joined[valid]


def _standings(figures: pd.DataFrame, area_codes: list[str], indicator: pd.Series) -> list[Any]:
    rows = []
    # Amounts that grow through the year are not compared over different parts of it.
    in_parts = figures["wanted_set"].str.endswith("-part").any()
    rankable = indicator["measures"] == "rate" or not in_parts
    direction = indicator["direction"] if rankable else "none"
    summarised = rankable and len(figures) >= MINIMUM_REPORTED
    for own in figures[figures["area_code"].isin(area_codes)].itertuples():
        in_province = figures[figures["parent_code"] == own.parent_code]
        spread = figures["value"].quantile([0, 0.25, 0.5, 0.75, 1])
        spread = spread if summarised else spread.where(spread.index.isin([0, 1]))
        rows.append(
            {
                "area_code": own.area_code,
                "indicator_id": own.indicator_id,
                "value": own.value,
                **_place_of(figures, own.area_code, direction),
                **{
                    f"province_{name}": place
                    for name, place in _place_of(in_province, own.area_code, direction).items()
                },
                **dict(zip(("minimum", "lower_quartile", "median", "upper_quartile", "maximum"),
                           spread.tolist(), strict=True)),
            }
        )  # fmt: skip
    return rows


def _place_of(figures: pd.DataFrame, area_code: str, direction: str) -> dict[str, float]:
    """One area's place among all: counted for this area alone."""
    count = len(figures)
    if direction == "none" or count < MINIMUM_REPORTED:
        return {"rank": np.nan, "rank_low": np.nan, "rank_high": np.nan, "reported": count}
    value, worst, best = _axis(figures, direction)
    own = int(np.flatnonzero(figures["area_code"] == area_code)[0])
    return {
        "rank": 1 + int((value > value[own]).sum()),
        "rank_low": 1 + int((worst > best[own]).sum()),
        "rank_high": int((best >= worst[own]).sum()),
        "reported": count,
    }
