"""``sitemap.xml`` and the lines of ``robots.txt`` for the plain pages."""

from collections.abc import Iterable
from html import escape
from typing import Any

from indicators.release.citation import release_day

# The protocol's own limit; a country of more pages would need several files.
MOST_ADDRESSES = 50_000


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
