"""Releases that are kept: one folder of files each, with its database and a record beside it.

Below the folder of releases lie, for each id, ``ID/`` (the bundle of open data, with
``SHA256SUMS``), ``ID.duckdb`` (the database that its answers come from) and ``ID.json`` (the
record, written last: what has none is not there). ``open_data.keeping`` writes them.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

# What the newest release is called where another one is called by its id.
LATEST = "latest"
RECORD_ENDING = ".json"
DATABASE_ENDING = ".duckdb"
SUMS = "SHA256SUMS"
# The ids that builds give; also what may be a name of a folder everywhere.
RELEASE_ID = re.compile(r"[A-Za-z0-9] [A-Za-z0-9_-]{0,79}", re.VERBOSE)
SUM_LINE = re.compile(r"(?P<sha256> [0-9a-f]{64} ) [ ][ *] (?P<path> .+ )", re.VERBOSE)


@dataclass(frozen=True)
class KeptRelease:
    """One kept release.

    ``day`` is its own day (ISO; empty without figures), ``kept_at`` the moment it was kept (ISO,
    UTC), ``content_hash`` that of its database, ``sums_hash`` the SHA-256 of its ``SHA256SUMS``,
    which holds that of every file, ``bytes`` the size of its files and database. ``previous`` is
    the release kept before it, empty for the first one; ``figures_new``, ``figures_gone`` and
    ``figures_changed`` count what differs from that one, and so do the counts of sources and
    indicators; ``None`` where it cannot be asked, or an earlier version kept it.
    """

    release_id: str
    day: str
    kept_at: str
    content_hash: str
    sums_hash: str
    observations: int
    synthetic: bool
    schema_version: int
    bytes: int
    previous: str = ""
    figures_new: int | None = None
    figures_gone: int | None = None
    figures_changed: int | None = None
    sources_new: int | None = None
    sources_gone: int | None = None
    sources_changed: int | None = None
    indicators_new: int | None = None
    indicators_gone: int | None = None
    indicators_changed: int | None = None

    def folder(self, releases: Path) -> Path:
        """Its files."""
        return releases / self.release_id

    def database(self, releases: Path) -> Path:
        """Its database."""
        return database_place(releases, self.release_id)


def database_place(releases: Path, release_id: str) -> Path:
    """Where the database of a kept release lies."""
    return releases / f"{release_id}{DATABASE_ENDING}"


def record_place(releases: Path, release_id: str) -> Path:
    """Where its record lies."""
    return releases / f"{release_id}{RECORD_ENDING}"


def record_text(release: KeptRelease) -> str:
    """The record as it is written."""
    return json.dumps(asdict(release), ensure_ascii=False, indent=2) + "\n"


def kept_releases(releases: Path, *, synthetic: bool) -> list[KeptRelease]:
    """All that are kept, the latest kept first; real ones or invented ones, never both."""
    found = (find_release(releases, path.stem) for path in releases.glob(f"*{RECORD_ENDING}"))
    known = [one for one in found if one is not None and one.synthetic is synthetic]
    return sorted(known, key=lambda one: (one.kept_at, one.release_id), reverse=True)


def find_release(releases: Path, release_id: str) -> KeptRelease | None:
    """The kept release of this id; ``None`` where there is none, or its record is damaged."""
    if not RELEASE_ID.fullmatch(release_id):
        return None
    try:
        told = json.loads(record_place(releases, release_id).read_text(encoding="utf-8"))
        found = KeptRelease(**told)
    except (OSError, ValueError, TypeError):
        return None
    return found if found.release_id == release_id else None


def sums_of(folder: Path) -> Mapping[str, str]:
    """The files of a kept release with their SHA-256. Raises ``OSError``, ``ValueError``.

    Lines of another form raise ``ValueError``: a list that is damaged tells nothing.
    """
    path = folder / SUMS
    status = path.stat()
    return _sums(path, status.st_ino, status.st_mtime_ns)


@lru_cache(maxsize=16)
def _sums(path: Path, _inode: int, _changed: int) -> dict[str, str]:
    sums: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        found = SUM_LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"{SUMS}: found a line that is no sum of a file")
        sums[found["path"]] = found["sha256"]
    return sums
