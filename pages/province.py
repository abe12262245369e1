"""One province: all its communes at a glance, what stands out, and what is not known."""

from functools import partial

import streamlit as st

from indicators.language import formats
from indicators.language.judgement_words import against_words
from indicators.open_data.table_files import form_name
from indicators.views.rug import Rug, best_documented_first
from indicators.web.navigation import RANKING
from indicators.yardsticks.cell_judgement import AGAINST, Against
from pages.parts import address, cached
from pages.parts.download_buttons import buttons, table_offers
from pages.parts.frame import Context, page
from pages.parts.leaving.bar import leaving_bar, shown_part
from pages.parts.plain import plain
from pages.parts.province.coverage_table import coverage_table
from pages.parts.province.findings_list import findings_list
from pages.parts.province.province_map import province_map
from pages.parts.province.silent_communes import silent_communes, without_own_figures
from pages.parts.rug.rug_table import rug_table

# The key of the address that says whose median judges.
AGAINST_KEY = "against"


def show() -> None:
    """The whole page."""
    with page() as context:
        heading = st.container()
        province = chosen_province(context)
        at_a_glance = st.container()
        against = chosen_yardstick(context)
        codes = communes(province)
        drawn = best_documented_first(
            cached.rug(codes, cached.rug_indicators(), lang=context.lang, against=against)
        )
        name = cached.province_labels()[province]
        with heading:
            st.title(context.text("{province}: every commune at a glance").format(
                province=plain(name)), anchor=False)  # fmt: skip
        with at_a_glance:
            summary(context, drawn, province)
            caption = context.text("Communes of {province} by indicator").format(province=name)
            rug_table(context, drawn, caption=caption)
            leaving_bar(context, shown_part(context, caption, picture=None), key="rug")
        sheet(context, [row.area_code for row in drawn.rows], province, against)
        findings_list(context, drawn, province)
        more(context, drawn, province)
        onward(context, province, name)


def chosen_province(context: Context) -> str:
    """The province; without one in the address the best documented."""
    names = cached.province_labels()
    return address.chosen_code(
        context.text("Province or city"), "province", list(names), default=best_documented(),
        format_func=lambda code: names[code],
    )  # fmt: skip


def chosen_yardstick(context: Context) -> Against:
    """Whose median judges where no threshold does; below the rug, which most read as it is."""
    found = address.chosen_code(
        context.text("Where no threshold counts, judged by the"), AGAINST_KEY, list(AGAINST),
        default=AGAINST[0], format_func=lambda code: against_words(code, context.lang), width=360,
    )  # fmt: skip
    return next(one for one in AGAINST if one == found)


def best_documented() -> str:
    """The province with most communes that have some figure: where a reader without one begins."""
    found = cached.named("areas_with_figures", province="", row_limit=1)
    provinces = cached.province_labels()
    if found.empty:
        return next(iter(provinces))
    return str(cached.areas([found["area_code"].iloc[0]])["province_code"].iloc[0])


def communes(province: str) -> list[str]:
    """The communes of today, by code."""
    found = cached.named("areas_today", level="commune", province=province, area_codes=None)
    return [str(code) for code in found["area_code"]]


def summary(context: Context, drawn: Rug, province: str) -> None:
    """How many communes there are, and of how many nothing of their own is known."""
    silent = len(without_own_figures(drawn, province))
    st.markdown(
        context.text("Communes: {all}; with a figure of their own {known}, without {silent} (see "
                     "below what could be asked for).").format(
            all=formats.number(len(drawn.rows), 0, context.lang),
            known=formats.number(len(drawn.rows) - silent, 0, context.lang),
            silent=formats.number(silent, 0, context.lang),
        )
    )  # fmt: skip


def sheet(context: Context, codes: list[str], province: str, against: Against) -> None:
    """The rug as one sheet."""
    parts = ("rug", province, *([against] if against != AGAINST[0] else []))
    indicators = cached.rug_indicators()

    def content(form: str) -> bytes:
        return cached.rug_file(codes, indicators, against=against, parts=parts).content(form)

    named = partial(form_name, parts, context.store.release)
    first = context.text("This table as a sheet (XLSX)")
    buttons("rug", table_offers(context, named, content, first))


def more(context: Context, drawn: Rug, province: str) -> None:
    """Map, coverage and gaps; only what is open is made."""
    _ = context.text
    labels = {"map": _("Map"), "coverage": _("Coverage"), "gaps": _("Communes without figures")}
    shown = {"map": province_map, "coverage": coverage_table, "gaps": silent_communes}
    open_view = address.chosen_tab("view", labels, lang=context.lang)
    with open_view.container:
        shown[open_view.code](context, drawn, province)


def onward(context: Context, province: str, name: str) -> None:
    """The same province as a ranking."""
    st.page_link(
        RANKING.file,
        icon=":material/leaderboard:",
        label=context.text("Rank the communes of {province}").format(province=plain(name)),
        query_params=address.link(province=province),
    )


show()
