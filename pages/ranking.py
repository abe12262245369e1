"""Ranking: who stands where on one indicator, how surely, and what is missing."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from indicators.charts.style import CONFIG
from indicators.language import formats
from indicators.open_data.download_columns import RANKING_TABLE, meaning
from indicators.questions.ranking import Ranking
from indicators.views import words
from indicators.views.ranking import RankingView
from indicators.web.navigation import COMMUNE, COMPARISON, DOWNLOADS
from pages.parts import address, cached, chosen_areas
from pages.parts.area_search import area_choice
from pages.parts.chosen_areas import Area, chosen_row
from pages.parts.filters import Choice, ranking_filters
from pages.parts.frame import Context, page
from pages.parts.plain import plain, plain_area
from pages.parts.province_link import province_link
from pages.parts.revision_list import revisions
from pages.parts.ways_to_get import ranking_by_program

PAGE = "ranking"
PAGE_NUMBER = "page"

# What fits on one chart without labels lying on each other.
MOST_HIGHLIGHTED = 8


def show() -> None:
    """The whole page."""
    with page() as context:
        choice = ranking_filters(context)
        codes = chosen_areas.area_codes(PAGE)
        key = table_key((choice.indicator_id, *choice.question.values()))
        view = cached.ranking_view(
            indicator_id=choice.indicator_id,
            **choice.question,
            asked=tuple(codes[:MOST_HIGHLIGHTED]),
            page=int(st.session_state.get(PAGE_NUMBER) or 1),
            lang=context.lang,
            dark=context.dark,
        )
        heading(context, view.head)
        if view.picture is None:
            nothing_found(context, view.head)
            return
        highlights(context, view, codes)
        st.plotly_chart(
            view.picture,
            theme=None,
            config=CONFIG,
            alt=view.picture_in_words,
            key="ranking_chart",
        )
        table(context, view, key)
        revisions(context, indicator=choice.indicator_id)
        onward(context, list(view.highlighted), view.head, choice)


def heading(context: Context, ranking: Ranking) -> None:
    """What is ranked, by which rule, and how much of the country it covers."""
    indicator = ranking.indicator
    st.title(plain(context.named(indicator)), anchor=False)
    st.markdown(
        f"{words.coverage_sentence(ranking.coverage, context.lang)} "
        f"{words.direction_sentence(indicator['direction'], context.lang)}"
    )
    reason = words.not_ranked_sentence(ranking, context.lang)
    if reason:
        st.info(reason, icon=":material/info:")
    elif ranking.period and ranking.period.gathered:
        st.info(
            context.text("Each area's latest part-year figure; the periods differ and are "
                         "shown in every row."), icon=":material/info:",
        )  # fmt: skip
    unit = context.text("Unit: {unit}.").format(unit=plain(context.named(indicator, "unit")))
    st.caption(f"{plain(context.named(indicator, 'definition'))} {unit}")


def nothing_found(context: Context, ranking: Ranking) -> None:
    """No area of the chosen ones has a figure: say so, and why."""
    _ = context.text
    st.warning(_("None of the chosen areas has a figure here. Try the whole country, all types "
                 "of area or another year."))  # fmt: skip
    for phrase in words.missing_phrases(ranking.coverage, context.lang):
        st.markdown(f"- {phrase}")


def highlights(context: Context, view: RankingView, codes: list[str]) -> None:
    """The areas that the reader wants named in the chart, added by search."""
    areas = chosen_areas.known_areas(codes)[0][:MOST_HIGHLIGHTED]
    chosen_row(context, PAGE, areas)
    if len(areas) < MOST_HIGHLIGHTED:
        area_choice(
            context,
            "ranking_search",
            label=context.text("Name an area in the chart"),
            on_choose=lambda code: chosen_areas.add(PAGE, code),
            without=tuple(codes),
            level=view.head.level,
        )
    without_figure(context, [area for area in areas if area["area_code"] not in view.reported])


def without_figure(context: Context, absent: list[Area]) -> None:
    """Say which chosen areas have no figure here, instead of dropping them silently."""
    if absent:
        names = ", ".join(plain_area(area, context.lang) for area in absent)
        st.caption(context.text("No figure in this choice for: {areas}.").format(areas=names))


def table(context: Context, view: RankingView, key: str) -> None:
    """One page of the ranking in words; choosing rows leads to comparison."""
    _ = context.text
    if view.pages > 1:
        st.pagination(view.pages, key=PAGE_NUMBER)
    picked = st.dataframe(
        view.shown,
        hide_index=True,
        column_order=view.columns,
        column_config=column_config(context, view),
        on_select="rerun",
        selection_mode="multi-row",
        key=key,
        height="content",
        placeholder="",
    )
    chosen = [view.shown["area_code"].iloc[place] for place in picked.selection.rows]
    if chosen:
        to_chosen(context, view.shown, chosen)
    else:
        st.caption(_("Tick rows to open a commune with its sources, or to compare several."))


def table_key(question: tuple[str | None, ...]) -> str:
    """The key of the table for this question, which begins on page 1 with no row ticked.

    The key stays while nothing is ticked: drawing the table anew would double the time that a
    change of indicator takes in the browser.
    """
    state = st.session_state.setdefault("_ranking_table", {"question": question, "turn": 0})
    if state["question"] != question:
        ticked = st.session_state.get(f"rows-{state['turn']}")
        state["turn"] += bool(ticked and ticked.selection.rows)
        state["question"] = question
        if PAGE_NUMBER in st.session_state:
            st.session_state[PAGE_NUMBER] = 1
    return f"rows-{state['turn']}"


def column_config(context: Context, view: RankingView) -> dict[str, Any]:
    """Headings and forms of the columns."""
    _ = context.text
    column = st.column_config
    forms: dict[str, Any] = {
        "value": partial(column.TextColumn, alignment="right"),
        "bar": partial(column.ProgressColumn, min_value=min(0.0, view.lowest),
                       max_value=view.highest or 1.0, format=" "),
        "url": partial(column.LinkColumn, display_text=_("open")),
    }  # fmt: skip
    helps = {"place": _("In brackets: the places it cannot be told apart from"),
             "value": plain(context.named(view.head.indicator, "unit"))}  # fmt: skip
    return {
        one.name: forms.get(one.name, column.TextColumn)(
            _(one.heading) if one.heading.strip() else one.heading, width=one.pixels,
            help=helps.get(one.name) or meaning(one.tells, context.lang),
        )
        for one in RANKING_TABLE
    }  # fmt: skip


def to_chosen(context: Context, shown: pd.DataFrame, chosen: list[str]) -> None:
    """Links for the ticked rows."""
    _ = context.text
    with st.container(horizontal=True):
        st.page_link(
            COMMUNE.file,
            label=_("Open {area} with all its sources").format(
                area=plain(shown.loc[shown["area_code"] == chosen[0], "area"].iloc[0])
            ),
            icon=":material/location_city:",
            query_params=address.link(area=chosen[0]),
        )
        if len(chosen) > 1:
            st.page_link(
                COMPARISON.file,
                label=_("Compare the {count} ticked areas").format(
                    count=formats.number(min(len(chosen), MOST_HIGHLIGHTED), 0, context.lang)
                ),
                icon=":material/compare_arrows:",
                query_params=address.link(area=chosen[:MOST_HIGHLIGHTED]),
            )


def onward(context: Context, highlighted: list[str], ranking: Ranking, choice: Choice) -> None:
    """The same question as a file and by program, and the named areas side by side."""
    _ = context.text
    with st.container(horizontal=True):
        st.page_link(
            DOWNLOADS.file,
            label=_("Download this ranking"),
            icon=":material/download:",
            query_params=address.link(
                **address.published("indicator", "year", "province", "area_type", "basis")
            ),
        )
        if len(highlighted) > 1:
            st.page_link(
                COMPARISON.file,
                label=_("Compare the named areas"),
                icon=":material/compare_arrows:",
                query_params=address.link(area=highlighted),
            )
        if ranking.province:
            name = cached.province_labels()[ranking.province]
            province_link(context, ranking.province, name)
    ranking_by_program(context, ranking, choice)


show()
