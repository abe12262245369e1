"""Collected figures: Parquet files in ``data/collected/`` with the columns of the observations.

A source that is asked every month gives millions of figures, too many for CSV in version control.
``accept`` writes them here, with the sources (``sources.csv``, one row per answer) and
``counts.json``: rows and digest of each file, so that nothing is lost in silence. The rules are
those of every figure. They are asked set-wise: SQL finds the few figures that are not plainly
right, and the rules themselves say what is wrong with those.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from indicators.curated.package import CuratedFiles
from indicators.problems import Problem, problem_at, quoted

FOLDER = "collected"
COUNTS = f"{FOLDER}/counts.json"
COLLECTED_SOURCES = f"{FOLDER}/sources.csv"
# A table of ten years of monthly figures; what does not fit goes to a temporary folder.
MEMORY_LIMIT = "1GB"
DATABASE_TYPES = {"string": "VARCHAR", "date": "DATE", "number": "DOUBLE", "integer": "INTEGER",
                  "boolean": "BOOLEAN"}  # fmt: skip
SQL_FOLDER = Path(__file__).parent / "sql"

Schema = dict[str, Any]


@dataclass(frozen=True)
class CollectedFigures:
    """The sound Parquet files of one data directory, in the order of their names.

    ``fields`` are the declared columns of a figure (Table Schema); ``recorded`` has rows and
    digest by file, as ``counts.json`` tells them.
    """

    directory: Path
    fields: list[Schema]
    paths: tuple[Path, ...] = ()
    recorded: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def figures(self) -> int:
        """How many figures the sound files hold, as they are recorded."""
        return sum(int(self.recorded[f"{FOLDER}/{path.name}"]["rows"]) for path in self.paths)


def sql_step(name: str) -> str:
    """The text of ``sql/NAME.sql``."""
    return (SQL_FOLDER / f"{name}.sql").read_text("utf-8")


def observation_fields(descriptor: dict[str, Any]) -> list[Schema]:
    """The columns of a figure as the descriptor declares them; none where it cannot be used."""
    resources = descriptor.get("resources", ())
    return next((one["schema"]["fields"] for one in resources if one["name"] == "observations"), [])


def read_collected(
    files: CuratedFiles, descriptor: dict[str, Any]
) -> tuple[CollectedFigures, list[Problem]]:
    """What ``collected/`` holds, and each file that is lost, unknown, altered or of other columns.

    A directory without the folder has no collected figures, and no problem.
    """
    directory, fields = files.directory, observation_fields(descriptor)
    found = sorted((directory / FOLDER).glob("*.parquet"))
    present = [*found, *(path for path in [directory / COLLECTED_SOURCES] if path.exists())]
    if not present and not (directory / COUNTS).exists():
        return CollectedFigures(directory, fields), []
    recorded, problems = _recorded(directory)
    problems += _differences(directory, present, recorded) if not problems else []
    faulty = {problem.file for problem in problems}
    sound = [path for path in found
             if COUNTS not in faulty and f"{FOLDER}/{path.name}" not in faulty]  # fmt: skip
    with duckdb.connect() as connection:
        for path in list(sound):
            rows = recorded[f"{FOLDER}/{path.name}"]["rows"]
            if wrong := _wrong_content(connection, path, fields, rows):
                problems.append(wrong)
                sound.remove(path)
    return CollectedFigures(directory, fields, tuple(sound), recorded), problems


def _recorded(directory: Path) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    try:
        recorded = json.loads((directory / COUNTS).read_text("utf-8"))
        for one in recorded.values():
            int(one["rows"]), str(one["sha256"])
        return recorded, []
    except FileNotFoundError:
        fault = "counts_absent"
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        fault = "counts_broken"
    return {}, [problem_at(COUNTS, None, None, fault)]


def _differences(
    directory: Path, present: Sequence[Path], recorded: dict[str, dict[str, Any]]
) -> list[Problem]:
    """Files that are gone, that nobody accepted, or that are not as they were accepted."""
    names = {f"{FOLDER}/{path.name}": path for path in present}
    problems = [problem_at(file, None, None, "collected_absent", counts=COUNTS)
                for file in recorded if file not in names]  # fmt: skip
    for file, path in names.items():
        if file not in recorded:
            problems.append(problem_at(file, None, None, "collected_foreign", counts=COUNTS))
        elif digest_of(path.read_bytes()) != recorded[file]["sha256"]:
            problems.append(problem_at(file, None, None, "collected_altered"))
    return problems


def digest_of(content: bytes) -> str:
    """SHA-256 in hexadecimal digits, as ``counts.json`` records it."""
    return hashlib.sha256(content).hexdigest()


def _wrong_content(
    connection: duckdb.DuckDBPyConnection, path: Path, fields: list[Schema], rows: int
) -> Problem | None:
    """A file that has other columns than declared (one that may be absent may), or other rows."""
    file = f"{FOLDER}/{path.name}"
    try:
        found = connection.read_parquet(str(path))
        columns = dict(zip(found.columns, map(str, found.types), strict=True))
        counted = len(found)
    except duckdb.Error:
        return problem_at(file, None, None, "parquet_damaged")
    expected = {one["name"]: DATABASE_TYPES[one["type"]] for one in fields
                if one["name"] in columns or not one.get("mayBeAbsent")}  # fmt: skip
    if columns == expected and counted == rows:
        return None
    if columns == expected:
        return problem_at(file, None, None, "collected_rows", found=counted, rows=rows,
                          counts=COUNTS)  # fmt: skip
    wrong = sorted(set(columns.items()) ^ set(expected.items()))
    return problem_at(file, None, wrong[0][0], "collected_columns",
                      found=quoted(", ".join(f"{name} {kind}" for name, kind in columns.items())),
                      columns=", ".join(f"{name} {kind}" for name, kind in expected.items()),
                      )  # fmt: skip


@contextmanager
def figures_view(collected: CollectedFigures) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own that has the figures as the view ``collected``."""
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
        create_figures_view(connection, collected)
        yield connection


def create_figures_view(connection: duckdb.DuckDBPyConnection, collected: CollectedFigures) -> None:
    """Create the view ``collected``: ``filename``, ``row_number`` and every declared column."""
    present = _present(connection, collected)
    columns = ",\n    ".join(_column(one, one["name"] in present) for one in collected.fields)
    listed = ", ".join(f"'{_quoted(str(path))}'" for path in collected.paths)
    text = sql_step("figures").replace("{columns}", columns).replace("{files}", f"[{listed}]")
    connection.execute(text)


def _present(connection: duckdb.DuckDBPyConnection, collected: CollectedFigures) -> set[str]:
    """The columns that at least one of the files has."""
    return {name for path in collected.paths
            for name in connection.read_parquet(str(path)).columns}  # fmt: skip


def _column(one: Schema, present: bool) -> str:
    """The expression of a declared column; texts and marks that are left out are empty."""
    kind, given = DATABASE_TYPES[one["type"]], f'"{one["name"]}"' if present else "NULL"
    if kind in ("VARCHAR", "BOOLEAN"):
        given = f"coalesce({given}, {'false' if kind == 'BOOLEAN' else repr('')})"
    return f'{given}::{kind} AS "{one["name"]}"'


def undeclared(fields: list[Schema]) -> str:
    """An expression: the first column whose cell is not as declared; NULL where all are."""
    cases = [f"WHEN {fault} THEN '{one['name']}'" for one in fields for fault in _faults(one)]
    return f"CASE {' '.join(cases)} END"


def _faults(one: Schema) -> Iterator[str]:
    name, constraints = f'collected."{one["name"]}"', one.get("constraints", {})
    if constraints.get("required"):
        empty = f" OR {name} = ''" if one["type"] == "string" else ""
        yield f"({name} IS NULL{empty})"
    if "enum" in constraints:
        listed = ", ".join(f"'{_quoted(code)}'" for code in constraints["enum"])
        yield f"{name} NOT IN ({listed})" if constraints.get("required") else (
            f"{name} NOT IN ('', {listed})")  # fmt: skip
    if "minimum" in constraints:
        yield f"{name} < {constraints['minimum']}"


def _quoted(text: str) -> str:
    """Text inside single quotes of SQL."""
    return text.replace("'", "''")
