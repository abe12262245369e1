"""The area that a reader has chosen on the map, by a click or by its name, and the way into it."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.language import formats
from indicators.language.area_words import area_label, missing_reason
from indicators.maps.map_areas import FIGURE, AreaMap
from indicators.questions.ranking import Ranking
from indicators.web.navigation import COMMUNE
from pages.parts import address, cached
from pages.parts.area_search import area_choice
from pages.parts.frame import Context
from pages.parts.plain import plain
from pages.parts.province_link import province_link

CHOSEN, PROVINCE = "_map_area", "province"


def chosen_code() -> str | None:
    """The code of the area that was chosen last."""
    code = st.session_state.get(CHOSEN)
    return str(code) if code else None


def clicked(drawn: AreaMap, key: str) -> None:
    """Take up a click on the map called ``key``: choose the area, and go into its province."""
    area = clicked_area(drawn, st.session_state[key].selection.points)
    if area is not None:
        _choose(area["area_code"], area["province_code"])


def clicked_area(drawn: AreaMap, points: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The area of the first point that is one, as a row of ``drawn.areas``."""
    for point in points:
        # A dot has a location too, an empty one.
        number = point.get("location")
        number = point.get("customdata") if number is None else number
        number = number[0] if isinstance(number, list) else number
        found = drawn.areas[drawn.areas["number"].astype("str") == str(number)]
        if len(found):
            return {str(column): value for column, value in found.iloc[0].items()}
    return None


def area_finder(context: Context) -> None:
    """The same without a pointer: a search whose answer is chosen on the map."""

    def choose(code: str) -> None:
        _choose(code, str(cached.areas([code]).iloc[0]["province_code"]))

    area_choice(context, "map_search", label=context.text("Find a commune on the map"),
                on_choose=choose, level="commune")  # fmt: skip


def _choose(code: str, province: str) -> None:
    """Choose an area; of the whole country the map goes into its province, also of provinces.

    ``province`` is the key of the filter above the map.
    """
    st.session_state[CHOSEN] = code
    if len(code) > len(province) and not st.session_state.get(PROVINCE):
        st.session_state[PROVINCE] = province


def whole_country(context: Context, drawn: AreaMap) -> None:
    """The way back from a province."""

    def leave() -> None:
        st.session_state[PROVINCE] = ""
        st.session_state[CHOSEN] = None

    if drawn.province is not None:
        st.button(context.text("Back to the whole country"), icon=":material/zoom_out_map:",
                  on_click=leave, key="map_whole_country")  # fmt: skip


def area_card(context: Context, ranking: Ranking, drawn: AreaMap) -> None:
    """The chosen area: its value or why there is none, and the way to its page."""
    _ = context.text
    found = drawn.areas[drawn.areas["area_code"] == chosen_code()]
    if found.empty:
        told = _("Point at an area to read its value; click it for a link to its page.")
        if drawn.province is None and ranking.level == "commune":
            told = _("A click on an area goes into its province.")
        st.caption(told)
        return
    area = {str(column): value for column, value in found.iloc[0].items()}
    kind = cached.areas([area["area_code"]]).iloc[0]
    with st.container(border=True):
        st.markdown(f"**{plain(area_label(kind, context.lang))}**")
        st.markdown(value_sentence(context, ranking, area))
        if ranking.level == "commune":
            st.page_link(
                COMMUNE.file,
                label=_("Open {area} with all its sources").format(area=plain(area["name"])),
                icon=":material/location_city:",
                query_params=address.link(area=area["area_code"]),
            )
        else:
            province_link(context, area["area_code"], area["name"])


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
