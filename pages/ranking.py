"""Ranking: the answer in short, then who stands where, how surely, and what is not known."""

from functools import cache, partial

import streamlit as st

from indicators.charts.style import CONFIG
from indicators.language import formats
from indicators.questions.profile import MOST_COMPARED
from indicators.questions.ranking import Ranking
from indicators.views import words
from indicators.views.ranking import RankingView
from indicators.web.first_answer import STRIP_STYLE
from indicators.web.navigation import COMMUNE, COMPARISON, DOWNLOADS
from pages.parts import address, cached, chosen_areas
from pages.parts.area_search import area_choice
from pages.parts.chosen_areas import Area, chosen_row
from pages.parts.filters import Choice, ranking_filters
from pages.parts.frame import Context, page
from pages.parts.leaving.bar import frame_ends
from pages.parts.plain import plain, plain_area
from pages.parts.province_link import province_link
from pages.parts.ranking.answer_table import answer_table
from pages.parts.ranking.told import Told, told
from pages.parts.revision_list import revisions
from pages.parts.ways_to_get import ranking_by_program

PAGE = "ranking"
PAGE_NUMBER = "page"
ALL_GROUPS = "all"


def show() -> None:
    """The whole page."""
    with page() as context:
        choice = ranking_filters(context, grouped=True)
        codes = chosen_areas.area_codes(PAGE)
        view = cached.ranking_view(
            indicator_id=choice.indicator_id, **choice.question, page=page_number(choice),
            lang=context.lang,
        )  # fmt: skip
        said = told(context, view)
        heading(said)
        if not view.groups:
            nothing_found(context, view.head)
            return
        tabs(context, view, choice, codes)
        about(said)
        revisions(context, indicator=choice.indicator_id)
        onward(context, view.head, choice, said)


def page_number(choice: Choice) -> int:
    """The page of the table; another question begins on the first."""
    question = (choice.indicator_id, *choice.question.values())
    if st.session_state.get("_ranking_question") != question:
        st.session_state["_ranking_question"] = question
        if PAGE_NUMBER in st.session_state:
            st.session_state[PAGE_NUMBER] = 1
    return int(st.session_state.get(PAGE_NUMBER) or 1)


def heading(said: Told) -> None:
    """The question as a sentence, and its answer in short."""
    st.html(page_style())
    with st.container(key="ranking_head"):
        st.title(said.title, anchor=False)
        st.html(said.strip)


@cache
def page_style() -> str:
    """The style of the answer in short."""
    return f"<style>{STRIP_STYLE.read_text('utf-8')}</style>"


def nothing_found(context: Context, ranking: Ranking) -> None:
    """No area of the chosen ones has a figure: say so, and why."""
    _ = context.text
    st.warning(_("None of the chosen areas has a figure here. Try the whole country, all types "
                 "of area or another year."))  # fmt: skip
    for phrase in words.missing_phrases(ranking.coverage, context.lang):
        st.markdown(f"- {phrase}")


def tabs(context: Context, view: RankingView, choice: Choice, codes: list[str]) -> None:
    """The same view as a table, as a distribution and as a map; only the open one is made.

    In a frame of another site: the distribution alone.
    """
    if address.embedded():
        as_distribution(context, view, choice, codes)
        frame_ends(context)
    _ = context.text
    labels = {"table": _("Table"), "distribution": _("Distribution"), "map": _("Map")}
    open_view = address.chosen_tab("view", labels, lang=context.lang)
    with open_view.container:
        if open_view.code == "table":
            as_table(context, view, codes)
        elif open_view.code == "distribution":
            as_distribution(context, view, choice, codes)
        else:
            # Shapes and what draws them are loaded by the first reader who opens the map.
            from pages.parts.ranking.map_tab import map_tab

            asked = one_basis(view, choice)
            named_basis(view, asked)
            map_tab(context, choice.indicator_id, asked)


def one_basis(view: RankingView, choice: Choice) -> dict[str, str | None]:
    """The question of one basis, for a picture: the one chosen, else that with most figures."""
    year = view.head.period.code if view.head.period else choice.year
    full = [group for group in view.groups if not group.part_year]
    basis = full[0].basis if full else choice.basis
    return {**choice.question, "year": year, "basis": basis}


def named_basis(view: RankingView, asked: dict[str, str | None]) -> None:
    """Which of several bases a picture shows; nothing where there is one alone."""
    basis = asked["basis"]
    if basis and len(view.bases) > 1:
        name = view.basis_names.get(basis, basis)
        st.caption(plain(f"{name[:1].upper()}{name[1:]}"))


def as_table(context: Context, view: RankingView, codes: list[str]) -> None:
    """The chosen rows above, then the table."""
    chosen_bar(context, codes)
    if view.pages > 1:
        st.pagination(view.pages, key=PAGE_NUMBER)
    answer_table(context, view, codes, partial(chosen_areas.choose, PAGE))


def chosen_bar(context: Context, codes: list[str]) -> None:
    """What the chosen rows lead to; nothing while none is chosen."""
    _ = context.text
    areas = chosen_areas.known_areas(codes)[0]
    if not areas:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        count = formats.number(len(areas), 0, context.lang)
        chosen = context.plural("{count} chosen", "{count} chosen", len(areas))
        st.markdown(f"**{chosen.format(count=count)}**",
                    width="content")  # fmt: skip
        if len(areas) > 1:
            st.page_link(
                COMPARISON.file, label=_("Compare"), icon=":material/compare_arrows:",
                query_params=address.link(
                    area=[area["area_code"] for area in areas[:MOST_COMPARED]]
                ),
            )  # fmt: skip
        st.page_link(
            COMMUNE.file, label=_("Open {area}").format(area=plain(areas[-1]["name"])),
            icon=":material/location_city:",
            query_params=address.link(area=areas[-1]["area_code"]),
        )  # fmt: skip
        st.button(_("Clear"), key="ranking_clear", type="tertiary", icon=":material/close:",
                  on_click=chosen_areas.choose, args=(PAGE, []))  # fmt: skip


def as_distribution(context: Context, view: RankingView, choice: Choice, codes: list[str]) -> None:
    """The curve of one basis with the chosen areas named."""
    asked = one_basis(view, choice)
    named_basis(view, asked)
    areas = chosen_areas.known_areas(codes)[0][:MOST_COMPARED]
    if not address.embedded():
        areas_to_name(context, view, areas, codes)
    without_figure(context, [area for area in areas if area["area_code"] not in view.reported])
    drawn = cached.distribution_view(
        indicator_id=choice.indicator_id, **asked, asked=tuple(codes[:MOST_COMPARED]),
        lang=context.lang, dark=context.dark,
    )  # fmt: skip
    if drawn.picture is not None:
        st.plotly_chart(drawn.picture, theme=None, config=CONFIG, alt=drawn.in_words,
                        key="ranking_chart")  # fmt: skip
    if drawn.beyond:
        st.caption(drawn.beyond)


def areas_to_name(context: Context, view: RankingView, areas: list[Area], codes: list[str]) -> None:
    """The areas that the chart names, and a search for one more."""
    chosen_row(context, PAGE, areas)
    if len(areas) < MOST_COMPARED:
        area_choice(
            context, "ranking_search", label=context.text("Name an area in the chart"),
            on_choose=lambda code: chosen_areas.add(PAGE, code), without=tuple(codes),
            level=view.head.level,
        )  # fmt: skip


def without_figure(context: Context, absent: list[Area]) -> None:
    """Say which chosen areas have no figure here, instead of dropping them silently."""
    if absent:
        names = ", ".join(plain_area(area, context.lang) for area in absent)
        st.caption(context.text("No figure in this choice for: {areas}.").format(areas=names))


def about(said: Told) -> None:
    """How much of the country is covered, by which rule areas are ranked, and what is measured."""
    st.markdown(said.coverage)
    if said.note:
        st.info(said.note, icon=":material/info:")
    st.caption(said.measured)


def onward(context: Context, ranking: Ranking, choice: Choice, said: Told) -> None:
    """The same question as a file and by program."""
    basis = ALL_GROUPS if ranking.not_ranked_because == "mixed_bases" else choice.basis
    asked = Choice(choice.indicator_id, choice.year, choice.province, choice.area_type, basis)
    kept = address.published("indicator", "year", "province", "area_type", "basis")
    if basis == ALL_GROUPS:
        kept["basis"] = [ALL_GROUPS]
    st.page_link(
        DOWNLOADS.file,
        label=context.text("Download this ranking"),
        icon=":material/download:",
        query_params=address.link(**kept),
    )
    if ranking.province:
        province_link(context, ranking.province, cached.province_labels()[ranking.province])
    ranking_by_program(context, ranking, asked, said.caption, in_fragment=False)


show()
