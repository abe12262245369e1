"""Comparison: the rug of two to eight areas, one indicator of them large, one among all areas."""

import pandas as pd
import streamlit as st

from indicators.charts.small_multiples import small_multiples, small_multiples_alt
from indicators.charts.spine import drawable_rows, spine_alt, spine_chart
from indicators.charts.style import CONFIG
from indicators.judgement import MINIMUM_REPORTED
from indicators.language.area_words import name_with_province
from indicators.questions.comparison import panels, rug_order, with_texts
from indicators.questions.profile import MOST_COMPARED
from indicators.views.words import shared_sentence
from indicators.web.navigation import COMPARISON, DOWNLOADS, RANKING
from pages.parts import address, cached, chosen_areas
from pages.parts.area_search import area_choice
from pages.parts.chosen_areas import Area, chosen_row
from pages.parts.comparison.compared_rug import compared_rug
from pages.parts.comparison.one_indicator import one_indicator
from pages.parts.comparison.side_by_side import best_sentence, comparison_tables
from pages.parts.comparison.suggestions import suggested
from pages.parts.frame import Context, area_label, page
from pages.parts.leaving.bar import leaving_bar, picture_address, shown_part
from pages.parts.plain import plain
from pages.parts.revision_list import revisions

PAGE = "comparison"
NO_YEAR = ""


def show() -> None:
    """The whole page."""
    with page(COMPARISON.title) as context:
        codes = chosen_areas.area_codes(PAGE)
        known, unknown = chosen_areas.known_areas(codes)
        told_about(context, known, unknown)
        areas = known[:MOST_COMPARED]
        chosen_row(context, PAGE, areas)
        if len(areas) < MOST_COMPARED:
            area_choice(
                context,
                "comparison_search",
                label=context.text("Add an area"),
                on_choose=lambda code: chosen_areas.add(PAGE, code),
                without=tuple(codes),
            )
        if len(areas) < 2:
            too_few(context, areas)
        else:
            compare(context, areas)


def told_about(context: Context, known: list[Area], unknown: list[str]) -> None:
    """What of the address cannot be shown."""
    _ = context.text
    if unknown:
        st.warning(_("No area of today has the code {codes}; it is left out.").format(
            codes=", ".join(f"“{plain(code)}”" for code in unknown)))  # fmt: skip
    if len(known) > MOST_COMPARED:
        left_out = ", ".join(
            plain(area_label(area, context.lang)) for area in known[MOST_COMPARED:]
        )
        st.warning(_("At most {count} areas fit side by side. Left out: {areas}.").format(
            count=MOST_COMPARED, areas=left_out))  # fmt: skip


def too_few(context: Context, areas: list[Area]) -> None:
    """Fewer than two areas: what to do next."""
    _ = context.text
    if areas:
        st.info(_("One area is chosen. Add at least one more to see them side by side."),
                icon=":material/info:")  # fmt: skip
        suggested(context, PAGE, areas, None)
    else:
        st.info(_("Choose two to eight communes or provinces to see them side by side: type a "
                  "name above, or tick rows of a ranking."), icon=":material/info:")  # fmt: skip
    st.page_link(RANKING.file, label=_("Choose from a ranking"), icon=":material/leaderboard:",
                 query_params=address.link())  # fmt: skip


def compare(context: Context, areas: list[Area]) -> None:
    """The areas side by side."""
    codes = [area["area_code"] for area in areas]
    year = chosen_year(context, areas)
    compared = cached.compare(codes, year=year)
    if len({area["level"] for area in areas}) > 1:
        st.warning(context.text("Communes and provinces are compared here: their figures differ "
                                "by size alone."))  # fmt: skip
    if len(areas) < MOST_COMPARED:
        suggested(context, PAGE, areas, year)
    if compared.empty:
        nothing_shared(context, year)
        return
    st.markdown(f"**{shared_sentence(compared, len(areas), context.lang)}**")
    compared_rug(context, areas, compared, year)
    one_indicator(context, areas, compared, year)
    in_full(context, areas, compared)
    revisions(context, areas=codes)
    onward(context, codes, year)
    charts(context, areas, compared)
    standing(context, areas, year)


def in_full(context: Context, areas: list[Area], compared: pd.DataFrame) -> None:
    """Every figure in words, folded below what is drawn; open where nothing is drawn."""
    with st.expander(context.text("All figures in words"), icon=":material/table:",
                     expanded=not rug_order(compared)):  # fmt: skip
        st.markdown(best_sentence(context, compared))
        comparison_tables(context, areas, compared)


def chosen_year(context: Context, areas: list[Area]) -> str | None:
    """The year to compare, or for each indicator the set that most areas have."""
    _ = context.text
    years = [str(year) for year in cached.named("years", level=areas[0]["level"])["year"]]
    picked = address.chosen_code(
        _("Year"),
        "year",
        [NO_YEAR, *years],
        default=NO_YEAR,
        format_func=lambda code: code or _("for each indicator the period with most figures"),
        width=420,
    )
    return picked or None


def nothing_shared(context: Context, year: str | None) -> None:
    """No figure at all among the chosen areas."""
    _ = context.text
    if year:
        st.info(_("None of these areas has a figure for {year}. Choose another year.")
                .format(year=year), icon=":material/info:")  # fmt: skip
    else:
        st.info(_("None of these areas has a figure yet in the sets that are compared. Open one "
                  "of them above to see what there is, or add another area."),
                icon=":material/info:")  # fmt: skip


def onward(context: Context, codes: list[str], year: str | None) -> None:
    """The same areas as a file."""
    st.page_link(
        DOWNLOADS.file,
        label=context.text("Download the figures of these areas"),
        icon=":material/download:",
        query_params=address.link(area=codes, year=year or ""),
    )


def charts(context: Context, areas: list[Area], compared: pd.DataFrame) -> None:
    """One small panel per indicator that several areas have a figure for; drawn once it is open."""
    _ = context.text
    labels = {area["area_code"]: name_with_province(area) for area in areas}
    rows = panels(compared, labels, context.lang)
    if rows.empty:
        st.markdown(_("No indicator has figures of two of these areas in the same period and on "
                      "the same basis, so there is nothing to draw."))  # fmt: skip
        return
    with st.expander(_("Indicator by indicator"), icon=":material/dataset:", on_change="rerun",
                     key="panels") as opened:  # fmt: skip
        if opened.open:
            panel_chart(context, rows)


def panel_chart(context: Context, rows: pd.DataFrame) -> None:
    """The small panels, each on a scale of its own."""
    st.caption(context.text("Each panel has its own scale. Lines at a dot show the interval that "
                            "the printed number stands for."))  # fmt: skip
    st.plotly_chart(
        small_multiples(rows, lang=context.lang, dark=context.dark),
        theme=None,
        config=CONFIG,
        alt=small_multiples_alt(rows, lang=context.lang),
        key="small_multiples",
    )


def standing(context: Context, areas: list[Area], year: str | None) -> None:
    """One of the areas among all areas: the spine chart."""
    with st.expander(context.text("One area among all"), icon=":material/align_horizontal_center:"):
        one_among_all(context, areas, year)


def one_among_all(context: Context, areas: list[Area], year: str | None) -> None:
    """The choice of the area, and its line among all others, indicator by indicator."""
    _ = context.text
    labels = {area["area_code"]: name_with_province(area) for area in areas}
    code = st.selectbox(
        _("Area"), list(labels), key="standing_area", format_func=labels.__getitem__, width=420
    )
    rows = with_texts(cached.profile(code, year=year), context.lang)
    drawable, withheld = drawable_rows(rows)
    if drawable.empty:
        st.markdown(_("For {area} there is nothing to draw: no indicator has figures of at least "
                      "{count} areas, its own among them.").format(
                          area=plain(labels[code]), count=MINIMUM_REPORTED))  # fmt: skip
    else:
        st.caption(_("From the worst to the best value reported: the band holds the middle half "
                     "of the areas, the upright mark is the median. An empty circle belongs to an "
                     "indicator without better or worse."))  # fmt: skip
        st.plotly_chart(
            spine_chart(rows, lang=context.lang, dark=context.dark),
            theme=None,
            config=CONFIG,
            alt=spine_alt(rows, area_name=labels[code], lang=context.lang),
            key="spine",
        )
        title = _("{area} among all areas that reported").format(area=labels[code])
        picture = picture_address("area", code, year=year)
        leaving_bar(context, shown_part(context, title, picture=picture), key="spine")
    not_drawn(context, withheld)


def not_drawn(context: Context, withheld: pd.DataFrame) -> None:
    """The indicators that the area has, but too few others, or others of another part of a year."""
    _ = context.text
    sentences = {
        "too_few": _("Not drawn, because fewer than {count} areas have a figure: {names}."),
        "mixed_periods": _("Not drawn, because the figures cover different parts of the year and "
                           "grow with its length: {names}."),
    }  # fmt: skip
    for reason, sentence in sentences.items():
        names = withheld.loc[withheld["withheld_because"] == reason, "indicator_name"]
        if len(names):
            told = "; ".join(plain(name) for name in names)
            st.caption(sentence.format(count=MINIMUM_REPORTED, names=told))


show()
