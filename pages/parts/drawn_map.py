"""The map of a ranking with its legend, wherever a page shows one."""

from typing import Any

import streamlit as st

from indicators.charts.map import map_figure
from indicators.charts.map_traces import MapAddresses, MapStyle
from indicators.charts.ranking import ranking_alt
from indicators.charts.style import CONFIG
from indicators.maps import map_layer
from indicators.maps.map_areas import AreaMap, area_map, without_lines
from indicators.maps.map_layer import MapLayer
from indicators.questions.ranking import Ranking, missing_areas
from indicators.views import map_words
from indicators.web import map_route
from pages.parts import address, cached
from pages.parts.frame import Context
from pages.parts.map_legend import hidden_lines, legend

MAP_AND_LEGEND = [2.6, 1]


def map_of(context: Context, ranking: Ranking, layer: MapLayer) -> tuple[AreaMap, MapStyle]:
    """The areas with their classes, and how they are told and coloured here."""
    found = cached.named(
        "map_thresholds",
        indicator_id=ranking.indicator["indicator_id"],
        on_date=ranking.on_date,
    )
    drawn = area_map(layer, ranking, missing_areas(context.store, ranking), found["value"].tolist())
    how = MapStyle(
        unit=context.named(ranking.indicator, "unit"),
        decimals=int(ranking.indicator["decimals"]),
        lang=context.lang,
        dark=context.dark,
    )
    return drawn, how


def map_beside_legend(context: Context, ranking: Ranking, layer: MapLayer, key: str) -> AreaMap:
    """The map, and beside it (below it on a phone) its legend; the areas as they are drawn."""
    drawn, how = map_of(context, ranking, layer)
    hidden = hidden_lines(ranking)
    left, right = st.columns(MAP_AND_LEGEND)
    with left:
        map_chart(context, ranking, layer, without_lines(drawn, hidden), how, key=key)
    with right:
        legend(ranking, drawn, how, hidden)
    return drawn


def map_chart(
    context: Context,
    ranking: Ranking,
    layer: MapLayer,
    drawn: AreaMap,
    how: MapStyle,
    *,
    key: str,
    chosen: str | None = None,
    **more: Any,
) -> None:
    """The map itself, its shapes from this server; ``more`` as in ``st.plotly_chart``."""
    prefix = address.root()
    name = map_layer.COMMUNES if drawn.shapes is layer.communes else map_layer.PROVINCES
    addresses = MapAddresses(
        areas=prefix + map_route.shapes_path(name, drawn.shapes.digest),
        provinces=prefix + map_route.shapes_path(map_layer.PROVINCES, layer.provinces.digest),
    )
    st.plotly_chart(
        map_figure(drawn, layer.provinces.areas, addresses, how, chosen),
        theme=None,
        config=CONFIG | {"topojsonURL": f"{prefix}{map_route.FOLDER}/"},
        alt=_in_words(context, ranking, how),
        key=key,
        **more,
    )


def _in_words(context: Context, ranking: Ranking, how: MapStyle) -> str:
    told = ranking_alt(
        ranking.rows, indicator_name=context.named(ranking.indicator), unit=how.unit,
        decimals=how.decimals, highlighted=[], lang=how.lang,
    )  # fmt: skip
    return f"{map_words.map_alt(ranking, context.lang)} {told}"
