"""The table that answers a ranking, given to its script as words and places on one scale."""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.components.v2 import component

from indicators.charts.cut_ends import ABOVE, BELOW, beyond_sentence
from indicators.charts.palette import palette
from indicators.language import formats
from indicators.open_data.download_columns import RANKING_TABLE, meaning
from indicators.views.ranking import RankingView, ShownGroup
from indicators.views.ranking_headings import COLUMNS, column_headings, group_heading
from indicators.web.first_answer import TABLE_STYLE
from indicators.web.navigation import COMMUNE, RANKING
from pages.parts import address
from pages.parts.frame import Context
from pages.parts.made_once import as_bytes, drawn_once
from pages.parts.plain import web_address

HERE = Path(__file__).resolve().parent
KEY = "answer_table"
# Of one commune's page, below whatever path the site has; its code follows.
COMMUNE_ADDRESS = f"{COMMUNE.path}?area="
UNFOLDED = "_ranking_unfolded"


def answer_table(
    context: Context, view: RankingView, chosen: list[str], on_choose: Callable[[list[str]], None]
) -> None:
    """Draw the table; ``on_choose`` is given the codes of all chosen rows where they change."""
    _component(dark=context.dark)(
        key=KEY, data=table_data(context, view, chosen),
        on_chosen_change=lambda: on_choose(_told()), on_unfolded_change=_unfold,
    )  # fmt: skip


@cache
def _component(*, dark: bool) -> Any:
    colours = palette(dark)
    judged = f"--answer-better: {colours.better}; --answer-worse: {colours.worse};"
    return component(
        f"answer_table_{'dark' if dark else 'light'}",
        html='<div class="answer-table"></div>',
        css=f":host {{ {judged} }}\n{_read(TABLE_STYLE)}",
        js=_read(HERE / "answer_table.js"),
    )


def table_data(context: Context, view: RankingView, chosen: list[str]) -> bytes:
    """Everything that the script draws, as JSON; ``drawn`` differs where rows or words do.

    The names of what is not known are in it once a reader has unfolded them, for as long as the
    same is shown: most never look, and they are a third of all that is sent.
    """
    here, kept = _question_here(), kept_in_links()
    mark, told = drawn_once(
        context.store, "table", view.mark, here, kept, context.lang,
        draw=lambda: _table(context, view, kept),
    )  # fmt: skip
    own: dict[str, Any] = {"chosen": chosen}
    if view.not_known and st.session_state.get(UNFOLDED) == mark:
        own["unfolded"] = view.not_known.rows
    return b"".join((told[:-1], b",", as_bytes(own)[1:]))


def _table(context: Context, view: RankingView, kept: str) -> tuple[str, bytes]:
    """The mark of what is drawn, and all of it that every reader at the same address is sent."""
    told = {
        "only": [_only(view, group) for group in view.groups],
        "all": _basis_address("") if "basis" in address.published("basis") else "",
        "words": _words(context, view),
        "address": COMMUNE_ADDRESS,
        "kept": kept,
    }
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]
    mark = f"{view.mark}-{digest}"
    groups = [
        {
            "heading": group_heading(view, group, context.lang),
            "rows": [_harmless(row) for row in group.rows],
            "only": only,
        }
        for group, only in zip(view.groups, told.pop("only"), strict=True)
    ]
    missing = {"heading": view.not_known.heading} if view.not_known else None
    return mark, as_bytes({**told, "groups": groups, "missing": missing, "drawn": mark})


def _unfold() -> None:
    """Keep of which table a reader has just asked for the names of what is not known."""
    st.session_state[UNFOLDED] = st.session_state[KEY].get("unfolded")


@cache
def _read(file: Path) -> str:
    return file.read_text("utf-8")


def _told() -> list[str]:
    """What the script has just told: the codes of the chosen rows."""
    told = st.session_state[KEY].get("chosen") or []
    return [str(code) for code in told]


def kept_in_links() -> str:
    """What every link keeps: the language and a pinned release."""
    kept = urlencode(address.link(), doseq=True)
    return f"&{kept}" if kept else ""


def _harmless(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose source is a link only where it is an address of the web."""
    return {**row, "url": web_address(row["url"]) or ""}


def _only(view: RankingView, group: ShownGroup) -> str:
    """The address of the same question on this basis alone, where there are several."""
    return _basis_address(group.basis) if len(view.bases) > 1 and not group.part_year else ""


def _question_here() -> str:
    """The question that is shown, as an address says it."""
    return urlencode(address.published("indicator", "year", "province", "area_type", "basis"),
                     doseq=True)  # fmt: skip


def _basis_address(basis: str) -> str:
    """The address of the question that is shown, on one basis or (empty) on all of them."""
    kept = address.published("indicator", "year", "province", "area_type")
    return f"{RANKING.path}?{urlencode(address.link(**kept, basis=basis), doseq=True)}"


def _words(context: Context, view: RankingView) -> dict[str, Any]:
    """Headings, names for what is only heard, and the ends of the scale."""
    _ = context.text
    declared = {one.name: one for one in RANKING_TABLE}
    decimals = max(int(view.head.indicator["decimals"]), 0)
    unit = str(context.named(view.head.indicator, "unit"))
    short = unit if unit == "%" else ""
    low, high = (formats.with_unit(end, decimals, short, context.lang)
                 for end in (view.scale.low, view.scale.high))  # fmt: skip
    beyond = beyond_sentence(view.scale.ends, context.lang)
    return {
        "columns": column_headings(view, context.lang),
        "help": {name: meaning(declared[column].tells, context.lang)
                 for name, column in COLUMNS.items() if column and declared[column].tells},
        "caption": context.named(view.head.indicator),
        "choose": _("Choose {area}"),
        "only": _("this basis alone"),
        "all": _("Show all bases"),
        "gone": _("{elapsed} of the year gone"),
        "beyond": _("beyond the end of the scale"),
        "legend": _("Dot: the value; bar: what its print allows; upright line: plan, threshold or "
                    "median; dashed line: share of the year gone. Arrow keys move between rows, "
                    "Space chooses.")
                  + (f" {beyond}" if beyond else ""),
        "low": f"{BELOW} {low}" if view.scale.ends.below else low,
        "high": f"{high} {ABOVE}" if view.scale.ends.above else high if high != low else "",
    }  # fmt: skip
