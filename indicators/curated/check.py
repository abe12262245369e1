"""The whole check of a data directory: every problem of every file, in one list."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from indicators.catalogue import Catalogue, catalogue_problems, load_catalogue
from indicators.curated.former_rules import former_problems, former_units
from indicators.curated.lineage_rules import lineage_problems, neighbour_problems
from indicators.curated.observations import parse_observation
from indicators.curated.package import CATALOGUE, CuratedFiles, read_files
from indicators.curated.problems import Problem, quoted
from indicators.curated.rules import RULES, AreaVersion, Facts, Placed
from indicators.curated.table_schema import schema_problems


@dataclass(frozen=True)
class Checked:
    """The outcome: ``problems`` in the order of files and rows; usable only when it is empty.

    ``former`` are the figures of former communes, with their old codes.
    """

    files: CuratedFiles
    catalogue: Catalogue | None
    observations: list[Placed]
    former: list[Placed]
    problems: list[Problem]


def check(directory: Path) -> Checked:
    """Check all curated files of ``directory``. Never raises because of what they hold."""
    files, problems = read_files(directory)
    problems += catalogue_problems(directory / CATALOGUE)
    catalogue = (
        None
        if any(p.file == CATALOGUE for p in problems)
        else load_catalogue(directory / CATALOGUE)
    )
    problems += schema_problems(files)
    placed, unread = _placed(files, "observations")
    former, unread_former = _placed(files, "former_observations")
    unread += unread_former
    worded = {(problem.file, problem.row) for problem in problems}
    problems += [problem for problem in unread if (problem.file, problem.row) not in worded]
    if catalogue:
        facts = Facts(catalogue, area_versions(files), source_languages(files))
        problems += [found for one in placed for rule in RULES for found in rule(facts, one)]
        units = former_units(files)
        problems += [found for one in former for found in former_problems(units, facts, one)]
    problems += _area_problems(files)
    problems += [*lineage_problems(files), *neighbour_problems(files)]
    problems += _repeated_across_files(placed) + _repeated_across_files(former)
    problems.sort(key=lambda problem: (problem.file, problem.row or 0))
    return Checked(files, catalogue, placed, former, list(dict.fromkeys(problems)))


def _placed(files: CuratedFiles, resource: str) -> tuple[list[Placed], list[Problem]]:
    """The typed observations, and a Problem for each row that has none: no row is just left out."""
    placed, unread = [], []
    for table, line, row in files.rows(resource):
        observation = parse_observation(row)
        if observation:
            placed.append(Placed(table.file, line, observation))
        else:
            unread.append(
                Problem(
                    table.file,
                    line,
                    None,
                    quoted(", ".join(row.values())),
                    "finite numbers with a point and dates such as 2025-12-31",
                    "correct the row",
                )
            )
    return placed, unread


def area_versions(files: CuratedFiles) -> dict[str, list[AreaVersion]]:
    """The versions of every area by code; rows with a wrong date are left to the schema."""
    versions: dict[str, list[AreaVersion]] = {}
    for _table, _line, row in files.rows("areas"):
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
    """The language of every source by id."""
    return {row["source_id"]: row["language"] for _t, _l, row in files.rows("sources")}


def _area_problems(files: CuratedFiles) -> list[Problem]:
    """Parents that do not exist and validities that end before they begin."""
    codes = {row["area_code"] for _t, _l, row in files.rows("areas")}
    problems = []
    for table, line, row in files.rows("areas"):
        parent = row["parent_code"]
        if row["level"] != "nation" and parent not in codes:
            problems.append(
                Problem(
                    table.file,
                    line,
                    "parent_code",
                    repr(parent),
                    "a code of this file",
                    "correct the parent",
                )
            )
        if row["valid_to"] and row["valid_to"] < row["valid_from"]:
            problems.append(
                Problem(
                    table.file,
                    line,
                    "valid_to",
                    f"{row['valid_to']}, before valid_from",
                    "a day on or after valid_from",
                    "swap the two dates",
                )
            )
    return problems


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
            problems.append(
                one.problem(
                    None,
                    f"a key that stands in {before.file}:{before.row} already",
                    "one row per area, indicator, period, basis, source and revision",
                    "delete one row or give it the next revision",
                )
            )
    return problems
