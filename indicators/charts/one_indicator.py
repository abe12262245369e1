"""One indicator of a few areas, drawn large: an axis with numbers, medians and thresholds on it.

Larger values are further right, and an arrow says which way is better. The axis begins at zero or
says that it is broken. A figure of another period or on another basis than the others has no place
on their axis: it is told in words on its line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.area_lines import (
    NAME_PIXELS,
    area_axis,
    dots,
    figure_notes,
    hatches,
    line_notes,
    missing_text,
)
from indicators.charts.palette import palette
from indicators.charts.style import ValueStyle, direction_mark
from indicators.charts.value_range import TICK_DECIMALS, ValueRange, value_range
from indicators.language import quoted
from indicators.language.texts import translator

LINE_PIXELS = 46
# A label breaks into lines that fit beside the names on 390 pixels.
LABEL_PIXELS = 18
LABEL_CHARACTERS = 28
TOP_PIXELS = 10
AXIS_PIXELS = 66
# Room beside the outermost dot for its figure in print, as a share of the axis.
ROOM_FOR_FIGURES = 0.16


@dataclass(frozen=True)
class ReferenceLine:
    """A line through all areas: a median (solid) or a threshold (dashed), in the unit."""

    kind: Literal["median", "threshold"]
    value: float
    label: str


def one_indicator_range(rows: pd.DataFrame, references: Sequence[ReferenceLine]) -> ValueRange:
    """The axis of the chart: drawn values with their intervals, medians and thresholds."""
    drawn = rows[rows["comparable"]]
    ends = drawn[["value", "value_low", "value_high"]].to_numpy("float64", na_value=np.nan)
    numbers = [*ends.ravel().tolist(), *(line.value for line in references)]
    return value_range(numbers, unit=str(rows["unit"].iloc[0]), room=ROOM_FOR_FIGURES)


def one_indicator_chart(
    rows: pd.DataFrame, references: Sequence[ReferenceLine], *, lang: str, dark: bool
) -> go.Figure:
    """One line per area in the order of the frame, the references across all of them.

    ``rows``: one row per area with area_code, area_label, unit, decimals, direction, value,
    value_low, value_high (empty where missing), missing_reason, comparable (false where the figure
    is of another period or basis than the others) and beside (that period and basis in words).
    Raises ``ValueError`` for an empty frame.
    """
    if rows.empty:
        raise ValueError("found no rows, expected areas; say why instead")
    lines = rows.reset_index(drop=True)
    first = lines.iloc[0]
    reading = ValueStyle(str(first["unit"]), int(first["decimals"]), lang, dark)
    axis = one_indicator_range(lines, references)
    labels = [style.wrapped(line.label, LABEL_CHARACTERS) for line in references]
    top = TOP_PIXELS + LABEL_PIXELS * sum(len(label) for label in labels)
    height = top + LINE_PIXELS * len(lines) + AXIS_PIXELS
    margin = {"l": NAME_PIXELS, "r": 8, "t": top, "b": AXIS_PIXELS}
    figure = go.Figure(layout=style.base_layout(lang=lang, dark=dark, height=height, margin=margin))
    axes = {"xaxis": "x", "yaxis": "y"}
    figure.update_layout(xaxis=_value_axis(axis, first, reading),
                         yaxis=area_axis(lines, (0.0, 1.0), "x", dark))  # fmt: skip
    _add_lines(figure, lines, axis, reading, axes)
    below = 0
    for line, label in zip(reversed(references), reversed(labels), strict=True):
        _add_reference(figure, line, label, axis, below, reading)
        below += LABEL_PIXELS * len(label)
    return figure


def one_indicator_alt(rows: pd.DataFrame, references: Sequence[ReferenceLine], *, lang: str) -> str:
    """The chart in words: each area with its value or the reason, then medians and thresholds."""
    parts = [f"{row['area_label']}: {_line_in_words(row, lang)}" for row in style.records(rows)]
    told = f"{rows['indicator_name'].iloc[0]}. {'; '.join(parts)}."
    if references:
        told += " " + "; ".join(line.label for line in references) + "."
    return told


def _line_in_words(row: dict[str, Any], lang: str) -> str:
    if pd.isna(row["value"]):
        return missing_text(row["missing_reason"], lang)
    value = quoted.as_printed(row, int(row["decimals"]), lang, row["unit"])
    return value if row["comparable"] else _not_on_axis(row, value, lang)


def _not_on_axis(row: dict[str, Any], value: str, lang: str) -> str:
    return translator(lang)("{value}, {circumstances}: not on this axis").format(
        value=value, circumstances=row["beside"]
    )


def _value_axis(axis: ValueRange, first: pd.Series, reading: ValueStyle) -> dict[str, Any]:
    unit = "" if reading.unit == "%" else reading.unit
    told = [direction_mark(str(first["direction"]), reading.lang), unit]
    return style.value_axis(
        dark=reading.dark,
        decimals=TICK_DECIMALS,
        unit=reading.unit,
        range=axis.ends,
        anchor="y",
        tickvals=list(axis.ticks),
        ticktext=axis.tick_texts(reading.unit, reading.lang),
        automargin=False,
        zeroline=not axis.broken,
        zerolinecolor=reading.colours.muted,
        showline=True,
        linecolor=reading.colours.muted,
        ticks="outside",
        tickcolor=reading.colours.muted,
        title=style.axis_title("\n".join(text for text in told if text), reading.dark),
    )


def _add_lines(
    figure: go.Figure, lines: pd.DataFrame, axis: ValueRange, reading: ValueStyle,
    axes: dict[str, str],
) -> None:  # fmt: skip
    """A dot for each comparable figure, a hatch with its reason for each area without one."""
    order = {code: place for place, code in enumerate(lines["area_code"])}
    known = lines[lines["value"].notna()]
    drawn, told = known[known["comparable"]], known[~known["comparable"]]
    missing = lines[lines["value"].isna()]
    if not missing.empty:
        figure.add_trace(hatches(missing, axis.ends, reading.dark, axes))
    if not drawn.empty:
        figure.add_trace(dots(drawn, order, reading, axes))
        for note in figure_notes(drawn, axis.ends, reading, axes):
            figure.add_annotation(note)
    reasons = [missing_text(reason, reading.lang) for reason in missing["missing_reason"]]
    texts = [_not_on_axis(row, reading.figure(row), reading.lang) for row in style.records(told)]
    for note in (*line_notes(missing, reasons, axes, reading.dark),
                 *line_notes(told, texts, axes, reading.dark)):  # fmt: skip
        figure.add_annotation(note)
    if axis.broken:
        figure.add_annotation(_break(reading.dark))


def _break(dark: bool) -> dict[str, Any]:
    """Two strokes through the beginning of the axis."""
    return {"text": "<b>⫽</b>", "x": 0, "xref": "paper", "y": 0, "yref": "paper", "xshift": 7,
            "showarrow": False, "bgcolor": palette(dark).page, "borderpad": 0,
            "font": {"size": style.FONT_SIZE, "color": palette(dark).ink}}  # fmt: skip


def _add_reference(
    figure: go.Figure, line: ReferenceLine, label: list[str], axis: ValueRange, below: int,
    reading: ValueStyle,
) -> None:  # fmt: skip
    """An upright line with its label above the areas, ``below`` pixels above the plot."""
    colour = reading.colours.reference
    figure.add_shape(
        type="line", x0=line.value, x1=line.value, y0=0, y1=1, xref="x", yref="paper",
        layer="below",
        line={"color": colour, "width": 1.5, "dash": "solid" if line.kind == "median" else "dash"},
    )  # fmt: skip
    share = (line.value - axis.low) / (axis.high - axis.low)
    figure.add_annotation(
        style.note(
            "<br>".join(style.plain_text(text) for text in label), dark=reading.dark,
            x=line.value, xref="x", y=1, yref="paper", yanchor="bottom", yshift=below,
            xanchor=style.side_anchor(share),
        )
    )  # fmt: skip
