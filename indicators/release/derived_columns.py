"""What the build derives from one figure: the number that ranks, its interval, its share."""

from typing import Any

from indicators.catalogue.records import Indicator
from indicators.curated.observations import (
    Observation,
    computed_share,
    contradicts_counts,
    interval_of_observation,
    printed_decimals,
    ranked_value,
)


def derived_columns(row: Observation, indicator: Indicator, language: str) -> dict[str, Any]:
    """The columns of ``staged`` that follow from a figure's own wording, in the table's unit.

    Area, period and source play no part, so equal wordings share them. ``language`` is that of the
    source.
    """
    unit, limits = indicator.unit, indicator.limits
    interval = interval_of_observation(row, unit, language, limits)
    share = computed_share(row) if unit == "%" else None
    return {
        "value": float(ranked_value(row, unit, language, limits)),
        "printed_value": float(row.value),
        "printed_decimals": printed_decimals(row, unit, language),
        "value_low": float(interval.low),
        "value_high": float(interval.high),
        "high_open": interval.high_open,
        "computed_share": None if share is None else float(share),
        "contradicted": contradicts_counts(row, unit, language, limits),
    }
