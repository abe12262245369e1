"""What stands out, as a list of sentences; each leads to what it was found in."""

from html import escape

import streamlit as st

from indicators.judgement import COUNTRY_WIDE_SHARE_PCT
from indicators.language import formats
from indicators.views.province_findings import ProvinceFinding, province_findings
from indicators.views.province_words import finding_sentence
from indicators.views.rug import Rug
from indicators.web.navigation import RANKING
from pages.parts.address import href
from pages.parts.frame import Context
from pages.parts.province.plain_html import link


def findings_list(context: Context, drawn: Rug, province: str) -> None:
    """The findings of the rug of a province, with a link to the ranking of each."""
    items = "".join(
        f"<li>{escape(finding_sentence(one, drawn))} {_evidence(context, one, drawn, province)}"
        "</li>"
        for one in province_findings(drawn)
    )
    heading = escape(context.text("What stands out"))
    listed = f"<ul style='margin:0;padding-left:1.2em'>{items}</ul>" if items else ""
    st.html(f"<h2 style='font-size:1.1rem;padding:0;margin:0 0 4px'>{heading}</h2>{listed}")
    st.caption(context.text(
        "Sentences about the province are made only of figures of at least {share} of the "
        "communes that an indicator applies to."
    ).format(share=formats.per_cent(COUNTRY_WIDE_SHARE_PCT, context.lang)))  # fmt: skip


def _evidence(context: Context, found: ProvinceFinding, drawn: Rug, province: str) -> str:
    """The ranking of the indicator in the province, in the set and on the basis of the rug."""
    columns = {column.indicator_id: column for column in drawn.columns}
    several = len(found.indicator_ids) > 1
    links = [
        link(
            context.text("Evidence") + (f" {place}" if several else ""),
            href(
                RANKING,
                indicator=one,
                province=province,
                year=columns[one].period_set,
                basis=columns[one].basis_code,
            ),
        )
        for place, one in enumerate(found.indicator_ids, 1)
    ]
    return " · ".join(links)
