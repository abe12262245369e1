"""What was changed in the table: old → new value, when, why, by which source; CSV and Atom."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

import pandas as pd

from indicators.csv_for_people import BYTE_ORDER_MARK, STANDARD, Dialect, frame_csv
from indicators.questions.atom import (
    FIRST_DAY,
    MOST_ENTRIES,
    Element,
    add,
    begun_feed,
    moment,
    written,
)
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


def changes_atom(
    frame: pd.DataFrame, base_url: str, *, ids: str | None = None, area: str | None = None,
    indicator: str | None = None,
) -> bytes:  # fmt: skip
    """The latest 500 changes as an Atom feed (RFC 4287) in UTF-8.

    ``base_url`` is the address of the site, to which links lead; ``ids`` is what ids begin with, by
    default that address. ``area`` and ``indicator`` are those the frame was asked for, since they
    make the feed's identity. An entry keeps its id for ever; the feed's ``updated`` is that of its
    latest entry.
    """
    site = base_url.rstrip("/")
    asked = {name: value for name, value in (("area", area), ("indicator", indicator)) if value}
    path = FEED_PATH + (f"?{urlencode(asked)}" if asked else "")
    begin = site if ids is None else ids
    latest = frame["changed_on"].max().date() if len(frame) else FIRST_DAY
    feed = begun_feed(f"{site}{path}", site, _feed_title(frame, area, indicator), moment(latest),
                      identity=f"{begin}{path}")  # fmt: skip
    for row in frame.head(MOST_ENTRIES).to_dict("records"):
        _entry(feed, {str(name): value for name, value in row.items()}, site, begin)
    return written(feed)


def _entry(feed: Element, row: Row, site: str, begin: str) -> None:
    entry = add(feed, "entry")
    page = f"{site}/xa?{urlencode({'area': row['area_code'], 'indicator': row['indicator_id']})}"
    add(entry, "id", f"{begin}/changes/{_identity(row)}")
    add(entry, "title", f"{row['area_name']}: {row['indicator_vi']}, {change_words(row)}")
    add(entry, "updated", moment(pd.Timestamp(row["changed_on"]).date()))
    add(entry, "link", rel="alternate", href=page, type="text/html")
    add(entry, "category", term=row["indicator_id"])
    add(entry, "summary", _summary(row))


def _identity(row: Row) -> str:
    """What tells one revision of one figure from all others, as a path."""
    first, last = _day(row["period_start"]) or "stated", _day(row["period_end"])
    parts = (row["area_code"], row["indicator_id"], first, last, row["basis"] or "all")
    return "/".join(
        quote(str(part), safe="") for part in (*parts, row["source_id"], row["revision"])
    )


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


def _summary(row: Row) -> str:
    first, last = _day(row["period_start"]), _day(row["period_end"])
    period = f"{first} – {last}" if first else f"nêu ngày {last}"
    basis = f"; cơ sở {row['basis']}" if row["basis"] else ""
    return (
        f"Kỳ {period}{basis}. Lý do: {row['reason'] or 'không ghi lý do'}. "
        f"Nguồn: {row['publisher']} ({row['source_id']}), lần sửa {row['revision']}."
    )


def _feed_title(frame: pd.DataFrame, area: str | None, indicator: str | None) -> str:
    parts = ["Thước Xã: thay đổi số liệu"]
    if area:
        parts.append(str(frame["area_name"].iloc[0]) if len(frame) else area)
    if indicator:
        parts.append(str(frame["indicator_vi"].iloc[0]) if len(frame) else indicator)
    return " · ".join(parts)


def _number(value: float) -> str:
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _day(value: Any) -> str:
    return "" if pd.isna(value) else pd.Timestamp(value).date().isoformat()
