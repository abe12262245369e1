"""One commune (or province): every figure with its source, and what is not known about it."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from indicators.language import formats
from indicators.views.commune.figures import ShownFigure
from indicators.web.navigation import COMPARISON, DOWNLOADS, RANKING
from pages.parts import address, cached, chosen_areas
from pages.parts.area_search import area_choice, found_label
from pages.parts.chosen_areas import Area
from pages.parts.commune import at_a_glance
from pages.parts.commune.area_header import area_header, way_to_province
from pages.parts.commune.peers_section import peers_section
from pages.parts.commune.quotes import quotes
from pages.parts.former_figures import former_figures
from pages.parts.frame import Context, area_label, page
from pages.parts.plain import plain
from pages.parts.province_link import province_link
from pages.parts.revenue_pace import pace_caveat, revenue_pace
from pages.parts.revision_list import revisions
from pages.parts.ways_to_get import areas_by_program

PAGE = "commune"
# Well-documented places to go on to, where this one has little or nothing.
MOST_NEIGHBOURS = 6


def show() -> None:
    """The whole page."""
    with page() as context:
        codes = chosen_areas.area_codes(PAGE)
        area_choice(
            context,
            "commune_search",
            label=context.text("Find a commune, ward, special zone or province"),
            on_choose=lambda code: chosen_areas.choose(PAGE, [code]),
        )
        known, unknown = chosen_areas.known_areas(codes)
        for code in unknown:
            unknown_code(context, code)
        if known:
            one_area(context, known[0])
        else:
            nothing_chosen(context)


def nothing_chosen(context: Context) -> None:
    """No area yet: what the page will show, and places to begin with."""
    _ = context.text
    st.title(_("One commune, all its figures"))
    st.markdown(_("Type a name above. The page then shows every figure of that place with its "
                  "source and its place among others, and what is not known."))  # fmt: skip
    st.markdown(f"**{_('Best documented communes')}**")
    area_links(context, neighbours("", without=""), in_one_province=False)


def unknown_code(context: Context, code: str) -> None:
    """A code that is nobody's today: whose it was, if it was a former commune's."""
    _ = context.text
    st.warning(_("No area of today has the code “{code}”.").format(code=plain(code)))
    heirs = cached.search_areas(code).to_dict("records")
    for heir in heirs:
        chosen_areas.opener(PAGE, heir["area_code"], found_label(context, heir), key="heir")


def one_area(context: Context, area: Area) -> None:
    """Everything about one area: the first screen, all figures, then what is behind a line."""
    known = cached.shown_area(area["area_code"], context.lang)
    shown = known.figures
    at_a_glance.style(context)
    first, beside = st.columns([7, 3], gap="medium")
    with first:
        area_header(context, area)
        at_a_glance.headline_figures(context, area, shown)
    with beside:
        at_a_glance.surroundings(context, area)
        way_to_province(context, area, PAGE)
    if shown:
        at_a_glance.sentences(context, known)
        at_a_glance.figure_table(context, area, shown)
    else:
        no_figures(context, area)
    at_a_glance.gaps(context, known)
    with st.container(gap=None, key="not_on_paper"):
        more(context, area, shown)


def more(context: Context, area: Area, shown: tuple[ShownFigure, ...]) -> None:
    """What few readers want, each behind a line of its own, and the ways on."""
    _ = context.text
    if shown:
        with st.expander(_("A sentence about another figure"), type="compact",
                         on_change="rerun", key="another_sentence") as opened:  # fmt: skip
            if opened.open:
                another_sentence(context, area, shown)
        if not cached.pace(area["area_code"]).empty:
            with behind(_("Revenue within the year")):
                pace_caveat(context)
                revenue_pace(context, area, headed=False)
    revisions(context, areas=[area["area_code"]])
    if area["level"] == "commune":
        if not cached.former_figures(area["area_code"]).empty:
            with behind(_("Former communes and their figures")):
                former_figures(context, area["area_code"])
        with behind(_("Similar communes, by which variables, and the place among them")):
            peers_section(context, area)
    onward(context, area, has_figures=bool(shown))


def behind(label: str) -> DeltaGenerator:
    """A line that opens."""
    return st.expander(label, type="compact")


def another_sentence(context: Context, area: Area, shown: tuple[ShownFigure, ...]) -> None:
    """Choose any figure of the area and quote what can be said about it."""
    labels = {one.key: " · ".join([one.name, *one.about]) for one in shown}
    chosen = st.selectbox(
        context.text("Figure"), list(labels), key=f"safe_figure_{area['area_code']}",
        format_func=labels.__getitem__, width=620,
    )  # fmt: skip
    safe = cached.figure_paragraph(area["area_code"], chosen, context.lang)
    names = {one.key: one.name for one in shown}
    quotes(context, [(names[chosen], safe)], key="another_quote")


def no_figures(context: Context, area: Area) -> None:
    """No figure at all: say so, and where there are some."""
    _ = context.text
    withdrawn = len(cached.revisions([area["area_code"]]))
    sentence = (
        _("No figure for {name} holds at present: what there was has been withdrawn, see below.")
        if withdrawn else
        _("No figure for {name} has been entered yet. That says nothing about the place: "
          "only few communes have been read about so far.")
    )  # fmt: skip
    st.info(sentence.format(name=plain(area_label(area, context.lang))), icon=":material/info:")
    province = area["province_code"] if area["level"] == "commune" else area["area_code"]
    near = neighbours(str(province), without=area["area_code"])
    if len(near):
        st.markdown(_("**In {province} there are figures for:**").format(
            province=plain(area["province"])))  # fmt: skip
        area_links(context, near, in_one_province=True)


def neighbours(province: str, without: str) -> pd.DataFrame:
    """The communes with most figures in a province, or anywhere."""
    found = cached.named("areas_with_figures", province=province, row_limit=MOST_NEIGHBOURS + 1)
    return found[found["area_code"] != without].head(MOST_NEIGHBOURS)


def area_links(context: Context, areas: pd.DataFrame, *, in_one_province: bool) -> None:
    """A link to the page of each area, short enough for a narrow screen.

    Inside one province its name is left out and the number of indicators told instead.
    """
    with st.container(gap=None):
        for area in areas.to_dict("records"):
            label = area_label(area | ({"province": None} if in_one_province else {}), context.lang)
            told = f" · {indicators(context, area['indicators'])}" if in_one_province else ""
            chosen_areas.opener(PAGE, area["area_code"], f"{plain(label)}{told}", key="neighbour")


def indicators(context: Context, count: int) -> str:
    """A counted number of indicators."""
    ngettext = context.plural
    pattern = ngettext("{count} indicator", "{count} indicators", count)
    return pattern.format(count=formats.number(count, 0, context.lang))


def onward(context: Context, area: Area, *, has_figures: bool) -> None:
    """Where to go from here: comparison, ranking, file."""
    _ = context.text
    with st.container(horizontal=True):
        if has_figures and area["level"] == "commune":
            compare_link(context, area)
        if area["level"] != "nation":
            province = area["province_code"] if area["level"] == "commune" else area["area_code"]
            province_link(context, str(province), area["province"])
            st.page_link(
                RANKING.file,
                label=_("Rank the communes of {province}").format(province=plain(area["province"])),
                icon=":material/leaderboard:",
                query_params=address.link(province=province),
            )
        if has_figures:
            st.page_link(
                DOWNLOADS.file,
                label=_("Download these figures"),
                icon=":material/download:",
                query_params=address.link(area=area["area_code"]),
            )
    if has_figures:
        areas_by_program(context, [area["area_code"]])


def compare_link(context: Context, area: Area) -> None:
    """An open comparison, where no companion is suggested beside the map."""
    if cached.best_companions(area["area_code"]).empty:
        st.page_link(
            COMPARISON.file,
            label=context.text("Compare with other communes"),
            icon=":material/compare_arrows:",
            query_params=address.link(area=[area["area_code"]]),
        )


show()
