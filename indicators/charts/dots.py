"""A short ranking: every area has its name, its dot and its interval; the best at the top."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.cut_ends import ABOVE, within_ends
from indicators.charts.ranked import RankedAreas

ROW_PIXELS = 24
# Where names are shared, each has its province below it.
TALL_ROW_PIXELS = 36


def dot_plot(areas: RankedAreas) -> go.Figure:
    """Two traces, all areas and the chosen ones; value from left to right."""
    row_pixels = TALL_ROW_PIXELS if areas.shared_names.any() else ROW_PIXELS
    layout = style.base_layout(
        lang=areas.lang,
        dark=areas.dark,
        height=row_pixels * len(areas.rows) + 60,
        margin={"l": 8, "r": 12, "t": 8, "b": 52},
    )
    figure = go.Figure([_all_dots(areas), _chosen_dots(areas)], layout)
    figure.update_xaxes(_value_axis(areas))
    figure.update_yaxes(_named_places(areas))
    for place, value in enumerate(areas.values):
        if sign := areas.ends.sign(value):
            figure.add_annotation(_beyond(areas, place, sign))
    return figure


def _beyond(areas: RankedAreas, place: int, sign: str) -> dict[str, Any]:
    """The number of an area beyond the end of the axis, beside its dot, with the sign for it."""
    told = style.plain_text(areas.value_text(areas.rows.iloc[place].to_dict()))
    above = sign == ABOVE
    return style.note(
        f"{told} {sign}" if above else f"{sign} {told}", dark=areas.dark,
        x=areas.ends.high if above else areas.ends.low, y=place + 1,
        xanchor="right" if above else "left", xshift=-8 if above else 8,
        bgcolor=areas.colours.page, borderpad=1,
        font={"size": style.SMALL_FONT_SIZE, "color": areas.colours.ink},
    )  # fmt: skip


def _all_dots(areas: RankedAreas) -> go.Scatter:
    colour = areas.colours.point
    everybody = list(range(len(areas.rows)))
    return _dots(areas, everybody, {"color": colour, "size": 9, "symbol": "circle"}, colour)


def _chosen_dots(areas: RankedAreas) -> go.Scatter:
    return _dots(areas, areas.chosen, areas.chosen_marker(), areas.colours.ink)


def _dots(
    areas: RankedAreas, places: list[int], marker: dict[str, Any], bar_colour: str
) -> go.Scatter:
    rows = within_ends(areas.rows.iloc[places], areas.ends)
    values = areas.ends.within(areas.values[places])
    return go.Scatter(
        x=values,
        y=np.array(places, dtype="int16") + 1,
        mode="markers",
        marker=marker,
        error_x=style.interval_bars(rows, values, areas.decimals, bar_colour),
        hovertext=areas.hover_texts(places),
        hoverinfo="text",
    )


def _value_axis(areas: RankedAreas) -> dict[str, Any]:
    return style.value_axis(
        dark=areas.dark,
        decimals=areas.decimals,
        unit=areas.unit,
        range=style.padded_range(areas.ends.low, areas.ends.high),
        title=style.axis_title("" if areas.unit == "%" else areas.unit, areas.dark),
    )


def _named_places(areas: RankedAreas) -> dict[str, Any]:
    """Place 1 at the top, each place with the name of its area; chosen ones in bold."""
    count = len(areas.rows)
    return {
        "type": "linear",
        "range": [count + 0.7, 0.3],
        "tickvals": list(range(1, count + 1)),
        "ticktext": [_name(areas, place) for place in range(count)],
        "fixedrange": True,
        "zeroline": False,
        "automargin": True,
        "gridcolor": areas.colours.grid,
        "tickfont": {"size": style.SMALL_FONT_SIZE, "color": areas.colours.ink},
    }


def _name(areas: RankedAreas, place: int) -> str:
    row = areas.rows.loc[place]
    dressed = style.bold if place in areas.chosen else style.plain_text
    name = dressed(style.shortened(str(row["name"])))
    if not areas.shared_names[place]:
        return name
    province = style.plain_text(style.shortened(str(row["province"])))
    return f'{name}<br><span style="font-size:10px">{province}</span>'
