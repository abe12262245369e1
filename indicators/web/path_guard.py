"""No request whose path means something else than it says: climbing, hidden or broken parts.

Streamlit has a guard of its own behind this project's middleware. This one stands before all that
answers, and looks at what a path becomes when it is decoded once more, as a proxy might.
"""

from urllib.parse import unquote

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

# Nobody writes a path that is encoded more often than this for a good reason.
MOST_DECODINGS = 3


class PathGuard:
    """ASGI middleware: answers 400 to an unsafe path, and passes everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what has a plain path."""
        if scope["type"] == "http" and unsafe_path(scope["path"]):
            await PlainTextResponse("Bad request path\n", status_code=400)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def unsafe_path(path: str) -> bool:
    r"""Whether a path, decoded once as ASGI gives it, holds anything but plain segments.

    >>> unsafe_path("/static/js/index.js"), unsafe_path("/static/../index.html")
    (False, True)
    >>> unsafe_path("/a/%2e%2e/b"), unsafe_path("/a\\b"), unsafe_path("/xa/\x00")
    (True, True, True)
    """
    for _round in range(MOST_DECODINGS):
        if _unsafe(path):
            return True
        decoded = unquote(path)
        if decoded == path:
            return False
        path = decoded
    return True


def _unsafe(path: str) -> bool:
    """``//`` at the start is an address of another server; a backslash is a slash to Windows."""
    climbs = ".." in path.split("/")
    broken = any(letter < " " or letter in "\x7f\\\N{REPLACEMENT CHARACTER}" for letter in path)
    return climbs or broken or path.startswith("//")
