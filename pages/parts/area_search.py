"""Choosing any of some 3,355 areas by typing: without accents, by former names, by code.

A list of all of them would weigh more than the rest of a page; here the server answers with the
best few while the reader types, in a fragment, so that the page around it stands still.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from indicators.web.navigation import COMMUNE
from pages.parts import address, cached
from pages.parts.frame import Context, area_label, telling_faults
from pages.parts.plain import plain

MOST_FOUND = 8
SHORTEST_TEXT = 2
PAUSE = "300ms"

Show = Callable[[Context, dict[str, Any], str], None]


def area_choice(
    context: Context,
    key: str,
    *,
    label: str,
    on_choose: Callable[[str], None],
    without: tuple[str, ...] = (),
    level: str | None = None,
) -> None:
    """A search box; a click on what it finds calls ``on_choose`` with the area's code.

    ``key`` is the widget's key; ``without`` are codes that need not be found again; ``level`` is
    province or commune. The page reruns after a choice, with an empty box.
    """

    def choose(code: str) -> None:
        st.session_state[key] = ""
        st.session_state[_chosen(key)] = True
        on_choose(code)

    def button(context: Context, area: dict[str, Any], text: str) -> None:
        st.button(
            text,
            key=f"{key}-{area['area_code']}",
            icon=":material/location_on:",
            type="tertiary",
            wrap=True,
            on_click=choose,
            args=(area["area_code"],),
        )

    _search(context, key, label, button, without, level)


def area_links(context: Context, key: str, *, label: str) -> None:
    """A search box whose answers are links to the page of each area."""
    _search(context, key, label, _link, (), None)


def _link(context: Context, area: dict[str, Any], text: str) -> None:
    st.page_link(
        COMMUNE.file,
        label=text,
        icon=":material/location_on:",
        query_params=address.link(area=area["area_code"]),
    )


@st.fragment
def _search(
    context: Context, key: str, label: str, show: Show, without: tuple[str, ...], level: str | None
) -> None:
    if address.embedded():
        return
    _ = context.text
    if st.session_state.pop(_chosen(key), False):
        st.rerun()  # the whole page: a click inside the fragment runs only the fragment
    # The arrow keys walk through what stands in these containers (web/site_script.js).
    with st.container(key=f"site_search_{key}"):
        text = st.text_input(
            label,
            key=key,
            live=PAUSE,
            placeholder=_("Today's or a former name, accents not needed"),
            icon=":material/search:",
            autocomplete="off",
        )
        if text and len(text.strip()) >= SHORTEST_TEXT:
            with telling_faults(context.lang), st.container(key=f"site_found_{key}"):
                _found(context, text, show, without, level)


def _found(
    context: Context, text: str, show: Show, without: tuple[str, ...], level: str | None
) -> None:
    """The areas that a text finds, each as ``show`` draws it."""
    _ = context.text
    found = cached.search_areas(text.strip(), level=level, limit=MOST_FOUND + 1 + len(without))
    areas = [area for area in found.to_dict("records") if area["area_code"] not in without]
    if not areas:
        st.markdown(nothing_found(context, text, already_chosen=not found.empty))
    with st.container(gap=None):
        for area in areas[:MOST_FOUND]:
            show(context, area, found_label(context, area))
    if len(areas) > MOST_FOUND:
        st.caption(_("Only the best {count} are listed. Add a district or province to the name to "
                     "narrow the search.").format(count=MOST_FOUND))  # fmt: skip


def _chosen(key: str) -> str:
    """The key that remembers a choice until the page has been run anew."""
    return f"{key}_chosen"


def nothing_found(context: Context, text: str, *, already_chosen: bool) -> str:
    """What to try next where the search has no answer."""
    _ = context.text
    if already_chosen:
        return _("What you typed is chosen already.")
    return _("No commune, ward or province answers to “{text}”. Try only a part of the name, a "
             "former commune, or the province.").format(text=plain(text))  # fmt: skip


def found_label(context: Context, area: dict[str, Any]) -> str:
    """For example "**Đức An** (xã, Lâm Đồng) · tên cũ Nam Bình": the area, and why it was found."""
    _ = context.text
    record = area | {"province": plain(area["province_name"])}
    bold = area_label(record | {"name": f"**{plain(area['name'])}**"}, context.lang)
    if area["province_name"] == area["name"]:  # a province: its own name is no place to add
        bold = area_label({**record, "province": None, "name": f"**{plain(area['name'])}**"},
                          context.lang)  # fmt: skip
    why = {
        "former_commune": _("former commune {name}"),
        "former_district": _("in the former district {name}"),
        "former_province": _("in the former province {name}"),
    }.get(area["matched_kind"])
    if why is None:
        return bold
    return f"{bold} · {why.format(name=plain(area['matched_name']))}"
