"""The map of a ranking as a tab of its page; the page of the map has more to choose."""

from datetime import date

import streamlit as st

from indicators.charts.map import map_figure
from indicators.charts.map_legend import legend_html
from indicators.charts.map_traces import MapAddresses, MapStyle
from indicators.charts.ranking import ranking_alt
from indicators.charts.style import CONFIG
from indicators.maps import map_layer
from indicators.maps.map_areas import area_map
from indicators.questions.ranking import Ranking, missing_areas
from indicators.web import map_route
from indicators.web.navigation import MAP
from pages.parts import address, cached
from pages.parts.frame import Context


def map_tab(context: Context, indicator_id: str, asked: dict[str, str | None]) -> None:
    """The figures of one basis on the map, its legend beside it, and the way to the whole page."""
    ranking, layer = cached.rank(indicator_id, **asked), map_layer.current_layer()
    if layer.empty or ranking.rows.empty:
        st.warning(context.text("There is nothing to draw on a map here."))
        return
    day = ranking.period.on_date if ranking.period else date.today()
    cuts = cached.named("map_thresholds", indicator_id=indicator_id, on_date=day)
    drawn = area_map(layer, ranking, missing_areas(context.store, ranking), cuts["value"].tolist())
    how = MapStyle(
        unit=context.named(ranking.indicator, "unit"),
        decimals=int(ranking.indicator["decimals"]), lang=context.lang, dark=context.dark,
    )  # fmt: skip
    left, right = st.columns([2.6, 1])
    root = st.get_option("server.baseUrlPath").strip("/")
    prefix = f"/{root}" if root else ""
    name = map_layer.COMMUNES if drawn.shapes is layer.communes else map_layer.PROVINCES
    addresses = MapAddresses(
        areas=prefix + map_route.shapes_path(name, drawn.shapes.digest),
        provinces=prefix + map_route.shapes_path(map_layer.PROVINCES, layer.provinces.digest),
    )
    with left:
        st.plotly_chart(
            map_figure(drawn, layer.provinces.areas, addresses, how),
            theme=None, config=CONFIG | {"topojsonURL": f"{prefix}{map_route.FOLDER}/"},
            alt=_in_words(context, ranking, how), key="ranking_map",
        )  # fmt: skip
    with right:
        st.html(legend_html(drawn, how))
        st.page_link(
            MAP.file, label=context.text("Open the map"), icon=":material/map:",
            query_params=address.link(
                indicator=indicator_id,
                **{key: value for key, value in asked.items() if value},
            ),
        )  # fmt: skip


def _in_words(context: Context, ranking: Ranking, how: MapStyle) -> str:
    told = ranking_alt(
        ranking.rows, indicator_name=context.named(ranking.indicator), unit=how.unit,
        decimals=how.decimals, highlighted=[], lang=how.lang,
    )  # fmt: skip
    return f"{context.text('Map of Viet Nam by commune.')} {told}"
