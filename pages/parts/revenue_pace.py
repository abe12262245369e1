"""How revenue stood within the year: against an even pace and against the year before."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.language import trend_words
from pages.parts import cached
from pages.parts.figure_words import basis_words, period_words, value_words
from pages.parts.frame import Context
from pages.parts.plain import plain


def revenue_pace(context: Context, area: dict[str, Any], *, headed: bool = True) -> bool:
    """A section about one area; returns whether there was anything to say.

    ``headed`` puts its heading above; a page with several areas has one for all.
    """
    rows = cached.pace(area["area_code"])
    if rows.empty:
        return False
    if headed:
        pace_heading(context)
    for row in rows.to_dict("records"):
        st.markdown(_sentence(context, row))
    return True


def pace_heading(context: Context) -> None:
    """The heading, and below it what the even pace is."""
    st.header(context.text("Revenue within the year"), anchor=False)
    pace_caveat(context)


def pace_caveat(context: Context) -> None:
    """What the even pace is, and that it is no forecast."""
    _ = context.text
    told = _("The even pace is the share of the year's days that have gone by. Revenue does not "
             "come evenly, so this is a yardstick and no forecast of the year.")  # fmt: skip
    st.caption(told)


def _sentence(context: Context, row: dict[str, Any]) -> str:
    """Period, basis and value, then the two comparisons that the figure allows."""
    head = " · ".join(
        plain(part) for part in (period_words(context, row), basis_words(context, row)) if part
    )
    told = [f"**{plain(value_words(context, row))}**"]
    if pd.notna(row["amount"]):
        told[0] = context.text("{share} of the plan").format(share=told[0])
        told.append(plain(trend_words.pace_words(row, context.lang)))
    told.append(plain(trend_words.year_before_words(row, context.lang)))
    return f"{plain(context.named(row))} · {head}: {told[0]}. {' '.join(told[1:])}"
