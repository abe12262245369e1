"""The curated files of one data directory: found, decoded and cut into rows.

Nothing here can end in a traceback because of what a file holds: every fault of bytes or
header becomes a Problem, and the other files are still read.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from indicators.coded import coded
from indicators.problems import Problem, problem_at, quoted

DESCRIPTOR = "datapackage.json"
CATALOGUE = "indicators.yaml"
# Without one of these tables there is nothing to check or to build.
NEEDED = ("areas", "area_lineage", "sources", "observations")

# No curated line comes near this; a longer one is a broken export and would exhaust memory.
LONGEST_LINE_BYTES = 1_000_000


@dataclass(frozen=True)
class Table:
    """One readable CSV: ``rows`` are (line number, column → text), blank lines left out.

    ``is_whole`` tells that no row had to be left out for its form.
    """

    file: str
    path: Path
    schema: dict[str, Any]
    rows: list[tuple[int, dict[str, str]]]
    is_whole: bool = True


@dataclass
class CuratedFiles:
    """All readable tables by resource name; ``observations`` has one Table per file."""

    directory: Path
    tables: dict[str, list[Table]] = field(default_factory=dict)

    def rows(self, resource: str) -> Iterator[tuple[Table, int, dict[str, str]]]:
        """Every row of a resource with its table and line number."""
        for table in self.tables.get(resource, ()):
            for line, row in table.rows:
                yield table, line, row


def read_files(directory: Path) -> tuple[CuratedFiles, list[Problem]]:
    """Read all CSV files that the descriptor of ``directory`` names, with all their faults."""
    files = CuratedFiles(directory)
    descriptor, problems = read_descriptor(directory)
    for resource in descriptor.get("resources", ()):
        for path in resource_paths(directory, resource):
            table, found = read_table(directory, path, resource["schema"])
            problems += found
            problems += unended_line(path, table.file) if table else []
            if table:
                files.tables.setdefault(resource["name"], []).append(table)
    return files, problems


def read_descriptor(directory: Path) -> tuple[dict[str, Any], list[Problem]]:
    """``datapackage.json`` of the directory; an empty dict and a Problem if it is unusable."""
    path = directory / DESCRIPTOR
    text, problems = read_text(path, DESCRIPTOR)
    if text is None:
        return {}, problems
    try:
        descriptor = json.loads(text)
        problems = list(_descriptor_problems(descriptor))
        return ({}, problems) if problems else (descriptor, [])
    except json.JSONDecodeError as error:
        return {}, [
            problem_at(DESCRIPTOR, error.lineno, None, "descriptor_broken", fault=error.msg)
        ]


def _descriptor_problems(descriptor: Any) -> Iterator[Problem]:
    """JSON that declares no tables, or leaves out one that the program cannot do without."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list):
        yield problem_at(DESCRIPTOR, None, "resources", "resources_absent")
        return
    sound = [one["name"] for one in resources if _declares_a_table(one)]
    if len(sound) < len(resources):
        yield problem_at(DESCRIPTOR, None, "resources", "resource_undeclared")
    for name in NEEDED:
        if name not in sound:
            yield problem_at(DESCRIPTOR, None, "resources", "resource_absent", name=name,
                             names=", ".join(NEEDED))  # fmt: skip


def _declares_a_table(resource: Any) -> bool:
    match resource:
        case {"name": str(), "path": str() | [str(), *_], "schema": {"fields": [_, *_] as fields}}:
            return all(isinstance(one, dict) and isinstance(one.get("name"), str)
                       for one in fields)  # fmt: skip
    return False


def resource_paths(directory: Path, resource: dict[str, Any]) -> list[Path]:
    """The files of a resource. All CSVs beside a listed observation file belong to it.

    A resource that ``mayBeAbsent`` has no files where its folder holds none, or its one file is
    not there.
    """
    listed = resource["path"]
    if isinstance(listed, str):
        path = directory / listed
        return [] if resource.get("mayBeAbsent") and not path.exists() else [path]
    folder = (directory / listed[0]).parent
    found = sorted(folder.glob("*.csv"))
    if found or resource.get("mayBeAbsent"):
        return found
    return [directory / path for path in listed]


def read_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file, or the Problem that keeps it from being read."""
    problem = _unreadable(path, file)
    if problem:
        return None, [problem]
    data = path.read_bytes()
    problem = _bad_bytes(data, file)
    if problem:
        return None, [problem]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"0x{data[error.start]:02x}"
        return None, [problem_at(file, line, None, "not_utf_8", byte=byte)]


def unended_line(path: Path, file: str) -> list[Problem]:
    """The problem of a last line without its line end: the file may have lost what came after."""
    content = path.read_bytes()
    if content.endswith(b"\n"):
        return []
    return [problem_at(file, content.count(b"\n") + 1, None, "unended_line")]


def _unreadable(path: Path, file: str) -> Problem | None:
    if path.is_dir():
        return problem_at(file, None, None, "directory_for_file")
    if not path.is_file():
        return problem_at(file, None, None, "file_absent")
    if path.stat().st_size == 0:
        return problem_at(file, None, None, "file_empty")
    return None


def _bad_bytes(data: bytes, file: str) -> Problem | None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return problem_at(file, 1, None, "utf_16")
    nul = data.find(b"\0")
    if nul >= 0:
        return problem_at(file, data[:nul].count(b"\n") + 1, None, "nul_byte")
    lines = data.split(b"\n") if len(data) > LONGEST_LINE_BYTES else ()
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE_BYTES:
            return problem_at(file, number, None, "long_line", size=len(line),
                              most=LONGEST_LINE_BYTES)  # fmt: skip
    return None


def read_table(
    directory: Path, path: Path, schema: dict[str, Any]
) -> tuple[Table | None, list[Problem]]:
    """The rows of one CSV with the columns of ``schema``, and the faults of bytes and header."""
    file = path.relative_to(directory).as_posix()
    text, problems = read_text(path, file)
    if text is None:
        return None, problems
    return _cut(text, file, path, schema)


def _cut(
    text: str, file: str, path: Path, schema: dict[str, Any]
) -> tuple[Table | None, list[Problem]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    problems: list[Problem] = []
    try:
        header = next(reader, [])
        schema, absent = _without_absent(schema, header)
        expected = [column["name"] for column in schema["fields"]]
        problems = _header_problems(file, header, expected)
        if problems:
            return None, problems
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) == len(expected):
                rows.append((reader.line_num, dict(zip(expected, cells, strict=True)) | absent))
            else:
                problems.append(problem_at(file, reader.line_num, None, "row_width",
                                           found=len(cells), expected=len(expected)))  # fmt: skip
    except csv.Error as error:
        problems.append(problem_at(file, reader.line_num, None, "csv_broken", fault=str(error)))
    return Table(file, path, schema, rows, not problems), problems


def _without_absent(
    schema: dict[str, Any], header: list[str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The schema of a file of an earlier release, and the columns it does not have yet, empty.

    Only a column that ``mayBeAbsent`` may be missing.
    """
    absent = [one["name"] for one in schema["fields"]
              if one.get("mayBeAbsent") and one["name"] not in header]  # fmt: skip
    fields = [dict(one) for one in schema["fields"] if one["name"] not in absent]
    return {**schema, "fields": fields}, dict.fromkeys(absent, "")


def _header_problems(file: str, header: list[str], expected: list[str]) -> list[Problem]:
    if header == expected:
        return []
    missing = [name for name in expected if name not in header]
    extra = [name for name in header if name not in expected]
    if not missing and not extra:
        return [
            problem_at(file, 1, None, "column_order", columns=quoted(", ".join(header)),
                       expected=", ".join(expected))
        ]  # fmt: skip
    wanted = coded("the_columns", columns=", ".join(expected))
    found = [("column_absent", name) for name in missing]
    found += [("column_unknown", quoted(name)) for name in extra]
    return [problem_at(file, 1, None, code, column=name, expected=wanted) for code, name in found]
