"""The chosen areas in a row, each with a link to its page and a button that takes it out."""

import streamlit as st

from indicators.web.navigation import COMMUNE
from pages.parts import address, chosen_areas
from pages.parts.chosen_areas import Area
from pages.parts.frame import Context, area_label
from pages.parts.plain import plain


def chosen_row(context: Context, page: str, areas: list[Area]) -> None:
    """Draw the areas that ``page`` has chosen; nothing where there are none."""
    if not areas:
        return
    with st.container(horizontal=True, gap="small"):
        for area in areas:
            with st.container(
                horizontal=True, vertical_alignment="center", gap=None, width="content"
            ):
                _one(context, page, area)


def _one(context: Context, page: str, area: Area) -> None:
    label = plain(area_label(area, context.lang))
    st.page_link(
        COMMUNE.file,
        label=label,
        icon=":material/location_on:",
        query_params=address.link(area=area["area_code"]),
    )
    st.button(
        context.text("Remove"),
        key=f"remove-{page}-{area['area_code']}",
        type="tertiary",
        icon=":material/close:",
        help=context.text("Take {area} out").format(area=label),
        on_click=chosen_areas.remove,
        args=(page, area["area_code"]),
    )
