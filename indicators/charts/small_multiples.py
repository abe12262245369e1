"""Several areas side by side: one small panel per indicator, one line per area in it.

Each panel has its own axis of values with its numbers below, so distances are compared inside a
panel only; where the axis leaves zero out, or less is better, its heading says so.
"""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.area_lines import (
    NAME_PIXELS,
    area_axis,
    dots,
    hatches,
    line_notes,
    missing_text,
    printed_figures,
)
from indicators.charts.palette import palette
from indicators.charts.style import ValueStyle, direction_mark
from indicators.charts.value_range import TICK_DECIMALS, ValueRange, break_mark, value_range
from indicators.language import quoted
from indicators.language.texts import translator

LINE_PIXELS = 36
HEADING_PIXELS = 34
# The numbers of the axis below a panel with its title.
AXIS_PIXELS = 44
GAP_PIXELS = 14
MOST_TICKS = 4
HEADING_CHARACTERS = 44
HEADING_LINE_PIXELS = 17
# A panel's axis is wider than its values on both sides, for the figures beside the dots.
ROOM_FOR_FIGURES = 0.28


def small_multiples(comparison: pd.DataFrame, *, lang: str, dark: bool) -> go.Figure:
    """One panel per indicator, in the order of the frame; areas in the order of their rows.

    ``comparison``: one row per indicator and area with indicator_id, indicator_name, unit,
    decimals, direction (may be left out), area_code, area_label, value, value_low, value_high
    (in ``unit``; empty where missing) and missing_reason. Raises ``ValueError`` for an empty frame.
    """
    if comparison.empty:
        raise ValueError("found no rows, expected indicators of areas; say why instead")
    order = {code: place for place, code in enumerate(dict.fromkeys(comparison["area_code"]))}
    panels = [panel for _id, panel in comparison.groupby("indicator_id", sort=False)]
    headings = [_heading(panel) for panel in panels]
    heights = [
        HEADING_PIXELS
        + HEADING_LINE_PIXELS * (len(heading) - 1)
        + LINE_PIXELS * len(panel)
        + AXIS_PIXELS
        for heading, panel in zip(headings, panels, strict=True)
    ]
    height = sum(heights) + GAP_PIXELS * len(panels)
    figure = go.Figure(
        layout=style.base_layout(
            lang=lang, dark=dark, height=height, margin={"l": NAME_PIXELS, "r": 8, "t": 0, "b": 0}
        )
    )
    top = 0
    for number, (panel, heading) in enumerate(zip(panels, headings, strict=True), start=1):
        bottom = top + heights[number - 1] - AXIS_PIXELS
        first_line = bottom - LINE_PIXELS * len(panel)
        domain = (1 - bottom / height, 1 - first_line / height)
        _add_panel(figure, number, panel, order, domain, lang, dark)
        figure.add_annotation(_heading_text(heading, 1 - top / height, dark))
        top = bottom + AXIS_PIXELS + GAP_PIXELS
    return figure


def small_multiples_alt(comparison: pd.DataFrame, *, lang: str) -> str:
    """The panels in words: per indicator each area with its value, or why it has none."""
    _ = translator(lang)
    panels = []
    for _id, panel in comparison.groupby("indicator_id", sort=False):
        parts = [_area_in_words(row, lang) for row in style.records(panel)]
        panels.append(f"{panel['indicator_name'].iloc[0]}: {', '.join(parts)}")
    return _("Comparison. {panels}.").format(panels="; ".join(panels))


def _area_in_words(row: dict[str, Any], lang: str) -> str:
    if pd.isna(row["value"]):
        return f"{row['area_label']} {missing_text(row['missing_reason'], lang)}"
    value = quoted.as_printed(row, int(row["decimals"]), lang, row["unit"])
    return f"{row['area_label']} {value}"


def _heading(panel: pd.DataFrame) -> list[str]:
    """The indicator's name in bold with its unit, in lines that fit 390 pixels."""
    first = panel.iloc[0]
    lines = [
        style.bold(line) for line in style.wrapped(first["indicator_name"], HEADING_CHARACTERS)
    ]
    unit = f"({style.plain_text(first['unit'])})" if first["unit"] else ""
    if len(lines[-1]) + len(unit) <= HEADING_CHARACTERS + len("<b></b>"):
        return [*lines[:-1], f"{lines[-1]} {unit}".strip()]
    return [*lines, unit]


def _add_panel(
    figure: go.Figure,
    number: int,
    panel: pd.DataFrame,
    order: dict[str, int],
    domain: tuple[float, float],
    lang: str,
    dark: bool,
) -> None:
    suffix = "" if number == 1 else str(number)
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    first = panel.iloc[0]
    reading = ValueStyle(first["unit"], int(first["decimals"]), lang, dark)
    lines = panel.reset_index(drop=True)
    axis = _range(lines)
    extent = axis.ends
    known = lines[lines["value"].notna()]
    missing = lines[lines["value"].isna()]
    if not known.empty:
        figure.add_trace(dots(known, order, reading, axes))
        figure.add_trace(printed_figures(known, extent, reading, axes))
    if not missing.empty:
        figure.add_trace(hatches(missing, extent, dark, axes))
        reasons = [missing_text(reason, lang) for reason in missing["missing_reason"]]
        for annotation in line_notes(missing, reasons, axes, dark):
            figure.add_annotation(annotation)
    figure.update_layout(
        {
            f"xaxis{suffix}": _value_axis(axis, first, axes["yaxis"], lang, dark),
            f"yaxis{suffix}": area_axis(lines, domain, axes["xaxis"], dark),
        }
    )


def _range(lines: pd.DataFrame) -> ValueRange:
    """The axis of values of one panel, intervals included."""
    ends = lines[["value", "value_low", "value_high"]].to_numpy("float64", na_value=np.nan)
    return value_range(ends.ravel().tolist(), unit=str(lines["unit"].iloc[0]),
                       at_most=MOST_TICKS, room=ROOM_FOR_FIGURES)  # fmt: skip


def _value_axis(
    axis: ValueRange, first: pd.Series, anchor: str, lang: str, dark: bool
) -> dict[str, Any]:
    """A few round numbers below the panel, and below them which way is better, and a break."""
    told = [direction_mark(str(first.get("direction")), lang), break_mark(axis, lang)]
    return style.value_axis(
        dark=dark,
        decimals=TICK_DECIMALS,
        unit=str(first["unit"]),
        range=axis.ends,
        anchor=anchor,
        tickvals=list(axis.ticks),
        ticktext=axis.tick_texts(str(first["unit"]), lang),
        automargin=False,
        title=style.axis_title(" · ".join(text for text in told if text), dark),
    )


def _heading_text(heading: list[str], top: float, dark: bool) -> dict[str, Any]:
    return {
        "text": "<br>".join(heading),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xshift": 8 - NAME_PIXELS,
        "y": top,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"size": style.FONT_SIZE, "color": palette(dark).ink},
    }
