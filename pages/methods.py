"""Methods and sources: the catalogue, the rules, the sources, and how good the data are."""

import streamlit as st

from indicators.web.navigation import METHODS
from pages.parts import methods_catalogue, methods_quality, methods_rules, methods_sources
from pages.parts.frame import page


def show() -> None:
    """The whole page; only the section that is open is worked out."""
    with page(METHODS.title) as context:
        _ = context.text
        sections = (
            (_("Catalogue"), methods_catalogue.show),
            (_("Sources"), methods_sources.show),
            (_("Ranking and intervals"), methods_rules.show),
            (_("Contradictions"), methods_quality.show_contradictions),
            (_("Coverage"), methods_quality.show_coverage),
            (_("Licence and release"), methods_sources.show_release),
        )
        tabs = st.tabs([title for title, _show in sections], key="methods_section",
                       on_change="rerun")  # fmt: skip
        for tab, (_title, show_section) in zip(tabs, sections, strict=True):
            if tab.open:
                with tab:
                    show_section(context)


show()
