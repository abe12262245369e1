"""A candidates file as lines: what each row says, and which rows cannot be read."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indicators.candidates.files import CANDIDATE_COLUMNS, DECISIONS, OBSERVATION_COLUMNS
from indicators.coded import coded
from indicators.curated.package import read_text
from indicators.harmless_text import restored
from indicators.problems import Problem, problem_at, quoted

LARGEST_FILE_BYTES = 64 * 2**20
NEEDED = ("area_code", "indicator_id", "period_end", "value", "source_id")
DEFAULTS = {"qualifier": "exact", "status": "A"}

Row = dict[str, str]


@dataclass(frozen=True)
class Decision:
    """One row of the candidates file with its line; ``reason`` is the curator's."""

    number: int
    row: Row
    decision: str
    reason: str


def read_candidates(
    path: Path, *, leave_undecided: bool = False
) -> tuple[list[Decision], list[Problem]]:
    """The rows of a candidates file with their lines, and what keeps them from being read.

    A row without a decision is a problem, unless it is to be left as it is (``leave_undecided``).
    """
    if path.is_file() and path.stat().st_size > LARGEST_FILE_BYTES:
        return [], [problem_at(path.name, None, None, "candidates_too_large",
                               size=path.stat().st_size, most=LARGEST_FILE_BYTES)]  # fmt: skip
    text, problems = read_text(path, path.name)
    if text is None:
        return [], problems
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        problems = _header_problems(path.name, header)
        if problems:
            return [], problems
        return _lines(path.name, reader, header, leave_undecided)
    except csv.Error as error:
        return [], [problem_at(path.name, reader.line_num, None, "csv_broken", fault=str(error))]


def _header_problems(file: str, header: list[str]) -> list[Problem]:
    found = [("column_absent", name) for name in NEEDED if name not in header]
    found += [("column_unknown", quoted(name)) for name in header if name not in CANDIDATE_COLUMNS]
    found += [("column_twice", name) for name in dict.fromkeys(header) if header.count(name) > 1]
    expected = coded("columns_out_of", columns=", ".join(CANDIDATE_COLUMNS))
    return [problem_at(file, 1, None, code, column=name, expected=expected)
            for code, name in found]  # fmt: skip


def _lines(
    file: str, reader: Iterator[list[str]], header: list[str], leave_undecided: bool
) -> tuple[list[Decision], list[Problem]]:
    lines: list[Decision] = []
    problems: list[Problem] = []
    number = 2
    for cells in reader:
        begins, number = number, reader.line_num + 1  # type: ignore[attr-defined]
        if not any(cells):
            continue
        if len(cells) != len(header):
            problems.append(problem_at(file, begins, None, "candidate_width", found=len(cells),
                                       expected=len(header)))  # fmt: skip
            continue
        given = dict(zip(header, map(restored, cells), strict=True))
        must_decide = "decision" in header and not leave_undecided
        problems += _decision_problems(file, begins, given, must_decide)
        row = {name: given.get(name, "") or DEFAULTS.get(name, "") for name in OBSERVATION_COLUMNS}
        lines.append(
            Decision(begins, row, given.get("decision", "accept"), given.get("reason", ""))
        )
    return lines, problems


def _decision_problems(file: str, number: int, given: Row, decides: bool) -> Iterator[Problem]:
    decision = given.get("decision", "")
    if decision not in DECISIONS:
        yield problem_at(file, number, "decision", "decision_unknown", decision=quoted(decision))
    elif decides and not decision:
        yield problem_at(file, number, "decision", "decision_absent")
