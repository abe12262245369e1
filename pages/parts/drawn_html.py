"""HTML of our own on a page, with SVG and real links, and buttons that the server hears.

``st.html`` takes every SVG out. What comes in here was escaped where it was made: the views and
charts that return HTML, each with tests.
"""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

STYLE = Path(__file__).with_suffix(".css").read_text("utf-8")

# Draws what the server sends; where a button was pressed, it has the focus again afterwards.
SCRIPT = """
export default function ({ parentElement, data, setTriggerValue }) {
  const place = parentElement.querySelector(".tx-drawn");
  if (!place) return;
  if (place.drawn !== data) {
    const focused = place.querySelector("button[data-value]:focus")?.dataset.value;
    const open = [...place.querySelectorAll("details")].map((one) => one.open);
    place.innerHTML = data;
    place.drawn = data;
    [...place.querySelectorAll("details")].forEach((one, n) => { one.open = Boolean(open[n]); });
    if (focused) {
      const all = [...place.querySelectorAll("button[data-value]")];
      all.find((one) => one.dataset.value === focused)?.focus();
    }
  }
  place.onclick = (event) => {
    const button = event.target.closest("button[data-value]");
    if (button) setTriggerValue("pressed", button.dataset.value);
  };
}
"""

_draw = component("thuoc_xa_drawn_html", html='<div class="tx-drawn"></div>', css=STYLE, js=SCRIPT,
                  isolate_styles=False)  # fmt: skip


def drawn_html(html: str, key: str, on_press: Callable[[str], None] | None = None) -> None:
    """Show ``html``, every text of which is escaped already.

    ``on_press`` is called with the ``data-value`` of a pressed button before the page runs anew.
    """

    def pressed() -> None:
        value = st.session_state[key].pressed
        if on_press is not None and value is not None:
            on_press(str(value))

    _draw(data=html, key=key, on_pressed_change=pressed)
