"""The figures published last, and how fresh and large the release is."""

import pandas as pd
import streamlit as st

from indicators.language import formats
from indicators.language.record_texts import in_language
from indicators.web.navigation import METHODS
from pages.parts import address, cached
from pages.parts.frame import Context, area_label


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
        alt=_("The figures published last"),
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
