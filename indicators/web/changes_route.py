"""The feeds: ``GET /api/v1/changes.atom?area=&indicator=`` and ``GET /api/v1/releases.atom``."""

from hashlib import sha256

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indicators.open_data.answers.asked import AskedAddress, AskedQuestion, read_question
from indicators.open_data.answers.faults import QuestionError
from indicators.open_data.answers.openapi import FEED_PARAMETERS
from indicators.questions.changes_feed import changes_atom
from indicators.questions.release_feed import RELEASES_FEED_PATH, releases_atom
from indicators.questions.revisions import FEED_PATH, changes
from indicators.release.kept_releases import kept_releases
from indicators.release.store import ReleaseError, Store
from indicators.settings import releases, site_address
from indicators.web.api.answer_cache import AnswerCache, KeptAnswer, compressed
from indicators.web.api.problem_json import (
    EVERY_METHOD,
    OPEN_TO_ALL,
    no_release,
    problem_response,
)
from indicators.web.api.program_digest import program_digest
from indicators.web.api.served_answer import (
    FOR_MINUTES,
    kept_response,
    known_already,
    tag_of,
    unchanged,
    without_asking,
)
from indicators.web.api.served_release import ServedRelease, server_releases
from indicators.web.below_root import site_of

# A reader of feeds that asks every few minutes is told "nothing new" by the ETag.
CACHED = {**OPEN_TO_ALL, "Cache-Control": FOR_MINUTES, "Vary": "Accept-Encoding"}
# Ids as RFC 4151 makes them. They name changes of this table, not the server that tells of them: a
# reader of feeds who comes under another name of it, or by another server, is told nothing twice.
IDS = "tag:thuoc-xa.example,2026:"
CHANGES = AskedAddress(FEED_PATH, FEED_PARAMETERS)
RELEASES = AskedAddress(RELEASES_FEED_PATH, ())

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
    """The answer; one that was made before, that the client has, or a refusal, at once."""
    served = server_releases().opened(None)
    if served is not None and _is_ready(served, request):
        return feed(request)
    return await run_sync(feed, request, limiter=_makers)


def feed(request: Request) -> Response:
    """Revisions as an Atom feed, all or those of one ``area`` or ``indicator``.

    304 where nothing is new, which is told without asking the release; as problem JSON (RFC 9457)
    400 for another parameter, 404 for an area or indicator that the release does not have, 503
    where there is no release.
    """
    try:
        return without_asking(request) or _changes(request, _asked(request, CHANGES))
    except ReleaseError as error:
        return problem_response(no_release(error))
    except QuestionError as fault:
        return problem_response(fault)


def _changes(request: Request, question: AskedQuestion) -> Response:
    served = server_releases().opening(None)
    tag = _tag(served, request, question)
    if known := known_already(request, tag, CACHED):
        return known
    answer = _kept.find(tag) or _made(served.store, tag, request, question)
    return kept_response(request, answer, tag, CACHED)


def releases_feed(request: Request) -> Response:
    """The releases that are kept as an Atom feed; 400, 304 and 503 as for ``feed``."""
    try:
        if (nothing_asked := without_asking(request)) is not None:
            return nothing_asked
        _asked(request, RELEASES)
        served = server_releases().opening(None)
        kept = kept_releases(releases(), synthetic=served.store.synthetic)
    except ReleaseError as error:
        return problem_response(no_release(error))
    except QuestionError as fault:
        return problem_response(fault)
    document = releases_atom(kept, _site(request), ids=IDS)
    tag = tag_of(sha256(document).hexdigest())
    return kept_response(request, _atom(document), tag, CACHED)


def _asked(request: Request, asking: AskedAddress) -> AskedQuestion:
    return read_question(asking, {}, request.query_params.multi_items())


def _is_ready(served: ServedRelease, request: Request) -> bool:
    try:
        tag = _tag(served, request, _asked(request, CHANGES))
    except QuestionError:
        return True
    return _kept.find(tag) is not None or unchanged(request, tag)


def _tag(served: ServedRelease, request: Request, question: AskedQuestion) -> str:
    return tag_of(program_digest(), served.identity, _site(request), question.canonical)


def _made(store: Store, tag: str, request: Request, question: AskedQuestion) -> KeptAnswer:
    area, indicator = question.one("area"), question.one("indicator")
    _require_there(store, area, indicator)
    found = changes(store, [area] if area else None, indicator)
    answer = _atom(changes_atom(found, _site(request), ids=IDS, area=area, indicator=indicator))
    _kept.keep(tag, answer)
    return answer


def _atom(document: bytes) -> KeptAnswer:
    return KeptAnswer(document, compressed(document), {"Content-Type": "application/atom+xml"})


def _site(request: Request) -> str:
    """Where the links of a feed lead: the site's address where it is set, else as it was asked."""
    return site_address() or site_of(request)


def _require_there(store: Store, area: str | None, indicator: str | None) -> None:
    """Raise ``QuestionError`` for a name that the release does not have."""
    if area and store.query("areas_by_code", area_codes=[area]).empty:
        raise QuestionError("unknown_name", "area", area)
    if indicator and store.query("indicator", indicator_id=indicator).empty:
        raise QuestionError("unknown_name", "indicator", indicator)
