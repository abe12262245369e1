"""``GET /api/v1/…``: the routes of the API, one for each declared operation."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from indicators.open_data.answers.answered import (
    MEDIA_TYPES,
    Answer,
    answer_file_name,
    written,
    written_in_parts,
)
from indicators.open_data.answers.asked import AskedQuestion, Operation, read_question
from indicators.open_data.answers.faults import QuestionError
from indicators.open_data.answers.operations import OPERATIONS, ROOT, answer_to
from indicators.open_data.answers.parameters import FORMAT, RELEASE
from indicators.release.citation import LICENCE_URL
from indicators.release.kept_releases import LATEST
from indicators.release.store import ReleaseError, Store
from indicators.web.api.answer_cache import AnswerCache, KeptAnswer, compressed
from indicators.web.api.desk import AnswerDesk, ServerLimits
from indicators.web.api.problem_json import OPEN_TO_ALL, no_release, problem_response
from indicators.web.api.program_digest import program_digest
from indicators.web.api.reference_page import reference_routes
from indicators.web.api.served_answer import (
    FOR_A_DAY,
    FOR_MINUTES,
    TOLD_TO_SCRIPTS,
    kept_response,
    known_already,
    tag_of,
    without_asking,
)
from indicators.web.api.served_release import ServedRelease, ServedReleases, kept_state

log = logging.getLogger(__name__)

Headers = dict[str, str]


@dataclass(frozen=True)
class LongAnswer:
    """An answer that is written while it is sent."""

    parts: Iterator[bytes]
    headers: Headers


class Api:
    """What the routes share: the release, the kept answers and the desk. One for a server."""

    def __init__(
        self, limits: ServerLimits | None = None, releases: ServedReleases | None = None
    ) -> None:
        self.releases = releases or ServedReleases()
        self.kept = AnswerCache()
        self.desk = AnswerDesk(limits or ServerLimits())

    def routes(self) -> list[Route]:
        """One route for each operation, and the document and its page."""
        asked = [Route(f"{ROOT}{one.path}", Endpoint(self, one)) for one in OPERATIONS]
        return [*asked, *reference_routes(), Route(ROOT, RedirectResponse(f"{ROOT}/"))]

    async def response(self, operation: Operation, request: Request) -> Response:
        """The answer to a request; raises ``QuestionError`` and ``ReleaseError``."""
        question = read_question(operation, request.path_params, request.query_params.multi_items())
        asked = question.one(RELEASE.name)
        served = self.releases.opened(asked)
        if served is None:
            served = await run_in_threadpool(self.releases.opening, asked)
        kept = "" if operation.of_one_release else await run_in_threadpool(kept_state)
        tag = tag_of(program_digest(), served.identity, kept, question.canonical)
        headers = answer_headers(question, served.store)
        if known := known_already(request, tag, headers):
            return known
        answer = self.kept.find(tag) or await self._made(request, question, served, tag)
        if isinstance(answer, LongAnswer):
            return self._sent_in_parts(request, answer, tag, headers)
        return kept_response(request, answer, tag, headers)

    async def _made(
        self, request: Request, question: AskedQuestion, served: ServedRelease, tag: str
    ) -> KeptAnswer | LongAnswer:
        """The answer, asked for at the desk; kept where it is short."""
        client = request.client.host if request.client else ""
        found = await self.desk.answered(tag, client, lambda: self._written(question, served.store))
        if isinstance(found, KeptAnswer):
            self.kept.keep(tag, found)
            return found
        parts = written_in_parts(found, question.form, served.store.release)
        return LongAnswer(self._in_time(parts, served.store),
                          _named(found, question.form, served.store))  # fmt: skip

    def _written(self, question: AskedQuestion, store: Store) -> KeptAnswer | Answer:
        """In a thread of the desk: the short answer in its form, or the long one before it."""
        with self.desk.in_time(store):
            answer = answer_to(store, question)
            if answer.parts is None:
                body = written(answer, question.form, store.release)
                packed = compressed(body) if question.form != "parquet" else None
                return KeptAnswer(body, packed, _named(answer, question.form, store))
        most = self.desk.limits.json_rows
        if question.form == "json" and answer.rows > most:
            raise QuestionError("too_many_rows", FORMAT.name, str(answer.rows), (str(most),))
        return answer

    def _in_time(self, parts: Iterator[bytes], store: Store) -> Iterator[bytes]:
        """The parts, each of them made within the time of one question."""
        while True:
            with store.within(self.desk.limits.seconds):
                part = next(parts, None)
            if part is None:
                return
            yield part

    def _sent_in_parts(
        self, request: Request, answer: LongAnswer, tag: str, headers: Headers
    ) -> Response:
        headers = {**headers, **answer.headers, "ETag": f'"{tag}"', "Accept-Ranges": "none"}
        if request.method == "HEAD":
            head = Response(headers=headers)
            del head.headers["Content-Length"]  # the length is not known, and not that of no body
            return head
        self.desk.open_stream()
        return SentInParts(self.desk, answer.parts, headers)


class SentInParts(StreamingResponse):
    """A long answer; its place at the desk is free again when it ends, however it ends."""

    def __init__(self, desk: AnswerDesk, parts: Iterator[bytes], headers: Headers) -> None:
        super().__init__(desk.parts(parts), headers=headers)
        self.desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.desk.close_stream()


class Endpoint:
    """ASGI application of one operation: any method comes here, every fault leaves as a problem."""

    def __init__(self, api: Api, operation: Operation) -> None:
        self.api, self.operation = api, operation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        response = await self._response(request)
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        try:
            return without_asking(request) or await self.api.response(self.operation, request)
        except QuestionError as refused:
            return problem_response(refused)
        except ReleaseError as error:
            return problem_response(no_release(error))
        except Exception:
            log.exception("could not answer %r", request.url.path[:200])
            return problem_response(QuestionError("internal_error"))


def answer_headers(question: AskedQuestion, store: Store) -> Headers:
    """What every answer of this form and release says in its headers."""
    release: dict[str, Any] = store.release
    pinned = question.one(RELEASE.name) not in (None, LATEST)
    headers = {
        **OPEN_TO_ALL,
        "Access-Control-Expose-Headers": TOLD_TO_SCRIPTS,
        "Cache-Control": FOR_A_DAY if pinned else FOR_MINUTES,
        "Content-Type": MEDIA_TYPES[question.form],
        "Link": f'<{LICENCE_URL}>; rel="license", <{ROOT}/openapi.json>; rel="service-desc"',
        "X-Content-Type-Options": "nosniff",
        "X-Release-Id": str(release["release_id"]),
        "X-Synthetic": "true" if release["synthetic"] else "false",
    }
    if question.form == "parquet":
        return headers | {"Accept-Ranges": "bytes"}
    return headers | {"Accept-Ranges": "bytes", "Vary": "Accept-Encoding"}


def _named(answer: Answer, form: str, store: Store) -> Headers:
    """The name under which a program or a browser keeps the answer."""
    kind = "inline" if form == "json" else "attachment"
    name = answer_file_name(answer, form, store.release)
    return {"Content-Disposition": f'{kind}; filename="{name}"'}
