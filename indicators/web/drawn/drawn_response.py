"""How a drawing is sent: headers for caches and other sites, 304, refusals as problem JSON."""

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from indicators.errors import UnknownNameError
from indicators.pictures.picture import NothingToDrawError
from indicators.refusal import UnanswerableError
from indicators.release.citation import LICENCE_URL
from indicators.release.store import ReleaseError, Store
from indicators.web.drawn.asked_drawings import LATEST, RefusedError, problem_of
from indicators.web.drawn.desk_of_drawings import KeptDrawing

log = logging.getLogger(__name__)

METHODS = ("GET", "HEAD")
# Every method comes to the endpoint, which refuses the others as a problem.
TAKEN_METHODS = (*METHODS, "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
OPEN = {"Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Content-Length, Link, X-Release-Id, X-Synthetic",
        "X-Content-Type-Options": "nosniff"}  # fmt: skip
PROBLEM = "application/problem+json"
# A release may be swapped at any time; what one release says stays the same.
FOR_MINUTES, FOR_A_DAY = "public, max-age=300", "public, max-age=86400"
# A drawing loads nothing and runs nothing, wherever it is opened.
INERT = "default-src 'none'; style-src 'unsafe-inline'"


def release_headers(store: Store, asked_release: str | None) -> dict[str, str]:
    """What every drawing of a release says in its headers."""
    pinned = asked_release not in (None, LATEST)
    return {
        **OPEN,
        "Cache-Control": FOR_A_DAY if pinned else FOR_MINUTES,
        "Link": f'<{LICENCE_URL}>; rel="license"',
        "X-Release-Id": str(store.release["release_id"]),
        "X-Synthetic": str(bool(store.release["synthetic"])).lower(),
    }


def sent(
    request: Request, tag: str, make: Callable[[], KeptDrawing], headers: dict[str, str]
) -> Response:
    """The drawing with ``headers`` and its own, or 304 without drawing where the client has it."""
    headers = headers | {"ETag": f'"{tag}"'}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    found = make()
    body = b"" if request.method == "HEAD" else found.body
    length = {"Content-Length": str(len(found.body))}
    return Response(body, headers=headers | dict(found.headers) | length)


def told(request: Request, answer: Callable[[], Response], subject: str = "") -> Response:
    """``answer``, or the problem that says why there is none.

    ``subject`` is what the path names: unknown, it is 404; an unknown value of a key is 400.
    """
    try:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={
                **OPEN, "Access-Control-Allow-Methods": ", ".join(METHODS),
                "Access-Control-Allow-Headers": "Accept, If-None-Match"})  # fmt: skip
        if request.method not in METHODS:
            raise RefusedError(405, "Wrong method", f"found {request.method[:20]}, expected "
                               f"{' or '.join(METHODS)}")  # fmt: skip
        return answer()
    except RefusedError as error:
        return refused(error)
    except ReleaseError as error:
        return refused(RefusedError(503, "No release", str(error), retry_after=60))
    except UnknownNameError as error:
        status = 404 if error.found == subject else 400
        return refused(RefusedError(status, "Unknown name", str(error), nearest=error.nearest))
    except NothingToDrawError as error:
        return refused(RefusedError(404, "Nothing to draw", str(error)))
    except UnanswerableError as error:
        return refused(RefusedError(400, "No such question", str(error)))
    except Exception:
        log.exception("could not draw %r", request.url.path[:200])
        return refused(RefusedError(500, "Internal error", "The drawing could not be made."))


def refused(error: RefusedError) -> Response:
    """A refusal as problem JSON."""
    headers = dict(OPEN)
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    if error.status == 405:
        headers["Allow"] = ", ".join(METHODS)
    return JSONResponse(problem_of(error), error.status, headers, PROBLEM)


def site_of(request: Request) -> str:
    """Where the site is served, as the request names it, without a slash at its end."""
    return f"{request.url.scheme}://{request.url.netloc}"
