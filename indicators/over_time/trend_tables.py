"""Trends as files and on standard output: the same frames that the page shows."""

from typing import Any

import pandas as pd

from indicators.commands.tables_as_text import records
from indicators.open_data.download_columns import TREND_COLUMNS
from indicators.open_data.download_tables import comparison_table
from indicators.over_time.trend import Trend
from indicators.store import Store

PRINTED = (
    "area_code", "basis", "series", "segment", "line", "spans_break", "period_start", "period_end",
    "value", "as_printed", "value_low", "value_high", "high_open", "qualifier", "status", "rank",
    "rank_low", "rank_high", "reported", "restated_by", "source_id",
)  # fmt: skip


def trend_table(store: Store, trend: Trend) -> pd.DataFrame:
    """The figures of a trend as a file: one row per figure, in the order shown.

    Columns as in ``FIGURE_COLUMNS``, then ``TREND_COLUMNS``. ``method`` tells of a restated figure,
    which no source prints, how it was made.
    """
    table = comparison_table(store, trend.figures)
    for column in TREND_COLUMNS:
        table[column.name] = trend.figures[column.name].to_numpy()
    return table


def changes_table(trend: Trend) -> pd.DataFrame:
    """The changes with names: one row per two neighbouring figures, as in ``Trend.changes``."""
    names = trend.areas.set_index("area_code")["name"]
    changes = trend.changes.assign(indicator_id=trend.indicator["indicator_id"])
    changes.insert(1, "area_name", changes["area_code"].map(names))
    return changes


def trend_object(trend: Trend, *, synthetic: bool) -> dict[str, Any]:
    """A trend as one JSON object; missing values are ``null``."""
    return {
        "indicator_id": trend.indicator["indicator_id"],
        "unit": trend.indicator["unit"],
        "direction": trend.indicator["direction"],
        "basis": trend.basis,
        "bases": trend.bases,
        "synthetic": synthetic,
        "areas": records(trend.areas[["area_code", "name", "area_type", "province"]]),
        "figures": records(trend.figures[list(PRINTED)]),
        "changes": records(trend.changes),
        "tests": records(trend.tests),
        "breaks": records(trend.breaks),
        "not_restated": records(trend.not_restated),
    }
