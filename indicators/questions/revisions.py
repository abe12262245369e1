"""What was changed in the table: old → new value, when, why, by which source; as CSV."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from indicators.csv_for_people import BYTE_ORDER_MARK, STANDARD, Dialect, frame_csv
from indicators.release.store import Store

FEED_PATH = "/api/v1/changes.atom"
CSV_COLUMNS = (
    "changed_on", "area_code", "area_name", "province", "indicator_id", "period_start",
    "period_end", "basis", "old_value", "new_value", "old_as_printed", "new_as_printed", "unit",
    "withdrawn", "reason", "reason_en", "source_id", "publisher", "revision",
)  # fmt: skip

Row = dict[str, Any]


def changes(
    store: Store,
    areas: Sequence[str] | None = None,
    indicator: str | None = None,
    *,
    include_new: bool = False,
) -> pd.DataFrame:
    """Return the revisions of figures, latest first; one row per figure and revision above 1.

    Columns: ``changed_on`` (date), ``area_code``, ``area_name``, ``area_type``, ``province``
    (missing for the nation), ``indicator_id``, ``indicator_vi``, ``indicator_en``,
    ``period_start`` (missing = a level as stated), ``period_end``, ``basis``, ``old_value`` and
    ``new_value`` (in ``unit``), ``old_as_printed``, ``new_as_printed``, ``unit``, ``unit_en``,
    ``withdrawn`` (the figure does not hold any more: no ``new_value``; ``old_value`` is missing
    where a withdrawn figure is taken up again), ``reason`` (correction, else note; empty where none
    was given), ``reason_en`` (the same in English), ``source_id``, ``publisher``, ``title``,
    ``url``, ``revision``. ``areas`` are codes and ``indicator`` an id; unknown ones have no rows,
    ``None`` asks for all. ``include_new`` adds figures recorded for the first time, with a missing
    ``old_value``.
    """
    return store.query(
        "revisions",
        areas=None if areas is None else list(areas),
        indicator=indicator,
        include_new=include_new,
    )


def any_revised(store: Store) -> bool:
    """Whether any figure of the release was ever revised."""
    return bool(store.query("any_revision")["revised"].iloc[0])


def changes_csv(frame: pd.DataFrame, dialect: Dialect = STANDARD) -> bytes:
    """The changes as CSV in UTF-8 with BOM, as Excel needs it; dates ISO, missing = empty.

    Text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    table = frame.reindex(columns=list(CSV_COLUMNS))
    return BYTE_ORDER_MARK + frame_csv(table, dialect=dialect).encode("utf-8")


def change_words(row: Row) -> str:
    """``1,92 → 2,1 %``; a figure recorded for the first time is ``mới: 2,1 %``.

    A withdrawn one is ``rút lại: 1,92 %``, one that is taken up again ``dùng lại: 2,1 %``.
    """
    if row["withdrawn"]:
        return f"rút lại: {_number(row['old_value'])} {row['unit']}"
    new = f"{_number(row['new_value'])} {row['unit']}"
    if pd.isna(row["old_value"]):
        return f"mới: {new}" if row["revision"] == 1 else f"dùng lại: {new}"
    return f"{_number(row['old_value'])} → {new}"


def _number(value: float) -> str:
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
