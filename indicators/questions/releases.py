"""The releases there are: the one that is served, and those that are kept."""

from dataclasses import asdict, fields
from pathlib import Path

import pandas as pd

from indicators.errors import UnknownNameError
from indicators.release.citation import release_day
from indicators.release.earlier_releases import known_releases
from indicators.release.kept_releases import KeptRelease, kept_releases
from indicators.release.lake_snapshots import Snapshot, snapshots
from indicators.release.store import Store

# What is told of each, beside ``is_latest``, ``is_kept`` and ``answers``.
COLUMNS = tuple(one.name for one in fields(KeptRelease) if one.name != "synthetic")


def releases_table(store: Store, releases: Path) -> pd.DataFrame:
    """The releases, the served one first, then the later ones; one row each.

    Those that are kept and those of the lake that ``store`` is a copy of, which are in its order.

    Columns as in ``KeptRelease``, and: ``is_latest`` (it is the one that is served), ``is_kept``
    (its files are there), ``answers`` (its database is of this version, so the API answers for
    it). What is not known of a release that is not kept is missing.
    """
    served = store.release
    kept = {one.release_id: one for one in kept_releases(releases, synthetic=store.synthetic)}
    in_lake = {one.release_id: one for one in snapshots(store.path, synthetic=store.synthetic)}
    here = str(served["release_id"])
    found = kept.pop(here, None)
    if found is not None and found.content_hash != served["content_hash"]:
        found = None  # kept by another version of this program: not the one that is served
    others = [one for one in known_releases(store.path, releases, synthetic=store.synthetic)
              if one != here]  # fmt: skip
    rows = [_row(found) if found else _served_row(store),
            *(_row(kept[one]) if one in kept else _snapshot_row(in_lake[one])
              for one in others)]  # fmt: skip
    table = pd.DataFrame(rows, columns=[*COLUMNS, "is_kept"])
    table["is_latest"] = table["release_id"] == here
    table["answers"] = table["is_latest"] | (table["schema_version"] == served["schema_version"])
    counts = [name for name in COLUMNS if name.endswith(("_new", "_gone", "_changed"))]
    return table.astype(dict.fromkeys([*counts, "bytes"], "Int64"))


def previous_release(store: Store, releases: Path) -> str:
    """The id of the release before this one: in the lake, or kept; the last kept where this is not.

    Raises ``UnknownNameError`` where there is none.
    """
    known = known_releases(store.path, releases, synthetic=store.synthetic)
    here = str(store.release["release_id"])
    before = known[known.index(here) + 1 :] if here in known else known
    if not before:
        raise UnknownNameError("release", "previous", known)
    return before[0]


def _row(kept: KeptRelease) -> dict[str, object]:
    told = {name: value if value != "" else None for name, value in asdict(kept).items()}
    return {**told, "is_kept": True}


def _snapshot_row(snapshot: Snapshot) -> dict[str, object]:
    """A release of the lake, of which no files are kept here."""
    told = snapshot.release.identity
    return {
        "release_id": told.release_id,
        "day": snapshot.day or None,
        "content_hash": told.content_hash,
        "observations": told.observations,
        "schema_version": snapshot.schema_version,
        "is_kept": False,
    }


def _served_row(store: Store) -> dict[str, object]:
    release = store.release
    dated = pd.notna(release["latest_recorded_on"])
    return {
        "release_id": str(release["release_id"]),
        "day": release_day(release).isoformat() if dated else None,
        "content_hash": str(release["content_hash"]),
        "observations": int(release["observations"]),
        "schema_version": int(release["schema_version"]),
        "is_kept": False,
    }
