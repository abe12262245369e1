"""Several areas side by side: one small panel per indicator, one line per area in it.

Each panel has its own axis of values, so lengths are compared inside a panel only. An area
without a figure keeps its line: a grey hatch from edge to edge, which no value looks like, and
the reason in words.
"""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.palette import area_colour, area_symbol, missing_hatch, palette
from indicators.charts.style import ValueStyle
from indicators.language import quoted
from indicators.language.texts import translator

LINE_PIXELS = 36
# The names of areas stand left of this; the headings begin above them.
NAME_PIXELS = 150
NAME_CHARACTERS = 20
PROVINCE_CHARACTERS = 26
HEADING_PIXELS = 34
GAP_PIXELS = 14
HEADING_CHARACTERS = 44
HEADING_LINE_PIXELS = 17
# A panel's axis is wider than its values on both sides, for the figures beside the dots.
ROOM_FOR_FIGURES = 0.28


def small_multiples(comparison: pd.DataFrame, *, lang: str, dark: bool) -> go.Figure:
    """One panel per indicator, in the order of the frame; areas in the order of their rows.

    ``comparison``: one row per indicator and area with indicator_id, indicator_name, unit,
    decimals, area_code, area_label, value, value_low, value_high (in ``unit``; empty where
    missing) and missing_reason. Raises ``ValueError`` for an empty frame.
    """
    if comparison.empty:
        raise ValueError("found no rows, expected indicators of areas; say why instead")
    order = {code: place for place, code in enumerate(dict.fromkeys(comparison["area_code"]))}
    panels = [panel for _id, panel in comparison.groupby("indicator_id", sort=False)]
    headings = [_heading(panel) for panel in panels]
    heights = [
        HEADING_PIXELS + HEADING_LINE_PIXELS * (len(heading) - 1) + LINE_PIXELS * len(panel)
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
        bottom = top + heights[number - 1]
        first_line = bottom - LINE_PIXELS * len(panel)
        domain = (1 - bottom / height, 1 - first_line / height)
        _add_panel(figure, number, panel, order, domain, lang, dark)
        figure.add_annotation(_heading_text(heading, 1 - top / height, dark))
        top = bottom + GAP_PIXELS
    return figure


def small_multiples_alt(comparison: pd.DataFrame, *, lang: str) -> str:
    """The panels in words: per indicator each area with its value, or why it has none."""
    _ = translator(lang)
    panels = []
    for _id, panel in comparison.groupby("indicator_id", sort=False):
        parts = [_area_in_words(row, lang) for row in style.records(panel)]
        panels.append(f"{panel['indicator_name'].iloc[0]}: {', '.join(parts)}")
    return _("Comparison. {panels}.").format(panels="; ".join(panels))


def missing_text(reason: Any, lang: str) -> str:
    """Why an area has no figure, in a few words; an unknown or empty reason is "no figure"."""
    _ = translator(lang)
    reasons = {
        "not_reported": _("no figure found"),
        "not_applicable": _("does not apply"),
        "other_basis_only": _("only on another basis"),
        "other_period_only": _("only for another period"),
    }
    return reasons.get(reason, _("no figure"))


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
    extent = _extent(lines)
    known = lines[lines["value"].notna()]
    missing = lines[lines["value"].isna()]
    if not known.empty:
        figure.add_trace(_dots(known, order, reading, axes))
        figure.add_trace(_figures(known, extent, reading, axes))
    if not missing.empty:
        figure.add_trace(_hatches(missing, extent, dark, axes))
        for annotation in _reasons(missing, axes, lang, dark):
            figure.add_annotation(annotation)
    figure.update_layout(
        {
            f"xaxis{suffix}": style.bare_axis(range=extent, anchor=axes["yaxis"]),
            f"yaxis{suffix}": _area_axis(lines, domain, axes["xaxis"], dark),
        }
    )


def _extent(lines: pd.DataFrame) -> list[float]:
    """The axis of values of one panel, intervals included; 0 to 1 where all are missing."""
    ends = lines[["value", "value_low", "value_high"]].to_numpy("float64", na_value=np.nan)
    if np.isnan(ends).all():
        return [0.0, 1.0]
    return style.padded_range(float(np.nanmin(ends)), float(np.nanmax(ends)), ROOM_FOR_FIGURES)


def _area_axis(
    lines: pd.DataFrame, domain: tuple[float, float], anchor: str, dark: bool
) -> dict[str, Any]:
    """One line per area from the top, named on the left."""
    return {
        "type": "linear",
        "domain": [max(domain[0], 0.0), domain[1]],
        "anchor": anchor,
        "range": [len(lines) - 0.5, -0.5],
        "tickvals": list(range(len(lines))),
        "ticktext": [_label(str(label)) for label in lines["area_label"]],
        "tickfont": {"size": style.SMALL_FONT_SIZE, "color": palette(dark).ink},
        "gridcolor": palette(dark).grid,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
        "ticklabelstandoff": 6,
    }


def _label(label: str) -> str:
    """An area's name, and below it in small print what stands in brackets: type and province."""
    name, _bracket, rest = label.partition(" (")
    shown = style.plain_text(style.shortened(name, NAME_CHARACTERS))
    if not rest:
        return shown
    where = style.plain_text(style.shortened(rest.removesuffix(")"), PROVINCE_CHARACTERS))
    return f'{shown}<br><span style="font-size:10px">{where}</span>'


def _dots(
    known: pd.DataFrame, order: dict[str, int], reading: ValueStyle, axes: dict[str, str]
) -> go.Scatter:
    """A dot with its interval for each area that has a figure."""
    values = known["value"].to_numpy("float64")
    places = [order[code] for code in known["area_code"]]
    return go.Scatter(
        x=values,
        y=known.index.to_numpy("int16"),
        mode="markers",
        marker={
            "color": [area_colour(place, reading.dark) for place in places],
            "symbol": [area_symbol(place) for place in places],
            "size": style.MARKER_SIZE,
        },
        error_x=style.interval_bars(known, values, reading.decimals, reading.colours.ink),
        hovertext=[
            f"{style.plain_text(str(row['area_label']))}: {style.bold(reading.figure(row))}"
            for row in style.records(known)
        ],
        hoverinfo="text",
        **axes,
    )


def _figures(
    known: pd.DataFrame, extent: list[float], reading: ValueStyle, axes: dict[str, str]
) -> go.Scatter:
    """The figures in print, behind that end of the interval that has more room beside it."""
    middle = sum(extent) / 2
    leftwards = known["value"] > middle
    ends = known["value_low"].where(leftwards, known["value_high"]).fillna(known["value"])
    return go.Scatter(
        x=ends.to_numpy("float64"),
        y=known.index.to_numpy("int16"),
        mode="text",
        text=[f"\u2002{reading.short_figure(row)}\u2002" for row in style.records(known)],
        textposition=["middle left" if left else "middle right" for left in leftwards],
        textfont={"size": style.SMALL_FONT_SIZE, "color": reading.colours.ink},
        hoverinfo="skip",
        cliponaxis=False,
        **axes,
    )


def _hatches(
    missing: pd.DataFrame, extent: list[float], dark: bool, axes: dict[str, str]
) -> go.Bar:
    """A hatch from edge to edge: it has no end inside the axis that could be read as a value."""
    return go.Bar(
        base=[extent[0]] * len(missing),
        x=[extent[1] - extent[0]] * len(missing),
        y=missing.index.to_numpy("int16"),
        width=0.6,
        orientation="h",
        marker={
            "color": "rgba(0,0,0,0)",
            "pattern": missing_hatch(dark),
            "line": {"width": 0},
        },
        hoverinfo="skip",
        **axes,
    )


def _reasons(
    missing: pd.DataFrame, axes: dict[str, str], lang: str, dark: bool
) -> list[dict[str, Any]]:
    """The reason of each missing figure, on the page's colour so that the hatch ends at it."""
    return [
        style.note(
            f"<i>{style.plain_text(missing_text(reason, lang))}</i>",
            dark=dark,
            x=0.5,
            xref=f"{axes['xaxis']} domain",
            y=line,
            yref=axes["yaxis"],
            bgcolor=palette(dark).page,
            borderpad=2,
        )
        for line, reason in zip(missing.index.tolist(), missing["missing_reason"], strict=True)
    ]


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
