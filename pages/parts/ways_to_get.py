"""Under a table: the bar by which it leaves the site, and lines for programs that give it."""

import streamlit as st

from indicators.open_data.download_tables import ranking_file_parts
from indicators.open_data.table_files import areas_parts, form_name
from indicators.open_data.table_lines import (
    AskedTable,
    areas_asked,
    of_release,
    ranking_asked,
    ways,
)
from indicators.questions.ranking import Ranking
from pages.parts import address, cached
from pages.parts.filters import Choice
from pages.parts.frame import Context, area_label
from pages.parts.leaving.bar import leaving_bar, shown_part


def ranking_by_program(
    context: Context, ranking: Ranking, choice: Choice, title: str, *, in_fragment: bool = True
) -> None:
    """How a ranking leaves the page that shows it: as the page's picture, as a table.

    ``title`` stands alone. A fragment costs more than it saves where the page is quick.
    """
    parts = tuple(ranking_file_parts(ranking))
    asked = ranking_asked(choice.indicator_id, choice.question)
    name = form_name(parts, context.store.release, "csv")
    leaving_bar(context, shown_part(context, title, table=asked, file_name=name), key="table")
    (ways_to_get if in_fragment else lines_to_get)(context, asked, name)


def areas_by_program(context: Context, codes: list[str], year: str | None = None) -> None:
    """How the figures of some areas leave the page."""
    name = form_name(areas_parts(codes), context.store.release, "csv")
    asked = areas_asked(codes, year)
    shown = shown_part(context, _names(context, codes), table=asked, file_name=name)
    leaving_bar(context, shown, key="table")
    ways_to_get(context, asked, name)


def _names(context: Context, codes: list[str]) -> str:
    names = [area_label(area, context.lang) for area in cached.areas(codes).to_dict("records")]
    return context.text("Figures of {areas}").format(areas=", ".join(names))


@st.fragment
def ways_to_get(context: Context, asked: AskedTable, file_name: str, key: str = "table") -> None:
    """``lines_to_get`` of a page that takes long: whoever opens them does not wait for it."""
    lines_to_get(context, asked, file_name, key)


def lines_to_get(context: Context, asked: AskedTable, file_name: str, key: str = "table") -> None:
    """A line that opens to the address and the lines; ``file_name`` is that of the standard CSV.

    Nothing of it is made or sent before it is opened. ``key`` tells two on one page apart.
    """
    if address.embedded():
        return
    _ = context.text
    with st.expander(_("Get this table by program"), icon=":material/code:", type="compact",
                     on_change="rerun", key=f"ways_{key}") as opened:  # fmt: skip
        if opened.open:
            _lines(context, asked, file_name, key)


def _lines(context: Context, asked: AskedTable, file_name: str, key: str) -> None:
    _ = context.text
    site = address.site()
    st.markdown(_("**Address of this table** (CSV, no login)"))
    st.code(asked.address(site), language=None, wrap_lines=True)
    if not asked.exact:
        st.caption(_("The address gives the figures as they are recorded; the columns of the "
                     "series come with the command line."))  # fmt: skip
    release_id = str(context.store.release["release_id"])
    st.markdown(_("**The same of release {id}**, also when newer figures come").format(
        id=release_id))  # fmt: skip
    st.code(of_release(asked, release_id).address(site), language=None, wrap_lines=True)
    found = {way.name: way for way in ways(asked, site, file_name)}
    chosen = st.segmented_control(
        _("Lines for"), list(found), key=f"way_{key}", default=next(iter(found)), required=True,
        format_func=_,
    )  # fmt: skip
    way = found[str(chosen)]
    st.code(way.code, language=way.language, wrap_lines=True)
    if way.name == "Excel (Power Query)":
        st.caption(_("In Excel: Data → Get Data → From Other Sources → Blank Query → Advanced "
                     "Editor. The lines name the language of the numbers (en-US), so that a "
                     "machine set to Vietnamese reads 0.624 right."))  # fmt: skip
    elif way.name == "Command line":
        st.caption(_("Where this program and its database are: CSV, workbook, and CSV for Excel "
                     "set to Vietnamese."))  # fmt: skip
