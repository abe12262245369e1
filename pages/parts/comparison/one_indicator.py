"""One indicator of the compared areas: each figure beside its yardsticks, and what can be said."""

import pandas as pd
import streamlit as st

from indicators.questions.evidence import Figure, figures
from indicators.yardsticks.safe_comparison import comparable_indicators
from pages.parts import cached
from pages.parts.chosen_areas import Area
from pages.parts.comparison.what_can_be_said import paragraph, safe_heading
from pages.parts.comparison.yardstick_lines import yardsticks
from pages.parts.figure_words import circumstances, value_words
from pages.parts.frame import Context, area_label
from pages.parts.plain import plain


def one_indicator(
    context: Context, areas: list[Area], compared: pd.DataFrame, year: str | None
) -> None:
    """A section of the comparison; nothing where no indicator has figures of two areas.

    ``compared`` is ``profile.compare`` of the areas: one row per indicator and area.
    """
    ids = comparable_indicators(compared)
    if not ids:
        return
    named = compared.drop_duplicates("indicator_id").set_index("indicator_id")
    st.subheader(context.text("Fair yardsticks"), anchor=False)
    chosen = st.selectbox(
        context.text("Indicator"), ids, key="one_indicator",
        format_func=lambda code: context.named(named.loc[code]), width=420,
    )  # fmt: skip
    known = compared[(compared["indicator_id"] == chosen) & compared["value"].notna()]
    for row in figures(known):
        _beside_yardsticks(context, row | _counts(row))
    safe_heading(context)
    codes = [area["area_code"] for area in areas]
    paragraph(cached.comparison_paragraph(codes, chosen, context.lang, year=year))


def _beside_yardsticks(context: Context, row: Figure) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(
            f"{plain(area_label(row, context.lang))}: **{plain(value_words(context, row))}**  \n"
            f":small[:gray[{circumstances(context, row)}]]"
        )
        yardsticks(context, row)


def _counts(row: Figure) -> Figure:
    """Numerator and denominator of a figure: 14 of 19 criteria is not 14."""
    observations = cached.area_observations(row["area_code"])
    found = figures(observations[observations["observation_id"] == row["observation_id"]])
    return {column: found[0][column] for column in ("numerator", "denominator")}
