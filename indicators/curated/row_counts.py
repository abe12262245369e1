"""How much each curated file holds, as ``datapackage.json`` records it: nothing is lost in silence.

A file that breaks off at the end of a line is a sound file with fewer rows. So the descriptor has,
beside the columns, the number of rows of every CSV (``rowCounts`` of its resource) and of lines of
the other files that the program reads (``lineCounts``). ``accept`` writes them; after an edit by
hand ``check --record`` does. A descriptor without any is one of an earlier release: its files are
checked without counts.
"""

import copy
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from indicators.coded import coded
from indicators.curated.content_digests import digest_changes, digest_problems
from indicators.curated.package import DESCRIPTOR, CuratedFiles, resource_paths
from indicators.problems import Problem, problem_at

ROWS, LINES = "rowCounts", "lineCounts"
# What the program or the making of the areas reads besides tables; ``data/README.md`` says what of.
OTHER_FILES = (
    "indicators.yaml", "indicators.schema.json", "phrases.yaml", "phrases.schema.json",
    "headers.yaml", "area_corrections.yaml",
)  # fmt: skip

Counts = dict[str, int]


def row_counts(files: CuratedFiles) -> Counts:
    """The number of rows of every table that could be read, by file; blank lines are no rows.

    Sources of collected figures are not committed: ``collected`` counts them.
    """
    return {table.file: len(table.rows) for name, tables in files.tables.items()
            if name != "collected_sources" for table in tables}  # fmt: skip


def line_counts(directory: Path) -> Counts:
    """The number of line ends of every other file that is there."""
    paths = (directory / name for name in OTHER_FILES)
    return {path.name: path.read_bytes().count(b"\n") for path in paths if path.is_file()}


def is_recorded(descriptor: Mapping[str, Any]) -> bool:
    """Whether the descriptor has counts at all."""
    return LINES in descriptor or any(ROWS in one for one in descriptor.get("resources", ()))


def with_counts(descriptor: Mapping[str, Any], rows: Counts, lines: Counts) -> dict[str, Any]:
    """The descriptor with these counts; folders list the files that have rows recorded."""
    new = copy.deepcopy(dict(descriptor))
    for resource in new["resources"]:
        resource[ROWS] = _of_resource(resource, rows)
        if isinstance(resource["path"], list) and resource[ROWS]:
            resource["path"] = list(resource[ROWS])
    new[LINES] = dict(sorted(lines.items()))
    return new


def descriptor_text(descriptor: Mapping[str, Any]) -> str:
    """The descriptor as it lies on the disk."""
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def _of_resource(resource: Mapping[str, Any], rows: Counts) -> Counts:
    path = resource["path"]
    if isinstance(path, str):
        return {path: rows[path]} if path in rows else {}
    folder = Path(path[0]).parent.as_posix()
    return {file: rows[file] for file in sorted(rows) if Path(file).parent.as_posix() == folder}


def count_problems(
    files: CuratedFiles, descriptor: Mapping[str, Any], unreadable: frozenset[str]
) -> list[Problem]:
    """Files with more or less than is recorded, files that are gone, files that nobody recorded.

    ``unreadable`` are files with a fault of their own: what is in them cannot be counted.
    """
    if not is_recorded(descriptor):
        return []
    recorded: Counts = {}
    for resource in descriptor["resources"]:
        recorded |= resource.get(ROWS, {})
    rows = {name: n for name, n in row_counts(files).items() if name not in unreadable}
    found = _compared(rows, recorded, "rows", files.directory, unreadable)
    lines = {n: c for n, c in line_counts(files.directory).items() if n not in unreadable}
    sizes = recorded | descriptor.get(LINES, {})
    other = _compared(lines, descriptor.get(LINES, {}), "lines", files.directory, unreadable)
    as_large = {name for name, size in (rows | lines).items() if sizes.get(name) == size}
    return [*found, *other, *_gone(files.directory, descriptor, set(recorded)),
            *digest_problems(files.directory, descriptor, as_large)]  # fmt: skip


def _compared(
    counted: Counts, recorded: Counts, unit: str, directory: Path, unreadable: frozenset[str]
) -> Iterator[Problem]:
    for file, count in counted.items():
        if file not in recorded:
            yield problem_at(file, None, None, "file_not_counted", descriptor=DESCRIPTOR)
        elif recorded[file] != count:
            yield problem_at(file, None, None, "other_count", found=coded(unit, count=count),
                             recorded=coded(unit, count=recorded[file]),
                             descriptor=DESCRIPTOR)  # fmt: skip
    for file in recorded:
        if file not in counted and file not in unreadable and not (directory / file).exists():
            yield problem_at(file, None, None, "counted_file_absent", descriptor=DESCRIPTOR)


def _gone(directory: Path, descriptor: Mapping[str, Any], counted: set[str]) -> Iterator[Problem]:
    """Files that a folder's list names and that are neither there nor counted."""
    for resource in descriptor["resources"]:
        present = {path.relative_to(directory).as_posix()
                   for path in resource_paths(directory, resource)}  # fmt: skip
        named = isinstance(resource["path"], list) and not resource.get("mayBeAbsent")
        listed = resource["path"] if named else []
        for file in listed:
            if file not in present and file not in counted:
                yield problem_at(file, None, None, "listed_file_absent", descriptor=DESCRIPTOR)


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What is recorded anew, one line a file: ``area_lineage.csv: 10,571 → 10,570 rows``."""
    lines: list[str] = []
    for unit, before, after in (("rows", _rows_of(old), _rows_of(new)),
                                ("lines", old.get(LINES, {}), new.get(LINES, {}))):  # fmt: skip
        for file in sorted(before.keys() | after.keys()):
            if before.get(file) != after.get(file):
                lines.append(f"{file}: {_shown(before, file)} → {_shown(after, file)} {unit}")
    return lines + digest_changes(old, new, {line.partition(": ")[0] for line in lines})


def _rows_of(descriptor: Mapping[str, Any]) -> Counts:
    return {file: count for one in descriptor["resources"]
            for file, count in one.get(ROWS, {}).items()}  # fmt: skip


def _shown(counts: Counts, file: str) -> str:
    return f"{counts[file]:,}" if file in counts else "–"
