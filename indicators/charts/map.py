"""The map: areas coloured by their class; what has no figure is an outline and never a low value.

Corners are not part of the figure: it names a GeoJSON address, which the browser fetches once and
keeps, and areas by their number in it. A change of the indicator then sends some bytes per area.
"""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.map_traces import (
    CLEAR,
    LOCATOR,
    MAIN,
    MapAddresses,
    MapStyle,
    area_traces,
    chosen_ring,
    locator,
    marks,
    province_lines,
)
from indicators.language.texts import translator
from indicators.maps.map_areas import AreaMap, MapBox

# The page gives the map the height that the window has; never less than this.
LEAST_PIXELS = 420

FIRST_ISLAND = 3
# An inset as a part of the picture's width and height.
INSET_WIDTH, INSET_HEIGHT, INSET_GAP, LOCATOR_HEIGHT = 0.26, 0.22, 0.03, 0.42
# So much of an inset may lie on the main part, where the country leaves the sea free.
INSET_OVER_THE_SEA = 0.14

Domain = tuple[list[float], list[float]]


def map_figure(drawn: AreaMap, provinces: pd.DataFrame, addresses: MapAddresses,
               how: MapStyle, chosen: str | None = None) -> go.Figure:  # fmt: skip
    """The map of ``drawn``: cells, province outlines, dots where figures are few, names.

    ``provinces`` is the frame of the province shapes. A province gets a small map of the country
    in a corner and a box for each of its far islands. ``chosen`` is the code of an area that gets
    a ring around it.
    """
    traces = area_traces(drawn, drawn.box, MAIN, addresses, how)
    traces.append(province_lines(provinces, drawn.province, addresses, how))
    traces += marks(drawn, drawn.box, MAIN, how)
    traces += chosen_ring(drawn, drawn.box, MAIN, chosen, how)
    layout = _layout(drawn, how)
    if drawn.province is not None:
        traces += locator(drawn, provinces, addresses, how)
    for number, box in enumerate(drawn.islands):
        geo = f"geo{FIRST_ISLAND + number}"
        traces += area_traces(drawn, box, geo, addresses, how)
        traces += marks(drawn, box, geo, how)
        traces += chosen_ring(drawn, box, geo, chosen, how)
    return go.Figure(traces, layout)


def _layout(drawn: AreaMap, how: MapStyle) -> dict[str, Any]:
    layout = style.base_layout(
        lang=how.lang, dark=how.dark, height=LEAST_PIXELS, margin=dict.fromkeys("lrtb", 4)
    )
    # A truthy mode that maps do not have: Streamlit puts "pan" in place of false, and a finger
    # could not scroll the page over the map.
    layout |= {"dragmode": "orbit", "clickmode": "event+select"}
    insets = _insets(drawn)
    width = 1 - (INSET_WIDTH if drawn.province else INSET_OVER_THE_SEA)
    layout[MAIN] = _geo(drawn.box.bounds, ([0, width], [0, 1]))
    if drawn.province is not None:
        layout[LOCATOR] = _geo(_country(drawn), insets[0])
    islands = insets[len(insets) - len(drawn.islands) :]
    for number, (box, inset) in enumerate(zip(drawn.islands, islands, strict=True)):
        layout[f"geo{FIRST_ISLAND + number}"] = _geo(box.bounds, inset)
    layout["shapes"] = [_frame(inset, how) for inset in insets]
    layout["annotations"] = [
        _title(inset, _island_name(box, drawn, how), how)
        for box, inset in zip(drawn.islands, islands, strict=True)
    ]
    return layout


def _geo(bounds: tuple[float, ...], domain: Domain) -> dict[str, Any]:
    """A part of the picture; nothing of Plotly's own base map is shown."""
    west, south, east, north = bounds
    return {
        "visible": False,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [west, east]},
        "lataxis": {"range": [south, north]},
        "bgcolor": CLEAR,
        "domain": {"x": domain[0], "y": domain[1]},
    }


def _insets(drawn: AreaMap) -> list[Domain]:
    """Boxes at the right: islands at their latitude, or below the small map of the country.

    At its latitude an island stands low in its box: to the north the sea is wider.
    """
    if drawn.province is not None:
        first = 1 - LOCATOR_HEIGHT - INSET_GAP
        tops = [first - place * (INSET_HEIGHT + INSET_GAP) for place in range(len(drawn.islands))]
        return [_inset(1, LOCATOR_HEIGHT), *(_inset(top) for top in tops)]
    main = drawn.box
    middles = [(box.south + box.north) / 2 for box in drawn.islands]
    shares = [(middle - main.south) / (main.north - main.south) for middle in middles]
    return [
        _inset(float(np.clip(share + INSET_HEIGHT * 0.85, INSET_HEIGHT, 1))) for share in shares
    ]


def _inset(top: float, height: float = INSET_HEIGHT) -> Domain:
    return [1 - INSET_WIDTH, 1], [max(top - height, 0), max(top, height)]


def _frame(inset: Domain, how: MapStyle) -> dict[str, Any]:
    (left, right), (bottom, top) = inset
    return {
        "type": "rect", "xref": "paper", "yref": "paper", "layer": "below",
        "x0": left, "x1": right, "y0": bottom, "y1": top,
        "line": {"color": how.colours.grid, "width": 1},
    }  # fmt: skip


def _title(inset: Domain, text: str, how: MapStyle) -> dict[str, Any]:
    (left, right), (bottom, _top) = inset
    position = {"xref": "paper", "yref": "paper", "x": (left + right) / 2, "y": bottom}
    anchors = {"xanchor": "center", "yanchor": "bottom"}
    return style.note(text, dark=how.dark, **position, **anchors)


def _island_name(box: MapBox, drawn: AreaMap, how: MapStyle) -> str:
    """In full on the map of the country: what it is, its name, its province."""
    name, province = style.plain_text(box.title), style.plain_text(box.province)
    if drawn.province is not None:
        return name
    full = translator(how.lang)("Special zone<br>of {name}<br>({province})")
    return full.format(name=name, province=province)


def _country(drawn: AreaMap) -> tuple[float, float, float, float]:
    """The bounds of all shapes, with a little room."""
    areas = drawn.shapes.areas
    west, south = float(areas["west"].min()), float(areas["south"].min())
    east, north = float(areas["east"].max()), float(areas["north"].max())
    return west - 0.3, south - 0.3, east + 0.6, north + 0.3
