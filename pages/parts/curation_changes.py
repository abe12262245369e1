"""The revisions of figures on the curation page: all of them, or those of one indicator."""

import streamlit as st

from pages.parts import address, cached
from pages.parts.frame import Context
from pages.parts.revision_list import offers, revision_table


def show(context: Context) -> None:
    """Revisions of all figures or of one indicator, latest first."""
    _ = context.text
    st.subheader(_("Revisions"))
    found = cached.revisions()
    if found.empty:
        st.info(_("No accepted figure has been revised yet."))
        return
    names = dict(zip(found["indicator_id"], found[f"indicator_{context.lang}"], strict=True))
    chosen = address.chosen_code(
        _("Indicator"), "revised", ["", *sorted(names)], default="",
        format_func=lambda name: names[name] if name else _("All indicators"),
    )  # fmt: skip
    shown = found[found["indicator_id"] == chosen] if chosen else found
    revision_table(context, shown)
    offers(context, shown, key="changes", indicator=chosen or "")
