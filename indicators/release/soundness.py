"""Whether a release, and what is kept of it, is what it was when it was built."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from indicators.problems import Problem, problem_at
from indicators.release.kept_releases import SUMS, KeptRelease, sums_of
from indicators.release.store import ReleaseError, Store

COUNTS = ("observations", "areas_with_figures", "sources")
DAYS = ("latest_published_on", "latest_recorded_on")


def release_problems(store: Store) -> list[Problem]:
    """Every table against its recorded rows and digest, the counts and the hash against the tables.

    Reads the whole database. Raises ``ReleaseError`` where blocks of it are damaged.
    """
    return [*_other_shape(store), *_changed_tables(store), *_wrong_counts(store)]


def _other_shape(store: Store) -> Iterator[Problem]:
    """Tables or columns, also of a view, that the build did not make."""
    if store.query("shape")["shape"].iloc[0] != store.release["shape"]:
        yield problem_at(store.path.name, None, "shape", "other_shape")


def _changed_tables(store: Store) -> Iterator[Problem]:
    for row in store.query("changed_tables").to_dict("records"):
        now, then = _rows(row["rows_now"]), _rows(row["rows_then"])
        table = str(row["table_name"])
        yield problem_at(store.path.name, None, table, "table_changed", found=now, expected=then)


def _rows(count: object) -> int:
    return 0 if pd.isna(count) else int(str(count))


def _wrong_counts(store: Store) -> Iterator[Problem]:
    counted = store.query("told_counts").iloc[0]
    for name in COUNTS:
        told, there = int(store.release[name]), int(counted[name])
        if told != there:
            yield problem_at(store.path.name, None, name, "count_differs", found=told,
                             expected=there)  # fmt: skip
    for name in DAYS:
        day, its_day = _day(store.release[name]), _day(counted[name])
        if day != its_day:
            yield problem_at(store.path.name, None, name, "day_differs", found=day,
                             expected=its_day)  # fmt: skip
    if counted["content_hash"] != store.release["content_hash"]:
        yield problem_at(store.path.name, None, "content_hash", "hash_differs")


def _day(value: object) -> str:
    return "-" if pd.isna(value) else str(value)[:10]


def kept_problems(kept: KeptRelease, releases: Path) -> list[Problem]:
    """Every file of a kept release against ``SHA256SUMS``, its database against the record."""
    return [*_file_problems(kept, kept.folder(releases)), *_database_problems(kept, releases)]


def _file_problems(kept: KeptRelease, folder: Path) -> Iterator[Problem]:
    try:
        sums = sums_of(folder)
    except (OSError, ValueError):
        yield problem_at(f"{folder.name}/{SUMS}", None, None, "sums_unreadable")
        return
    if _sha256(folder / SUMS) != kept.sums_hash:
        yield problem_at(f"{folder.name}/{SUMS}", None, None, "file_changed")
    for path, digest in sums.items():
        place = f"{folder.name}/{path}"
        if not (folder / path).is_file():
            yield problem_at(place, None, None, "kept_file_absent")
        elif _sha256(folder / path) != digest:
            yield problem_at(place, None, None, "file_changed")


def _database_problems(kept: KeptRelease, releases: Path) -> Iterator[Problem]:
    path = kept.database(releases)
    try:
        with Store(path) as store:
            if store.release["content_hash"] != kept.content_hash:
                yield problem_at(path.name, None, "content_hash", "hash_differs")
            yield from release_problems(store)
    except ReleaseError as error:
        yield problem_at(path.name, None, None, "kept_database_unusable", fault=str(error))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
