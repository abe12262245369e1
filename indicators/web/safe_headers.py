"""What every answer tells a browser not to do with it, and the internal addresses that are closed.

Who may frame a page stands in ``framing.py``, which adds to what is said here.
"""

import re
from base64 import b64encode
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "content-security-policy"
ALWAYS = {
    # A CSV or a text of an upload is never taken for a script or a page.
    "x-content-type-options": "nosniff",
    # Other sites learn which site a reader comes from, not which commune was looked at.
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # A page that opened this one in a window gets no handle on it.
    "cross-origin-opener-policy": "same-origin",
}
# A document that Streamlit did not make runs nothing and loads nothing from elsewhere.
INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'"
# Kinds that a browser shows as a document in which something might run.
DOCUMENTS = re.compile(r"(?: text/html | [^;]* [/+] xml ) \b", re.VERBOSE | re.IGNORECASE)
# Frames of Streamlit's own widgets: scripts of its bundles make them work.
OF_STREAMLIT = ("/component/", "/_stcore/")

SCRIPT = re.compile(
    r"<script (?! [^>]* \b src= ) [^>]* > (?P<code> .*? ) </script>", re.VERBOSE | re.DOTALL
)
# What Streamlit's page needs. Styles are written into the page as it is drawn; charts of WebGL
# compile their drawing orders (`unsafe-eval`); a blob is a picture, a worker or the script of a
# component, which Streamlit's page makes of what this server sent it; only a script that runs
# already can make one. A script of another site, or one that stands in a text of the data, does
# not run.
PAGE = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' blob: {hashes}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; media-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'"
)

# For those who run the server: told by `/_stcore/metrics` to everyone otherwise.
CLOSED = ("/_stcore/metrics", "/_stcore/script-health-check")


def page_policy(html: str) -> str:
    """The policy of a page of Streamlit's: of the scripts inside it only these very ones run."""
    hashes = sorted({_hash(found["code"]) for found in SCRIPT.finditer(html)})
    return PAGE.format(hashes=" ".join(hashes))


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


class SafeHeaders:
    """ASGI middleware: adds the headers to every answer; 404 for the closed addresses."""

    def __init__(self, app: ASGIApp, root: str = "") -> None:
        self.app, self.root = app, root
        self.closed = frozenset(f"{root}{path}" for path in CLOSED)
        self.of_streamlit = tuple(f"{root}{folder}" for folder in OF_STREAMLIT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; what an answer says of itself already stays."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(MutableHeaders(scope=message), path)
            await send(message)

        app = PlainTextResponse("Not found\n", 404) if path in self.closed else self.app
        await app(scope, receive, answer)

    def _complete(self, headers: MutableHeaders, path: str) -> None:
        for name, value in ALWAYS.items():
            headers.setdefault(name, value)
        if POLICY not in headers and _is_document(headers) and not path.startswith(
                self.of_streamlit):  # fmt: skip
            headers[POLICY] = INERT


def _is_document(headers: Headers) -> bool:
    return bool(DOCUMENTS.match(headers.get("content-type", "")))
