"""The questions of the pages, against pandas in memory and against a DuckDB call of nothing.

Measured is what a page waits for when nothing is cached: ``ranking.rank`` with all its queries
(indicator, sets of periods, ranking, coverage), ``profile.profile`` and ``profile.compare``,
each from the call to the finished pandas frame. pandas has the whole release in memory.
"""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from bench import pandas_answers
from bench.report import Comparison, interleaved_medians
from indicators.questions.profile import compare, profile
from indicators.questions.ranking import Ranking, rank
from indicators.release.store import Store

EMPTY = "empty DuckDB call"
PLACES = ("rank", "rank_low", "rank_high")
STANDING = (
    "value", *PLACES, "reported", "province_rank", "province_rank_low", "province_rank_high",
    "province_reported", "minimum", "lower_quartile", "median", "upper_quartile", "maximum",
)  # fmt: skip
INDICATORS, COMPARED = 6, 4
Targets = Mapping[tuple[str, str], float]
# Ratios to reach: on the table as it is, and on ten million figures.
ON_THE_REAL_TABLE: Targets = {("rank", EMPTY): 10}
ON_MILLIONS: Targets = {("rank", "pandas"): 0.6, ("profile", "pandas"): 1 / 50,
                        ("profile", EMPTY): 10}  # fmt: skip


class DifferentAnswersError(Exception):
    """The yardstick and the product do not answer alike, so their times say nothing."""


def measure(
    release: Path, *, rounds: int, targets: Targets, clock: str = "wall"
) -> list[Comparison]:
    """Time all questions on one release; both sides are checked for equal answers first.

    ``targets``: the ratio to reach for some questions and yardsticks.
    """
    tables = pandas_answers.load(release)
    with Store(release) as store, duckdb.connect() as nothing:
        indicator_ids = _most_reported(tables)
        codes = _with_most_figures(tables)
        _require_equal(store, tables, indicator_ids, codes)
        medians = interleaved_medians(
            {
                "rank": lambda number: rank(store, indicator_ids[number % len(indicator_ids)]),
                "pandas rank": lambda number: pandas_answers.rank(
                    tables, indicator_ids[number % len(indicator_ids)]
                ),
                "profile": lambda number: profile(store, codes[number % len(codes)]),
                "pandas profile": lambda number: pandas_answers.profile(
                    tables, [codes[number % len(codes)]]
                ),
                "compare": lambda _number: compare(store, codes[:COMPARED]),
                "pandas compare": lambda _number: pandas_answers.profile(tables, codes[:COMPARED]),
                EMPTY: lambda _number: _empty_call(nothing),
            },
            rounds,
            clock,
        )
    return _comparisons(medians, targets)


def _comparisons(medians: dict[str, float], targets: Targets) -> list[Comparison]:
    return [
        Comparison(
            question,
            medians[question],
            yardstick,
            medians[EMPTY if yardstick == EMPTY else f"pandas {question}"],
            "ms",
            targets.get((question, yardstick)),
        )
        for question in ("rank", "profile", "compare")
        for yardstick in ("pandas", EMPTY)
    ]


def _empty_call(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """What every question costs at least: a cursor, a statement, a frame."""
    with connection.cursor() as cursor:
        return cursor.execute("SELECT 1").df()


def _most_reported(tables: pandas_answers.Tables) -> list[str]:
    choice = tables.choice[tables.choice["level"] == "commune"]
    ordered = choice.sort_values(["reported", "indicator_id"], ascending=[False, True])
    return ordered["indicator_id"].head(INDICATORS).tolist()


def _with_most_figures(tables: pandas_answers.Tables) -> list[str]:
    counts = tables.observation["area_code"].value_counts()
    today = tables.area[(tables.area["level"] == "commune") & tables.area["valid_to"].isna()]
    counts = counts[counts.index.isin(today["area_code"])]
    return [str(code) for code in counts.index[:COMPARED]]


def _require_equal(
    store: Store, tables: pandas_answers.Tables, indicator_ids: list[str], codes: list[str]
) -> None:
    for indicator_id in indicator_ids:
        _require_equal_ranking(rank(store, indicator_id), tables, indicator_id)
    ours = compare(store, codes)
    ours = ours[ours["value"].notna()]
    theirs = pandas_answers.profile(tables, codes)
    keys = ["area_code", "indicator_id"]
    _require_equal_columns(
        "profile", ours.sort_values(keys), theirs.sort_values(keys), [*keys, *STANDING]
    )


def _require_equal_ranking(ours: Ranking, tables: pandas_answers.Tables, indicator_id: str) -> None:
    rows, coverage = pandas_answers.rank(tables, indicator_id)
    _require_equal_columns(
        f"rank {indicator_id}",
        ours.rows.sort_values("area_code"),
        rows.sort_values("area_code"),
        ["area_code", "value", *PLACES, "percentile"],
    )
    counts = {
        "applicable": ours.coverage.applicable,
        "reported": ours.coverage.reported,
        **ours.coverage.missing,
    }
    if counts != coverage:
        raise DifferentAnswersError(f"{indicator_id}: coverage {counts}, pandas {coverage}")


def _require_equal_columns(
    question: str, ours: pd.DataFrame, theirs: pd.DataFrame, columns: list[str]
) -> None:
    if len(ours) != len(theirs):
        raise DifferentAnswersError(f"{question}: {len(ours)} rows, pandas {len(theirs)}")
    for column in columns:
        pairs = zip(ours[column], theirs[column], strict=True)
        for row, (mine, other) in enumerate(pairs):
            if not _alike(mine, other):
                raise DifferentAnswersError(
                    f"{question}, row {row}, {column}: {mine}, pandas {other}"
                )


def _alike(mine: Any, other: Any) -> bool:
    if pd.isna(mine) or pd.isna(other):
        return bool(pd.isna(mine) and pd.isna(other))
    if isinstance(mine, str):
        return bool(mine == other)
    return math.isclose(mine, other, rel_tol=1e-9, abs_tol=1e-9)
