"""What a path may be, and where one leads: no climbing, hidden or broken parts.

Streamlit has a guard of its own behind this project's middleware. This one stands before all that
answers, and looks at what a path becomes when it is decoded once more, as a proxy might.
"""

from urllib.parse import unquote

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The folders of what is asked by programs, not by people.
PROGRAMS = ("/api", "/data")

# Nobody writes a path that is encoded more often than this for a good reason.
MOST_DECODINGS = 3


class PathGuard:
    """ASGI middleware: answers 400 to an unsafe path, and passes everything else on.

    ``root`` is the path below which the site lies, without a slash at its end.
    """

    def __init__(self, app: ASGIApp, root: str = "") -> None:
        self.app, self.root = app, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what has a plain path."""
        if scope["type"] == "http" and unsafe_path(scope["path"]):
            await _refusal(scope["path"].removeprefix(self.root))(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _refusal(path: str) -> Response:
    """In the form that whoever asks there can read."""
    if path.startswith(tuple(f"{folder}/" for folder in PROGRAMS)):
        from indicators.open_data.answers.faults import QuestionError
        from indicators.web.api.problem_json import problem_response

        return problem_response(QuestionError("unsafe_path", found=path))
    return PlainTextResponse("Bad request path\n", status_code=400)


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


CALLBACK = "/oauth2callback"


class AfterSignIn:
    """ASGI middleware: the end of a sign-in leads to ``page`` below the site's own root.

    Streamlit ends every sign-in at the home page. Signing in is offered on one page only, so its
    answer leads there: a fixed address, and nothing of the request decides it.
    """

    def __init__(self, app: ASGIApp, page: str) -> None:
        self.app, self.page = app, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only a redirect of the callback to the home page is led further."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 302:
                headers = MutableHeaders(scope=message)
                root = scope["path"].removesuffix(CALLBACK) + "/"
                if headers.get("location") == root:
                    headers["location"] = root + self.page
            await send(message)

        signs_in = scope["type"] == "http" and scope["path"].endswith(CALLBACK)
        await self.app(scope, receive, answer if signs_in else send)
