"""Curation: read a text or a spreadsheet, look at the evidence, decide, and keep or publish."""

from indicators.web.navigation import CURATION
from pages.parts import (
    curation_access,
    curation_changes,
    curation_decisions,
    curation_evidence,
    curation_input,
    curation_keeping,
)
from pages.parts.frame import page


def show() -> None:
    """The whole page. Reading is for everyone; only a curator is offered to write."""
    with page(CURATION.title) as context:
        curation_access.show(context)
        curation_keeping.show_outcome(context)
        reading = curation_input.show(context)
        if reading is not None:
            with curation_evidence.beside(reading, context):
                decided = curation_decisions.show(reading, context)
            curation_decisions.show_differences(decided, context)
            curation_evidence.show_rejects(reading, context)
            curation_keeping.show(reading, decided, context)
        curation_changes.show(context)


show()
