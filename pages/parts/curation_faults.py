"""Faults in the four parts that help: place, found, expected, next step."""

from collections.abc import Sequence

import streamlit as st

from indicators.curated.problems import Problem
from indicators.new_sources import FILE as SOURCES_FILE
from indicators.publishing import FILE as CANDIDATES_FILE
from pages.parts.frame import Context
from pages.parts.plain import plain

MOST_PROBLEMS = 50


def show_problems(problems: Sequence[Problem], context: Context) -> None:
    """Each problem of rows or of a new source, up to the number that a person works through."""
    _ = context.text
    for problem in problems[:MOST_PROBLEMS]:
        column = f", {problem.column}" if problem.column else ""
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
    """One fault."""
    _ = context.text
    st.error(
        _("**{place}**: found {found}; expected {expected}. Next step: {step}.").format(
            place=plain(place), found=plain(found), expected=plain(expected), step=plain(step)
        )
    )
