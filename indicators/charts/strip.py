"""All areas of one indicator on one line: the small picture of a card."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.palette import area_colour, area_symbol
from indicators.charts.style import ValueStyle
from indicators.language import formats
from indicators.language.texts import translator

HEIGHT_PIXELS = 88

# Columns of dots across the strip; about one dot's width each on a card of 350 pixels.
COLUMNS = 48
# More areas than this are one shape of their density: thousands of dots are slow and a blot.
MOST_DOTS = 300
# Half the height of a stack that is drawn dot beside dot; higher ones are pressed together.
LOOSE_HALF_STACK = 4

Values = npt.NDArray[np.float64]


def strip(
    rows: pd.DataFrame,
    *,
    unit: str,
    decimals: int,
    lang: str,
    dark: bool,
    own: str | None = None,
) -> go.Figure:
    """All values on one line, the median as an upright mark, one area marked.

    ``rows``: one row per area with area_code, name and value (in ``unit``). ``own`` is the code
    of the marked area; without a row here it is left out. Both ends and the median are written
    out. Height has no meaning but "several areas here": dots are moved up and down to lie beside
    each other. Raises ``ValueError`` for an empty frame or a missing value.
    """
    reading = ValueStyle(unit, decimals, lang, dark)
    values = style.complete_values(rows, "value")
    extent = style.padded_range(float(values.min()), float(values.max()), 0.03)
    many = len(values) > MOST_DOTS
    traces = [
        _density(values, extent, reading) if many else _dots(rows, values, reading),
        _median_mark(values, reading),
        *_own_mark(rows, values, own, reading),
    ]
    layout = style.base_layout(
        lang=lang, dark=dark, height=HEIGHT_PIXELS, margin={"l": 4, "r": 4, "t": 22, "b": 20}
    )
    figure = go.Figure(traces, layout)
    figure.update_xaxes(style.bare_axis(range=extent))
    figure.update_yaxes(style.bare_axis(range=[-1.1, 1.1]))
    figure.update_layout(annotations=_written_figures(values, extent, reading))
    return figure


def strip_alt(
    rows: pd.DataFrame, *, indicator_name: str, unit: str, decimals: int, lang: str
) -> str:
    """The strip in one sentence: number of areas, lowest, median and highest value."""
    _ = translator(lang)
    values = style.complete_values(rows, "value")
    return _(
        "{indicator}: number of areas {count}, lowest {lowest}, median {median}, highest {highest}."
    ).format(
        indicator=indicator_name,
        count=formats.number(len(values), 0, lang),
        lowest=formats.with_unit(values.min(), decimals, unit, lang),
        median=formats.with_unit(np.median(values), decimals, unit, lang),
        highest=formats.with_unit(values.max(), decimals, unit, lang),
    )


def beeswarm_offsets(values: Values, columns: int) -> Values:
    """How far each value is moved up or down, between -1 and 1, to lie beside its neighbours.

    Values fall into ``columns`` of equal width; those of one column are stacked around the
    middle line in the order in which they come. One value alone stays on the line.
    """
    span = float(values.max() - values.min())
    scaled = (values - values.min()) / span if span else np.zeros(len(values))
    column = np.minimum((scaled * columns).astype(int), columns - 1)
    offsets = np.zeros(len(values))
    for one in np.unique(column):
        members = np.flatnonzero(column == one)
        offsets[members] = np.arange(len(members)) - (len(members) - 1) / 2
    return offsets / max(float(np.abs(offsets).max()), LOOSE_HALF_STACK)


def _dots(rows: pd.DataFrame, values: Values, reading: ValueStyle) -> go.Scatter:
    value = f"%{{x:{style.number_format(reading.decimals)}}}{style.unit_suffix(reading.unit)}"
    return go.Scatter(
        x=np.round(values, reading.decimals),
        y=np.round(beeswarm_offsets(values, COLUMNS), 3),
        mode="markers",
        marker={"color": reading.colours.point, "size": 6, "opacity": 0.8},
        text=[style.plain_text(str(name)) for name in rows["name"]],
        hovertemplate=f"%{{text}}: {value}<extra></extra>",
    )


def _density(values: Values, extent: list[float], reading: ValueStyle) -> go.Scatter:
    """How many areas lie in each column, as one shape around the middle line."""
    counts, edges = np.histogram(values, bins=COLUMNS, range=(extent[0], extent[1]))
    upper = np.repeat(counts / counts.max(), 2)
    x = np.repeat(edges, 2)[1:-1]
    return go.Scatter(
        x=np.round(np.concatenate([x, x[::-1]]), reading.decimals + 2),
        y=np.round(np.concatenate([upper, -upper[::-1]]), 3),
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=reading.colours.point,
        hoverinfo="skip",
    )


def _median_mark(values: Values, reading: ValueStyle) -> go.Scatter:
    median = float(np.median(values))
    return go.Scatter(
        x=[median, median],
        y=[-1.1, 1.1],
        mode="lines",
        line={"color": reading.colours.reference, "width": 2},
        hoverinfo="skip",
    )


def _own_mark(
    rows: pd.DataFrame, values: Values, own: str | None, reading: ValueStyle
) -> list[go.Scatter]:
    places = np.flatnonzero((rows["area_code"] == own).to_numpy())
    if not len(places):
        return []
    value = float(values[places[0]])
    marker = {
        "color": area_colour(0, reading.dark),
        "symbol": area_symbol(0),
        "size": style.MARKER_SIZE + 2,
        "line": {"width": 1.5, "color": reading.colours.page},
    }
    name = style.bold(str(rows["name"].iloc[places[0]]))
    return [
        go.Scatter(
            x=[round(value, reading.decimals)],
            y=[0],
            mode="markers",
            marker=marker,
            hovertext=[f"{name}: {reading.text(value)}"],
            hoverinfo="text",
        )
    ]


def _written_figures(
    values: Values, extent: list[float], reading: ValueStyle
) -> list[dict[str, Any]]:
    """Both ends below the line, the median above it, so that they never meet."""
    _ = translator(reading.lang)
    median = float(np.median(values))
    share = (median - extent[0]) / (extent[1] - extent[0])
    texts = [
        (0.0, "left", 0.0, "top", reading.short_text(values.min())),
        (1.0, "right", 0.0, "top", reading.short_text(values.max())),
        (
            share,
            style.side_anchor(share),
            1.0,
            "bottom",
            _("median {value}").format(value=reading.short_text(median)),
        ),
    ]
    return [
        style.note(text, dark=reading.dark, x=x, y=y, xref="paper", yref="paper",
                   xanchor=xanchor, yanchor=yanchor)
        for x, xanchor, y, yanchor, text in texts
    ]  # fmt: skip
