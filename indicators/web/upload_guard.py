"""Files of readers: taken only where the page of a session asks for one, and only so many bytes.

Streamlit takes a file from every open session, on whatever page it is, and keeps it in memory until
the session ends: sixty files of 4.9 MB into a page without an uploader took 300 MB.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Protocol

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOLDER = "/_stcore/upload_file/"
# What surrounds a file in the body of its request.
AROUND_A_FILE_BYTES = 2**20


@dataclass(frozen=True)
class UploadLimits:
    """Bytes of one file, of the files of one session, and of those of the server."""

    of_one_file: int
    of_one_session: int
    of_all: int = 256 * 2**20

    @classmethod
    def for_files_of(cls, megabytes: int) -> "UploadLimits":
        """A report and a mapping of its columns, and each of them once more, corrected."""
        return cls(megabytes * 2**20, 4 * megabytes * 2**20)


class Sessions(Protocol):
    """What is asked of the sessions of the pages."""

    def asks_for_a_file(self, session: str) -> bool:
        """Whether an uploader stands on the page that the session shows now."""

    def uploaded_bytes(self, session: str) -> int:
        """The bytes of the files of a session."""

    def all_uploaded_bytes(self) -> int:
        """The bytes of the files of all sessions."""


class UploadGuard:
    """ASGI middleware: 403 where no file is asked for, 413 and 503 where there is no room.

    Files on their way count as if they were there, so that many at once are no way around it.
    """

    def __init__(
        self, app: ASGIApp, sessions: Sessions, limits: UploadLimits, root: str = ""
    ) -> None:
        self.app, self.sessions, self.limits = app, sessions, limits
        self.folder = root + FOLDER
        self._on_the_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on everything but a file that is not wanted."""
        if scope["type"] != "http" or not _brings_a_file(scope, self.folder):
            await self.app(scope, receive, send)
            return
        session = scope["path"].removeprefix(self.folder).partition("/")[0]
        size = self._size(Headers(scope=scope))
        if refused := self._refusal(session, size):
            # Whoever is still sending would see a broken connection in place of the reason.
            await _let_pass(receive, self.limits.of_one_file + AROUND_A_FILE_BYTES)
            await refused(scope, receive, send)
            return
        self._on_the_way[session] += size
        try:
            await self.app(scope, receive, send)
        except ClientDisconnect:
            return  # the reader has left, or took too long: there is nobody to answer
        finally:
            self._on_the_way[session] -= size
            if self._on_the_way[session] <= 0:
                del self._on_the_way[session]

    def _size(self, headers: Headers) -> int:
        """The bytes that a request tells it brings; the most it may bring where it does not."""
        told = headers.get("content-length", "")
        most = self.limits.of_one_file + AROUND_A_FILE_BYTES
        return int(told) if told.isascii() and told.isdigit() and len(told) < 18 else most

    def _refusal(self, session: str, size: int) -> Response | None:
        if not self.sessions.asks_for_a_file(session):
            return _told(403, "This page asks for no file.")
        limits, coming = self.limits, self._on_the_way
        if size > limits.of_one_file + AROUND_A_FILE_BYTES:
            return _told(413, "The file is too large.")
        if self.sessions.uploaded_bytes(session) + coming[session] + size > limits.of_one_session:
            return _told(413, "This session has brought enough files; load the page anew.")
        if self.sessions.all_uploaded_bytes() + coming.total() + size > limits.of_all:
            return _told(503, "There is no room for files now; try again in some minutes.")
        return None


def _brings_a_file(scope: Scope, folder: str) -> bool:
    return scope["path"].startswith(folder) and scope["method"] not in (
        "GET", "HEAD", "OPTIONS", "DELETE")  # fmt: skip


async def _let_pass(receive: Receive, most: int) -> None:
    """Take up to ``most`` bytes of a body and keep none of them."""
    taken, more = 0, True
    while more and taken <= most:
        message = await receive()
        taken += len(message.get("body", b""))
        more = message.get("more_body", False)


def _told(status: int, text: str) -> Response:
    return PlainTextResponse(f"{text}\n", status, {"Connection": "close"})
