"""The database of an earlier release: one that is kept as files, or a snapshot of the lake."""

from pathlib import Path

from indicators.errors import UnknownNameError
from indicators.release.kept_releases import find_release, kept_releases
from indicators.release.lake_snapshots import snapshot_database, snapshots


def database_of(db: Path, releases: Path, release_id: str, *, synthetic: bool) -> Path:
    """The database of a release that is kept below ``releases``, or that the lake of ``db`` has.

    Raises ``UnknownNameError`` with those there are, and as ``snapshot_database``.
    """
    kept = find_release(releases, release_id)
    if kept is not None and kept.synthetic is synthetic:
        return kept.database(releases)
    found = snapshot_database(db, release_id, synthetic=synthetic)
    if found is None:
        raise UnknownNameError("release", release_id,
                               known_releases(db, releases, synthetic=synthetic))  # fmt: skip
    return found


def known_releases(db: Path, releases: Path, *, synthetic: bool) -> list[str]:
    """The ids of all that can be asked for, the latest first.

    Those of a lake in the order in which they were written, then those that are only kept.
    """
    of_lake = [one.release_id for one in snapshots(db, synthetic=synthetic)]
    kept = [one.release_id for one in kept_releases(releases, synthetic=synthetic)]
    return list(dict.fromkeys([*of_lake, *kept]))
