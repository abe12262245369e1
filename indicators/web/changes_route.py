"""The feeds: ``GET /api/v1/changes.atom?area=&indicator=`` and ``GET /api/v1/releases.atom``."""

from hashlib import sha256

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indicators.open_data.answers.faults import QuestionError, nearest_to
from indicators.open_data.answers.openapi import FEED_PARAMETERS
from indicators.questions.release_feed import RELEASES_FEED_PATH, releases_atom
from indicators.questions.revisions import FEED_PATH, changes, changes_atom
from indicators.release.kept_releases import kept_releases
from indicators.release.store import ReleaseError, Store
from indicators.settings import releases, site_address
from indicators.web.api.answer_cache import AnswerCache, KeptAnswer, compressed
from indicators.web.api.problem_json import EVERY_METHOD, OPEN_TO_ALL, problem_response
from indicators.web.api.served_answer import (
    FOR_MINUTES,
    kept_response,
    tag_of,
    unchanged,
    unchanged_response,
    without_asking,
)
from indicators.web.api.served_release import ServedRelease, server_releases
from indicators.web.program_digest import program_digest

# A reader of feeds that asks every few minutes is told "nothing new" by the ETag.
CACHED = {**OPEN_TO_ALL, "Cache-Control": FOR_MINUTES, "Vary": "Accept-Encoding"}
# Ids as RFC 4151 makes them. They name changes of this table, not the server that tells of them: a
# reader of feeds who comes under another name of it, or by another server, is told nothing twice.
IDS = "tag:thuoc-xa.example,2026:"

_kept = AnswerCache(most_bytes=8 * 2**20)
# So many feeds are made at once; the others wait outside of the threads that serve pages.
_makers = CapacityLimiter(2)


def routes() -> list[Route]:
    """The routes to be mounted beside the pages."""
    return [
        Route(FEED_PATH, endpoint, methods=EVERY_METHOD),
        Route(RELEASES_FEED_PATH, releases_feed, methods=EVERY_METHOD),
    ]


async def endpoint(request: Request) -> Response:
    """The answer; one that was made before, or that the client has, at once."""
    served = server_releases().opened(None)
    tag = _tag(served, request) if served is not None and request.method == "GET" else ""
    if tag and (_kept.find(tag) is not None or unchanged(request, tag)):
        return feed(request)
    return await run_sync(feed, request, limiter=_makers)


def feed(request: Request) -> Response:
    """Revisions as an Atom feed, all or those of one ``area`` or ``indicator``.

    304 where nothing is new, which is told without asking the release; as problem JSON (RFC 9457)
    400 for another parameter, 404 for an area or indicator that the release does not have, 503
    where there is no release.
    """
    try:
        if (nothing_asked := without_asking(request)) is not None:
            return nothing_asked
        _require_known(request, tuple(one.name for one in FEED_PARAMETERS))
        served = server_releases().opening(None)
        tag = _tag(served, request)
        if unchanged(request, tag):
            return unchanged_response(tag, CACHED)
        answer = _kept.find(tag) or _made(served.store, tag, request)
        return kept_response(request, answer, tag, CACHED)
    except ReleaseError as error:
        return problem_response(QuestionError("no_release", found=str(error)))
    except QuestionError as fault:
        return problem_response(fault)


def releases_feed(request: Request) -> Response:
    """The releases that are kept as an Atom feed; 400, 304 and 503 as for ``feed``."""
    try:
        if (nothing_asked := without_asking(request)) is not None:
            return nothing_asked
        _require_known(request, ())
        served = server_releases().opening(None)
        kept = kept_releases(releases(), synthetic=served.store.synthetic)
    except ReleaseError as error:
        return problem_response(QuestionError("no_release", found=str(error)))
    except QuestionError as fault:
        return problem_response(fault)
    document = releases_atom(kept, _site(request), ids=IDS)
    tag = tag_of(sha256(document).hexdigest())
    if unchanged(request, tag):
        return unchanged_response(tag, CACHED)
    answer = KeptAnswer(document, compressed(document), {"Content-Type": "application/atom+xml"})
    return kept_response(request, answer, tag, CACHED)


def _tag(served: ServedRelease, request: Request) -> str:
    area, indicator = _asked(request)
    return tag_of(program_digest(), served.identity, _site(request), area or "", indicator or "")


def _made(store: Store, tag: str, request: Request) -> KeptAnswer:
    area, indicator = _asked(request)
    _require_there(store, area, indicator)
    found = changes(store, [area] if area else None, indicator)
    document = changes_atom(found, _site(request), ids=IDS, area=area, indicator=indicator)
    answer = KeptAnswer(document, compressed(document), {"Content-Type": "application/atom+xml"})
    _kept.keep(tag, answer)
    return answer


def _asked(request: Request) -> tuple[str | None, str | None]:
    area, indicator = (request.query_params.get(name) or None for name in ("area", "indicator"))
    return area, indicator


def _site(request: Request) -> str:
    """Where the links of a feed lead: the site's address where it is set, else as it was asked."""
    return site_address() or f"{request.url.scheme}://{request.url.netloc}"


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
