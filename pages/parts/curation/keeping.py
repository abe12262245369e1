"""Keeping what was decided: files for everyone, the table itself for curators."""

import logging
import re
from datetime import datetime
from pathlib import PurePath

import streamlit as st

from indicators.candidates.files import Candidate, candidates_csv
from indicators.curation.accepting import Accepted, RefusedCandidatesError
from indicators.curation.candidate_readers import ReadFile
from indicators.curation.new_sources import FILE as SOURCES_FILE
from indicators.curation.new_sources import sources_csv
from indicators.curation.publishing import NoRightError, SyntheticReleaseError, publish
from indicators.file_lock import LockedError
from indicators.release.build import CuratedFilesError
from indicators.settings import data_directory, database
from indicators.spreadsheets.mapping.saved_mapping import SUFFIX as MAPPING_SUFFIX
from indicators.spreadsheets.rejects import rejects_csv
from pages.parts import signed_in
from pages.parts.curation import reading_forms, source_choice
from pages.parts.curation.access import reasons
from pages.parts.curation.faults import show_problems
from pages.parts.frame import Context
from pages.parts.plain import plain

OUTCOME = "curation_outcome"

_log = logging.getLogger("indicators.curation")


def show(reading: ReadFile, decided: list[Candidate], context: Context) -> None:
    """The downloads, and for a curator the button that writes."""
    _ = context.text
    st.header(_("Keep"))
    new = source_choice.described(decided)
    prefix = "synthetic-" if context.store.synthetic else ""
    csv_files = (
        ("candidates", _("Candidates file (CSV)"), decided, candidates_csv(decided),
         _candidates_name(reading)),
        ("sources", _("New sources (CSV)"), new, sources_csv(new), SOURCES_FILE),
        ("rejects", _("Rejected cells (CSV)"), reading.rejects, rejects_csv(reading.rejects),
         "rejects.csv"),
    )  # fmt: skip
    with st.container(horizontal=True):
        for key, label, rows, text, name in csv_files:
            if rows:
                _download(key, label, text.encode("utf-8-sig"), f"{prefix}{name}", "text/csv")
        if reading.mapping:
            _download("mapping", _("Mapping of columns (YAML)"), reading.mapping.encode(),
                      f"{reading.name}{MAPPING_SUFFIX}", "application/yaml")  # fmt: skip
    if decided and signed_in.right().address:
        st.caption(_("Every candidate needs a decision, and a refusal or a changed figure its "
                     "reason. One fault, and nothing is written."))  # fmt: skip
        if st.button(_("Accept into the table"), type="primary", key="curation_accept",
                     icon=":material/done_all:"):  # fmt: skip
            _publish(decided, context)


def _download(key: str, label: str, content: bytes, name: str, media_type: str) -> None:
    st.download_button(label, content, name, media_type, key=f"curation_{key}",
                       icon=":material/download:", on_click="ignore")  # fmt: skip


def _candidates_name(reading: ReadFile) -> str:
    """A name of its own, so that no download goes over one in which somebody has decided."""
    stem = re.sub(r"[^\w-]+", "-", PurePath(reading.name).stem).strip("-")
    return f"candidates-{stem or 'report'}-{datetime.now():%Y%m%d-%H%M%S}.csv"


def _publish(decided: list[Candidate], context: Context) -> None:
    """Write as the curator who is signed in at this moment; tell every fault."""
    _ = context.text
    steps = {"accept": _("Checking and writing the rows …"), "build": _("Building the release …")}
    status = st.status(_("Accepting …"), expanded=True)
    try:
        with status:
            outcome = publish(
                decided, data_directory(), database(),
                sources=source_choice.described(decided),
                right=signed_in.right,
                step=lambda step: st.write(steps[step]),
            )  # fmt: skip
    except (SyntheticReleaseError, RefusedCandidatesError, CuratedFilesError,
            LockedError, OSError) as error:  # fmt: skip
        status.update(label=_("Not accepted"), state="error")
        _log.warning("%s could not accept: %s", signed_in.right().address, error)
        _show_error(error, context)
        return
    st.session_state[OUTCOME] = outcome
    reading_forms.forget()
    st.rerun()


def _show_error(error: Exception, context: Context) -> None:
    _ = context.text
    if isinstance(error, RefusedCandidatesError):
        st.error(_("Nothing was written. Correct these rows and accept again:"))
        show_problems(error.problems, context)
    elif isinstance(error, SyntheticReleaseError):
        st.error(_("This site shows an invented country: real figures are not written beside it."))
    elif isinstance(error, CuratedFilesError):
        st.error(_("The rows were written, but the release could not be built: {error}. Run "
                   "`python -m indicators check`.").format(error=plain(error)))  # fmt: skip
    elif isinstance(error, LockedError):
        st.error(_("Somebody else is accepting at this moment. Wait a minute and press again."))
    elif isinstance(error, NoRightError):
        st.error(_("You may not write: {why}.").format(why=reasons(error.right.refusals, context)))
    else:
        st.error(_("The server cannot write its data: {error}").format(error=plain(error)))


def show_outcome(context: Context) -> None:
    """What the last press of the button did; told once."""
    _ = context.text
    outcome: Accepted | None = st.session_state.pop(OUTCOME, None)
    if outcome is None:
        return
    counts = {"added": len(outcome.added), "revised": len(outcome.revised),
              "there": len(outcome.duplicates), "refused": len(outcome.refused)}  # fmt: skip
    st.success(
        _("{added} rows added, {revised} of them revisions; {there} were in the table already, "
          "{refused} refused. The dashboard shows them now.").format(**counts),
        icon=":material/done_all:",
    )  # fmt: skip
    for source in outcome.sources:
        written = plain(source["source_id"])
        st.caption(_("New source in the table: {source}.").format(source=written))
