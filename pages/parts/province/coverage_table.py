"""How much of a province each indicator covers, and why the rest is missing."""

from html import escape

import streamlit as st

from indicators.views.rug import Rug
from indicators.views.rug_coverage import RugCoverageLine, coverage_lines, gap_headings
from indicators.web.navigation import RANKING
from pages.parts.address import href
from pages.parts.frame import Context
from pages.parts.province.plain_html import link, table


def coverage_table(context: Context, drawn: Rug, province: str) -> None:
    """One row per indicator: communes with a figure, then the gaps by their reason."""
    _ = context.text
    headings = [_("Indicator"), _("With a figure"), _("Share"), *gap_headings(context.lang),
                _("Period and basis")]  # fmt: skip
    rows = [_row(line, province) for line in coverage_lines(drawn)]
    st.html(table(_("Communes with a figure, by indicator"), headings, rows, context.dark))


def _row(line: RugCoverageLine, province: str) -> list[str]:
    address = href(RANKING, indicator=line.indicator_id, province=province)
    told = (line.counted, line.share, *line.gaps, line.told)
    return [link(line.name, address), *(escape(one) for one in told)]
