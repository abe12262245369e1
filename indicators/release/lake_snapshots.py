"""Earlier releases of a lake: told from its snapshots, and asked in copies of their own.

Which snapshots there are is known from the last look at the lake (``look``): a server looks again
and again, a verb once. What a reader asks goes to the lake only where a copy is not here yet.
"""

import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from indicators import settings
from indicators.file_lock import LockedError, file_lock
from indicators.release.citation import release_day
from indicators.release.kept_releases import DATABASE_ENDING, RELEASE_ID
from indicators.release.lake import Lake, LakeError, lake_of, patiently
from indicators.release.lake_copy import LakeRelease, releases_of, take
from indicators.release.store import sql_text
from indicators.writing import NotWrittenError

# Copies of earlier releases that stay on this machine; the one that was asked first leaves.
MOST_COPIES = 8
ENDING = ".earlier"
HASH_LENGTH = 12
# A copy of a release takes some seconds, the whole country of ten years a minute.
LONGEST_WAIT_SECONDS = 300.0
# A verb, and a server before its first look, ask a lake that gave no answer not sooner than this.
LOOK_AGAIN_SECONDS = 30.0


@dataclass(frozen=True)
class Snapshot:
    """A release of the lake: ``day`` is its own day (ISO; empty without figures).

    ``schema_version`` is that of its tables: with another than this program's it cannot be asked.
    """

    release: LakeRelease
    day: str
    schema_version: int

    @property
    def release_id(self) -> str:
        """Its id."""
        return self.release.identity.release_id


class _Seen:
    """What the last look at the lake of this process has found, oldest first."""

    snapshots: tuple[Snapshot, ...] = ()
    looked_at: float | None = None


_seen = _Seen()


def look(lake: Lake) -> None:
    """See which releases the lake has. Raises ``LakeError``; what was seen before stays then."""
    known = {one.release: one for one in _seen.snapshots}
    _seen.looked_at = time.monotonic()
    _seen.snapshots = tuple(known.get(one) or _told(lake, one) for one in releases_of(lake))


def _told(lake: Lake, release: LakeRelease) -> Snapshot:
    with lake.connected() as connection:
        row = connection.execute(sql_text("lake/snapshot_release"),
                                 {"snapshot": release.snapshot}).fetchone()  # fmt: skip
    if row is None:
        raise LakeError("lake_files_unreadable")
    day = release_day({"latest_recorded_on": row[1]}).isoformat() if pd.notna(row[1]) else ""
    return Snapshot(release, day, int(row[0]))


def snapshots(db: Path, *, synthetic: bool) -> list[Snapshot]:
    """The releases of the lake of which ``db`` is a copy, the newest first and each id once.

    Real ones or invented ones, never both; none for another file. A lake that gives no answer has
    those that were seen before.
    """
    if not _is_of_lake(db):
        return []
    _look_once()
    found: dict[str, Snapshot] = {}
    for one in reversed(_seen.snapshots):
        if one.release.identity.synthetic is synthetic:
            found.setdefault(one.release_id, one)
    return list(found.values())


def snapshots_seen() -> str:
    """What changes when the lake is seen with other releases; "" without a lake."""
    return " ".join(str(one.release.snapshot) for one in _seen.snapshots)


def _is_of_lake(db: Path) -> bool:
    """Whether a file is the copy of the newest release of this process's lake, or of another."""
    copy = settings.database()
    own = (copy.absolute(), copy.with_suffix(ENDING).absolute())
    return settings.lake() is not None and (db.absolute() in own or db.absolute().parent in own)


def _look_once() -> None:
    looked_at = _seen.looked_at
    if looked_at is not None and (
        _seen.snapshots or time.monotonic() < looked_at + LOOK_AGAIN_SECONDS
    ):
        return
    lake = lake_of(settings.database())
    if lake is None:
        return
    with lake:
        try:
            look(lake)
        except LakeError:  # told by what brings the newest release
            return


def snapshot_database(db: Path, release_id: str, *, synthetic: bool) -> Path | None:
    """A file with this release of the lake of ``db``: copied from its snapshot once.

    ``None`` where the lake has no such release. Every table is held against its digest before.
    Raises ``LakeError``.
    """
    found = next((one for one in snapshots(db, synthetic=synthetic)
                  if one.release_id == release_id), None)  # fmt: skip
    if found is None or not RELEASE_ID.fullmatch(release_id):
        return None
    place = _place(found.release)
    if not place.is_file():
        try:
            _bring(found.release, place)
        except (NotWrittenError, LockedError) as error:
            raise LakeError("lake_copy_not_made", release=release_id, fault=str(error)) from error
    return place


def _place(release: LakeRelease) -> Path:
    """One file for each content: a release that is built again with another gets a new one."""
    folder = settings.database().with_suffix(ENDING)
    content = release.identity.content_hash[:HASH_LENGTH]
    return folder / f"{release.identity.release_id}-{content}{DATABASE_ENDING}"


_bringing = threading.Lock()


def _bring(release: LakeRelease, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with _bringing, file_lock(place.parent / ".lock", LONGEST_WAIT_SECONDS):
        if place.is_file():  # brought by who held the lock
            return
        lake = lake_of(settings.database())
        if lake is None:
            return
        with lake:
            patiently(lambda: take(lake, release, place))
        _let_go(place)


def _let_go(brought: Path) -> None:
    """Remove the copies that were brought first; who has one open keeps it until it is closed."""
    others = [path for path in brought.parent.glob(f"*{DATABASE_ENDING}") if path != brought]
    others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in others[MOST_COPIES - 1 :]:
        with suppress(OSError):  # of one that is open, on Windows
            path.unlink()
