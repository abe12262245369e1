"""The evidence: the text with every figure marked, beside the candidates; rejected cells."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
import streamlit as st

from indicators.coded import coded
from indicators.curation.candidate_readers import ReadFile
from indicators.curation.review import abridged, evidence_html, segments
from indicators.language.coded_words import in_words
from indicators.spreadsheets.rejects import detail_in_words
from pages.parts.frame import Context

# A long text scrolls beside its candidates.
TEXT_HEIGHT, SHORT_TEXT = 560, 1200


@contextmanager
def beside(reading: ReadFile, context: Context) -> Iterator[None]:
    """Draw the text left and what the block draws right of it; on a telephone below it.

    A spreadsheet has no text: its candidates name their cells.
    """
    _ = context.text
    if not reading.text:
        st.header(_("Candidates"))
        yield
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        st.header(_("Evidence"))
        height: Any = TEXT_HEIGHT if len(reading.text) > SHORT_TEXT else "content"
        with st.container(height=height, border=True):
            # Escaped piece by piece; scripts stay off, which is st.html's default.
            st.html(evidence_html(abridged(segments(reading.text, reading.candidates))))
    with right:
        st.header(_("Candidates"))
        yield


def show_rejects(reading: ReadFile, context: Context) -> None:
    """What became of every cell, and why some were not taken."""
    _ = context.text
    for one in reading.unread:
        st.warning(
            _("Characters {start} to {end} could not be read ({error}): read them yourself").format(
                start=one.start, end=one.end, error=one.error
            )
        )
    if not reading.summary:
        return
    st.markdown(
        _("{taken} taken + {missing} missing + {rejected} rejected = {read} cells read").format(
            taken=len(reading.candidates), missing=reading.missing,
            rejected=len(reading.rejects), read=reading.cells_read)
    )  # fmt: skip
    if reading.rejects:
        lang = context.lang
        st.dataframe(
            pd.DataFrame(
                {
                    _("Cell"): [one.place for one in reading.rejects],
                    _("Area"): [one.area for one in reading.rejects],
                    _("Found"): [one.found for one in reading.rejects],
                    _("Reason"): [
                        in_words(coded(one.reason_code), lang) for one in reading.rejects
                    ],
                    _("Detail"): [detail_in_words(one, lang) for one in reading.rejects],
                    _("Next step"): [
                        in_words(coded(f"step_{one.reason_code}"), lang) for one in reading.rejects
                    ],
                }
            ),
            hide_index=True,
            alt=_("Cells that were not taken, each with its reason"),
        )
    if len(reading.summary) > 1:
        with st.expander(_("What became of every cell")):
            st.text("\n".join(in_words(line, context.lang) for line in reading.summary))
