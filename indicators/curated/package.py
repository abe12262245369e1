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

from indicators.problems import Problem, quoted

DESCRIPTOR = "datapackage.json"
CATALOGUE = "indicators.yaml"
# Without one of these tables there is nothing to check or to build.
NEEDED = ("areas", "area_lineage", "sources", "observations")

# No curated line comes near this; a longer one is a broken export and would exhaust memory.
LONGEST_LINE_BYTES = 1_000_000


@dataclass(frozen=True)
class Table:
    """One readable CSV: ``rows`` are (line number, column → text), blank lines left out."""

    file: str
    path: Path
    schema: dict[str, Any]
    rows: list[tuple[int, dict[str, str]]]


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
            Problem(
                DESCRIPTOR,
                error.lineno,
                None,
                f"JSON that breaks off: {error.msg}",
                "a Frictionless data package",
                "restore the file from version control",
            )
        ]


def _descriptor_problems(descriptor: Any) -> Iterator[Problem]:
    """JSON that declares no tables, or leaves out one that the program cannot do without."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list):
        yield _undeclared("no list of resources", "the tables as resources")
        return
    sound = [one["name"] for one in resources if _declares_a_table(one)]
    if len(sound) < len(resources):
        yield _undeclared("a resource without name, path or the fields of its schema",
                          "a table with name, path and schema")  # fmt: skip
    for name in NEEDED:
        if name not in sound:
            yield _undeclared(f"no resource {name}", f"the resources {', '.join(NEEDED)}")


def _undeclared(found: str, expected: str) -> Problem:
    return Problem(DESCRIPTOR, None, "resources", found, expected,
                   "restore the file from version control")  # fmt: skip


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
        return [path] if path.exists() or not resource.get("mayBeAbsent") else []
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
        return None, [
            Problem(
                file,
                line,
                None,
                f"byte 0x{data[error.start]:02x} that is not UTF-8",
                "text in UTF-8",
                "save it again as UTF-8 (the bytes look like Windows-1258 or a like code page)",
            )
        ]


def unended_line(path: Path, file: str) -> list[Problem]:
    """The problem of a last line without its line end: the file may have lost what came after."""
    content = path.read_bytes()
    if content.endswith(b"\n"):
        return []
    return [
        Problem(
            file,
            content.count(b"\n") + 1,
            None,
            "a last line without a line end",
            "a line end after every row",
            "compare the file with version control: it may break off here; if it is whole, "
            "end the line",
        )
    ]


def _unreadable(path: Path, file: str) -> Problem | None:
    if path.is_dir():
        return Problem(file, None, None, "a directory", "a file", "remove or rename the directory")
    if not path.is_file():
        return Problem(file, None, None, "no such file", "the file", "restore it or add it")
    if path.stat().st_size == 0:
        return Problem(
            file,
            None,
            None,
            "an empty file",
            "a header row and data",
            "restore the file from version control",
        )
    return None


def _bad_bytes(data: bytes, file: str) -> Problem | None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Problem(file, 1, None, "UTF-16", "text in UTF-8", "save it again as UTF-8")
    nul = data.find(b"\0")
    if nul >= 0:
        return Problem(
            file,
            data[:nul].count(b"\n") + 1,
            None,
            "a NUL byte",
            "text",
            "restore the file; it is damaged or not a text file",
        )
    for number, line in enumerate(data.split(b"\n"), 1):
        if len(line) > LONGEST_LINE_BYTES:
            return Problem(
                file,
                number,
                None,
                f"a line of {len(line):,} bytes",
                f"lines below {LONGEST_LINE_BYTES:,} bytes",
                "look for a missing line break or quotation mark",
            )
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
                problems.append(_wrong_width(file, reader.line_num, len(cells), len(expected)))
    except csv.Error as error:
        problems.append(
            Problem(
                file,
                reader.line_num,
                None,
                f"broken CSV: {error}",
                "comma-separated values",
                "look for an unclosed quotation mark",
            )
        )
    return Table(file, path, schema, rows), problems


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
            Problem(
                file,
                1,
                None,
                f"columns in the order {quoted(', '.join(header))}",
                f"the order {', '.join(expected)}",
                "reorder the columns",
            )
        ]
    found = [f"no column {name}" for name in missing]
    found += [f"an unknown column {quoted(name)}" for name in extra]
    return [
        Problem(
            file, 1, None, phrase, f"the columns {', '.join(expected)}", "correct the header row"
        )
        for phrase in found
    ]


def _wrong_width(file: str, line: int, found: int, expected: int) -> Problem:
    return Problem(
        file,
        line,
        None,
        f"{found} cells",
        f"{expected} cells",
        "look for a comma that needs quotation marks, or a comma as decimal mark",
    )
