"""Keeping a release: its files, its database and a record, beside those that are kept already.

A kept release is never changed: links to it are told to caches as lasting for ever.
"""

import hashlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from indicators.open_data.export import export
from indicators.problems import Problem
from indicators.questions.release_changes import changes_between, counted, records_between
from indicators.release.citation import release_day
from indicators.release.kept_releases import (
    RELEASE_ID,
    SUMS,
    KeptRelease,
    database_place,
    find_release,
    kept_releases,
    record_place,
    record_text,
)
from indicators.release.soundness import release_problems
from indicators.release.store import ReleaseError, Store
from indicators.steps import Tell, untold
from indicators.writing import draft_folder, told_if_not_written


class OtherContentError(Exception):
    """A release of this id is kept with other content; the message says what to do."""


class UnsoundReleaseError(Exception):
    """The database is not what was built; ``problems`` lists all that differs."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the release")
        self.problems = problems


def keep_release(
    db: Path, releases: Path, *, replace_other: bool = False, tell: Tell = untold
) -> KeptRelease:
    """Keep the release ``db`` below ``releases`` and return its record.

    The database is copied first and everything made from the copy, so that a build may swap it
    meanwhile. One that is kept already stays as it is. Raises ``OtherContentError`` where it is
    kept with other content (another version of this program built or wrote it), unless
    ``replace_other``; ``UnsoundReleaseError``, ``ReleaseError``, ``NotWrittenError``: nothing is
    changed then.
    """
    with told_if_not_written(releases), draft_folder(releases / "incoming") as draft:
        copy = draft / "release.duckdb"
        _copy(db, copy)
        with Store(copy) as store:
            release_id = str(store.release["release_id"])
            if kept := _kept_already(store, releases, replace_other):
                return kept
            tell("checking the release")
            if problems := release_problems(store):
                raise UnsoundReleaseError(problems)
            files = draft / release_id
            export(store, files, tell, site=False)
            record = _record(store, files, copy, releases)
        record = _with_changes(record, copy, releases)
        _put_in_place(record, files, copy, releases)
    return record


def _copy(db: Path, copy: Path) -> None:
    with Store(db):  # what is no release is told under its own name
        shutil.copyfile(db, copy)


def _kept_already(store: Store, releases: Path, replace_other: bool) -> KeptRelease | None:
    release_id = str(store.release["release_id"])
    if not RELEASE_ID.fullmatch(release_id):
        raise OtherContentError(f"found the release id {release_id!r}, expected letters, digits "
                                "and hyphens; build the release again")  # fmt: skip
    kept = find_release(releases, release_id)
    if kept is None or replace_other:
        return None
    if kept.content_hash == store.release["content_hash"]:
        return kept
    raise OtherContentError(
        f"{release_id}: found it kept with other content (content hash {kept.content_hash[:12]}), "
        f"expected {str(store.release['content_hash'])[:12]}: another version of this program made "
        "it; links to it would change, so it stays; say --replace to write it again"
    )


def _record(store: Store, files: Path, copy: Path, releases: Path) -> KeptRelease:
    release = store.release
    dated = pd.notna(release["latest_recorded_on"])
    sizes = (path.stat().st_size for path in files.rglob("*") if path.is_file())
    return KeptRelease(
        release_id=str(release["release_id"]),
        day=release_day(release).isoformat() if dated else "",
        kept_at=_moment_after(kept_releases(releases, synthetic=store.synthetic)),
        content_hash=str(release["content_hash"]),
        sums_hash=hashlib.sha256((files / SUMS).read_bytes()).hexdigest(),
        observations=int(release["observations"]),
        synthetic=store.synthetic,
        schema_version=int(release["schema_version"]),
        bytes=sum(sizes) + copy.stat().st_size,
    )


def _moment_after(kept: Sequence[KeptRelease]) -> str:
    """This moment, or the first one after the last kept release where a clock was set back.

    The order in which releases were kept is told by it alone.
    """
    moments = [datetime.now(UTC)]
    moments += [datetime.fromisoformat(one.kept_at) + timedelta(microseconds=1) for one in kept]
    return max(moments).isoformat(timespec="microseconds")


def _with_changes(record: KeptRelease, database: Path, releases: Path) -> KeptRelease:
    """The record with what changed since the release that was kept before it."""
    earlier = [one for one in kept_releases(releases, synthetic=record.synthetic)
               if one.release_id != record.release_id]  # fmt: skip
    if not earlier:
        return record
    record = replace(record, previous=earlier[0].release_id)
    try:
        before = earlier[0].database(releases)
        found = {"figures": counted(changes_between(before, database)),
                 **records_between(before, database)}  # fmt: skip
    except ReleaseError:  # of another version, or damaged: its files serve, it cannot be asked
        return record
    counts: dict[str, Any] = {
        f"{what}_{kind}": count for what, kinds in found.items() for kind, count in kinds.items()
    }
    return replace(record, **counts)


def _put_in_place(record: KeptRelease, files: Path, copy: Path, releases: Path) -> None:
    """The record last: a run that is killed before leaves nothing that is listed."""
    place = record_place(releases, record.release_id)
    place.unlink(missing_ok=True)
    folder = record.folder(releases)
    if folder.exists():
        shutil.rmtree(folder)
    os.replace(files, folder)
    os.replace(copy, database_place(releases, record.release_id))
    written = files.parent / place.name
    written.write_text(record_text(record), encoding="utf-8", newline="\n")
    os.replace(written, place)
