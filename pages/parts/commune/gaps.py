"""What is not known about an area, by reason, with the headline indicators first."""

from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from indicators.language import formats
from indicators.questions.profile import unknown_by_reason
from pages.parts.figure_words import theme_name
from pages.parts.frame import Context
from pages.parts.plain import plain


def gaps(context: Context, profile: pd.DataFrame) -> None:
    """The indicators without a figure in the usual set, grouped by the reason."""
    unknown = unknown_by_reason(profile)
    if not unknown:
        return
    st.header(context.text("What is not known"), anchor=False)
    st.markdown(context.text("A missing figure is not a zero and not a bad mark: nobody has "
                             "entered one from a source that can be named."))  # fmt: skip
    for reason, rows in unknown.items():
        _of_reason(context, reason, rows)


def _of_reason(context: Context, reason: str, rows: pd.DataFrame) -> None:
    lead = reason_sentence(context, reason)
    headline = rows[rows["headline"]]
    others = rows[~rows["headline"]]
    if len(headline):
        st.markdown(f"**{lead}:** {_names(context, headline)}.")
    if len(others):
        with st.expander(_others_label(context, lead, len(others), bool(len(headline)))):
            st.markdown(_by_theme(context, others))


def reason_sentence(context: Context, reason: str) -> str:
    """Why these indicators have no figure, as the opening of a list."""
    _ = context.text
    return {
        "not_reported": _("No figure found"),
        "other_basis_only": _("Figures above, but on another basis than the one compared"),
        "other_period_only": _("Figures above, but for another period than the one compared"),
        "not_applicable": _("Does not apply to this type of area"),
    }[reason]


def _others_label(context: Context, lead: str, count: int, after_headline: bool) -> str:
    ngettext = context.plural
    number = formats.number(count, 0, context.lang)
    if after_headline:
        counted = ngettext("{count} more indicator", "{count} more indicators", count)
    else:
        counted = ngettext("{count} indicator", "{count} indicators", count)
    return f"{lead}: {counted.format(count=number)}"


def _names(context: Context, rows: pd.DataFrame) -> str:
    return "; ".join(plain(context.named(row)) for row in rows.to_dict("records"))


def _by_theme(context: Context, rows: pd.DataFrame) -> str:
    """One line per theme."""
    records = rows.to_dict("records")
    lines = []
    for theme, of_theme in groupby(records, key=_theme):
        names = "; ".join(plain(context.named(row)) for row in of_theme)
        lines.append(f"- **{theme_name(context, theme)}:** {names}")
    return "\n".join(lines)


def _theme(row: dict[str, Any]) -> str:
    return str(row["theme"])
