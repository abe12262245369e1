"""The communes of which nothing is known but what a table gives for all, and what to ask for."""

from html import escape

import pandas as pd
import streamlit as st

from indicators.language import formats
from indicators.views.rug import Rug, RugColumn
from indicators.views.what_to_ask import request_for, worded
from indicators.web.navigation import COMMUNE
from pages.parts import cached
from pages.parts.address import href
from pages.parts.frame import Context, area_type
from pages.parts.province.plain_html import link, table


def without_own_figures(drawn: Rug, province: str) -> pd.DataFrame:
    """The communes without a figure of their own: area_code, name, area_type."""
    everywhere = [column.indicator_id for column in drawn.columns if not column.headline]
    return cached.named("communes_without_own_figures", province=province, country_wide=everywhere)


def silent_communes(context: Context, drawn: Rug, province: str) -> None:
    """Their number and names, then the documents that would fill the gaps of the province."""
    _, ngettext = context.text, context.plural
    silent = without_own_figures(drawn, province)
    if len(silent):
        st.markdown(ngettext(
            "{count} commune of {all} has no figure of its own: only those that a table gives for "
            "every commune. That says nothing about the place: no text with its figures has been "
            "read so far.",
            "{count} communes of {all} have no figure of their own: only those that a table gives "
            "for every commune. That says nothing about the places: no text with their figures "
            "has been read so far.", len(silent),
        ).format(count=formats.number(len(silent), 0, context.lang),
                 all=formats.number(len(drawn.rows), 0, context.lang)))  # fmt: skip
        st.html(_names(context, silent))
    else:
        st.markdown(_("Every commune has at least one figure of its own."))
    st.html(_requests(context, drawn))
    st.caption(_("The names of the documents are the usual ones. Anybody may ask for information "
                 "under the law on access to information; a figure counts here once its document "
                 "can be named, and a curator has accepted it."))  # fmt: skip


def _names(context: Context, silent: pd.DataFrame) -> str:
    links = (
        link(f"{row['name']} ({area_type(row['area_type'], context.lang)})",
             href(COMMUNE, area=row["area_code"]))
        for row in silent.to_dict("records")
    )  # fmt: skip
    items = "".join(f"<li style='break-inside:avoid'>{one}</li>" for one in links)
    return ("<ul style='columns:11em;column-gap:1.5em;list-style:none;margin:0;padding:0;"
            f"font-size:14px;line-height:1.9'>{items}</ul>")  # fmt: skip


def _requests(context: Context, drawn: Rug) -> str:
    """One row per headline indicator with gaps: what to ask for, of whom, for how many."""
    _ = context.text
    lacking = [one for one in drawn.columns if one.headline and one.applicable > one.reported]
    rows = [_request(context, column) for column in lacking]
    headings = [_("Indicator"), _("Without a comparable figure"), _("Document to ask for"),
                _("Who keeps it")]  # fmt: skip
    return table(_("What could be asked for"), headings, rows, context.dark)


def _request(context: Context, column: RugColumn) -> list[str]:
    document, keeper = worded(request_for(column.theme), context.lang)
    count = formats.number(column.applicable - column.reported, 0, context.lang)
    return [escape(column.name), count, escape(document), escape(keeper)]
