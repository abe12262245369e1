"""What the curated files are at a moment, so that one which is replaced while others are read is
told: a table put together from two states never becomes a release or a new state of the files.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from indicators.curated.package import CATALOGUE, DESCRIPTOR, read_descriptor, resource_paths
from indicators.problems import Problem, problem_at

# Collected figures and their record; the sources among them are a resource of the descriptor.
COLLECTED = ("collected/*.parquet", "collected/counts.json")

State = Mapping[str, str]


def state_of(directory: Path) -> State:
    """SHA-256 by file of all that a check reads: tables, catalogue, collected figures, descriptor.

    A file that is not there has no entry. Raises ``OSError``.
    """
    return {
        path.relative_to(directory).as_posix(): _digest(path)
        for path in sorted(set(_paths(directory))) if path.is_file()
    }  # fmt: skip


def _paths(directory: Path) -> Iterator[Path]:
    yield from (directory / name for name in (DESCRIPTOR, CATALOGUE))
    for resource in read_descriptor(directory)[0].get("resources", ()):
        yield from resource_paths(directory, resource)
    for pattern in COLLECTED:
        yield from directory.glob(pattern)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def changes_since(state: State, directory: Path) -> list[Problem]:
    """Each file that is not what it was, was not there, or is gone."""
    now = state_of(directory)
    changed = (file for file in sorted({*state, *now}) if state.get(file) != now.get(file))
    return [problem_at(file, None, None, "changed_while_read") for file in changed]
