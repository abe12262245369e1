"""Who draws, from which release, and how a drawing is sent: as the answers of the API are.

A drawing is asked, kept, tagged and refused by what serves the API; what is its own is the
program that draws (another version may draw the same otherwise) and the boundaries of the map.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from indicators.errors import UnknownNameError
from indicators.open_data.answers.asked import AskedQuestion, Asking, read_question
from indicators.open_data.answers.faults import QuestionError, of_name
from indicators.open_data.answers.parameters import RELEASE
from indicators.pictures.picture import NothingToDrawError
from indicators.refusal import UnanswerableError
from indicators.release.citation import LICENCE_URL
from indicators.release.kept_releases import LATEST
from indicators.release.store import ReleaseError, Store
from indicators.settings import boundaries
from indicators.web.api.answer_cache import AnswerCache, KeptAnswer, compressed
from indicators.web.api.desk import AnswerDesk, ServerLimits
from indicators.web.api.problem_json import OPEN_TO_ALL, no_release, problem_response
from indicators.web.api.program_digest import program_digest
from indicators.web.api.served_answer import (
    FOR_A_DAY,
    FOR_MINUTES,
    TOLD_TO_SCRIPTS,
    kept_response,
    known_already,
    tag_of,
    without_asking,
)
from indicators.web.api.served_release import ServedReleases
from indicators.web.below_root import site_of

log = logging.getLogger(__name__)

# A picture is some 10 to 200 kB.
MOST_KEPT_BYTES = 32 * 2**20
AT_ONCE = 2
# A drawing loads nothing and runs nothing, wherever it is opened.
INERT = "default-src 'none'; style-src 'unsafe-inline'"

Headers = dict[str, str]


@dataclass(frozen=True)
class FinishedDrawing:
    """A finished drawing: its bytes and the headers that belong to them."""

    body: bytes
    headers: Mapping[str, str]
    packs: bool = True


Make = Callable[[Store, AskedQuestion], FinishedDrawing]


class DrawnAnswers:
    """The releases, the kept drawings and the desk of those who draw. One for a server."""

    def __init__(self, releases: ServedReleases, limits: ServerLimits | None = None) -> None:
        self.releases = releases
        self.kept = AnswerCache(MOST_KEPT_BYTES)
        self.desk = AnswerDesk(limits or ServerLimits(at_once=AT_ONCE))

    async def response(
        self, request: Request, asking: Asking, path: Mapping[str, str], make: Make
    ) -> Response:
        """The drawing that ``make`` makes of a checked question, or the kept one.

        Raises ``QuestionError``, ``ReleaseError`` and what ``make`` raises.
        """
        question = read_question(asking, path, request.query_params.multi_items())
        asked = question.one(RELEASE.name) if "release" in _names(asking) else None
        served = self.releases.opened(asked)
        if served is None:
            served = await run_in_threadpool(self.releases.opening, asked)
        tag = tag_of(program_digest(), served.identity, _state(boundaries()), site_of(request),
                     question.canonical)  # fmt: skip
        headers = drawing_headers(served.store, pinned=asked not in (None, LATEST))
        if known := known_already(request, tag, headers):
            return known
        found = self.kept.find(tag)
        if found is None:
            client = request.client.host if request.client else ""
            store = served.store
            found = await self.desk.answered(tag, client, lambda: self._made(store, question, make))
            self.kept.keep(tag, found)
        return kept_response(request, found, tag, headers)

    def _made(self, store: Store, question: AskedQuestion, make: Make) -> KeptAnswer:
        """In a thread of the desk: the drawing, within the time of one question."""
        with self.desk.in_time(store):
            drawn = make(store, question)
        packed = compressed(drawn.body) if drawn.packs else None
        return KeptAnswer(drawn.body, packed, dict(drawn.headers))


async def told(
    request: Request, answer: Callable[[], Awaitable[Response]], subject: str = ""
) -> Response:
    """``answer``, or the problem that says why there is none.

    ``subject`` is what the path names: unknown, it is 404; an unknown value of a key is 400.
    """
    try:
        return without_asking(request) or await answer()
    except QuestionError as refused:
        return problem_response(refused)
    except ReleaseError as error:
        return problem_response(no_release(error))
    except UnknownNameError as error:
        return problem_response(_of_name(error, subject))
    except NothingToDrawError as error:
        return problem_response(QuestionError("nothing_to_draw", fact=error.fact))
    except UnanswerableError as error:
        return problem_response(QuestionError("unanswerable", fact=error.fact))
    except Exception:
        log.exception("could not draw %r", request.url.path[:200])
        return problem_response(QuestionError("internal_error"))


def _of_name(error: UnknownNameError, subject: str) -> QuestionError:
    fault = of_name(error)
    # "id (name)" of an indicator: the id alone may stand in an address.
    fault = replace(fault, nearest=tuple(one.partition(" (")[0] for one in fault.nearest))
    if error.found == subject or fault.code != "unknown_name":
        return fault
    return replace(fault, code="unknown_value")


def drawing_headers(store: Store, *, pinned: bool) -> Headers:
    """What every drawing of a release says in its headers."""
    return {
        **OPEN_TO_ALL,
        "Access-Control-Expose-Headers": TOLD_TO_SCRIPTS,
        "Cache-Control": FOR_A_DAY if pinned else FOR_MINUTES,
        "Link": f'<{LICENCE_URL}>; rel="license"',
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        "X-Release-Id": str(store.release["release_id"]),
        "X-Synthetic": str(bool(store.release["synthetic"])).lower(),
    }


def _names(asking: Asking) -> set[str]:
    return {one.name for one in asking.parameters}


def _state(path: Path | None) -> str:
    """What changes when another file takes the place of this one; "" without a file."""
    try:
        status = path.stat() if path else None
    except OSError:
        return ""
    return f"{path} {status.st_ino} {status.st_mtime_ns} {status.st_size}" if status else ""
