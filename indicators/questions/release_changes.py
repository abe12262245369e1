"""What changed in the figures that are shown between two releases."""

from pathlib import Path

import pandas as pd

from indicators.refusal import UnanswerableError
from indicators.release.store import Store

KINDS = ("new", "gone", "changed")


def changes_between(earlier: Path, later: Path) -> pd.DataFrame:
    """The cells that differ between two databases; one row per area, indicator, period and basis.

    ``change`` is one of ``KINDS``; ``differs`` names the columns that differ (blanks between
    them), empty for new and gone cells. Then area_code, area_name, area_type, province,
    indicator_id, indicator_name_vi, indicator_name_en, period_start (missing = a level as stated),
    period_end, basis, unit, and old_… and new_… of value (in ``unit``), as_printed, qualifier,
    status, source_id; the old ones are missing where a cell is new, the new ones where it is gone.
    Raises ``ReleaseError`` where one of the two is no release of this version,
    ``UnanswerableError`` where both hold the same.
    """
    with Store(earlier) as one, Store(later) as other:
        if one.release["content_hash"] == other.release["content_hash"]:
            raise UnanswerableError("same_release", release=str(one.release["release_id"]))
    with Store(later, earlier) as store:
        return store.query("release_changes")


def records_between(earlier: Path, later: Path) -> dict[str, dict[str, int]]:
    """How many ``sources`` and ``indicators`` are new, gone and changed between two databases.

    An indicator has changed where its record, bases, types of areas or thresholds have. Raises
    ``ReleaseError`` where one of the two is no release of this version.
    """
    with Store(later, earlier) as store:
        rows = store.query("release_records").to_dict("records")
    return {str(row["kind"]): {kind: int(row[kind]) for kind in KINDS} for row in rows}


def counted(changes: pd.DataFrame) -> dict[str, int]:
    """How many cells are new, gone and changed."""
    found = changes["change"].value_counts()
    return {kind: int(found.get(kind, 0)) for kind in KINDS}
