"""Map: where in the country values are high or low, and where none is known."""

import streamlit as st

from indicators.language import formats
from indicators.maps import map_layer
from indicators.maps.map_areas import AreaMap, without_lines
from indicators.maps.map_layer import MapLayer
from indicators.pictures import captions
from indicators.questions.periods import ALL_BASES
from indicators.questions.ranking import Ranking
from indicators.views import map_words, words
from indicators.views.map_list import MOST_ROWS, area_list_html, listed_areas
from indicators.web.navigation import COMMUNE, PROVINCE, RANKING
from pages.parts import address, cached
from pages.parts.address import href
from pages.parts.drawn_html import drawn_html
from pages.parts.drawn_map import map_chart, map_of
from pages.parts.filters import Choice, ranking_filters
from pages.parts.frame import Context, page
from pages.parts.leaving.bar import frame_ends
from pages.parts.map.chosen_area import (
    area_card,
    area_finder,
    chosen_code,
    clicked,
    whole_country,
)
from pages.parts.map_legend import hidden_lines, legend
from pages.parts.plain import plain
from pages.parts.revision_list import revisions
from pages.parts.ways_to_get import ranking_by_program

# The map has the height of the window, less what stands above it at the top of the page.
ROOM = """<style>
.st-key-map_room { flex: 1 0 auto; --map-room: max(420px, calc(100dvh - 20rem)); }
.st-key-map_room .st-key-map, .st-key-map_room .st-key-map > div { height: var(--map-room); }
@media (max-width: 640px) { .st-key-map_room { --map-room: max(420px, calc(100dvh - 9rem)); } }
@media print { .st-key-map_room { --map-room: 640px; } }
</style>"""


def show() -> None:
    """The whole page."""
    with page() as context:
        choice = ranking_filters(context)
        ranking = cached.rank(choice.indicator_id, **choice.question)
        layer = map_layer.current_layer()
        heading(context, ranking)
        obstacle = why_no_map(context, ranking, layer)
        if obstacle:
            st.warning(obstacle)
            reasons(context, ranking)
        else:
            map_with_legend(context, ranking, layer)
            frame_ends(context)
        revisions(context, indicator=choice.indicator_id)
        onward(context, ranking, choice)


def heading(context: Context, ranking: Ranking) -> None:
    """What is shown, and how much of the country it covers."""
    st.title(plain(context.named(ranking.indicator)), anchor=False)
    st.markdown(
        f"{words.coverage_sentence(ranking.coverage, context.lang)} "
        f"{words.direction_sentence(ranking.indicator['direction'], context.lang)}"
    )


def about_shapes(context: Context, layer: MapLayer) -> None:
    """What the shapes are and are not."""
    if layer.origin is not None:
        st.caption(plain(map_words.about_boundaries(layer.origin, context.lang)))
    else:
        st.info(map_words.about_cells(context.lang), icon=":material/hexagon:")


def why_no_map(context: Context, ranking: Ranking, layer: MapLayer) -> str | None:
    """A sentence where nothing can be drawn, else ``None``."""
    _ = context.text
    if layer.empty:
        return _("These data hold no centre points of the communes, so there is no map to draw.")
    if ranking.rows.empty:
        return _("None of the chosen areas has a figure here. Try the whole country, all types "
                 "of area or another year.")  # fmt: skip
    if ranking.basis == ALL_BASES:
        return _("A map has one colour for each area. Choose one basis to see it.")
    return None


def reasons(context: Context, ranking: Ranking) -> None:
    """Why the chosen areas have no figure."""
    for phrase in words.missing_phrases(ranking.coverage, context.lang):
        st.markdown(f"- {phrase}")


def map_with_legend(context: Context, ranking: Ranking, layer: MapLayer) -> None:
    """The map, and beside it (below it on a phone) what it shows, the chosen area, the legend."""
    drawn, how = map_of(context, ranking, layer)
    hidden = hidden_lines(ranking)
    left, right = st.columns([2, 1])
    with left, st.container(key="map_room"):
        st.html(ROOM)
        map_chart(
            context, ranking, layer, without_lines(drawn, hidden), how, key="map",
            chosen=chosen_code(), height="stretch", selection_mode="points",
            on_select=lambda: clicked(drawn, "map"),
        )  # fmt: skip
    with right:
        whole_country(context, drawn)
        area_finder(context)
        area_card(context, ranking, drawn)
        legend(ranking, drawn, how, hidden)
        st.caption(" ".join(map_words.about_classes(drawn, context.lang)))
        about_shapes(context, layer)
    list_of_areas(context, ranking, drawn)


def list_of_areas(context: Context, ranking: Ranking, drawn: AreaMap) -> None:
    """What the pointer finds on the map, as a table; made when it is opened."""
    _ = context.text
    with st.expander(_("The areas on the map as a list"), icon=":material/list:",
                     key="map_list", on_change="rerun") as opened:  # fmt: skip
        if not opened.open:
            return
        target = COMMUNE if ranking.level == "commune" else PROVINCE
        key = "area" if ranking.level == "commune" else "province"
        drawn_html(
            area_list_html(drawn, ranking, link=lambda code: href(target, **{key: code}),
                           lang=context.lang),
            "map_area_list",
        )  # fmt: skip
        more = len(listed_areas(drawn)) - MOST_ROWS
        if more > 0:
            told = _("{count} more areas are not listed: choose a province, or see the ranking.")
            st.caption(told.format(count=formats.number(more, 0, context.lang)))


def onward(context: Context, ranking: Ranking, choice: Choice) -> None:
    """The same question as a ranking and by program."""
    asked = {key: value for key, value in choice.question.items() if value}
    st.page_link(
        RANKING.file,
        label=context.text("See these figures as a ranking"),
        icon=":material/leaderboard:",
        query_params=address.link(indicator=choice.indicator_id, **asked),
    )
    title = captions.ranking_title(context.store, ranking, context.lang)
    ranking_by_program(context, ranking, choice, title)


show()
