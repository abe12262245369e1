"""How much of a province each indicator covers, and why the rest is missing."""

from html import escape

import streamlit as st

from indicators.language import formats
from indicators.language.area_words import missing_reason
from indicators.language.formats import per_cent
from indicators.questions.ranking import MISSING_REASONS
from indicators.views.rug import Rug, RugColumn
from indicators.web.navigation import RANKING
from pages.parts.address import href
from pages.parts.frame import Context
from pages.parts.province.plain_html import link, table


def coverage_table(context: Context, drawn: Rug, province: str) -> None:
    """One row per indicator: communes with a figure, then the gaps by their reason."""
    _ = context.text
    headings = [_("Indicator"), _("With a figure"), _("Share"),
                *(_capital(missing_reason(one, context.lang)) for one in MISSING_REASONS),
                _("Period and basis")]  # fmt: skip
    rows = [_row(context, drawn, column, province) for column in drawn.columns]
    st.html(table(_("Communes with a figure, by indicator"), headings, rows, context.dark))


def _row(context: Context, drawn: Rug, column: RugColumn, province: str) -> list[str]:
    gaps = dict.fromkeys(MISSING_REASONS, 0)
    for row in drawn.rows:
        reason = drawn.cell(row.area_code, column.indicator_id).missing_reason
        if reason is not None:
            gaps[reason] += 1
    address = href(RANKING, indicator=column.indicator_id, province=province)
    share = 100 * column.reported / column.applicable if column.applicable else 0.0
    told = " · ".join(part for part in (column.period, column.basis) if part)
    return [
        link(column.name, address),
        _counted(context, column),
        per_cent(share, context.lang),
        *(formats.number(count, 0, context.lang) for count in gaps.values()),
        escape(told),
    ]


def _counted(context: Context, column: RugColumn) -> str:
    reported, applicable = (
        formats.number(count, 0, context.lang) for count in (column.reported, column.applicable)
    )
    return f"{reported} / {applicable}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
