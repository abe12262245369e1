"""The whole check of a data directory: every problem of every file, in one list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from indicators.catalogue.loading import catalogue_problems, load_catalogue
from indicators.catalogue.records import Catalogue
from indicators.country import LEVELS
from indicators.curated.area_rules import area_problems
from indicators.curated.collected import CollectedFigures, read_collected
from indicators.curated.collected_rules import collected_problems
from indicators.curated.former_rules import former_problems, former_units
from indicators.curated.journal import InterruptedChangeError, files_settled
from indicators.curated.lineage_rules import lineage_problems, neighbour_problems
from indicators.curated.observations import parse_observation
from indicators.curated.package import CATALOGUE, CuratedFiles, read_descriptor, read_files
from indicators.curated.program_files import program_file_problems
from indicators.curated.row_counts import count_problems
from indicators.curated.rules import RULES, AreaVersion, Facts, Placed
from indicators.curated.table_schema import schema_problems
from indicators.problems import Problem, problem_at, quoted

# Days of what has happened. A boundary change may be known before its day, so areas have none here.
PAST_DAYS = {
    "sources": ("published_on", "retrieved_on"),
    "collected_sources": ("published_on", "retrieved_on"),
    "observations": ("recorded_on", "period_end"),
    "former_observations": ("recorded_on", "period_end"),
}


@dataclass(frozen=True)
class Checked:
    """The outcome: ``problems`` in the order of files and rows; usable only when it is empty.

    ``former`` are the figures of former communes, with their old codes; ``collected`` those in
    ``data/collected/``, which stay in their files.
    """

    files: CuratedFiles
    catalogue: Catalogue | None
    observations: list[Placed]
    former: list[Placed]
    problems: list[Problem]
    collected: CollectedFigures


def check(directory: Path, *, today: date | None = None) -> Checked:
    """Check all curated files of ``directory``. Never raises because of what they hold.

    ``today`` is the day after which nothing can have been seen; by default that of this machine's
    clock. An accept that was interrupted is completed first. Raises ``LockedError`` where another
    run holds the files for too long.
    """
    try:
        with files_settled(directory):
            return check_held(directory, today=today)
    except InterruptedChangeError as error:
        nothing = CollectedFigures(directory, [])
        return Checked(CuratedFiles(directory), None, [], [], [error.problem], nothing)


def check_held(directory: Path, *, today: date | None = None, counts: bool = True) -> Checked:
    """``check`` for one that holds the files already; ``counts`` = False leaves those aside."""
    day = today or date.today()
    files, problems = read_files(directory)
    descriptor = read_descriptor(directory)[0]
    broken = catalogue_problems(directory / CATALOGUE)
    problems += broken
    catalogue = None if broken else load_catalogue(directory / CATALOGUE)
    problems += program_file_problems(directory, catalogue)
    if counts:
        unreadable = frozenset(problem.file for problem in problems)
        problems += count_problems(files, descriptor, unreadable)
    problems += schema_problems(files)
    placed, unread = _placed(files, "observations")
    former, unread_former = _placed(files, "former_observations")
    unread += unread_former
    collected, lost = read_collected(files, descriptor)
    problems += lost + _sources_in_both(files)
    worded = {(problem.file, problem.row) for problem in problems}
    problems += [problem for problem in unread if (problem.file, problem.row) not in worded]
    if catalogue:
        facts = Facts(catalogue, area_versions(files), source_languages(files))
        problems += [found for one in placed for rule in RULES for found in rule(facts, one)]
        units = former_units(files)
        problems += [found for one in former for found in former_problems(units, facts, one)]
        problems += collected_problems(collected, facts, day)
    problems += area_problems(files)
    problems += [*lineage_problems(files), *neighbour_problems(files)]
    problems += future_days(files, day)
    problems += _repeated_across_files(placed) + _repeated_across_files(former)
    problems.sort(key=lambda problem: (problem.file, problem.row or 0))
    return Checked(files, catalogue, placed, former, list(dict.fromkeys(problems)), collected)


def _placed(files: CuratedFiles, resource: str) -> tuple[list[Placed], list[Problem]]:
    """The typed observations, and a Problem for each row that has none: no row is just left out."""
    placed, unread = [], []
    for table, line, row in files.rows(resource):
        observation = parse_observation(row)
        if observation:
            placed.append(Placed(table.file, line, observation))
        else:
            cells = quoted(", ".join(row.values()))
            unread.append(problem_at(table.file, line, None, "row_unreadable", cells=cells))
    return placed, unread


def area_versions(files: CuratedFiles) -> dict[str, list[AreaVersion]]:
    """The versions of every area by code; wrong dates and levels are left to the schema."""
    versions: dict[str, list[AreaVersion]] = {}
    for _table, _line, row in files.rows("areas"):
        if row["level"] not in LEVELS:
            continue
        try:
            version = AreaVersion(
                row["area_code"],
                row["level"],
                row["area_type"],
                date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            )
        except ValueError:
            continue  # the Table Schema words the wrong date
        versions.setdefault(version.area_code, []).append(version)
    return versions


def source_languages(files: CuratedFiles) -> dict[str, str]:
    """The language of every source by id, those of collected figures included."""
    return {row["source_id"]: row["language"] for resource in ("sources", "collected_sources")
            for _table, _line, row in files.rows(resource)}  # fmt: skip


def _sources_in_both(files: CuratedFiles) -> list[Problem]:
    """A collected source with the id of another source: nobody could tell whose a figure is."""
    known = {row["source_id"] for _table, _line, row in files.rows("sources")}
    return [
        problem_at(table.file, line, "source_id", "source_in_both", source=quoted(row["source_id"]))
        for table, line, row in files.rows("collected_sources") if row["source_id"] in known
    ]  # fmt: skip


def _repeated_across_files(placed: list[Placed]) -> list[Problem]:
    """One key in two files: Frictionless sees one file at a time."""
    first: dict[tuple[object, ...], Placed] = {}
    problems = []
    for one in placed:
        row = one.observation
        key = (
            row.area_code,
            row.indicator_id,
            row.period_start,
            row.period_end,
            row.basis,
            row.source_id,
            row.revision,
        )
        before = first.setdefault(key, one)
        if before.file != one.file:
            place = f"{before.file}:{before.row}"
            problems.append(one.problem(None, "key_in_other_file", place=place))
    return problems


def future_days(files: CuratedFiles, today: date) -> Iterator[Problem]:
    """A Problem for each such day after ``today``; cells that are no dates the schema words.

    A period that ends after it was recorded is told by its own rule.
    """
    last = today.isoformat()
    for resource, columns in PAST_DAYS.items():
        for table, line, row in files.rows(resource):
            for column in columns:
                told = column == "period_end" and row[column] > row["recorded_on"]
                if row[column] > last and _is_day(row[column]) and not told:
                    yield problem_at(table.file, line, column, "day_to_come", day=row[column],
                                     today=last)  # fmt: skip


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
