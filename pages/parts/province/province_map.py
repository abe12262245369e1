"""The map of one province by one indicator."""

from datetime import date
from typing import Any

import streamlit as st

from indicators.charts.map import map_figure
from indicators.charts.map_legend import legend_html
from indicators.charts.map_traces import MapAddresses, MapStyle
from indicators.charts.ranking import ranking_alt
from indicators.charts.style import CONFIG
from indicators.maps import map_layer
from indicators.maps.map_areas import AreaMap, area_map
from indicators.maps.map_layer import MapLayer
from indicators.questions.ranking import Ranking, missing_areas
from indicators.views import map_words, words
from indicators.views.rug import Rug
from indicators.web import map_route
from indicators.web.navigation import MAP
from pages.parts import address, cached
from pages.parts.frame import Context


def province_map(context: Context, drawn: Rug, province: str) -> None:
    """Choose one of the rug's indicators that some commune has, and see where it is high or low."""
    _ = context.text
    names = {one.indicator_id: one.name for one in drawn.columns if one.reported}
    layer = map_layer.current_layer()
    if not names or layer.empty:
        no_points = _("These data hold no centre points of the communes, so there is no map to "
                      "draw.")  # fmt: skip
        st.info(no_points if layer.empty else _("No commune of the province has a figure to draw."))
        return
    best = max(drawn.columns, key=lambda one: (one.headline and one.reported, one.reported))
    chosen = address.chosen_code(
        _("Indicator"), "indicator", list(names), default=best.indicator_id,
        format_func=lambda code: names[code],
    )  # fmt: skip
    ranking = cached.rank(chosen, province=province)
    st.caption(words.coverage_sentence(ranking.coverage, context.lang))
    _map_with_legend(context, ranking, layer)
    st.page_link(MAP.file, label=_("Open the large map"), icon=":material/map:",
                 query_params=address.link(indicator=chosen, province=province))  # fmt: skip


def _map_with_legend(context: Context, ranking: Ranking, layer: MapLayer) -> None:
    day = ranking.period.on_date if ranking.period else date.today()
    found = cached.named(
        "map_thresholds", indicator_id=ranking.indicator["indicator_id"], on_date=day
    )
    drawn = area_map(layer, ranking, missing_areas(context.store, ranking), found["value"].tolist())
    how = MapStyle(
        unit=context.named(ranking.indicator, "unit"),
        decimals=int(ranking.indicator["decimals"]),
        lang=context.lang,
        dark=context.dark,
    )
    left, right = st.columns([2.6, 1])
    with left:
        _chart(context, ranking, layer, drawn, how)
    with right:
        st.html(legend_html(drawn, how))
        st.caption(" ".join(map_words.about_classes(drawn, context.lang)))


def _chart(
    context: Context, ranking: Ranking, layer: MapLayer, drawn: AreaMap, how: MapStyle
) -> None:
    root = st.get_option("server.baseUrlPath").strip("/")
    prefix = f"/{root}" if root else ""
    addresses = MapAddresses(
        areas=prefix + map_route.shapes_path(map_layer.COMMUNES, drawn.shapes.digest),
        provinces=prefix + map_route.shapes_path(map_layer.PROVINCES, layer.provinces.digest),
    )
    config: dict[str, Any] = CONFIG | {"topojsonURL": f"{prefix}{map_route.FOLDER}/"}
    told = ranking_alt(
        ranking.rows, indicator_name=context.named(ranking.indicator), unit=how.unit,
        decimals=how.decimals, highlighted=[], lang=how.lang,
    )  # fmt: skip
    st.plotly_chart(
        map_figure(drawn, layer.provinces.areas, addresses, how),
        theme=None,
        config=config,
        alt=f"{context.text('Map of the province by commune.')} {told}",
        key="province_map",
    )
