"""The HTTP route of the changes: ``GET /api/v1/changes.atom?area=&indicator=``."""

import hashlib

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from indicators.questions.revisions import FEED_PATH, changes, changes_atom
from indicators.release.store import ReleaseError, Store
from indicators.settings import database

# A reader of feeds that asks every few minutes is told "nothing new" by the ETag.
CACHED = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
PROBLEM = "application/problem+json"


def routes() -> list[Route]:
    """The route to be mounted beside the pages."""
    return [Route(FEED_PATH, feed)]


def feed(request: Request) -> Response:
    """Revisions as an Atom feed, all or those of one ``area`` or ``indicator``.

    304 where nothing is new; 404 as problem JSON (RFC 9457) for an area or indicator that the
    release does not have; 503 where there is no release.
    """
    area, indicator = (request.query_params.get(name) or None for name in ("area", "indicator"))
    try:
        with Store(database()) as store:
            unknown = _unknown(store, area, indicator)
            found = None if unknown else changes(store, [area] if area else None, indicator)
    except ReleaseError as error:
        return _problem(503, "No release", str(error))
    if unknown or found is None:
        return _problem(404, "Unknown name", f"{unknown}; see the pages for what there is")
    base = f"{request.url.scheme}://{request.url.netloc}"
    document = changes_atom(found, base, area=area, indicator=indicator)
    tag = f'"{hashlib.sha256(document).hexdigest()[:32]}"'
    headers = CACHED | {"ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(document, media_type="application/atom+xml", headers=headers)


def _unknown(store: Store, area: str | None, indicator: str | None) -> str | None:
    """Which of the two names the release does not have; ``None`` where it has both."""
    if area and store.query("areas_by_code", area_codes=[area]).empty:
        return f"found area {area[:20]!r}"
    if indicator and store.query("indicator", indicator_id=indicator).empty:
        return f"found indicator {indicator[:60]!r}"
    return None


def _problem(status: int, title: str, detail: str) -> Response:
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(content, status, media_type=PROBLEM, headers=dict(CACHED))
