"""The counts and digests of ``datapackage.json`` written anew after an edit by hand."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from indicators.curated.check import check_held
from indicators.curated.content_digests import content_digests, with_digests
from indicators.curated.file_state import state_of
from indicators.curated.journal import (
    ChangedWhileReadError,
    InterruptedChangeError,
    files_held,
    replace_as_one,
)
from indicators.curated.package import DESCRIPTOR, read_descriptor
from indicators.curated.row_counts import (
    changes,
    descriptor_text,
    line_counts,
    row_counts,
    with_counts,
)
from indicators.problems import Problem
from indicators.writing import told_if_not_written


@dataclass(frozen=True)
class Recorded:
    """What ``record`` did: one line per file whose count changed, or what kept it from writing."""

    changes: list[str]
    problems: list[Problem]


def record(directory: Path, *, today: date | None = None) -> Recorded:
    """Write the number of rows and lines of every file, and its digest, into the descriptor.

    All other rules are checked first; where one is broken nothing is written. Raises
    ``LockedError``, or ``NotWrittenError`` where the descriptor cannot be written.
    """
    try:
        with told_if_not_written(directory / DESCRIPTOR), files_held(directory):
            read = state_of(directory)
            checked = check_held(directory, today=today, counts=False)
            if checked.problems:
                return Recorded([], checked.problems)
            before, _problems = read_descriptor(directory)
            rows, lines = row_counts(checked.files), line_counts(directory)
            after = with_digests(with_counts(before, rows, lines),
                                 content_digests(directory, {*rows, *lines}))  # fmt: skip
            told = changes(before, after)
            if after != before:
                replace_as_one(directory, [(directory / DESCRIPTOR, descriptor_text(after))], read)
            return Recorded(told, [])
    except InterruptedChangeError as error:
        return Recorded([], [error.problem])
    except ChangedWhileReadError as error:
        return Recorded([], error.problems)
