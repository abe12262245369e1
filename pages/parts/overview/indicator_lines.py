"""All indicators as compact tables: headline and country-wide figures open, the rest folded."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.questions.overview import IndicatorLine, indicator_line
from indicators.views.indicator_table import LineGroup, indicator_table_html
from indicators.web.navigation import METHODS, RANKING
from pages.parts import address, cached
from pages.parts.address import href
from pages.parts.drawn_html import drawn_html
from pages.parts.frame import Context


def indicator_lines(context: Context) -> None:
    """The table that is open, and below it a fold for each of the other two."""
    _ = context.text
    st.header(_("The indicators"), anchor=False)
    seen = cached.glance()
    table(context, "overview_lines", _("All communes; each name leads to its ranking."), [
        LineGroup(_("Headline figures"), tuple(indicator_line(one) for one in seen.headline)),
        LineGroup(_("Country-wide figures"),
                  tuple(indicator_line(one) for one in seen.country_wide)),
    ])  # fmt: skip
    others(context, len(seen.others))
    if seen.without:
        st.caption(
            context.plural(
                "{count} indicator of the catalogue has no figure of a commune yet.",
                "{count} indicators of the catalogue have no figure of a commune yet.",
                len(seen.without),
            ).format(count=formats.number(len(seen.without), 0, context.lang))
        )
        st.page_link(METHODS.file, label=_("The whole catalogue"), icon=":material/menu_book:",
                     query_params=address.link())  # fmt: skip


def others(context: Context, count: int) -> None:
    """The rest; worked out when it is opened, those of very few communes apart."""
    if not count:
        return
    title = context.plural("{count} other indicator", "{count} other indicators", count).format(
        count=formats.number(count, 0, context.lang))  # fmt: skip
    with st.expander(title, key="overview_others", on_change="rerun") as opened:
        if not opened.open:
            return
        lines = cached.other_lines()
        few = [one for one in lines if one.coverage.reported < MINIMUM_REPORTED]
        rest = [one for one in lines if one.coverage.reported >= MINIMUM_REPORTED]
        told = context.text("Fewer than {count} communes, so without a rank").format(
            count=formats.number(MINIMUM_REPORTED, 0, context.lang))  # fmt: skip
        table(context, "overview_other_lines", title,
              [LineGroup("", tuple(rest)), LineGroup(told, tuple(few))])  # fmt: skip


def table(context: Context, key: str, caption: str, groups: Sequence[LineGroup]) -> None:
    """One table of several groups."""
    newest: dict[str, pd.Timestamp] = cached.freshness().set_index("indicator_id")[
        "newest_period_end"].to_dict()  # fmt: skip
    html = indicator_table_html(groups, caption=caption, newest=newest, link=ranking_address,
                                lang=context.lang, dark=context.dark)  # fmt: skip
    drawn_html(html, key)


def ranking_address(line: IndicatorLine) -> str:
    """The ranking of a line, in the set of periods that the line shows."""
    code = str(line.indicator["indicator_id"])
    year = line.period.code if line.period else ""
    return href(RANKING, indicator=code, year=year)
