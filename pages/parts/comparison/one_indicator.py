"""One indicator of the compared areas, large: axis, median and threshold, and what can be said."""

import pandas as pd
import streamlit as st

from indicators.charts.one_indicator import one_indicator_alt, one_indicator_chart
from indicators.charts.style import CONFIG
from indicators.questions.comparison import rug_order
from indicators.questions.evidence import Figure, figures
from indicators.views.one_indicator import OneIndicator
from indicators.yardsticks.safe_sentence import SafeParagraph
from pages.parts import address, cached
from pages.parts.chosen_areas import Area
from pages.parts.comparison.side_by_side import counts
from pages.parts.comparison.yardstick_lines import yardsticks
from pages.parts.figure_words import circumstances, value_words
from pages.parts.frame import Context, area_label
from pages.parts.plain import plain
from pages.parts.ways_to_get import areas_by_program


def one_indicator(
    context: Context, areas: list[Area], compared: pd.DataFrame, year: str | None
) -> None:
    """A section of the comparison; only the ways out where no indicator has figures of two areas.

    ``compared`` is ``profile.compare`` of the areas: one row per indicator and area.
    """
    ids = rug_order(compared)
    codes = [area["area_code"] for area in areas]
    if not ids:
        areas_by_program(context, codes, year)
        return
    named = compared.drop_duplicates("indicator_id").set_index("indicator_id")
    chosen = address.chosen_code(
        context.text("Indicator drawn large"), "indicator", ids, default=ids[0],
        format_func=lambda code: context.named(named.loc[code]), width=620,
    )  # fmt: skip
    shown = cached.one_indicator(codes, chosen, context.lang, year=year)
    _large(context, shown, context.named(named.loc[chosen]))
    areas_by_program(context, codes, year)
    safe_heading(context)
    paragraph(cached.comparison_paragraph(codes, chosen, context.lang, year=year))
    known = compared[(compared["indicator_id"] == chosen) & compared["value"].notna()]
    with st.expander(context.text("Fair yardsticks"), icon=":material/straighten:"):
        counted = counts(areas)
        for row in figures(known):
            _beside_yardsticks(context, row | counted[row["observation_id"]])


def _large(context: Context, shown: OneIndicator, name: str) -> None:
    """The chart with its heading and, below it, what its axis and lines mean."""
    unit = str(shown.rows["unit"].iloc[0])
    told = " · ".join(part for part in (unit, shown.told) if part)
    st.header(plain(name), anchor=False)
    st.caption(plain(told))
    st.plotly_chart(
        one_indicator_chart(shown.rows, shown.references, lang=context.lang, dark=context.dark),
        theme=None,
        config=CONFIG,
        alt=one_indicator_alt(shown.rows, shown.references, lang=context.lang),
        key="one_indicator_chart",
    )
    st.caption(plain(" ".join(shown.notes)))


def _beside_yardsticks(context: Context, row: Figure) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(
            f"{plain(area_label(row, context.lang))}: **{plain(value_words(context, row))}**  \n"
            f":small[:gray[{circumstances(context, row)}]]"
        )
        yardsticks(context, row)


def safe_heading(context: Context) -> None:
    """What the paragraph below is."""
    _ = context.text
    st.subheader(_("What can be said"), anchor=False)
    st.caption(_("Made from the numbers by rules, with what they do not allow one to say. Copy it "
                 "whole, source included."))  # fmt: skip


def paragraph(safe: SafeParagraph) -> None:
    """The paragraph with a button to copy it."""
    st.code(safe.text, language=None, wrap_lines=True)
