"""Revenue within a year: against an even pace, and against the same date of the year before.

The even pace is a yardstick, not a forecast: it is the share of the year's days that have gone by.
Revenue does not come evenly (land-use fees come in lumps, taxes by quarters), so being ahead of the
even pace does not mean that the plan will be met, and nothing here is carried on to the year's end.
"""

from calendar import isleap
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from indicators.over_time.breaks import breaks_of
from indicators.over_time.changes import interval, value_change
from indicators.over_time.period_series import segment_of
from indicators.printed.intervals import point
from indicators.release.store import Store

COLUMNS = (
    "observation_id", "indicator_id", "name_vi", "name_en", "unit", "unit_en", "decimals", "amount",
    "basis", "period_set", "period_start", "period_end", "value", "printed_value",
    "printed_decimals", "value_low", "value_high", "high_open", "qualifier", "status",
    "source_id", "elapsed_pct", "pace", "gap", "year_before_value", "year_before_change",
    "year_before",
)  # fmt: skip


def pace(store: Store, area_code: str) -> pd.DataFrame:
    """Where an area's revenue stood within a year: one row per current part-year figure.

    Later periods first inside each indicator. Columns: those of ``sql/pace_figures.sql`` (value in
    ``unit``; for a share of the year's plan in per cent of it, with the indicator of its
    ``amount``), elapsed_pct (days gone by in per cent of the year), pace (ahead, behind,
    cannot_be_told against an even pace; ``not_from_january`` where the period begins later and
    nobody says which plan it is of; empty for amounts), gap (percentage points above the even
    pace), year_before_value, and year_before: rise, fall, same or cannot_be_told
    against the same days of the year before, ``not_known`` without such a figure,
    ``series_break`` where it lies before a break. No rows for
    an area without part-year figures.
    """
    found = store.query("pace_figures", area_code=area_code)
    breaks = {
        indicator_id: _days(store, indicator_id, area_code)
        for indicator_id in found["indicator_id"].unique()
    }
    records = found.to_dict("records")
    rows = [
        row | against_even_pace(row) | _against_year_before(row, records, breaks) for row in records
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def elapsed_pct(end: date) -> float:
    """The days of the year up to ``end``, included, in per cent of all its days.

    >>> elapsed_pct(date(2026, 12, 31))
    100.0
    """
    return 100 * end.timetuple().tm_yday / (366 if isleap(end.year) else 365)


def same_days_before(start: date, end: date) -> tuple[date, date]:
    """The same days of the year before; 29 February becomes the last day of that month."""
    return _year_before(start), _year_before(end)


def _year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def _days(store: Store, indicator_id: str, area_code: str) -> list[date]:
    breaks = breaks_of(store, indicator_id, [area_code])
    return [day.date() for day in breaks["on_date"]]


def against_even_pace(row: dict[str, Any]) -> dict[str, Any]:
    """How far the share of the plan is from the share of the year: elapsed_pct, pace and gap.

    ``row`` has amount, period_start, period_end, value and its interval; outcomes as in ``pace``.
    """
    end = row["period_end"].date()
    elapsed = elapsed_pct(end)
    if pd.isna(row["amount"]):  # an amount itself
        return {"elapsed_pct": elapsed, "pace": None, "gap": None}
    if (row["period_start"].month, row["period_start"].day) != (1, 1):
        return {"elapsed_pct": elapsed, "pace": "not_from_january", "gap": None}
    figure, even = interval(row), point(Decimal(repr(elapsed)))
    outcome = "cannot_be_told"
    if even.surely_below(figure):
        outcome = "ahead"
    elif figure.surely_below(even):
        outcome = "behind"
    return {"elapsed_pct": elapsed, "pace": outcome, "gap": row["value"] - elapsed}


def _against_year_before(
    row: dict[str, Any], records: list[dict[str, Any]], breaks: dict[str, list[date]]
) -> dict[str, Any]:
    """The change from the figure of the same days a year earlier, on the same basis."""
    start, end = row["period_start"].date(), row["period_end"].date()
    days = same_days_before(start, end)
    for other in records:
        same_question = all(other[key] == row[key] for key in ("indicator_id", "basis"))
        if same_question and (other["period_start"].date(), other["period_end"].date()) == days:
            return _compared(other, row, breaks[row["indicator_id"]])
    return {"year_before_value": None, "year_before_change": None, "year_before": "not_known"}


def _compared(earlier: dict[str, Any], later: dict[str, Any], breaks: list[date]) -> dict[str, Any]:
    value = {"year_before_value": earlier["value"]}
    ends = [row["period_end"].date() for row in (earlier, later)]
    if segment_of(ends[0], breaks) != segment_of(ends[1], breaks):
        return value | {"year_before_change": None, "year_before": "series_break"}
    change = value_change(earlier, later)
    return value | {"year_before_change": change.difference, "year_before": change.outcome}
