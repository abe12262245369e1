"""The feeds: ``GET /api/v1/changes.atom?area=&indicator=`` and ``GET /api/v1/releases.atom``."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indicators.open_data.answers.faults import QuestionError, nearest_to
from indicators.open_data.answers.openapi import FEED_PARAMETERS
from indicators.questions.release_feed import RELEASES_FEED_PATH, releases_atom
from indicators.questions.revisions import FEED_PATH, changes, changes_atom
from indicators.release.kept_releases import kept_releases
from indicators.release.store import ReleaseError, Store
from indicators.settings import database, releases
from indicators.web.api.problem_json import EVERY_METHOD, problem_response
from indicators.web.api.served_answer import without_asking

# A reader of feeds that asks every few minutes is told "nothing new" by the ETag.
CACHED = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}


def routes() -> list[Route]:
    """The routes to be mounted beside the pages."""
    return [
        Route(FEED_PATH, feed, methods=EVERY_METHOD),
        Route(RELEASES_FEED_PATH, releases_feed, methods=EVERY_METHOD),
    ]


def feed(request: Request) -> Response:
    """Revisions as an Atom feed, all or those of one ``area`` or ``indicator``.

    304 where nothing is new; as problem JSON (RFC 9457) 400 for another parameter, 404 for an area
    or indicator that the release does not have, 503 where there is no release.
    """
    area, indicator = (request.query_params.get(name) or None for name in ("area", "indicator"))
    try:
        if (nothing_asked := without_asking(request)) is not None:
            return nothing_asked
        _require_known(request, tuple(one.name for one in FEED_PARAMETERS))
        with Store(database()) as store:
            _require_there(store, area, indicator)
            found = changes(store, [area] if area else None, indicator)
    except ReleaseError as error:
        return problem_response(QuestionError("no_release", found=str(error)))
    except QuestionError as fault:
        return problem_response(fault)
    return _answered(request, changes_atom(found, _site(request), area=area, indicator=indicator))


def releases_feed(request: Request) -> Response:
    """The releases that are kept as an Atom feed; 400, 304 and 503 as for ``feed``."""
    try:
        if (nothing_asked := without_asking(request)) is not None:
            return nothing_asked
        _require_known(request, ())
        with Store(database()) as store:
            kept = kept_releases(releases(), synthetic=store.synthetic)
    except ReleaseError as error:
        return problem_response(QuestionError("no_release", found=str(error)))
    except QuestionError as fault:
        return problem_response(fault)
    return _answered(request, releases_atom(kept, _site(request)))


def _site(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


def _answered(request: Request, document: bytes) -> Response:
    tag = f'"{hashlib.sha256(document).hexdigest()[:32]}"'
    headers = CACHED | {"ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(document, media_type="application/atom+xml", headers=headers)


def _require_known(request: Request, names: tuple[str, ...]) -> None:
    for name in request.query_params:
        if name not in names:
            raise QuestionError("unknown_parameter", found=name, expected=names,
                                nearest=nearest_to(name, names))  # fmt: skip


def _require_there(store: Store, area: str | None, indicator: str | None) -> None:
    """Raise ``QuestionError`` for a name that the release does not have."""
    if area and store.query("areas_by_code", area_codes=[area]).empty:
        raise QuestionError("unknown_name", "area", area)
    if indicator and store.query("indicator", indicator_id=indicator).empty:
        raise QuestionError("unknown_name", "indicator", indicator)
