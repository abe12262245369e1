"""The yardsticks beside one figure: medians, official figures, thresholds, plan, next status."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from indicators.language import yardstick_words as say
from indicators.yardsticks.thresholds import next_status, plan_distance
from pages.parts import cached
from pages.parts.frame import Context
from pages.parts.plain import plain

Row = Mapping[str, Any]


def yardsticks(context: Context, row: Row) -> None:
    """Small lines under a figure; nothing where it has no yardstick.

    ``row`` has area_code, indicator_id, basis, period_set, observation_id, value with its interval,
    denominator, decimals, unit and unit_en; and compared_set where its places are of another set.
    """
    lines = yardstick_lines(context, row)
    if lines:
        st.caption("  \n".join(lines))


def yardstick_lines(context: Context, row: Row) -> list[str]:
    """The lines of ``yardsticks`` as Markdown-safe text, one yardstick each."""
    told = [median_line(context, row)]
    told += [*_official_lines(context, row), *_threshold_lines(context, row)]
    distance = plan_distance(row)
    if distance:
        told.append(_against_plan(context, say.plan_words(distance, context.lang)))
    status = next_status(row)
    if status:
        told.append(" ".join(say.status_words(status, context.lang)))
    return [plain(line) for line in told if line]


def median_line(context: Context, row: Row) -> str:
    """The medians of province, region, type and nation, with the number of areas behind each."""
    period_set = str(row.get("compared_set") or row["period_set"])
    found = _own(cached.benchmarks([row["area_code"]], period_set=period_set), row, period_set)
    unit = context.named(row, "unit")
    decimals = say.decimals_of_median(row["decimals"], unit)
    return say.medians_words(found, decimals, unit, context.lang)


def _official_lines(context: Context, row: Row) -> list[str]:
    found = _own(cached.official_figures([row["area_code"]]), row, row["period_set"])
    unit = context.named(row, "unit")
    return [say.official_words(one, int(row["decimals"]), unit, context.lang) for one in found]


def _threshold_lines(context: Context, row: Row) -> list[str]:
    found = cached.thresholds([row["area_code"]])
    own = found[found["observation_id"] == row["observation_id"]]
    return [say.threshold_words(one, context.lang) for one in own.to_dict("records")]


def _against_plan(context: Context, words: str) -> str:
    return context.text("Against plan: {words}").format(words=words)


def _own(found: pd.DataFrame, row: Row, period_set: Any) -> list[dict[str, Any]]:
    """The rows about the same indicator, basis and set."""
    same = (
        (found["indicator_id"] == row["indicator_id"])
        & (found["basis"] == (row["basis"] or ""))
        & (found["period_set"] == (period_set or row["period_set"]))
    )
    return found[same].to_dict("records")
