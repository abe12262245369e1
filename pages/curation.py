"""Curation: read a text or a spreadsheet, look at the evidence, decide, and keep or publish."""

import streamlit as st

from indicators.language.record_texts import in_language
from indicators.web.navigation import CURATION
from pages.parts import address, cached
from pages.parts.curation import access, decisions, keeping, marked_text, reading_forms
from pages.parts.frame import Context, page
from pages.parts.revision_list import offers, revision_table


def show() -> None:
    """The whole page. Reading is for everyone; only a curator is offered to write."""
    with page(CURATION.title) as context:
        access.show(context)
        keeping.show_outcome(context)
        reading = reading_forms.show(context)
        if reading is not None:
            with marked_text.beside(reading, context):
                decided = decisions.show(reading, context)
            decisions.show_differences(decided, context)
            marked_text.show_rejects(reading, context)
            keeping.show(reading, decided, context)
        changes(context)


def changes(context: Context) -> None:
    """Revisions of all figures or of one indicator, latest first."""
    _ = context.text
    st.header(_("Revisions"))
    found = cached.revisions()
    if found.empty:
        st.info(_("No accepted figure has been revised yet."))
        return
    told = in_language(found, "indicator", context.lang)
    names = dict(zip(found["indicator_id"], told, strict=True))
    chosen = address.chosen_code(
        _("Indicator"), "revised", ["", *sorted(names)], default="",
        format_func=lambda name: names[name] if name else _("All indicators"),
    )  # fmt: skip
    shown = found[found["indicator_id"] == chosen] if chosen else found
    revision_table(context, shown)
    offers(context, shown, key="changes", indicator=chosen or "")


show()
