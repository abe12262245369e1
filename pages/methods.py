"""Methods and sources: the catalogue, the rules, the sources, and how good the data are."""

import streamlit as st

from indicators.web.navigation import METHODS
from pages.parts.frame import page
from pages.parts.methods import catalogue_records, contradictions, ranking_rules, source_list


def show() -> None:
    """The whole page; only the section that is open is worked out."""
    with page(METHODS.title) as context:
        _ = context.text
        sections = (
            (_("Catalogue"), catalogue_records.show),
            (_("Sources"), source_list.show),
            (_("Ranking and intervals"), ranking_rules.show),
            (_("Contradictions"), contradictions.show_contradictions),
            (_("Coverage"), contradictions.show_coverage),
            (_("Licence and release"), source_list.show_release),
        )
        tabs = st.tabs([title for title, _show in sections], key="methods_section",
                       on_change="rerun")  # fmt: skip
        for tab, (_title, show_section) in zip(tabs, sections, strict=True):
            if tab.open:
                with tab:
                    show_section(context)


show()
