"""The ranking on the map, below its tab."""

import streamlit as st

from indicators.maps import map_layer
from indicators.web.navigation import MAP
from pages.parts import address, cached
from pages.parts.drawn_map import map_beside_legend
from pages.parts.frame import Context


def map_tab(context: Context, indicator_id: str, asked: dict[str, str | None]) -> None:
    """The figures of one basis on the map, its legend beside it, and the way to the whole page."""
    ranking, layer = cached.rank(indicator_id, **asked), map_layer.current_layer()
    if layer.empty or ranking.rows.empty:
        st.warning(context.text("There is nothing to draw on a map here."))
        return
    map_beside_legend(context, ranking, layer, key="ranking_map")
    st.page_link(
        MAP.file, label=context.text("Open the map"), icon=":material/map:",
        query_params=address.link(
            indicator=indicator_id,
            **{key: value for key, value in asked.items() if value},
        ),
    )  # fmt: skip
