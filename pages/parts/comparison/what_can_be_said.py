"""A paragraph ready to copy, with what the data do not allow one to say."""

import streamlit as st

from indicators.yardsticks.safe_sentence import SafeParagraph
from pages.parts.frame import Context


def safe_heading(context: Context) -> None:
    """What the paragraph below is."""
    _ = context.text
    st.subheader(_("What can be said"), anchor=False)
    st.caption(_("Made from the numbers by rules, with what they do not allow one to say. Copy it "
                 "whole, source included."))  # fmt: skip


def paragraph(safe: SafeParagraph) -> None:
    """The paragraph with a button to copy it."""
    st.code(safe.text, language=None, wrap_lines=True)
