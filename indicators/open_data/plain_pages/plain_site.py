"""The plain pages of a release: one at a time for the server, all of them for the bundle."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from html import escape
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import pandas as pd

from indicators.open_data.plain_pages.commune_html import FOLDER as AREAS
from indicators.open_data.plain_pages.commune_html import commune_html
from indicators.open_data.plain_pages.figure_lines import Row, ToldFigure, told_by
from indicators.open_data.plain_pages.indicator_html import FOLDER as INDICATORS
from indicators.open_data.plain_pages.indicator_html import indicator_html
from indicators.open_data.plain_pages.page_shell import PageLinks
from indicators.questions.profile import profile, profiles_in_parts
from indicators.questions.ranking import rank
from indicators.release.citation import release_day
from indicators.release.store import Store
from indicators.steps import Tell, untold

# The protocol's own limit; a country of more pages would need several files.
MOST_ADDRESSES = 50_000


# The folder of the pages in the bundle.
BUNDLE_FOLDER = "html"


def write_plain_site(store: Store, folder: Path, address: str, tell: Tell = untold) -> None:
    """Write every page below ``folder/html``, and ``sitemap.xml`` and ``robots.txt`` beside it.

    ``address`` is where ``folder`` is published, without a slash at its end; where it is empty,
    pages name themselves as they link each other, below whatever path they come to lie; the
    sitemap, which needs whole addresses, begins at the root.
    """
    site = PlainSite(store, _bundle_links(address))
    for place in (AREAS, INDICATORS):
        (folder / BUNDLE_FOLDER / place).mkdir(parents=True)
    for name, html in site.pages():
        tell(f"{BUNDLE_FOLDER}/{name}")
        path = folder / BUNDLE_FOLDER / f"{name}.html"
        path.write_text(html, encoding="utf-8", newline="\n")
    (folder / "sitemap.xml").write_bytes(site.sitemap(lambda name: _placed(address, name)))
    (folder / "robots.txt").write_bytes(robots(address, invented=store.synthetic))


def _bundle_links(address: str) -> PageLinks:
    def linked(name: str) -> str:
        return f"../{name}.html"

    return PageLinks((lambda name: _placed(address, name)) if address else linked, linked)


def _placed(address: str, name: str) -> str:
    return f"{address}/{BUNDLE_FOLDER}/{name}.html"


def _told_rows(profiles: pd.DataFrame) -> list[Row]:
    """The rows as mappings, column by column: one cell of a column of text after the other is slow,
    and a country has millions.
    """
    names = [str(name) for name in profiles]
    columns = [profiles[name].astype(object).tolist() for name in names]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


class PlainSite:
    """The pages of one release by their name, ``xa/CODE`` or ``chi-tieu/ID``."""

    def __init__(self, store: Store, links: PageLinks) -> None:
        self._store, self._links = store, links

    @cached_property
    def _told(self) -> ToldFigure:
        return told_by(self._store)

    @cached_property
    def _areas(self) -> dict[str, Row]:
        everywhere = {"level": "commune", "province": None, "area_codes": None}
        rows = self._store.query("areas_today", **everywhere).to_dict("records")
        return {row["area_code"]: row for row in rows}

    def names(self) -> Iterator[str]:
        """Every page: the indicators in the catalogue's order, then the communes by code."""
        yield from (f"{INDICATORS}/{code}" for code in self._told.indicators)
        yield from (f"{AREAS}/{code}" for code in self._areas)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page with its name, in the order of ``names``."""
        for code in self._told.indicators:
            yield f"{INDICATORS}/{code}", self.html(f"{INDICATORS}/{code}")
        for part in profiles_in_parts(self._store, list(self._areas)):
            rows = _told_rows(part)
            for code, found in groupby(rows, lambda row: str(row["area_code"])):
                yield f"{AREAS}/{code}", self._commune(code, list(found))

    def _commune(self, code: str, rows: list[Row]) -> str:
        return commune_html(self._areas[code], rows, self._told, self._links, self._store.release)

    def sitemap(self, placed: Callable[[str], str] | None = None) -> bytes:
        """The sitemap of all pages; of an invented country there is none in it.

        ``placed`` gives the address of a page where the canonical ones are none by themselves.
        """
        if self._store.synthetic:
            return sitemap((), self._store.release)
        plain = map(placed or self._links.canonical, self.names())
        return sitemap(chain(self._provinces(), plain), self._store.release)

    def _provinces(self) -> list[str]:
        """The addresses of the pages of today's provinces, where these are served too."""
        address = self._links.province
        if address is None:
            return []
        return [address(code) for code in self._store.query("provinces")["area_code"]]

    def html(self, name: str) -> str:
        """One page; raises ``KeyError`` for a name that the release does not have."""
        folder, _slash, code = name.partition("/")
        if folder == AREAS:
            if code not in self._areas:
                raise KeyError(name)
            return self._commune(code, _told_rows(profile(self._store, code)))
        if folder == INDICATORS and code in self._told.indicators:
            ranking = rank(self._store, code)
            return indicator_html(ranking, self._told, self._links, self._store.release)
        raise KeyError(name)


def sitemap(addresses: Iterable[str], release: dict[str, Any]) -> bytes:
    """The sitemap of these addresses, all changed on the release's own day."""
    day = release_day(release).isoformat()
    lines = [f"<url><loc>{escape(one)}</loc><lastmod>{day}</lastmod></url>" for one in addresses]
    if len(lines) > MOST_ADDRESSES:
        raise ValueError(f"found {len(lines)} pages, expected at most {MOST_ADDRESSES}; "
                         "write several sitemaps")  # fmt: skip
    return ('<?xml version="1.0" encoding="UTF-8"?>\n'
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            + "\n".join(lines) + "\n</urlset>\n").encode()  # fmt: skip


def robots(address: str, *, invented: bool) -> bytes:
    """All may be read; nothing of an invented country. ``address`` is that of the site or empty."""
    lines = ["User-agent: *", "Disallow: /" if invented else "Allow: /"]
    if address:
        lines.append(f"Sitemap: {address}/sitemap.xml")
    return ("\n".join(lines) + "\n").encode()
