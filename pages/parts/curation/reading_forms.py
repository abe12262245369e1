"""What to read: a pasted text or an uploaded spreadsheet, and what the reader knows about it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from indicators.curation.candidate_readers import (
    LONGEST_TEXT,
    UPLOAD_SUFFIXES,
    ReadFile,
    read_article,
    read_upload,
)
from indicators.curation.review import undecided_where_doubtful, with_source
from indicators.refusal import RefusedFileError
from indicators.spreadsheets.mapping.saved_mapping import parse_period
from pages.parts import cached
from pages.parts.curation import source_choice
from pages.parts.curation.faults import show_fault
from pages.parts.frame import Context

READING = "curation_reading"
# Counts the readings of a session, so that each gets a table of its own to edit.
NUMBER = "curation_number"


def show(context: Context) -> ReadFile | None:
    """Source and forms; the reading of this session, ``None`` before anything was read."""
    _ = context.text
    st.header(_("Read"))
    source = source_choice.show(context)
    text_tab, sheet_tab = st.tabs([_("Newspaper text"), _("Spreadsheet")])
    with text_tab, st.form("curation_text_form"):
        _text_form(source, context)
    with sheet_tab, st.form("curation_sheet_form"):
        _sheet_form(source, context)
    reading: ReadFile | None = st.session_state.get(READING)
    if reading is None:
        return None
    return replace(reading, candidates=with_source(reading.candidates, source))


def forget() -> None:
    """Begin anew: the candidates of this session have become rows."""
    st.session_state.pop(READING, None)


def _text_form(source: str, context: Context) -> None:
    _ = context.text
    text = st.text_area(_("Text of the article"), key="curation_text", height=220,
                        max_chars=LONGEST_TEXT,
                        placeholder=_("Paste the whole article, with its date."))  # fmt: skip
    left, right = st.columns(2)
    published = left.date_input(_("Day of publication"), None, key="curation_published",
                                format="DD/MM/YYYY",
                                help=_("Else that of the source, else the date in the text's "
                                       "own first lines."))  # fmt: skip
    with right:
        province = _province(context, "curation_text_province")
    if st.form_submit_button(_("Find the figures"), type="primary"):
        if not text.strip():
            st.warning(_("There is no text yet: paste one."))
            return
        _read(context, lambda: read_article(
            text, source_choice.readers(), source_id=source,
            published=published or source_choice.published_on(source),
            province=province))  # fmt: skip


def _sheet_form(source: str, context: Context) -> None:
    _ = context.text
    upload = st.file_uploader(
        _("Report (XLSX, XLS, ODS or CSV) or candidates file"),
        key="curation_upload",
        type=[suffix[1:] for suffix in UPLOAD_SUFFIXES],
    )
    saved = st.file_uploader(
        _("Saved mapping of its columns (YAML), if you have one"), key="curation_saved_mapping",
        type=["yaml", "yml"],
        help=_("As downloaded below an earlier report of this layout: the next one is read without "
               "questions, and refused where a column has moved."),
    )  # fmt: skip
    left, right = st.columns(2)
    asked = left.text_input(_("Period of the figures"), key="curation_period", max_chars=21,
                            placeholder="2025 · 2025-01-01/2025-06-30",
                            help=_("Else the period in the report's title."))  # fmt: skip
    with right:
        province = _province(context, "curation_sheet_province")
    area = st.text_input(_("Commune of the report"), key="curation_area", max_chars=80,
                         placeholder=_("Code or name"),
                         help=_("Of a report about one commune; else the one its title "
                                "names."))  # fmt: skip
    if st.form_submit_button(_("Read the report"), type="primary"):
        period = _period(asked, context)
        if upload is None:
            st.warning(_("There is no file yet: choose one."))
        elif period is not False:
            _read(context, lambda: read_upload(
                upload.name, upload.getvalue(), source_choice.readers(), source_id=source,
                period=period, province=province, area=area.strip() or None,
                mapping=saved.getvalue() if saved else None))  # fmt: skip


def _period(asked: str, context: Context) -> Any:
    """First and last day, ``None`` where nothing was given, ``False`` for what is no period."""
    if not asked.strip():
        return None
    try:
        return parse_period(asked.strip())
    except ValueError:
        st.error(context.text("The period is a year, such as 2025, or its first and last day, "
                              "such as 2025-01-01/2025-06-30."))  # fmt: skip
        return False


def _province(context: Context, key: str) -> str | None:
    names = cached.province_labels()
    _ = context.text
    code: str | None = st.selectbox(
        _("Province"), list(names), index=None, key=key, format_func=names.__getitem__,
        placeholder=_("As the text says"),
        help=_("Decides between communes of one name."),
    )  # fmt: skip
    return code


def _read(context: Context, read: Any) -> None:
    """Run a reader; what cannot be read is told with place, found, expected and next step."""
    _ = context.text
    try:
        with st.spinner(_("Reading …")):
            found: ReadFile = read()
    except RefusedFileError as error:
        forget()
        show_fault(context, error.problem.file, error.problem.fact)
        return
    reference = source_choice.readers().reference
    candidates = undecided_where_doubtful(found.candidates, reference)
    keep(replace(found, candidates=candidates))


def keep(reading: ReadFile) -> None:
    """Keep a reading for this session; its table of candidates begins without edits."""
    st.session_state[NUMBER] = st.session_state.get(NUMBER, 0) + 1
    st.session_state[READING] = reading
