"""The rug drawn: one real table with a heading row and a first column that stay in view.

The browser builds it from texts alone (nothing of the data is read as markup), sorts it without
asking the server, and gives the whole table one place in the order of Tab: arrow keys go from cell
to cell, Enter opens the page of the figure or sorts by a heading.
"""

from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from indicators.charts.palette import palette
from indicators.language import judgement_words as say
from indicators.language.area_words import area_type
from indicators.language.formats import number
from indicators.views.rug import SIGNS, Rug, RugCell, RugColumn
from indicators.web.navigation import COMMUNE
from pages.parts import address
from pages.parts.frame import Context

HERE = Path(__file__).parent
# The colours that the style sheet asks for, by their names in the palette.
COLOURS = ("page", "ink", "muted", "grid", "missing", "outside", "better", "worse", "better_fill",
           "worse_fill", "neutral_fill")  # fmt: skip
# In the order of the legend.
LEGEND = ("better", "worse", "same", "unknown", "not_judged", "missing")

_draw = st.components.v2.component(
    "thuoc_xa_rug",
    css=(HERE / "rug.css").read_text("utf-8"),
    js=(HERE / "rug.js").read_text("utf-8"),
)


def rug_table(context: Context, drawn: Rug, *, caption: str, key: str = "rug") -> None:
    """Draw a rug of any size; ``caption`` says what it is of, ``key`` tells two on a page apart.

    A cell leads to the page of its area, a heading sorts. Names of provinces stand under those of
    the areas where these are of several.
    """
    _draw(data=rug_data(context, drawn, caption), key=key)


def rug_data(context: Context, drawn: Rug, caption: str) -> dict[str, Any]:
    """What the browser builds the table of: texts and numbers, each repeated text once."""
    words: dict[str, int] = {}
    place = partial(_placed, words)
    cells = [
        [_cell(drawn.cell(row.area_code, column.indicator_id), place) for column in drawn.columns]
        for row in drawn.rows
    ]
    several = len({row.province_code for row in drawn.rows}) > 1
    return {
        "caption": caption,
        "texts": _texts(context),
        "colours": {name: getattr(palette(context.dark), name) for name in COLOURS},
        "legend": [[code, SIGNS[code], say.short_judgement(code, context.lang)] for code in LEGEND],
        "columns": [_column(context, column) for column in drawn.columns],
        "rows": [
            [
                row.name,
                area_type(row.area_type, context.lang) + (f", {row.province}" if several else ""),
                area_address(row.area_code),
            ]
            for row in drawn.rows
        ],
        "cells": cells,
        "words": list(words),
    }


def area_address(area_code: str) -> str:
    """The address of an area's page, with the language and a pinned release kept."""
    root = st.get_option("server.baseUrlPath").strip("/")
    prefix = f"/{root}" if root else ""
    query = urlencode(address.link(area=area_code), doseq=True)
    return f"{prefix}{COMMUNE.address}?{query}"


def _placed(words: dict[str, int], text: str) -> int:
    """The place of a text among the words; a new one comes last."""
    return words.setdefault(text, len(words))


def _cell(cell: RugCell, place: Any) -> list[Any]:
    """Judgement, number to sort by (none where missing), text, then places among the words."""
    kind: str = cell.judgement.code
    if cell.missing_reason == "not_applicable":
        kind = "not_applicable"
    return [kind, cell.value, cell.value_text, place(cell.word), place(cell.period),
            place(cell.remarks)]  # fmt: skip


def _column(context: Context, column: RugColumn) -> dict[str, Any]:
    _ = context.text
    coverage = _("{reported} of {applicable}").format(
        reported=number(column.reported, 0, context.lang),
        applicable=number(column.applicable, 0, context.lang),
    )
    about = [part for part in (column.unit, column.period, column.basis) if part]
    return {
        "id": column.indicator_id,
        "name": column.name,
        "unit": column.unit,
        "about": " · ".join(about),
        "coverage": coverage,
        "lowFirst": column.direction == "lower",
    }


def _texts(context: Context) -> dict[str, str]:
    _ = context.text
    return {
        "area": _("Area"),
        "how": _("Arrow keys go from cell to cell, Enter opens the page of the figure or sorts by "
                 "a heading. Point at a cell to read its judgement."),
        "legend": _("Signs"),
        "sort": _("Sort by {name}"),
    }  # fmt: skip
