"""The scripts that draw charts, asked for together with the page instead of a second later.

Streamlit's page asks for the chart's script (1.4 MB compressed) only when the first chart has
reached the browser. A page that always has a chart names it in its head, so that it travels while
the rest of the page starts.
"""

from collections.abc import Iterable
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit's bundles by the part of their name that comes before the digest.
BUNDLES = ("PlotlyChart", "DataFrame", "arrowFormatUtils")
END_OF_HEAD = b"</head>"


class ChartPreload:
    """ASGI middleware: adds preload links to the HTML of the pages at ``paths``."""

    def __init__(self, app: ASGIApp, directory: Path, paths: Iterable[str]) -> None:
        self.app = app
        self.paths = frozenset(paths)
        self.links = b"".join(_link(file) for file in _bundles(directory))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; the HTML of a page with charts gets the links."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in self.paths:
            await self.app(scope, receive, send)
            return
        answer = _Answer(send, self.links)
        await self.app(scope, receive, answer.send)


class _Answer:
    """One answer on its way out: its start waits until its body is whole."""

    def __init__(self, send: Send, links: bytes) -> None:
        self._send, self._links = send, links
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            await self._collect(message)

    async def _collect(self, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = self._body.replace(END_OF_HEAD, self._links + END_OF_HEAD, 1)
        start = self._start or {}
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_page(message: Message) -> bool:
    headers = MutableHeaders(scope=message)
    plain = "content-encoding" not in headers
    return message["status"] == 200 and plain and "html" in headers.get("content-type", "")


def _bundles(directory: Path) -> list[Path]:
    """The files of ``BUNDLES``; where a version of Streamlit has none, nothing is added."""
    return [file for name in BUNDLES for file in sorted(directory.glob(f"js/{name}.*.js"))]


def _link(file: Path) -> bytes:
    return f'<link rel="modulepreload" crossorigin href="./static/js/{file.name}">'.encode()
