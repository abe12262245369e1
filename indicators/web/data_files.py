"""``GET /data/<release>/…``: the files of kept releases, as files.

Only what ``SHA256SUMS`` of a release lists is served, under its digest as ETag, so nothing else of
the disk can be reached and the same bytes have the same tag on every server.
"""

import hashlib
import logging
from collections.abc import AsyncIterator
from mimetypes import guess_type
from pathlib import Path, PurePosixPath

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from indicators.open_data.answers.faults import QuestionError, nearest_to
from indicators.open_data.answers.operations import ROOT
from indicators.release.citation import LICENCE_URL
from indicators.release.kept_releases import (
    LATEST,
    SUMS,
    KeptRelease,
    find_release,
    kept_releases,
    sums_of,
)
from indicators.release.store import ReleaseError
from indicators.settings import releases
from indicators.web.api.problem_json import OPEN_TO_ALL, no_release, problem_response
from indicators.web.api.served_answer import (
    FOR_MINUTES,
    TOLD_TO_SCRIPTS,
    as_it_is,
    asked_range,
    known_already,
    without_asking,
)
from indicators.web.api.served_release import ServedReleases
from indicators.web.latest_files import LatestFiles
from indicators.web.map_route import FOREVER

log = logging.getLogger(__name__)

FOLDER = "/data"
PIECE_BYTES = 2**18
# What tells of all files of a release; the address of its folder leads there.
DESCRIPTOR = "datapackage.json"
TYPES = {
    ".csv": "text/csv; charset=utf-8", ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json", ".geojson": "application/geo+json",
    ".md": "text/markdown; charset=utf-8", ".txt": "text/plain; charset=utf-8",
    ".cff": "text/plain; charset=utf-8", ".html": "text/html; charset=utf-8",
    ".xml": "application/xml", ".zip": "application/zip", "": "text/plain; charset=utf-8",
}  # fmt: skip

Headers = dict[str, str]


class DataFiles:
    """ASGI application of the folder. ``served`` is the release that ``latest`` means."""

    def __init__(self, served: ServedReleases, latest: LatestFiles | None = None) -> None:
        self.latest = latest or LatestFiles(served)
        self.served = served

    def routes(self) -> list[Route]:
        """The routes to be mounted beside the pages."""
        listing = Route(FOLDER, RedirectResponse(f"{ROOT}/releases"))
        return [listing, Route(f"{FOLDER}/{{path:path}}", self)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; every fault leaves as problem JSON (RFC 9457)."""
        request = Request(scope, receive)
        try:
            response = without_asking(request) or await self._response(request)
        except QuestionError as fault:
            response = problem_response(fault)
        except ReleaseError as error:
            response = problem_response(no_release(error))
        except OSError:
            log.exception("could not send %r", request.url.path[:200])
            response = problem_response(QuestionError("internal_error"))
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        name, _slash, path = request.path_params["path"].partition("/")
        if not name:
            return RedirectResponse(f"{ROOT}/releases")
        kept = await self.latest.files() if name == LATEST else await run_in_threadpool(
            self._pinned, name)  # fmt: skip
        if not path:
            return RedirectResponse(f"{FOLDER}/{name}/{DESCRIPTOR}")
        tag = await run_in_threadpool(_tag, kept, path)
        headers = _headers(kept, path, FOR_MINUTES if name == LATEST else FOREVER)
        known = known_already(request, tag, headers, there=True)
        return known or file_response(request, kept.folder(releases()) / path, tag, headers)

    def _pinned(self, name: str) -> KeptRelease:
        try:
            synthetic = self.served.opening(None).store.synthetic
        except ReleaseError:  # kept files are there although no page can be shown
            synthetic = False
        found = find_release(releases(), name)
        if found is not None and found.synthetic is synthetic:
            return found
        kept = kept_releases(releases(), synthetic=synthetic)
        known = (LATEST, *(one.release_id for one in kept))
        raise QuestionError("unknown_name", "release", name, known, nearest_to(name, known))


def _tag(kept: KeptRelease, path: str) -> str:
    """The SHA-256 of a file as it was written; raises ``QuestionError`` for a file not listed."""
    folder = kept.folder(releases())
    try:
        sums = sums_of(folder)
        if path == SUMS:
            return hashlib.sha256((folder / SUMS).read_bytes()).hexdigest()
    except (OSError, ValueError) as error:
        raise QuestionError("internal_error") from error
    if path not in sums or not (folder / path).is_file():
        raise QuestionError("unknown_path", found=path, expected=(f"{FOLDER}/{kept.release_id}/",),
                            nearest=nearest_to(path, sums))  # fmt: skip
    return sums[path]


def _headers(kept: KeptRelease, path: str, cached: str) -> Headers:
    name = PurePosixPath(path).name
    mark = "synthetic-" if kept.synthetic and not name.startswith("synthetic-") else ""
    ending = PurePosixPath(path).suffix
    return {
        **OPEN_TO_ALL,
        "Accept-Ranges": "bytes",
        "Access-Control-Expose-Headers": TOLD_TO_SCRIPTS,
        "Cache-Control": cached,
        "Content-Disposition": f'inline; filename="{mark}{name}"',
        "Content-Type": TYPES.get(ending) or guess_type(name)[0] or "application/octet-stream",
        "Link": f'<{LICENCE_URL}>; rel="license", '
                f'<{FOLDER}/{kept.release_id}/{path}>; rel="canonical"',
        "X-Content-Type-Options": "nosniff",
        "X-Release-Id": kept.release_id,
        "X-Synthetic": "true" if kept.synthetic else "false",
    }  # fmt: skip


def file_response(request: Request, path: Path, tag: str, headers: Headers) -> Response:
    """A file, or the range of it that is asked for; raises ``QuestionError`` for another range."""
    size = path.stat().st_size
    within = asked_range(request, tag, size, many="refused")
    first, last = within or (0, size - 1)
    headers = {**headers, **as_it_is(request), "ETag": f'"{tag}"',
               "Content-Length": str(last - first + 1)}  # fmt: skip
    if within:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    status = 206 if within else 200
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    return StreamingResponse(_pieces(path, first, last), status, headers)


async def _pieces(path: Path, first: int, last: int) -> AsyncIterator[bytes]:
    async with await anyio.open_file(path, "rb") as file:
        await file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := await file.read(min(PIECE_BYTES, left))):
            left -= len(piece)
            yield piece
