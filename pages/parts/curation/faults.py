"""Faults in the four parts that help: place, found, expected, next step."""

from collections.abc import Sequence

import streamlit as st

from indicators.curation.new_sources import FILE as SOURCES_FILE
from indicators.curation.publishing import FILE as CANDIDATES_FILE
from indicators.language.problem_words import problem_in
from indicators.problems import Problem
from pages.parts.frame import Context
from pages.parts.plain import plain

MOST_PROBLEMS = 50


def show_problems(problems: Sequence[Problem], context: Context) -> None:
    """Each problem of rows or of a new source, up to the number that a person works through."""
    _ = context.text
    labels = column_labels(context)
    for problem in problems[:MOST_PROBLEMS]:
        column = f", {labels.get(problem.column, problem.column)}" if problem.column else ""
        show_fault(context, _place(problem, context) + column, problem.found, problem.expected,
                   problem.next_step)  # fmt: skip
    if len(problems) > MOST_PROBLEMS:
        st.caption(_("And {number} more.").format(number=len(problems) - MOST_PROBLEMS))


def _place(problem: Problem, context: Context) -> str:
    _ = context.text
    if problem.file == SOURCES_FILE:
        return _("New source")
    if problem.file == CANDIDATES_FILE and problem.row is not None:
        return _("Row {number}").format(number=problem.row - 1)
    return problem.file if problem.row is None else f"{problem.file}:{problem.row}"


def show_fault(context: Context, place: str, found: str, expected: str, step: str) -> None:
    """One fault, in the reader's language; what is quoted stays as it was written."""
    _ = context.text
    said = {"place": place, "found": found, "expected": expected, "step": step}
    shown = {name: plain(problem_in(" ".join(text.split()), context.lang))
             for name, text in said.items()}  # fmt: skip
    st.error(_("**{place}**: found {found}; expected {expected}. Next step: {step}.")
             .format(**shown))  # fmt: skip


def column_labels(context: Context) -> dict[str, str]:
    """How the columns of candidates and of sources are called on the page."""
    _ = context.text
    return {
        "decision": _("Decision"), "reason": _("Reason"), "area_name": _("Area"),
        "indicator": _("Indicator"), "value": _("Value"), "unit": _("Unit"),
        "as_printed": _("As printed"), "period_start": _("First day"),
        "period_end": _("Last day"), "basis": _("Basis"), "qualifier": _("Qualifier"),
        "area_code": _("Code"), "correction": _("Correction"),
        "area_candidates": _("Possible areas"), "note": _("Note"), "checks": _("Doubts"),
        "confidence": _("Confidence"), "locator": _("Place"), "indicator_id": _("Indicator"),
        "source_id": _("Source id"), "kind": _("Kind"), "publisher": _("Publisher"),
        "title": _("Title"), "url": _("Address"), "published_on": _("Day of publication"),
        "language": _("Language of the text"),
    }  # fmt: skip
