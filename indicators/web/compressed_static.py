"""Streamlit's own static files, compressed once and kept.

Streamlit serves its bundles uncompressed because Starlette would compress them anew at every
request. A reader's first visit then costs three times the bytes. Here each file is compressed
when it is first asked for and the result is kept: the bundles are immutable and their names
carry a digest.
"""

import gzip
import mimetypes
from functools import lru_cache
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

COMPRESSIBLE = frozenset({".js", ".css", ".html", ".svg", ".json", ".map", ".txt", ".wasm"})


class CompressedStatic:
    """ASGI middleware: answers GET /static/… from ``directory`` with gzip where it is accepted."""

    def __init__(self, app: ASGIApp, directory: Path, prefix: str = "/static/") -> None:
        self.app = app
        self.directory = directory.resolve()
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a static file, or hand the request on."""
        path = self._file(scope)
        if path is None:
            await self.app(scope, receive, send)
            return
        await _response(path)(scope, receive, send)

    def _file(self, scope: Scope) -> Path | None:
        """The file that may be answered compressed, or ``None``."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        if not scope["path"].startswith(self.prefix) or not _accepts_gzip(scope):
            return None
        path = (self.directory / scope["path"].lstrip("/")).resolve()
        inside = path.is_relative_to(self.directory) and path.suffix in COMPRESSIBLE
        return path if inside and path.is_file() else None


def _accepts_gzip(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    return b"gzip" in headers.get(b"accept-encoding", b"") and b"range" not in headers


def _response(path: Path) -> Response:
    return Response(
        _compressed(path, path.stat().st_mtime_ns),
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        headers={
            "Content-Encoding": "gzip",
            "Vary": "Accept-Encoding",
            "Cache-Control": "public, immutable, max-age=31536000",
        },
    )


# Streamlit has some 300 bundles, 10 MB in all before compression.
@lru_cache(maxsize=512)
def _compressed(path: Path, _modified: int) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=9)
