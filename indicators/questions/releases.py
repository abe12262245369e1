"""The releases there are: the one that is served, and those that are kept."""

from dataclasses import asdict, fields
from pathlib import Path

import pandas as pd

from indicators.errors import UnknownNameError
from indicators.release.citation import release_day
from indicators.release.kept_releases import KeptRelease, kept_releases
from indicators.release.store import Store

# What is told of each, beside ``is_latest``, ``is_kept`` and ``answers``.
COLUMNS = tuple(one.name for one in fields(KeptRelease) if one.name != "synthetic")


def releases_table(store: Store, releases: Path) -> pd.DataFrame:
    """The releases, the served one first, then those that were kept later; one row each.

    Columns as in ``KeptRelease``, and: ``is_latest`` (it is the one that is served), ``is_kept``
    (its files are there), ``answers`` (its database is of this version, so the API answers for
    it). What is not known of a release that is not kept is missing.
    """
    served = store.release
    kept = {one.release_id: one for one in kept_releases(releases, synthetic=store.synthetic)}
    here = str(served["release_id"])
    found = kept.pop(here, None)
    if found is not None and found.content_hash != served["content_hash"]:
        found = None  # kept by another version of this program: not the one that is served
    rows = [_row(found) if found else _served_row(store), *map(_row, kept.values())]
    table = pd.DataFrame(rows, columns=[*COLUMNS, "is_kept"])
    table["is_latest"] = table["release_id"] == here
    table["answers"] = table["is_latest"] | (table["schema_version"] == served["schema_version"])
    counts = [name for name in COLUMNS if name.endswith(("_new", "_gone", "_changed"))]
    return table.astype(dict.fromkeys([*counts, "bytes"], "Int64"))


def previous_release(store: Store, releases: Path) -> str:
    """The id of the release that was kept before this one, or last where this one is not kept.

    Raises ``UnknownNameError`` where there is none.
    """
    kept = [one.release_id for one in kept_releases(releases, synthetic=store.synthetic)]
    here = str(store.release["release_id"])
    before = kept[kept.index(here) + 1 :] if here in kept else kept
    if not before:
        raise UnknownNameError("release", "previous", kept)
    return before[0]


def _row(kept: KeptRelease) -> dict[str, object]:
    told = {name: value if value != "" else None for name, value in asdict(kept).items()}
    return {**told, "is_kept": True}


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
