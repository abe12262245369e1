"""The releases that are kept as an Atom feed: whoever uses the files hears of a new one."""

from collections.abc import Sequence

from indicators.questions.atom import (
    FIRST_DAY,
    MOST_ENTRIES,
    Element,
    add,
    begun_feed,
    moment,
    written,
)
from indicators.questions.release_changes import KINDS
from indicators.release.kept_releases import KeptRelease

RELEASES_FEED_PATH = "/api/v1/releases.atom"
CHANGES_PATH = "/api/v1/release_changes"
DATA_FOLDER = "/data"

TITLE = "Thước Xã: các bản phát hành"
# What is counted of a release, and of the one before it.
COUNTED = (("figures", "số liệu"), ("sources", "nguồn"), ("indicators", "chỉ tiêu"))
KIND_WORDS = dict(zip(KINDS, ("mới", "không còn", "đã đổi"), strict=True))


def releases_atom(
    releases: Sequence[KeptRelease], base_url: str, *, ids: str | None = None
) -> bytes:
    """The latest 500 of ``releases`` (the latest kept first) as a feed in UTF-8.

    ``base_url`` is the address of the site, to which links lead; ``ids`` is what ids begin with, by
    default that address. An entry's ``updated`` is the moment when the release was kept.
    """
    site = base_url.rstrip("/")
    begin = site if ids is None else ids
    updated = _kept_at(releases[0]) if releases else moment(FIRST_DAY)
    feed = begun_feed(f"{site}{RELEASES_FEED_PATH}", site, TITLE, updated,
                      identity=f"{begin}{RELEASES_FEED_PATH}")  # fmt: skip
    for release in releases[:MOST_ENTRIES]:
        _entry(feed, release, site, begin)
    return written(feed)


def _entry(feed: Element, release: KeptRelease, site: str, begin: str) -> None:
    entry, files = add(feed, "entry"), f"{site}{DATA_FOLDER}/{release.release_id}"
    add(entry, "id", f"{begin}{DATA_FOLDER}/{release.release_id}/")
    add(entry, "title", f"Bản phát hành {release.day or 'không có số liệu'} ({release.release_id})")
    add(entry, "updated", _kept_at(release))
    add(entry, "link", rel="alternate", href=f"{files}/datapackage.json", type="application/json")
    if release.previous:
        asked = f"since={release.previous}&release={release.release_id}&format=csv"
        add(entry, "link", rel="related", href=f"{site}{CHANGES_PATH}?{asked}", type="text/csv")
    add(entry, "summary", _summary(release))


def _summary(release: KeptRelease) -> str:
    told = [f"{_count(release.observations)} số liệu"]
    if release.figures_new is not None:
        told.append(f"so với bản {release.previous}")
        told += [f"{words}: {_counts(release, name)}" for name, words in COUNTED
                 if getattr(release, f"{name}_new") is not None]  # fmt: skip
    return "; ".join(told) + f". Mã băm nội dung {release.content_hash}."


def _counts(release: KeptRelease, name: str) -> str:
    return ", ".join(f"{_count(getattr(release, f'{name}_{kind}'))} {words}"
                     for kind, words in KIND_WORDS.items())  # fmt: skip


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _kept_at(release: KeptRelease) -> str:
    """The moment to the second, as RFC 3339 writes it."""
    return release.kept_at[:19] + "Z"
