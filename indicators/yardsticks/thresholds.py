"""Whether a figure reaches a threshold, how far it is from its plan, and what a status still takes.

The value's interval is held against the threshold: "khoảng 48" neither reaches nor misses 48. A
threshold that was not found in a public text is judged like the others and always says so.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from indicators.judgement import (
    NEAR_PLAN,
    OFF_PLAN,
    PLAN_MET,
    Band,
    NextStatus,
    PlanDistance,
    Side,
    Step,
)
from indicators.over_time.changes import interval
from indicators.printed.intervals import Interval
from indicators.release.store import Store

Row = Mapping[str, Any]
Outcome = Literal["met", "not_met", "cannot_be_told"]
Reason = Literal["overlap", "province_excluded", "not_a_full_year", "not_from_january"]


LONGEST_YEAR_DAYS = 366


def thresholds(
    store: Store,
    area_codes: list[str],
    observation_ids: list[int] | None = None,
    indicator_id: str = "",
) -> pd.DataFrame:
    """The thresholds that count for the current figures of some areas, with their outcomes.

    With ``observation_ids`` only those of these figures; ``indicator_id`` asks for one indicator
    alone.

    One row per figure and threshold. Columns: those of ``sql/figure_thresholds.sql``
    (threshold_value in the figure's unit, legal_basis, confidence: seen, unverified or definition),
    outcome (``Outcome``) and reason (``Reason``; missing where the outcome is met or not met).
    Figures without a threshold have no row.
    """
    found = store.query("figure_thresholds", area_codes=list(area_codes),
                        indicator_id=indicator_id, observation_ids=observation_ids)  # fmt: skip
    judged = [judge(row) for row in found.to_dict("records")]
    return found.assign(
        outcome=pd.Series([one[0] for one in judged], dtype="object"),
        reason=pd.Series([one[1] for one in judged], dtype="object"),
    )


def judge(row: Row) -> tuple[Outcome, Reason | None]:
    """The outcome of one figure against one threshold, and why it cannot be told.

    ``row`` as in ``thresholds``, before its last two columns.
    """
    if row["excluded"]:
        return "cannot_be_told", "province_excluded"
    if row["set_kind"] != "year":
        if _holds_for_one_year(row):
            return "cannot_be_told", "not_a_full_year"
        if row["measures"] == "total" and not _from_january(row):
            return "cannot_be_told", "not_from_january"
    outcome = against(interval(row), Decimal(repr(float(row["threshold_value"]))), row["direction"])
    return outcome, "overlap" if outcome == "cannot_be_told" else None


def against(value: Interval, threshold: Decimal, direction: str) -> Outcome:
    """An interval against a threshold that is itself still good enough.

    >>> against(Interval(Decimal("78.5"), Decimal("78.7")), Decimal(62), "higher")
    'met'
    >>> against(Interval(Decimal("99.5"), Decimal("100.5"), high_open=True), Decimal(100), "higher")
    'cannot_be_told'
    """
    surely_below = value.high < threshold or (value.high == threshold and value.high_open)
    if direction == "lower":
        met = value.high <= threshold
        return "met" if met else "not_met" if value.low > threshold else "cannot_be_told"
    met = value.low >= threshold
    return "met" if met else "not_met" if surely_below else "cannot_be_told"


def _holds_for_one_year(row: Row) -> bool:
    """Whether the threshold is that of one year, which says nothing about another period."""
    first, last = row["valid_from"], row["valid_to"]
    if pd.isna(first) or pd.isna(last):
        return False
    return last - first < timedelta(days=LONGEST_YEAR_DAYS)


def _from_january(row: Row) -> bool:
    first: date = row["period_start"]
    return not pd.isna(first) and (first.month, first.day) == (1, 1)


def plan_distance(row: Row) -> PlanDistance | None:
    """The distance of a full year's revenue or spending from its plan; ``None`` for others.

    ``row`` has against_plan (as in the catalogue), period_set, value, value_low,
    value_high and high_open. Part of a year against the plan of a whole one is told by the pace
    within the year instead.
    """
    if row["against_plan"] != "budget" or not str(row["period_set"]).isdecimal():
        return None
    value = interval(row)
    low, high = value.low - PLAN_MET, value.high - PLAN_MET
    # The largest distance inside an interval whose upper bound is open.
    inside = high.next_minus() if value.high_open and high > low else high
    bands: list[Band] = ["near", "off", "far"]
    touched = [band for band in bands if _touches(low, inside, band)]
    side: Side = "above" if low > 0 else "below" if inside < 0 else "both"
    distance = Decimal(repr(float(row["value"]))) - PLAN_MET
    return PlanDistance(float(distance), float(low), float(high), tuple(touched), side)


def _touches(low: Decimal, high: Decimal, band: Band) -> bool:
    """Whether any distance from ``low`` to ``high`` lies in the band."""
    smallest = Decimal(0) if low <= 0 <= high else min(abs(low), abs(high))
    largest = max(abs(low), abs(high))
    first, last = {"near": (Decimal(-1), NEAR_PLAN), "off": (NEAR_PLAN, OFF_PLAN),
                   "far": (OFF_PLAN, Decimal("Infinity"))}[band]  # fmt: skip
    return smallest <= last and largest > first


def next_status(row: Row) -> NextStatus | None:
    """What a count of new-rural criteria still lacks; ``None`` for other indicators.

    ``row`` has criteria_set (as in the catalogue), basis, value and denominator. Without a
    denominator, or with one that is smaller than the count, there is nothing to say.
    """
    total = row.get("denominator")
    if pd.isna(row["criteria_set"]) or total is None or pd.isna(total):
        return None
    met, of_all = int(row["value"]), int(total)
    if met > of_all:
        return None
    step: Step = "new_set" if row["basis"] == "set_2026" else row["criteria_set"]
    return NextStatus(step, met, of_all, of_all - met)
