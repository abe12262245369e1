"""Which areas a page is about: from the address, else as this session left the page.

The address key ``area`` is repeated or a comma list. Each page remembers what it wrote there, so
that a link and the browser's back button are told from the page's own writing.
"""

from typing import Any

import streamlit as st

from indicators.errors import UnknownNameError
from indicators.web.navigation import COMMUNE
from pages.parts import address, cached
from pages.parts.frame import Context, area_label
from pages.parts.plain import plain

Area = dict[str, Any]


def area_codes(page: str) -> list[str]:
    """The codes in the order chosen, each once; unknown ones too."""
    state = _state(page)
    if address.obeyed():
        state["codes"] = _codes_of(address.asked("area") or "")
    address.publish("area", state["codes"])
    return list(state["codes"])


def choose(page: str, codes: list[str]) -> None:
    """Choose areas in a callback, as if the reader had opened a link to them."""
    _state(page)["codes"] = list(dict.fromkeys(codes))


def add(page: str, code: str) -> None:
    """Choose one more area."""
    choose(page, [*_state(page)["codes"], code])


def remove(page: str, code: str) -> None:
    """Choose one area less."""
    choose(page, [chosen for chosen in _state(page)["codes"] if chosen != code])


def opener(page: str, code: str, label: str, *, key: str) -> None:
    """Draw what leads from a page about an area to the same page about another one.

    A button and not a link: Streamlit leaves the browser's address, and with it the way back, as
    it is where a link leads from a page to itself. ``key`` tells the places of a page apart.
    """
    st.button(
        label,
        key=f"{key}-{code}",
        icon=":material/location_on:",
        type="tertiary",
        on_click=choose,
        args=(page, [code]),
    )


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


def known_areas(codes: list[str]) -> tuple[list[Area], list[str]]:
    """Today's areas of these codes as records, and the codes that are nobody's today."""
    known: list[Area] = []
    unknown: list[str] = []
    for code in codes:
        try:
            known.append(cached.areas([code]).iloc[0].to_dict())
        except UnknownNameError:
            unknown.append(code)
    return known, unknown


def _one(context: Context, page: str, area: Area) -> None:
    label = plain(area_label(area, context.lang))
    st.page_link(
        COMMUNE.file,
        label=label,
        icon=":material/location_on:",
        query_params=address.link(area=area["area_code"]),
    )
    st.button(
        context.text("Remove {area}").format(area=plain(area["name"])),
        key=f"remove-{page}-{area['area_code']}",
        type="tertiary",
        icon=":material/close:",
        help=context.text("Take {area} out").format(area=label),
        on_click=remove,
        args=(page, area["area_code"]),
    )


def _codes_of(text: str) -> list[str]:
    """The codes of an address; what is far too long to be a code is cut for the message."""
    codes = (code.strip()[:20] for code in text.split(","))
    return list(dict.fromkeys(code.upper() for code in codes if code))


def _state(page: str) -> dict[str, Any]:
    pages = st.session_state.setdefault("_chosen_areas", {})
    state: dict[str, Any] = pages.setdefault(page, {"codes": []})
    return state
