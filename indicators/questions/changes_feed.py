"""The revisions of figures as an Atom feed."""

from typing import Any
from urllib.parse import quote, urlencode

import pandas as pd

from indicators.questions import atom
from indicators.questions.revisions import FEED_PATH, Row, change_words


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
    latest = frame["changed_on"].max().date() if len(frame) else atom.FIRST_DAY
    feed = atom.begun_feed(f"{site}{path}", site, _feed_title(frame, area, indicator),
                           atom.moment(latest), identity=f"{begin}{path}")  # fmt: skip
    for row in frame.head(atom.MOST_ENTRIES).to_dict("records"):
        _entry(feed, {str(name): value for name, value in row.items()}, site, begin)
    return atom.written(feed)


def _entry(feed: atom.Element, row: Row, site: str, begin: str) -> None:
    entry = atom.add(feed, "entry")
    page = f"{site}/xa?{urlencode({'area': row['area_code'], 'indicator': row['indicator_id']})}"
    atom.add(entry, "id", f"{begin}/changes/{_identity(row)}")
    atom.add(entry, "title", f"{row['area_name']}: {row['indicator_vi']}, {change_words(row)}")
    atom.add(entry, "updated", atom.moment(pd.Timestamp(row["changed_on"]).date()))
    atom.add(entry, "link", rel="alternate", href=page, type="text/html")
    atom.add(entry, "category", term=row["indicator_id"])
    atom.add(entry, "summary", _summary(row))


def _identity(row: Row) -> str:
    """What tells one revision of one figure from all others, as a path."""
    first, last = _day(row["period_start"]) or "stated", _day(row["period_end"])
    parts = (row["area_code"], row["indicator_id"], first, last, row["basis"] or "all")
    return "/".join(
        quote(str(part), safe="") for part in (*parts, row["source_id"], row["revision"])
    )


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


def _day(value: Any) -> str:
    return "" if pd.isna(value) else pd.Timestamp(value).date().isoformat()
