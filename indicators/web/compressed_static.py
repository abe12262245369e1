"""Streamlit's own static files, compressed once and kept.

Streamlit serves its bundles uncompressed because Starlette would compress them anew at every
request. A reader's first visit then costs three times the bytes. Here each file is compressed
when it is first asked for and the result is kept: the bundles are immutable and their names
carry a digest.

The files are listed once. A request names one of the list or gets 404: no path of a request ever
becomes a path of the disk, and a lost script is not answered with the page, as Streamlit would.

Scripts that ``frontend_changes`` completes are served so, and asked for again after a day: their
names carry the digest of what they were.
"""

import gzip
import mimetypes
from functools import lru_cache
from pathlib import Path

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from indicators.web.frontend_changes import changed, is_changed

FOR_GOOD = "public, immutable, max-age=31536000"
COMPRESSIBLE = frozenset({".js", ".css", ".html", ".svg", ".json", ".map", ".txt", ".wasm"})


class CompressedStatic:
    """ASGI middleware: answers GET /static/… from ``directory`` with gzip where it is accepted."""

    def __init__(self, app: ASGIApp, directory: Path, prefix: str = "/static/") -> None:
        self.app, self.prefix = app, prefix
        folder = directory / prefix.strip("/")
        self.files = {prefix + file.relative_to(folder).as_posix(): file
                      for file in folder.rglob("*") if file.is_file()}  # fmt: skip

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a static file, or hand the request on."""
        if scope["type"] != "http" or not scope["path"].startswith(self.prefix):
            await self.app(scope, receive, send)
            return
        file = self.files.get(scope["path"])
        if file is None:
            await PlainTextResponse("Not found\n", status_code=404)(scope, receive, send)
        elif scope["method"] == "GET" and file.suffix in COMPRESSIBLE and _accepts_gzip(scope):
            await _response(file)(scope, receive, send)
        elif is_changed(file.name):
            content = changed(file.name, file.read_bytes())
            await Response(content, media_type=_kind(file), headers=_kept(file))(
                scope, receive, send
            )
        else:
            await self.app(scope, receive, send)


def _accepts_gzip(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    return b"gzip" in headers.get(b"accept-encoding", b"") and b"range" not in headers


def _response(path: Path) -> Response:
    return Response(
        _compressed(path, path.stat().st_mtime_ns),
        media_type=_kind(path),
        headers={"Content-Encoding": "gzip", **_kept(path)},
    )


def _kind(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _kept(path: Path) -> dict[str, str]:
    """How long a browser may keep the file without asking: for good, or for a day."""
    kept = "public, max-age=86400" if is_changed(path.name) else FOR_GOOD
    return {"Vary": "Accept-Encoding", "Cache-Control": kept}


# Streamlit has some 300 bundles, 10 MB in all before compression.
@lru_cache(maxsize=512)
def _compressed(path: Path, _modified: int) -> bytes:
    return gzip.compress(changed(path.name, path.read_bytes()), compresslevel=9)
