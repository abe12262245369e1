"""The rug drawn: one real table with a heading row and a first column that stay in view.

The browser builds it from texts alone (nothing of the data is read as markup), sorts it without
asking the server, and gives the whole table one place in the order of Tab: arrow keys go from cell
to cell, Enter opens the page of the figure or sorts by a heading.
"""

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from indicators.charts.palette import palette
from indicators.language import judgement_words as say
from indicators.language.area_words import area_place, area_type
from indicators.language.formats import number
from indicators.views.rug import SIGNS, Rug, RugCell, RugColumn, RugRow
from indicators.web.navigation import COMMUNE
from pages.parts.address import href
from pages.parts.frame import Context

HERE = Path(__file__).parent
# The colours that the style sheet asks for, by their names in the palette.
COLOURS = ("page", "ink", "muted", "grid", "missing", "outside", "better", "worse", "better_fill",
           "worse_fill", "neutral_fill")  # fmt: skip
# In the order of the legend, which names those that occur.
LEGEND = ("better", "worse", "same", "unknown", "not_judged", "elsewhere", "missing",
          "not_applicable")  # fmt: skip

_draw = st.components.v2.component(
    "thuoc_xa_rug",
    css=(HERE / "rug.css").read_text("utf-8"),
    js=(HERE / "rug.js").read_text("utf-8"),
)


def rug_table(context: Context, drawn: Rug, *, caption: str) -> None:
    """Draw a rug of any size; ``caption`` says what it is of.

    A cell leads to the page of its area, a heading sorts. Names of provinces stand under those of
    the areas where these are of several.
    """
    _draw(data=rug_data(context, drawn, caption), key="rug")


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
        "legend": _legend(context, drawn),
        "columns": [_column(context, column) for column in drawn.columns],
        "rows": [
            [
                row.name,
                _below(row, several, context.lang),
                href(COMMUNE, area=row.area_code),
            ]
            for row in drawn.rows
        ],
        "cells": cells,
        "words": list(words),
    }


def _below(row: RugRow, several: bool, lang: str) -> str:
    """What stands below an area's name: its type, and its province where there are several."""
    return area_place(asdict(row), lang) if several else area_type(row.area_type, lang)


def _legend(context: Context, drawn: Rug) -> list[list[str]]:
    """Kind, sign and word of what occurs in the rug."""
    there = {cell.kind for cell in drawn.cells.values()}
    return [[kind, SIGNS[kind], say.short_judgement(kind, context.lang)]
            for kind in LEGEND if kind in there]  # fmt: skip


def _placed(words: dict[str, int], text: str) -> int:
    """The place of a text among the words; a new one comes last."""
    return words.setdefault(text, len(words))


def _cell(cell: RugCell, place: Any) -> list[Any]:
    """Kind, number to sort by (none where missing), text, then places among the words."""
    return [cell.kind, cell.value, cell.value_text, place(cell.word), place(cell.period),
            place(cell.basis), place(cell.remarks)]  # fmt: skip


def _column(context: Context, column: RugColumn) -> dict[str, Any]:
    _ = context.text
    coverage = _("{reported} of {applicable}").format(
        reported=number(column.reported, 0, context.lang),
        applicable=number(column.applicable, 0, context.lang),
    )
    several = context.text("of several periods or bases, each told in its cell")
    about = [part for part in (column.unit, column.period, column.basis,
                               several if column.apart else "") if part]  # fmt: skip
    return {
        "id": column.indicator_id,
        "name": column.name,
        "unit": column.unit,
        "about": " · ".join(about),
        "coverage": coverage,
        "lowFirst": column.direction == "lower",
        "apart": column.apart,
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
