"""The plain HTML pages at addresses of the server, ``/p/xa/CODE`` and ``/p/chi-tieu/ID``, and the
sitemap that lists them.
"""

from functools import lru_cache, partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from indicators.open_data.plain_pages.page_shell import PageLinks
from indicators.open_data.plain_pages.plain_site import PlainSite
from indicators.release.store import ReleaseError, Store
from indicators.web.api.program_digest import program_digest
from indicators.web.api.served_answer import tag_of, unchanged
from indicators.web.api.served_release import ServedReleases, server_releases
from indicators.web.below_root import site_of
from indicators.web.navigation import PROVINCE
from indicators.web.page_html import NOT_CACHED, unknown_html

FOLDER = "/p"
CACHED = "public, max-age=300"


def plain_routes() -> list[Route]:
    """The routes to be mounted beside the pages."""
    releases = server_releases()
    return [
        Route(f"{FOLDER}/{{folder}}/{{code}}", partial(plain_page, releases)),
        Route(f"{FOLDER}/{{rest:path}}", nothing_here),
        Route("/sitemap.xml", partial(plain_sitemap, releases)),
    ]


async def plain_page(releases: ServedReleases, request: Request) -> Response:
    """One page; 304 where it has not changed, 404 for a name that the release does not have."""
    name = f"{request.path_params['folder']}/{request.path_params['code']}"
    try:
        served = releases.opened(None)
        if served is None:
            served = await run_in_threadpool(releases.opening, None)
        root = site_of(request)
        tag = tag_of(program_digest(), served.identity, root, name)
        headers = {"Cache-Control": CACHED, "ETag": f'"{tag}"'}
        if unchanged(request, tag):
            return Response(status_code=304, headers=headers)
        html = await run_in_threadpool(lambda: _kept_site(served.store, root).html(name))
    except KeyError:
        return nothing_here(request)
    except ReleaseError as error:
        return PlainTextResponse(f"{error}\n", status_code=503)
    return HTMLResponse(html, headers=headers)


def nothing_here(request: Request) -> Response:
    """404 in every language, with the way to the overview."""
    return HTMLResponse(unknown_html(f"{site_of(request)}/"), 404, headers=NOT_CACHED)


async def plain_sitemap(releases: ServedReleases, request: Request) -> Response:
    """Every plain page at its canonical address; of an invented country none."""
    try:
        document = await run_in_threadpool(lambda: _site(releases, request).sitemap())
    except ReleaseError as error:
        return PlainTextResponse(f"{error}\n", status_code=503)
    return Response(document, media_type="application/xml", headers={"Cache-Control": CACHED})


def _site(releases: ServedReleases, request: Request) -> PlainSite:
    """The site of the release of now, with whole addresses below the root as it was asked."""
    return _kept_site(releases.opening(None).store, site_of(request))


@lru_cache(maxsize=2)
def _kept_site(store: Store, root: str) -> PlainSite:
    links = PageLinks(
        lambda name: f"{root}{FOLDER}/{name}",
        lambda name: f"../{name}",
        lambda code: f"{root}{PROVINCE.address}?province={code}",
    )
    return PlainSite(store, links)
