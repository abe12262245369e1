"""Beside a download: the address of the very table, and lines for programs that give it."""

import streamlit as st

from indicators.open_data.download_tables import ranking_file_parts
from indicators.open_data.table_files import areas_parts, form_name
from indicators.open_data.table_lines import AskedTable, areas_asked, ranking_asked, ways
from indicators.questions.ranking import Ranking
from pages.parts import address
from pages.parts.filters import Choice
from pages.parts.frame import Context


def ranking_by_program(context: Context, ranking: Ranking, choice: Choice) -> None:
    """The ways to a ranking that a page shows."""
    parts = tuple(ranking_file_parts(ranking))
    asked = ranking_asked(choice.indicator_id, choice.question)
    ways_to_get(context, asked, form_name(parts, context.store.release, "csv"))


def areas_by_program(context: Context, codes: list[str], year: str | None = None) -> None:
    """The ways to the figures of some areas."""
    name = form_name(areas_parts(codes), context.store.release, "csv")
    ways_to_get(context, areas_asked(codes, year), name)


@st.fragment
def ways_to_get(context: Context, asked: AskedTable, file_name: str, key: str = "table") -> None:
    """A line that opens to the address and the lines; ``file_name`` is that of the standard CSV.

    Nothing of it is made or sent before it is opened. ``key`` tells two on one page apart.
    """
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
