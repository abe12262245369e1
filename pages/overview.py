"""Overview: what this is, how to find a commune, the headline indicators, the newest figures."""

import pandas as pd
import streamlit as st

from indicators.charts.strip import strip, strip_alt
from indicators.charts.style import CONFIG
from indicators.language import formats, quoted
from indicators.language.record_texts import in_language
from indicators.questions.overview import HeadlineCard
from indicators.views import words
from indicators.web.navigation import COMMUNE, METHODS, RANKING
from pages.parts import address, cached
from pages.parts.area_search import area_links
from pages.parts.frame import Context, area_label, page
from pages.parts.plain import plain, plain_area

CARDS_IN_A_ROW = 3


def show() -> None:
    """The whole page."""
    with page() as context:
        introduction(context)
        cards = cached.headline_cards()
        for first in range(0, len(cards), CARDS_IN_A_ROW):
            row = st.columns(CARDS_IN_A_ROW)
            for place, card in zip(row, cards[first : first + CARDS_IN_A_ROW], strict=False):
                with place.container(border=True, height="stretch"):
                    headline(context, card)
        newest(context)
        release(context)


def introduction(context: Context) -> None:
    """One sentence, and the search box."""
    _ = context.text
    st.title("Thước Xã")
    communes = int(cached.named("number_of_communes")["communes"].iloc[0])
    st.markdown(
        _("Compare Viet Nam's {count} communes, wards and special zones by figures that each "
          "lead to their source, and see what is missing.").format(
            count=formats.number(communes, 0, context.lang)
        )
    )  # fmt: skip
    area_links(
        context, "overview_search", label=_("Find a commune, ward, special zone or province")
    )


def headline(context: Context, card: HeadlineCard) -> None:
    """One indicator: coverage, middle and spread, and a figure that can be checked."""
    ranking, indicator = card.ranking, card.ranking.indicator
    unit, decimals = context.named(indicator, "unit"), int(indicator["decimals"])
    st.markdown(f"## {plain(context.named(indicator))}", anchors=False)
    if card.example is None or ranking.period is None:
        st.caption(words.coverage_sentence(ranking.coverage, context.lang))
        return
    st.caption(f"{plain(unit)} · {formats.period_set(ranking.period.code, context.lang)}")
    if card.median is not None:
        middle_and_spread(context, card)
    st.caption(words.coverage_sentence(ranking.coverage, context.lang))
    example(context, card.example, decimals)
    st.page_link(
        RANKING.file,
        label=context.text("See the ranking"),
        icon=":material/leaderboard:",
        query_params=address.link(indicator=indicator["indicator_id"]),
    )


def middle_and_spread(context: Context, card: HeadlineCard) -> None:
    """The median as a number, and every commune as a point."""
    indicator = card.ranking.indicator
    decimals, unit = int(indicator["decimals"]), context.named(indicator, "unit")
    median = formats.number_as_needed(card.median, decimals, context.lang)
    st.metric(context.text("Median"), median)
    rows = card.ranking.rows
    st.plotly_chart(
        strip(rows, unit=unit, decimals=decimals, lang=context.lang, dark=context.dark),
        theme=None,
        config=CONFIG,
        alt=strip_alt(rows, indicator_name=context.named(indicator), unit=unit,
                      decimals=decimals, lang=context.lang),
        key=f"strip_{indicator['indicator_id']}",
    )  # fmt: skip


def example(context: Context, row: pd.Series, decimals: int) -> None:
    """The best documented figure, with its commune; the card names the unit."""
    figure = quoted.as_ranked(row, decimals, context.lang)
    st.caption(context.text("Best documented figure"))
    st.page_link(
        COMMUNE.file,
        label=f"{plain_area(row.to_dict(), context.lang)}: {plain(figure)}",
        icon=":material/verified:",
        query_params=address.link(area=row["area_code"]),
    )


def newest(context: Context) -> None:
    """The figures published last."""
    _ = context.text
    st.header(_("Published last"))
    rows = cached.newest_figures()
    if rows.empty:
        st.caption(_("No dated source yet."))
        return
    shown = pd.DataFrame(
        {
            _("Published"): [formats.day(day, context.lang) for day in rows["published_on"]],
            _("Area"): [area_label(row, context.lang) for row in rows.to_dict("records")],
            _("Indicator"): in_language(rows, "name", context.lang),
            _("Value"): [context.figure(row) for row in rows.to_dict("records")],
            _("Period"): [
                formats.period(row.period_start, row.period_end, context.lang)
                for row in rows.itertuples()
            ],
            _("Source"): rows["publisher"],
            _("Text"): rows["url"],
        }
    )
    st.dataframe(
        shown,
        hide_index=True,
        height="content",
        column_config={
            _("Value"): st.column_config.TextColumn(width=240),
            _("Text"): st.column_config.LinkColumn(display_text=_("open"), width=70),
        },
    )


def release(context: Context) -> None:
    """How fresh and how large the table is."""
    _ = context.text
    record = context.store.release
    st.caption(
        _("Release {release} of {day}: {figures} figures of {areas} areas from {sources} "
          "sources.").format(
            release=record["release_id"],
            day=formats.day(record["latest_recorded_on"], context.lang),
            figures=formats.number(record["observations"], 0, context.lang),
            areas=formats.number(record["areas_with_figures"], 0, context.lang),
            sources=formats.number(record["sources"], 0, context.lang),
        )
    )  # fmt: skip
    st.page_link(METHODS.file, label=_("How ranks, intervals and gaps are handled"),
                 icon=":material/fact_check:", query_params=address.link())  # fmt: skip


show()
