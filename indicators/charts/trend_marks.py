"""The marks of the trend chart, one for each kind of period, and how to read them."""

from typing import Any

import pandas as pd

from indicators.charts.palette import area_symbol
from indicators.language.texts import translator
from indicators.over_time.period_series import REGULAR


def legend_sentences(figures: pd.DataFrame, lang: str) -> list[str]:
    """How to read the marks of the trend chart that occur, one sentence each."""
    _ = translator(lang)
    series = set(figures["series"])
    told = []
    if series & set(REGULAR):
        told.append(_("Filled mark: a full year, month, quarter or half-year, on its last day; "
                      "joined only with the period right before it."))  # fmt: skip
    if series - {*REGULAR, "stated", "state"}:
        told.append(_("Empty mark: another part of a year, or several years."))
    if figures["period_start"].notna().any():
        told.append(_("A bar to the left of a mark covers the days of its period."))
    if (figures["restated_by"] != "").any():
        told.append(_("Filled mark with a dot: restated from the figures of former communes."))
    if series & {"stated", "state"}:
        told.append(_("Empty mark with a dot: a level or state told on that day."))
    told.append(_("Upright bar at a mark: the interval that the printed number stands for."))
    return told


def is_dotted(row: dict[str, Any]) -> bool:
    """Whether a regular period was restated on today's boundaries."""
    return bool(row["restated_by"]) and row["series"] in REGULAR


def symbol_of(order: int, row: dict[str, Any]) -> str:
    """Filled for a regular period, empty for a part of one, dotted where no year is given.

    A filled mark with a dot is restated on today's boundaries.
    """
    symbol = area_symbol(order)
    if row["series"] in REGULAR:
        return f"{symbol}-dot" if is_dotted(row) else symbol
    return f"{symbol}-open-dot" if row["series"] in ("stated", "state") else f"{symbol}-open"
