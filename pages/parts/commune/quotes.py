"""Sentences to quote, each with what it does not allow one to say, and buttons that copy them."""

from pathlib import Path
from typing import Any

import streamlit as st

from indicators.yardsticks.safe_sentence import SafeParagraph
from pages.parts.frame import Context

HERE = Path(__file__)

HTML = (
    '<h2></h2><div class="quotes"></div>'
    '<span role="status" style="position:absolute;clip-path:inset(50%)"></span>'
)

_drawn = st.components.v2.component(
    "thuoc_xa.quotes",
    html=HTML,
    css=HERE.with_suffix(".css").read_text("utf-8"),
    js=HERE.with_suffix(".js").read_text("utf-8"),
)


def quotes(
    context: Context, told: list[tuple[str, SafeParagraph]], *, key: str, heading: str = ""
) -> None:
    """One block a figure: name, quote with its source, and behind a line what it does not allow.

    ``told`` has the name of each figure's indicator beside what can be said of it; ``key`` tells
    several of these on one page apart; ``heading`` stands above them.
    """
    _ = context.text
    _drawn(
        key=key,
        data={
            "heading": heading,
            "quotes": [_quote(name, safe) for name, safe in told],
            "copy": _("Copy the sentence"),
            "copied": _("Copied"),
            "caveats": _("What these data do not allow one to say"),
            "copyCaveats": _("Copy these reservations"),
        },
    )


def _quote(name: str, safe: SafeParagraph) -> dict[str, Any]:
    return {
        "name": name,
        "quote": " ".join(safe.said),
        "cited": " ".join(safe.citation),
        "caveats": list(safe.not_allowed),
    }
