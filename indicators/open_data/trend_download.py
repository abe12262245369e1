"""Trends as files and on standard output: the same frames that the page shows."""

import pandas as pd

from indicators.open_data.download_columns import TREND_COLUMNS
from indicators.open_data.download_tables import comparison_table
from indicators.over_time.trend import Trend
from indicators.release.store import Store


def trend_table(store: Store, trend: Trend) -> pd.DataFrame:
    """The figures of a trend as a file: one row per figure of a source, in the order shown.

    Columns as in ``FIGURE_COLUMNS``, then ``TREND_COLUMNS``. Restated values are no source's
    figures and stand in ``restated_table``.
    """
    own = trend.figures[trend.figures["observation_id"].notna()].reset_index(drop=True)
    table = comparison_table(store, own)
    for column in TREND_COLUMNS:
        table[column.name] = own[column.name].to_numpy()
    return table


def changes_table(trend: Trend) -> pd.DataFrame:
    """The changes with names: one row per two neighbouring figures, as in ``Trend.changes``."""
    names = trend.areas.set_index("area_code")["name"]
    changes = trend.changes.assign(indicator_id=trend.indicator["indicator_id"])
    changes.insert(1, "area_name", changes["area_code"].map(names))
    return changes
