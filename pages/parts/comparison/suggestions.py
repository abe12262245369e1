"""Whom to add: communes like the first one and its neighbours, with what could be compared."""

import streamlit as st

from indicators.language.area_words import area_label
from indicators.views.companion_words import Suggestion, suggestions
from indicators.yardsticks.companions import Among
from pages.parts import cached, chosen_areas
from pages.parts.chosen_areas import Area
from pages.parts.frame import Context
from pages.parts.plain import plain


def suggested(context: Context, page: str, areas: list[Area], year: str | None) -> None:
    """Both lists, open while one area is chosen, else folded."""
    _ = context.text
    if len(areas) == 1:
        _lists(context, page, areas, year)
        return
    label = _("Add communes with comparable figures")
    with st.expander(label, icon=":material/group_add:", type="compact", on_change="rerun",
                     key="suggested") as opened:  # fmt: skip
        if opened.open:
            _lists(context, page, areas, year)


def _lists(context: Context, page: str, areas: list[Area], year: str | None) -> None:
    _ = context.text
    first = areas[0]
    name = plain(area_label(first, context.lang))
    headings: dict[Among, str] = {
        "peers": _("Most like {area}, with comparable figures").format(area=name),
        "neighbours": _("Bordering on {area}, with comparable figures").format(area=name),
    }
    if first["level"] != "commune":
        headings = {"peers": _("With comparable figures")}
    with st.grid(len(headings), min_column_width=320):
        for among, heading in headings.items():
            with st.container(gap="xsmall"):
                st.markdown(f"**{heading}**")
                _one_list(context, page, areas, among, year)
    st.caption(_("Counted are the indicators of which all chosen areas and this one have a figure "
                 "of the same period and basis. Difference: 0 is alike, 100 is different in all "
                 "that communes are compared by (type, region, size, people …)."))  # fmt: skip


def _one_list(
    context: Context, page: str, areas: list[Area], among: Among, year: str | None
) -> None:
    found = cached.companions([area["area_code"] for area in areas], among=among, year=year)
    if found.empty:
        st.markdown(context.text("None of these has a figure that could be set beside it."))
        return
    told = suggestions(found, cached.named("indicators"), context.lang, chosen=len(areas))
    for one in told:
        _offer(context, page, among, one)


def _offer(context: Context, page: str, among: str, one: Suggestion) -> None:
    with st.container(gap=None):
        st.button(
            plain(one.label),
            key=f"suggest-{among}-{one.area_code}",
            icon=":material/add:",
            type="tertiary",
            wrap=True,
            help=context.text("Set {area} beside the others").format(area=plain(one.label)),
            on_click=chosen_areas.add,
            args=(page, one.area_code),
        )
        st.caption(plain(" · ".join(part for part in (one.shared, one.where) if part)))
