"""Checked candidates into ``data/observations/``: all of a file, or nothing of it.

What would be the new table is checked before anything is written: a copy of the data directory
with the new rows goes through the same check as ``python -m indicators check``. Then new sources,
the batch and the descriptor with its row counts are replaced as one (see ``curated.journal``):
killed at any point, the next run finds all of it or nothing. Two accepts at once wait for one
another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from indicators.candidates.candidate_lines import Decision, Row, read_candidates
from indicators.candidates.files import TABLE_COLUMNS, WITHDRAW
from indicators.coded import Coded, coded
from indicators.curated.check import source_languages
from indicators.curated.content_digests import content_digests, with_digests
from indicators.curated.drafts import Draft, appended, problems_with
from indicators.curated.file_state import State, state_of
from indicators.curated.journal import (
    ChangedWhileReadError,
    InterruptedChangeError,
    files_held,
    replace_as_one,
)
from indicators.curated.observations import WITHDRAWN
from indicators.curated.package import DESCRIPTOR, CuratedFiles, read_descriptor, read_files
from indicators.curated.row_counts import (
    count_problems,
    descriptor_text,
    line_counts,
    row_counts,
    with_counts,
)
from indicators.curation.collected_rows import CollectedIntake, collected_intake
from indicators.curation.new_sources import SOURCE_COLUMNS, are_collected, read_sources
from indicators.problems import Problem, problem_at, quoted
from indicators.writing import told_if_not_written

KEY = ("area_code", "indicator_id", "period_start", "period_end", "basis", "source_id")
# What makes two rows of one key the same figure; notes and locators may be worded anew.
FIGURE = ("value", "numerator", "denominator", "qualifier", "status")
NUMBERS = frozenset({"value", "numerator", "denominator"})
FOLDER, SOURCES, COLLECTED = "observations", "sources.csv", "collected"

Key = tuple[str, ...]


class RefusedCandidatesError(Exception):
    """The file is not accepted, and nothing was written; ``problems`` lists everything."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass
class Accepted:
    """What became of the file: rows added, those of them that revise or withdraw, rows left out.

    ``duplicates`` are lines whose figure is in the table already, ``refused`` lines the curator
    refused, ``undecided`` lines that were left open. ``sources`` are the new sources that were
    written, ``unused`` the ids of those that no added row names and that were not. ``batch`` is the
    file that was written (of two, that of collected figures), ``None`` where nothing was new.
    """

    added: list[Row] = field(default_factory=list)
    revised: list[Row] = field(default_factory=list)
    withdrawn: list[Row] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    undecided: list[int] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    batch: Path | None = None


@dataclass(frozen=True)
class _Input:
    """The two files of one accept: their names, the lines to decide on and the new sources."""

    name: str
    lines: list[Decision]
    sources_name: str
    sources: list[tuple[int, Row]]


def accept(
    candidates: Path, data_dir: Path, *, sources: Path | None = None, batch: str = "accepted",
    today: date | None = None, leave_undecided: bool = False,
) -> Accepted:  # fmt: skip
    """Append the accepted rows of a candidates file to ``data_dir/observations/``.

    Rows go to ``YYYY-MM-BATCH.csv``, which is made or continued. ``sources`` is a CSV of new
    sources: those that the rows name go to ``sources.csv`` with them. A figure that differs from
    the accepted one of its key (area, indicator, period, basis, source) becomes the next revision
    and needs a reason in ``reason``, ``note`` or ``correction``; the old row stays. The decision
    ``withdraw`` adds a revision that says that the accepted figure of the key does not hold; it
    needs ``reason``. ``leave_undecided`` passes over rows that nobody has decided on.
    Figures of collected sources go to ``data_dir/collected/YYYY-MM-BATCH.parquet``; one that says
    what the last answer for its cell said is there already. Raises
    ``RefusedCandidatesError`` with every problem by line, and then nothing is written;
    ``file_lock.LockedError`` where another accept does not end.
    """
    day = today or date.today()
    lines, problems = read_candidates(candidates, leave_undecided=leave_undecided)
    if problems:
        raise RefusedCandidatesError(problems)
    path = _batch_path(data_dir / FOLDER, batch, day)
    try:
        with told_if_not_written(data_dir / FOLDER / path.name), files_held(data_dir):
            read = state_of(data_dir)
            files, problems = _table(data_dir)
            if problems:
                raise RefusedCandidatesError(problems)
            new, problems = _new_sources(sources, files)
            given = _Input(candidates.name, lines, sources.name if sources else "", new)
            return _accept_held(given, problems, files, path, day, read)
    except InterruptedChangeError as error:
        raise RefusedCandidatesError([error.problem]) from error
    except ChangedWhileReadError as error:
        raise RefusedCandidatesError(error.problems) from error


def _table(data_dir: Path) -> tuple[CuratedFiles, list[Problem]]:
    """The accepted table; a file that lost rows is told before its loss would be recorded."""
    files, problems = read_files(data_dir)
    unreadable = frozenset(problem.file for problem in problems)
    problems += count_problems(files, read_descriptor(data_dir)[0], unreadable)
    return files, problems


def _new_sources(
    sources: Path | None, files: CuratedFiles
) -> tuple[list[tuple[int, Row]], list[Problem]]:
    if sources is None:
        return [], []
    collected = are_collected(sources)
    resource = "collected_sources" if collected else "sources"
    known = [row for _table, _line, row in files.rows(resource)]
    return read_sources(sources, known, files.directory, collected=collected)


def _batch_path(folder: Path, batch: str, day: date) -> Path:
    if not batch.replace("-", "").isalnum() or not batch.isascii():
        raise ValueError(f"found batch {batch!r}, expected letters, digits and hyphens")
    return folder / f"{day:%Y-%m}-{batch}.csv"


def _accept_held(
    given: _Input,
    problems: list[Problem],
    files: CuratedFiles,
    batch: Path,
    day: date,
    read: State,
) -> Accepted:
    outcome = Accepted()
    collected = collected_intake(files, given.name, given.lines, given.sources)
    history = _history(files, collected.rows)
    chosen: list[Decision] = []
    problems = problems + collected.problems + _unknown_sources(given, files)
    for line in given.lines:
        if line.decision == "refuse":
            outcome.refused.append(line.number)
        elif not line.decision:
            outcome.undecided.append(line.number)
        elif _said_already(line, collected):
            outcome.duplicates.append(line.number)
        elif line.decision == WITHDRAW:
            problems += _withdraw(given.name, line, history, day, chosen, outcome)
        else:
            problems += _place_in_history(given.name, line, history, day, chosen, outcome)
    drafts: list[Draft] = []
    if not problems and chosen:
        drafts = _drafts(given, chosen, files, batch, outcome, collected)
        problems = problems_with(drafts, files.directory, day)
    if problems:
        raise RefusedCandidatesError(problems)
    if drafts:
        (files.directory / COLLECTED).mkdir(exist_ok=True)
        replace_as_one(files.directory, [(draft.path, draft.text) for draft in drafts], read)
    return outcome


def _drafts(
    given: _Input, chosen: list[Decision], files: CuratedFiles, batch: Path, outcome: Accepted,
    collected: CollectedIntake,
) -> list[Draft]:  # fmt: skip
    """The files as they would be: new sources first, since figures refer to them."""
    named = {line.row["source_id"] for line in chosen}
    used = [(number, row) for number, row in given.sources if row["source_id"] in named]
    outcome.sources = [row for _number, row in used]
    outcome.unused = [row["source_id"] for _number, row in given.sources
                      if row["source_id"] not in named]  # fmt: skip
    drafts, theirs = list[Draft](), [one for one in chosen if collected.owns(one)]
    if others := [line for line in chosen if not collected.owns(line)]:
        plain = [(number, row) for number, row in used if row["source_id"] not in collected.ids]
        outcome.batch = batch
        drafts += _curated_drafts(given, others, files, batch, plain)
    if theirs:
        outcome.batch = files.directory / COLLECTED / f"{batch.stem}.parquet"
        answers = [(number, row) for number, row in used if row["source_id"] in collected.ids]
        drafts += collected.drafts(theirs, outcome.batch, given.name, answers, given.sources_name)
    return drafts


def _curated_drafts(
    given: _Input, chosen: list[Decision], files: CuratedFiles, batch: Path,
    used: list[tuple[int, Row]],
) -> list[Draft]:  # fmt: skip
    data_dir = files.directory
    rows = [(line.number, line.row) for line in chosen]
    drafts = [appended(batch, TABLE_COLUMNS, rows, given.name)]
    added = {batch.relative_to(data_dir).as_posix(): len(rows)}
    if used:
        path = data_dir / SOURCES
        drafts.insert(0, appended(path, SOURCE_COLUMNS, used, given.sources_name))
        added[SOURCES] = len(used)
    return [*drafts, _descriptor(files, added, drafts)]


def _descriptor(files: CuratedFiles, added: dict[str, int], drafts: list[Draft]) -> Draft:
    """The data package with the new counts and digests, and with the batch where that is new."""
    before, _problems = read_descriptor(files.directory)
    rows = row_counts(files)
    rows |= {file: rows.get(file, 0) + count for file, count in added.items()}
    lines = line_counts(files.directory)
    digests = content_digests(files.directory, {*rows, *lines})
    digests |= {draft.path.relative_to(files.directory).as_posix(): draft.digest
                for draft in drafts}  # fmt: skip
    after = with_digests(with_counts(before, rows, lines), digests)
    return Draft(files.directory / DESCRIPTOR, descriptor_text(after), DESCRIPTOR, {})


def _history(files: CuratedFiles, collected: list[Row]) -> dict[Key, list[Row]]:
    """The accepted rows of each key, oldest revision first."""
    history: dict[Key, list[Row]] = {}
    for row in [*(row for _table, _line, row in files.rows("observations")), *collected]:
        history.setdefault(_key(row), []).append(row)
    for rows in history.values():
        rows.sort(key=lambda row: int(row["revision"]) if row["revision"].isdecimal() else 0)
    return history


def _said_already(line: Decision, collected: CollectedIntake) -> bool:
    """Whether the last answer for the cell had the same figure, be it withdrawn since.

    A source that is asked every month says the same of a closed month again and again.
    """
    last = collected.last_of_cell(line) if collected.owns(line) else None
    return last is not None and not line.reason and _same_figure(last, line.row)


def _key(row: Row) -> Key:
    return tuple(row[name] for name in KEY)


def _unknown_sources(given: _Input, files: CuratedFiles) -> list[Problem]:
    """Sources that nobody has described, each once, with how to add one."""
    known = set(source_languages(files)) | {row["source_id"] for _number, row in given.sources}
    problems: dict[str, Problem] = {}
    for line in given.lines:
        source = line.row["source_id"]
        if line.decision == "accept" and source not in known and source not in problems:
            problems[source] = problem_at(
                given.name, line.number, "source_id", "source_unknown",
                source=quoted(source) if source else coded("an_empty_cell"),
            )  # fmt: skip
    return list(problems.values())


def _place_in_history(
    name: str, line: Decision, history: dict[Key, list[Row]], day: date, chosen: list[Decision],
    outcome: Accepted,
) -> Iterator[Problem]:  # fmt: skip
    """Give the row its revision and day; note duplicates; a change needs a reason."""
    before = history.setdefault(_key(line.row), [])
    if any(_same_figure(row, line.row) and not row["withdrawn"] for row in before[-1:]):
        outcome.duplicates.append(line.number)
        return
    row = {**line.row, "recorded_on": line.row["recorded_on"] or day.isoformat(),
           "revision": str(_last_revision(before) + 1), "withdrawn": ""}  # fmt: skip
    if before:
        if "of this file" in before[-1]:
            yield _second_value(name, line, before[-1])
            return
        reason = line.reason or _new_words(row, before[-1])
        if not reason:
            old, new = _changed(before[-1], row)
            yield problem_at(name, line.number, "reason", "change_without_reason", old=old, new=new)
            return
        row["recorded_on"] = max(row["recorded_on"], before[-1]["recorded_on"])
        for name in ("note", "note_en"):  # an empty note_en is the note
            row[name] = _with_reason(row[name], line.reason) if row[name] or name == "note" else ""
        outcome.revised.append(row)
    outcome.added.append(row)
    before.append({**row, "of this file": str(line.number)})
    chosen.append(replace(line, row=row))


def _withdraw(
    name: str, line: Decision, history: dict[Key, list[Row]], day: date, chosen: list[Decision],
    outcome: Accepted,
) -> Iterator[Problem]:  # fmt: skip
    """The next revision of an accepted figure: it does not hold, and why."""
    before = history.get(_key(line.row), [])
    if not before:
        yield problem_at(name, line.number, None, "withdrawal_of_unknown")
        return
    last = before[-1]
    if "of this file" in last:
        yield _second_value(name, line, last)
    elif last["withdrawn"]:
        outcome.duplicates.append(line.number)
    elif line.row["value"] and _comparable("value", line.row["value"]) != _comparable(
        "value", last["value"]
    ):
        yield problem_at(name, line.number, "value", "withdrawal_of_other_value",
                         value=quoted(line.row["value"]), accepted=last["value"])  # fmt: skip
    elif not line.reason:
        yield problem_at(name, line.number, "reason", "withdrawal_without_reason")
    else:
        row = {**last, "note": line.reason, "note_en": "", "withdrawn": WITHDRAWN,
               "recorded_on": max(day.isoformat(), last["recorded_on"]),
               "revision": str(_last_revision(before) + 1)}  # fmt: skip
        outcome.withdrawn.append(row)
        outcome.added.append(row)
        before.append({**row, "of this file": str(line.number)})
        chosen.append(replace(line, row=row))


def _second_value(name: str, line: Decision, first: Row) -> Problem:
    return problem_at(name, line.number, None, "second_value", line=first["of this file"])


def _last_revision(rows: list[Row]) -> int:
    return max((int(row["revision"]) for row in rows if row["revision"].isdecimal()), default=0)


def _same_figure(one: Row, other: Row) -> bool:
    return all(_comparable(name, one[name]) == _comparable(name, other[name]) for name in FIGURE)


def _changed(before: Row, row: Row) -> tuple[str | Coded, str]:
    """The value before and now; where it stayed, what else of the figure changed."""
    if before["withdrawn"]:
        return coded("withdrawn_figure"), row["value"]
    name = next(
        (one for one in FIGURE if _comparable(one, before[one]) != _comparable(one, row[one])),
        "value",
    )
    named = "" if name == "value" else f"{name} "
    return f"{named}{before[name] or '-'}", f"{named}{row[name] or '-'}"


def _comparable(name: str, text: str) -> str | float:
    """Numbers by value (1.50 is 1.5), words as they are."""
    if name not in NUMBERS or not text:
        return text
    try:
        return float(text)
    except ValueError:
        return text


def _new_words(row: Row, before: Row) -> str:
    """A note or correction that the row before does not have already."""
    return next((row[n] for n in ("correction", "note") if row[n] and row[n] != before[n]), "")


def _with_reason(note: str, reason: str) -> str:
    return "; ".join(part for part in (reason, note) if part) if reason not in note else note
