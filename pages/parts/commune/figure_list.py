"""The figures of one area: the headline ones as cards, all of them by theme with their sources."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from indicators.language import formats
from indicators.questions.evidence import Cell, Figure
from indicators.web import navigation
from pages.parts import address
from pages.parts.commune.source_card import source_card
from pages.parts.figure_words import (
    circumstances,
    place_in_nation,
    places,
    theme_name,
    value_words,
)
from pages.parts.frame import Context
from pages.parts.plain import plain
from pages.parts.yardstick_lines import yardsticks

Area = dict[str, Any]

# What a source that is asked every month gives would fill the page; older ones are in the trend.
MOST_FIGURES = 6


def headline_cards(context: Context, area: Area, shown: list[Cell], profile: pd.DataFrame) -> None:
    """A card per headline indicator that has a figure, in the catalogue's order."""
    found = headline_figures(shown, profile)
    if not found:
        return
    with st.grid(3, min_column_width=270, border=True):
        for figure in found:
            with st.container(gap="xsmall"):
                st.markdown(
                    f"{plain(context.named(figure))}  \n**{plain(value_words(context, figure))}**",
                    anchors=False,
                )
                st.caption(
                    f"{circumstances(context, figure)}  \n"
                    f"{plain(place_in_nation(context, figure, area['level']))}"
                )


def headline_figures(shown: list[Cell], profile: pd.DataFrame) -> list[Figure]:
    """For each headline indicator the figure of the usual set, else the latest one there is."""
    usual = set(profile["observation_id"].dropna())
    found = []
    for indicator_id in profile.loc[profile["headline"], "indicator_id"]:
        own = [cell.chosen for cell in shown if cell.chosen["indicator_id"] == indicator_id]
        own.sort(key=lambda figure: figure["observation_id"] not in usual)
        found += own[:1]
    return found


def figures_by_theme(
    context: Context, area: Area, shown: list[Cell], plans: dict[int, list[Figure]]
) -> None:
    """Every figure, grouped by theme and indicator in the catalogue's order."""
    for theme, in_theme in groupby(shown, key=lambda cell: cell.chosen["theme"]):
        st.header(theme_name(context, theme), anchor=False)
        for _id, of_indicator in groupby(in_theme, key=lambda cell: cell.chosen["indicator_id"]):
            _indicator(context, area, list(of_indicator), plans)


def _indicator(
    context: Context, area: Area, shown: list[Cell], plans: dict[int, list[Figure]]
) -> None:
    """One indicator: a row per period and basis, the latest first, each with its own source."""
    with st.container(border=True, gap="small"):
        for number, cell in enumerate(shown[:MOST_FIGURES]):
            _row(context, area, cell, plans, named=number == 0)
        if len(shown) > MOST_FIGURES:
            _older(context, area, shown[0].chosen["indicator_id"], len(shown) - MOST_FIGURES)
        if len({cell.chosen["basis"] for cell in shown}) > 1:
            st.caption(
                context.text("These figures measure different things: never add or compare "
                             "them."), width="content",
            )  # fmt: skip


def _older(context: Context, area: Area, indicator_id: str, count: int) -> None:
    """How many figures of an indicator are not listed here, and the way to them."""
    told = context.plural("{count} older figure, in its trend", "{count} older figures, in their "
                          "trend", count)  # fmt: skip
    st.page_link(
        navigation.TREND.file,
        label=told.format(count=formats.number(count, 0, context.lang)),
        icon=":material/timeline:",
        query_params=address.link(indicator=indicator_id, area=area["area_code"]),
    )


def _row(
    context: Context, area: Area, cell: Cell, plans: dict[int, list[Figure]], *, named: bool
) -> None:
    figure = cell.chosen
    name, value, place = st.columns([5, 4, 5], gap="small", vertical_alignment="top")
    with name:
        title = f"{plain(context.named(figure))}  \n" if named else ""
        st.markdown(f"{title}:small[:gray[{circumstances(context, figure)}]]")
    with value:
        beside = _against_plan(context, plans.get(figure["observation_id"], []))
        st.markdown(f"**{plain(value_words(context, figure))}**{beside}", anchors=False)
    with place:
        told = places(context, figure, area["level"], area["province"])
        st.markdown("  \n".join(f":small[{plain(line)}]" for line in told))
    yardsticks(context, figure | {"area_code": area["area_code"]})
    source_card(context, cell)


def _against_plan(context: Context, shares: Iterable[Figure]) -> str:
    """For example "bằng 136,12% dự toán", beside the amount of that revenue."""
    told = [
        context.text("{share} of the plan").format(share=value_words(context, share))
        for share in shares
    ]
    return "".join(f"\n\n:small[{plain(line)}]" for line in told)
