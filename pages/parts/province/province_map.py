"""The map of one province by one indicator."""

import streamlit as st

from indicators.maps import map_layer
from indicators.open_data.download_tables import ranking_file_parts
from indicators.open_data.table_files import form_name
from indicators.open_data.table_lines import ranking_asked
from indicators.pictures import captions
from indicators.questions.ranking import Ranking
from indicators.views import map_words, words
from indicators.views.rug import Rug
from indicators.web.navigation import MAP
from pages.parts import address, cached
from pages.parts.drawn_map import map_beside_legend
from pages.parts.frame import Context
from pages.parts.leaving.bar import leaving_bar, picture_address, shown_part
from pages.parts.ways_to_get import ways_to_get


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
    shown = map_beside_legend(context, ranking, layer, key="province_map")
    st.caption(" ".join(map_words.about_classes(shown, context.lang)))
    leaving(context, ranking)
    st.page_link(MAP.file, label=_("Open the large map"), icon=":material/map:",
                 query_params=address.link(indicator=chosen, province=province))  # fmt: skip


def leaving(context: Context, ranking: Ranking) -> None:
    """How the map and its figures leave the page: the ranking that it draws."""
    asked = {"province": ranking.province, "year": ranking.period.code if ranking.period else None,
             "basis": ranking.basis}  # fmt: skip
    indicator = str(ranking.indicator["indicator_id"])
    table = ranking_asked(indicator, asked)
    name = form_name(tuple(ranking_file_parts(ranking)), context.store.release, "csv")
    title = captions.ranking_title(context.store, ranking, context.lang)
    shown = shown_part(context, title, picture=picture_address("map", indicator, **asked),
                       table=table, file_name=name)  # fmt: skip
    leaving_bar(context, shown, key="map")
    ways_to_get(context, table, name, key="map")
