"""One line per area where figures stand side by side: its name, dot and figure, or why none.

An area without a figure keeps its line: a grey hatch from edge to edge, which no value looks like,
and the reason in words.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.palette import area_colour, area_symbol, missing_hatch, palette
from indicators.charts.style import ValueStyle
from indicators.language.area_words import missing_reason
from indicators.language.texts import translator
from indicators.questions.reporting import MISSING_REASONS

# The names of areas stand left of this.
NAME_PIXELS = 150
NAME_CHARACTERS = 20
PROVINCE_CHARACTERS = 26
# Between a figure in print and the end of its dot or interval.
FIGURE_PIXELS = 8


def missing_text(reason: Any, lang: str) -> str:
    """Why an area has no figure, in a few words; an unknown or empty reason is "no figure"."""
    _ = translator(lang)
    if reason == "not_applicable":
        return _("does not apply")
    known = isinstance(reason, str) and reason in MISSING_REASONS
    return missing_reason(reason, lang) if known else _("no figure")


def area_axis(
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


def dots(
    known: pd.DataFrame, order: Mapping[str, int], reading: ValueStyle, axes: dict[str, str]
) -> go.Scatter:
    """A dot with its interval for each area that has a figure; ``order`` gives its colour."""
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


def printed_figures(
    known: pd.DataFrame, extent: list[float], reading: ValueStyle, axes: dict[str, str]
) -> go.Scatter:
    """The figures in print, behind that end of the interval that has more room beside it."""
    leftwards, ends = _beside(known, extent)
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


def figure_notes(
    known: pd.DataFrame, extent: list[float], reading: ValueStyle, axes: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The same on the page's colour: an upright line ends at a number and does not cross it."""
    leftwards, ends = _beside(known, extent)
    return [
        style.note(
            style.plain_text(reading.short_figure(row)), dark=reading.dark,
            x=float(end), xref=axes["xaxis"], y=line, yref=axes["yaxis"],
            xanchor="right" if left else "left", xshift=-FIGURE_PIXELS if left else FIGURE_PIXELS,
            bgcolor=reading.colours.page, borderpad=1,
            font={"size": style.SMALL_FONT_SIZE, "color": reading.colours.ink},
        )
        for row, end, left, line in zip(style.records(known), ends, leftwards,
                                        known.index.tolist(), strict=True)
    ]  # fmt: skip


def _beside(known: pd.DataFrame, extent: list[float]) -> tuple[pd.Series, pd.Series]:
    """Whether each figure stands left of its dot, and the end of the interval it stands at."""
    leftwards = known["value"] > sum(extent) / 2
    ends = known["value_low"].where(leftwards, known["value_high"])
    return leftwards, ends.fillna(known["value"])


def hatches(missing: pd.DataFrame, extent: list[float], dark: bool, axes: dict[str, str]) -> go.Bar:
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


def line_notes(
    lines: pd.DataFrame, texts: list[str], axes: Mapping[str, str], dark: bool
) -> list[dict[str, Any]]:
    """A text in the middle of each line, on the page's colour so that a hatch ends at it."""
    return [
        style.note(
            f"<i>{style.plain_text(text)}</i>",
            dark=dark,
            x=0.5,
            xref=f"{axes['xaxis']} domain",
            y=line,
            yref=axes["yaxis"],
            bgcolor=palette(dark).page,
            borderpad=2,
        )
        for line, text in zip(lines.index.tolist(), texts, strict=True)
    ]
