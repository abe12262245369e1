"""The map of coverage, and beside it what stands out, each sentence with its evidence."""

import streamlit as st

from indicators.judgement import COUNTRY_WIDE_SHARE_PCT
from indicators.language import formats
from indicators.maps import map_layer
from indicators.pictures.coverage_map import coverage_svg
from indicators.questions.standing_out import StandingOut
from indicators.settings import DATA
from indicators.views.coverage_list import coverage_html
from indicators.views.standing_out_words import finding_coverage, finding_sentence
from indicators.web.navigation import METHODS, PROVINCE, RANKING
from pages.parts import address, cached
from pages.parts.address import href
from pages.parts.drawn_html import drawn_html
from pages.parts.frame import Context
from pages.parts.plain import plain


def country_at_a_glance(context: Context) -> None:
    """Two columns on a wide screen; on a phone the sentences come first."""
    _ = context.text
    sentences, drawn = st.columns([1.5, 1])
    with sentences:
        st.header(_("What stands out"), anchor=False)
        what_stands_out(context)
    with drawn:
        st.header(_("Where there are figures"), anchor=False)
        coverage_map(context)


def what_stands_out(context: Context) -> None:
    """At most three sentences; where figures bear none, why."""
    _ = context.text
    found = cached.standing_out()
    for one in found:
        with st.container(border=True, gap="small"):
            st.markdown(plain(finding_sentence(one, context.lang)))
            if caution := caution_of(context, one):
                st.caption(f"**{_('Caution')}:** {plain(caution)}")
            evidence(context, one)
    if not found:
        st.info(_("No indicator is known of {share} of the communes, so nothing can be said of "
                  "the country as a whole.").format(
                      share=formats.per_cent(COUNTRY_WIDE_SHARE_PCT, context.lang)))  # fmt: skip
    st.caption(_("Made by rules from figures of at least {share} of the communes; what printed "
                 "numbers do not tell apart is left open.").format(
                     share=formats.per_cent(COUNTRY_WIDE_SHARE_PCT, context.lang)))  # fmt: skip
    st.page_link(METHODS.file, label=_("How ranks, intervals and gaps are handled"),
                 icon=":material/fact_check:", query_params=address.link())  # fmt: skip


def caution_of(context: Context, found: StandingOut) -> str:
    """What the catalogue warns of when such figures are read; "" where it says nothing."""
    catalogue = cached.catalogue_of(DATA / "indicators.yaml")
    known = catalogue.indicators.get(str(found.ranking.indicator["indicator_id"]))
    return known.reading.in_language(context.lang) if known and known.reading else ""


def evidence(context: Context, found: StandingOut) -> None:
    """The ranking that shows a sentence, and of how many communes it knows."""
    st.caption(finding_coverage(found, context.lang))
    st.page_link(
        RANKING.file,
        label=context.text("See the figures"),
        icon=":material/leaderboard:",
        query_params=address.link(**found.evidence),
    )


def coverage_map(context: Context) -> None:
    """The provinces by their share of communes with a headline figure."""
    coverage = cached.headline_coverage()

    def link(code: str) -> str:
        return href(PROVINCE, province=code)

    drawn = coverage_svg(coverage, map_layer.current_layer(), link=link, lang=context.lang,
                         dark=context.dark)  # fmt: skip
    html = coverage_html(coverage, drawn, link=link, lang=context.lang, dark=context.dark)
    drawn_html(html, "overview_coverage")
