"""The two files that programs ask every site for: ``/robots.txt`` and ``/favicon.ico``."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse
from starlette.routing import Route

from indicators.release.store import ReleaseError
from indicators.web.api.served_release import server_releases
from indicators.web.below_root import root_of, site_of
from indicators.web.navigation import PAGES

DRAWING = Path(__file__).with_name("favicon.svg")
# Made once from the drawing in 16, 32 and 48 pixels: not every browser takes the drawing itself.
ICON = DRAWING.with_suffix(".ico")
A_DAY = {"Cache-Control": "public, max-age=86400"}


def routes() -> list[Route]:
    """The routes to be mounted beside the pages."""
    return [Route("/robots.txt", robots), Route("/favicon.ico", favicon)]


def favicon(_request: Request) -> FileResponse:
    """The sign of the site."""
    return FileResponse(ICON, media_type="image/vnd.microsoft.icon", headers=A_DAY)


def robots(request: Request) -> PlainTextResponse:
    """What crawlers may read: all that is for readers; nothing of an invented country."""
    closed = ["/_stcore/", *(page.address for page in PAGES if page.for_curators)]
    invented = _invented()
    root = root_of(request)
    lines = ["User-agent: *",
             *(f"Disallow: {root}{path}" for path in (["/"] if invented else closed))]  # fmt: skip
    if not invented:
        lines.append(f"Sitemap: {site_of(request)}/sitemap.xml")
    return PlainTextResponse("\n".join(lines) + "\n", headers=A_DAY)


def _invented() -> bool:
    try:
        return server_releases().opening(None).store.synthetic
    except ReleaseError:
        return False
