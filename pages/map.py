"""Map: where in the country values are high or low, and where none is known."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.charts.map import map_figure
from indicators.charts.map_legend import legend_html
from indicators.charts.map_traces import MapAddresses, MapStyle
from indicators.charts.ranking import ranking_alt
from indicators.charts.style import CONFIG
from indicators.language import formats
from indicators.language.area_words import area_label, missing_reason
from indicators.maps import map_layer
from indicators.maps.map_areas import FIGURE, AreaMap, area_map
from indicators.maps.map_layer import MapLayer, Shapes
from indicators.questions.periods import ALL_BASES
from indicators.questions.ranking import Ranking, missing_areas
from indicators.views import map_words, words
from indicators.web import map_route
from indicators.web.navigation import COMMUNE, MAP, RANKING
from pages.parts import address, cached
from pages.parts.filters import Choice, ranking_filters
from pages.parts.frame import Context, page
from pages.parts.plain import plain
from pages.parts.revision_list import revisions
from pages.parts.ways_to_get import ranking_by_program


def show() -> None:
    """The whole page."""
    with page() as context:
        choice = ranking_filters(context)
        ranking = cached.rank(choice.indicator_id, **choice.question)
        layer = map_layer.current_layer()
        heading(context, ranking, layer)
        obstacle = why_no_map(context, ranking, layer)
        if obstacle:
            st.warning(obstacle)
            reasons(context, ranking)
        else:
            map_with_legend(context, ranking, layer)
        revisions(context, indicator=choice.indicator_id)
        onward(context, ranking, choice)


def heading(context: Context, ranking: Ranking, layer: MapLayer) -> None:
    """What is shown, how much of the country it covers, and what the shapes are not."""
    st.title(plain(context.named(ranking.indicator)), anchor=False)
    st.markdown(
        f"{words.coverage_sentence(ranking.coverage, context.lang)} "
        f"{words.direction_sentence(ranking.indicator['direction'], context.lang)}"
    )
    if layer.origin is not None:
        st.caption(plain(map_words.about_boundaries(layer.origin, context.lang)))
    elif not layer.empty:
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
    """The map, and beside it (below it on a phone) the chosen area and the legend."""
    drawn = area_map(layer, ranking, missing_areas(context.store, ranking), thresholds(ranking))
    how = MapStyle(
        unit=context.named(ranking.indicator, "unit"),
        decimals=int(ranking.indicator["decimals"]),
        lang=context.lang,
        dark=context.dark,
    )
    left, right = st.columns([2.6, 1])
    with left:
        picked = chosen_area(drawn, chart(context, ranking, layer, drawn, how))
    with right:
        area_card(context, ranking, drawn, picked)
        st.html(legend_html(drawn, how))
        st.caption(" ".join(map_words.about_classes(drawn, context.lang)))


def thresholds(ranking: Ranking) -> list[float]:
    """The thresholds of the indicator that hold everywhere on the last day of the period."""
    found = cached.named(
        "map_thresholds",
        indicator_id=ranking.indicator["indicator_id"],
        on_date=ranking.on_date,
    )
    return found["value"].tolist()


def chart(
    context: Context, ranking: Ranking, layer: MapLayer, drawn: AreaMap, how: MapStyle
) -> Any:
    """The map itself; what the reader has clicked comes back."""
    root = st.get_option("server.baseUrlPath").strip("/")
    prefix = f"/{root}" if root else ""
    addresses = MapAddresses(
        areas=prefix + shapes_path(drawn.shapes, layer),
        provinces=prefix + map_route.shapes_path(map_layer.PROVINCES, layer.provinces.digest),
    )
    return st.plotly_chart(
        map_figure(drawn, layer.provinces.areas, addresses, how),
        theme=None,
        config=CONFIG | {"topojsonURL": f"{prefix}{map_route.FOLDER}/"},
        alt=alt_text(context, ranking, how),
        key="map",
        on_select="rerun",
        selection_mode="points",
    )


def shapes_path(shapes: Shapes, layer: MapLayer) -> str:
    """The address of the document that holds the drawn areas."""
    name = map_layer.COMMUNES if shapes is layer.communes else map_layer.PROVINCES
    return map_route.shapes_path(name, shapes.digest)


def alt_text(context: Context, ranking: Ranking, how: MapStyle) -> str:
    """The map in words."""
    told = ranking_alt(
        ranking.rows, indicator_name=context.named(ranking.indicator), unit=how.unit,
        decimals=how.decimals, highlighted=[], lang=how.lang,
    )  # fmt: skip
    return f"{context.text('Map of Viet Nam by commune.')} {told}"


def chosen_area(drawn: AreaMap, event: Any) -> dict[str, Any] | None:
    """The area that the reader has clicked, as a row of ``drawn.areas``."""
    for point in event.selection.points:
        number = point.get("location", point.get("customdata"))
        number = number[0] if isinstance(number, list) else number
        found = drawn.areas[drawn.areas["number"].astype("str") == str(number)]
        if len(found):
            return {str(column): value for column, value in found.iloc[0].items()}
    return None


def area_card(
    context: Context, ranking: Ranking, drawn: AreaMap, area: dict[str, Any] | None
) -> None:
    """The clicked area: its value or why there is none, and the way to its page."""
    _ = context.text
    if area is None:
        st.caption(_("Point at an area to read its value; click it for a link to its page."))
        return
    kind = cached.areas([area["area_code"]]).iloc[0]
    with st.container(border=True):
        st.markdown(f"**{plain(area_label(kind, context.lang))}**")
        st.markdown(value_sentence(context, ranking, area))
        st.page_link(
            COMMUNE.file,
            label=_("Open {area} with all its sources").format(area=plain(area["name"])),
            icon=":material/location_city:",
            query_params=address.link(area=area["area_code"]),
        )
        if drawn.province is None and ranking.level == "commune":
            zoom_link(context, ranking, area)


def zoom_link(context: Context, ranking: Ranking, area: dict[str, Any]) -> None:
    """The same map, of the province of the clicked area."""
    st.page_link(
        MAP.file,
        label=context.text("Zoom to {province}").format(province=plain(area["province"])),
        icon=":material/zoom_in:",
        query_params=address.link(
            indicator=ranking.indicator["indicator_id"],
            province=area["province_code"],
            year=ranking.period.code if ranking.period else "",
            basis=ranking.basis,
        ),
    )


def value_sentence(context: Context, ranking: Ranking, area: dict[str, Any]) -> str:
    """The value with its rank, or the reason why there is none."""
    _ = context.text
    if area["state"] != FIGURE:
        if area["state"] in ranking.coverage.missing:
            return missing_reason(area["state"], context.lang)
        return _("not among the chosen areas")
    value = context.figure({**ranking.indicator, **area})
    if pd.isna(area["rank"]):
        return plain(value)
    place = formats.rank_interval(area["rank"], area["rank_low"], area["rank_high"], context.lang)
    return f"{plain(value)} · {_('Rank {rank}').format(rank=place)}"


def onward(context: Context, ranking: Ranking, choice: Choice) -> None:
    """The same question as a ranking and by program."""
    asked = {key: value for key, value in choice.question.items() if value}
    st.page_link(
        RANKING.file,
        label=context.text("See these figures as a ranking"),
        icon=":material/leaderboard:",
        query_params=address.link(indicator=choice.indicator_id, **asked),
    )
    ranking_by_program(context, ranking, choice)


show()
