"""A long ranking: place from left to right, value upwards, the chosen areas named above.

Up to ``MOST_DOTS`` areas are dots with their intervals that tell their names when pointed at.
More are one filled curve: drawing that for 3,321 values took a browser a quarter of the time
that 3,321 bars took, and no text is sent for areas nobody chose.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.ranked import RankedAreas
from indicators.charts.style import ValueStyle
from indicators.language.texts import translator

MOST_DOTS = 200
PLOT_PIXELS = 260
LABEL_PIXELS = 20

# A curve is filled down to zero. Where the spread of the values is a smaller part than this of
# the largest one, a filled axis would flatten all differences: then the line stands alone.
LEAST_SPREAD_FILLED = 0.25

TICK_STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000)


def value_curve(areas: RankedAreas) -> go.Figure:
    """Two traces: the values of all areas, and the chosen areas with labels above the curve.

    The layout is made in one piece: changing a finished figure axis by axis took plotly as long
    as all the rest.
    """
    dotted = len(areas.rows) <= MOST_DOTS
    filled = not dotted and is_filled(areas.values)
    bottom, top = _value_range(areas, filled)
    label_pixels = LABEL_PIXELS * len(areas.chosen)
    per_pixel = (top - bottom) / PLOT_PIXELS
    layout = style.base_layout(
        lang=areas.lang,
        dark=areas.dark,
        height=PLOT_PIXELS + label_pixels + 84,
        margin={"l": 8, "r": 16, "t": 28, "b": 56},
    ) | {
        "xaxis": _place_axis(areas),
        "yaxis": _value_axis(areas, bottom, top, label_pixels * per_pixel),
        "annotations": [*_unit_note(areas), *_labels(areas, top, per_pixel)],
    }
    everybody = _all_dots(areas) if dotted else _all_values(areas, filled)
    return go.Figure([everybody, _chosen_values(areas)], layout)


def _value_axis(
    areas: RankedAreas, bottom: float, top: float, room_for_labels: float
) -> dict[str, Any]:
    """Ticks up to the highest value only: above it are the labels."""
    ticks = style.round_ticks(bottom, top)
    reading = ValueStyle(areas.unit, max(areas.decimals, 2), areas.lang, areas.dark)
    return style.value_axis(
        dark=areas.dark,
        decimals=areas.decimals,
        unit=areas.unit,
        range=[bottom, top + room_for_labels],
        tickvals=ticks,
        ticktext=[reading.short_text(tick) for tick in ticks],
    )


def is_filled(values: npt.NDArray[np.float64]) -> bool:
    """Whether a curve of these values is filled down to zero without being flat."""
    low, high = values.min(), values.max()
    return bool(high - low >= LEAST_SPREAD_FILLED * max(abs(low), abs(high)))


def _value_range(areas: RankedAreas, filled: bool) -> tuple[float, float]:
    """Values and intervals, from zero where the curve is filled."""
    low, high = areas.extent()
    bottom, top = style.padded_range(low, high, 0.04, include_zero=filled)
    return (0.0 if filled and low >= 0 else bottom), top


def _all_dots(areas: RankedAreas) -> go.Scatter:
    """Every area with its interval and with its name when pointed at."""
    colour = areas.colours.point
    return go.Scatter(
        x0=1,
        dx=1,
        y=areas.values,
        mode="markers",
        marker={"color": colour, "size": 6},
        error_y=style.interval_bars(areas.rows, areas.values, areas.decimals, colour),
        hovertext=areas.hover_texts(list(range(len(areas.rows)))),
        hoverinfo="text",
    )


def _all_values(areas: RankedAreas, filled: bool) -> go.Scatter:
    """No x is sent: place 1 and a step of 1 say it all."""
    _ = translator(areas.lang)
    value = f"%{{y:{style.number_format(areas.decimals)}}}{style.unit_suffix(areas.unit)}"
    return go.Scatter(
        x0=1,
        dx=1,
        y=style.compact(areas.values, areas.decimals),
        mode="lines",
        line={"color": areas.colours.point, "width": 2},
        fill="tozeroy" if filled else "none",
        fillcolor=areas.colours.fill,
        hovertemplate=f"{_('Place')} %{{x:,d}}<br>{value}<extra></extra>",
    )


def _chosen_values(areas: RankedAreas) -> go.Scatter:
    return go.Scatter(
        x=np.array(areas.chosen, dtype="int32") + 1,
        y=areas.values[areas.chosen],
        mode="markers",
        marker=areas.chosen_marker(),
        cliponaxis=False,
        hovertext=areas.hover_texts(areas.chosen),
        hoverinfo="text",
    )


def _place_axis(areas: RankedAreas) -> dict[str, Any]:
    _ = translator(areas.lang)
    count = len(areas.rows)
    step = next((step for step in TICK_STEPS if count <= 5 * step), count)
    title = _("Place by size") if areas.direction == "none" else _("Place, from the best")
    return style.value_axis(
        dark=areas.dark,
        decimals=0,
        unit="",
        range=[1 - count * 0.03, count * 1.03],
        tickvals=[1, *range(step, count + 1, step)],
        showgrid=False,
        title=style.axis_title(title, areas.dark),
    )


def _labels(areas: RankedAreas, top: float, per_pixel: float) -> list[dict[str, Any]]:
    """Each label on a line of its own above the curve, so none overlaps at any width.

    The leftmost area has the highest line. A leader that crosses another label is hidden behind
    that label, which is drawn later.
    """
    labels = []
    from_the_left = sorted(enumerate(areas.chosen), key=lambda pair: pair[1])
    for lines_below, (order, place) in zip(
        reversed(range(len(areas.chosen))), from_the_left, strict=True
    ):
        position = {
            "x": place + 1,
            "y": float(areas.values[place]),
            "ax": place + 1,
            "ay": top + (lines_below + 0.5) * LABEL_PIXELS * per_pixel,
            "axref": "x",
            "ayref": "y",
            "xanchor": style.side_anchor(place / len(areas.rows)),
        }
        labels.append(areas.label(order, _label_text(areas, place)) | position)
    return labels


def _label_text(areas: RankedAreas, place: int) -> str:
    """Name and value; a unit longer than "%" stands beside the axis."""
    row = areas.rows.loc[place]
    value = areas.value_text(row)
    if areas.unit != "%":
        value = value.removesuffix(f" {areas.unit}")
    name = f"{row['name']}, {row['province']}" if areas.shared_names[place] else str(row["name"])
    return f"{style.bold(style.shortened(name))} {style.plain_text(value)}"


def _unit_note(areas: RankedAreas) -> list[dict[str, Any]]:
    """The unit above the axis of values; "%" stands at each number already."""
    if areas.unit == "%":
        return []
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "yshift": 4}
    anchors = {"xanchor": "left", "yanchor": "bottom"}
    return [style.note(style.plain_text(areas.unit), dark=areas.dark, **place, **anchors)]
