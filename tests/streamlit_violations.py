"""What axe-core finds in elements that Streamlit alone draws, and why it is left there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """A rule of axe-core, the element it is broken in (a CSS selector), and why it stays."""

    rule: str
    selector: str
    reason: str


OF_STREAMLIT: tuple[Known, ...] = (
    Known(
        "scrollable-region-focusable",
        '[data-testid="stTable"]',
        "st.table scrolls sideways in a box of its own that takes no focus; nothing from Python "
        "sets one. All of its text is read by a screen reader without scrolling.",
    ),
)
