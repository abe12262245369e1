"""What one cell of a rug may be called: better, worse, the same, or which of these nobody can say.

A figure is held against the thresholds of law that count for it; where there are none, against a
median of the figures of the same set of periods and basis. The interval that the printed number
allows decides, so that "about 48" is neither above nor below 48.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args

from indicators.over_time.changes import interval

Row = Mapping[str, Any]
# ``unknown``: cannot be told. ``not_judged``: there is nothing to judge it by. ``missing``: no
# figure.
Code = Literal["better", "worse", "same", "unknown", "not_judged", "missing"]
# Whose median a figure without a threshold is held against.
Against = Literal["nation", "province"]
AGAINST: tuple[Against, ...] = get_args(Against)

# Why a figure is not judged.
NOT_JUDGED_REASONS = ("no_direction", "part_of_year", "too_few", "mixed_periods")
# The one outcome that decides where several thresholds count: the first of these that occurs.
BY_OUTCOME: tuple[tuple[str, Code], ...] = (
    ("not_met", "worse"), ("cannot_be_told", "unknown"), ("met", "better"),
)  # fmt: skip


@dataclass(frozen=True)
class CellJudgement:
    """One cell judged.

    ``threshold`` is the row of ``thresholds.thresholds`` that decided, ``median`` the one that did
    (in the indicator's unit). ``reason`` is one of ``NOT_JUDGED_REASONS``, of
    ``ranking.MISSING_REASONS``, that of the threshold's outcome, ``overlap`` for a median that
    lies inside the interval, or ``None``.
    """

    code: Code
    reason: str | None = None
    threshold: Row | None = None
    median: float | None = None


def judge_cell(
    row: Row, thresholds: Sequence[Row] = (), against: Against = "nation"
) -> CellJudgement:
    """The judgement of one row of ``sql/rug_figures.sql``, in which missing is ``None``.

    ``thresholds`` are the rows of ``thresholds.thresholds`` about its figure.
    """
    if row["value"] is None:
        return CellJudgement("missing", row["missing_reason"])
    if row["direction"] == "none":
        return CellJudgement("not_judged", "no_direction")
    if thresholds:
        return _by_thresholds(row, thresholds)
    return _by_median(row, against)


def of_a_part_of_the_year(row: Row) -> bool:
    """Whether a figure is a share of the plan of a year of which only a part has gone by."""
    return row["against_plan"] is not None and not str(row["period_set"]).isdecimal()


def _by_thresholds(row: Row, thresholds: Sequence[Row]) -> CellJudgement:
    for outcome, code in BY_OUTCOME:
        found = next((one for one in thresholds if one["outcome"] == outcome), None)
        if found is None:
            continue
        if code == "worse" and of_a_part_of_the_year(row):
            return CellJudgement("not_judged", "part_of_year", found)
        return CellJudgement(code, found["reason"], found)
    raise ValueError(
        f"found outcomes {[one['outcome'] for one in thresholds]}, expected known ones"
    )


def _by_median(row: Row, against: Against) -> CellJudgement:
    mixed = row["spread_withheld_because"] == "mixed_periods"
    median = row["median" if against == "nation" else "province_median"]
    if median is None or mixed:
        return CellJudgement("not_judged", "mixed_periods" if mixed else "too_few")
    value, middle = interval(row), Decimal(repr(float(median)))
    if value.low == value.high == middle:
        return CellJudgement("same", None, None, median)
    below = value.high < middle or (value.high == middle and value.high_open)
    if not below and value.low <= middle:
        return CellJudgement("unknown", "overlap", None, median)
    better = below == (row["direction"] == "lower")
    return CellJudgement("better" if better else "worse", None, None, median)
