"""HTML of our own on a page, with SVG and real links, and buttons that the server hears.

``st.html`` takes every SVG out. What comes in here was escaped where it was made: the views and
charts that return HTML, each with tests.
"""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

HERE = Path(__file__)


_draw = component(
    "thuoc_xa_drawn_html",
    html='<div class="tx-drawn"></div>',
    css=HERE.with_suffix(".css").read_text("utf-8"),
    js=HERE.with_suffix(".js").read_text("utf-8"),
    isolate_styles=False,
)


def drawn_html(html: str, key: str, on_press: Callable[[str], None] | None = None) -> None:
    """Show ``html``, every text of which is escaped already.

    ``on_press`` is called with the ``data-value`` of a pressed button before the page runs anew.
    """

    def pressed() -> None:
        value = st.session_state[key].pressed
        if on_press is not None and value is not None:
            on_press(str(value))

    _draw(data=html, key=key, on_pressed_change=pressed)
