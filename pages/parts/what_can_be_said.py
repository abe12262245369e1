"""A paragraph ready to copy, with what the data do not allow one to say."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from indicators.questions.evidence import Cell
from indicators.yardsticks.safe_sentence import SafeParagraph
from pages.parts import cached
from pages.parts.figure_words import basis_words, period_words
from pages.parts.frame import Context


def safe_figure(
    context: Context, area: Mapping[str, Any], shown: list[Cell], profile: pd.DataFrame
) -> None:
    """A section of a commune's page: choose one of its figures, copy what can be said about it."""
    usual = set(profile["observation_id"].dropna())
    headline = set(profile.loc[profile["headline"], "indicator_id"])
    ordered = sorted(
        (cell.chosen for cell in shown),
        key=lambda one: (one["indicator_id"] not in headline, one["observation_id"] not in usual),
    )
    labels = {int(one["observation_id"]): _label(context, one) for one in ordered}
    safe_heading(context)
    chosen = st.selectbox(
        context.text("Figure"), list(labels), key=f"safe_figure_{area['area_code']}",
        format_func=labels.__getitem__, width=620,
    )  # fmt: skip
    paragraph(cached.figure_paragraph(area["area_code"], chosen, context.lang))


def safe_heading(context: Context) -> None:
    """What the paragraph below is."""
    _ = context.text
    st.header(_("What can be said"), anchor=False)
    st.caption(_("Made from the numbers by rules, with what they do not allow one to say. Copy it "
                 "whole, source included."))  # fmt: skip


def paragraph(safe: SafeParagraph) -> None:
    """The paragraph with a button to copy it."""
    st.code(safe.text, language=None, wrap_lines=True)


def _label(context: Context, figure: Mapping[str, Any]) -> str:
    parts = (context.named(figure), period_words(context, figure), basis_words(context, figure))
    return " · ".join(part for part in parts if part)
