"""Who draws, from which release, and what is kept: a drawing is made once and then sent again."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from indicators.release.store import Store
from indicators.settings import ROOT, boundaries, database
from indicators.web.drawn.asked_drawings import LATEST, RefusedError

T = TypeVar("T")

# A picture is some 10 to 200 kB.
MOST_KEPT_BYTES = 32 * 2**20
AT_ONCE = 2
PATIENCE_SECONDS = 20.0
RETRY_AFTER_SECONDS = 10


@dataclass(frozen=True)
class KeptDrawing:
    """A finished answer: its bytes and the headers that belong to them."""

    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True)
class OpenRelease:
    """The release that drawings are made from, and what tells its drawings from all others."""

    store: Store
    identity: str


class DrawingDesk:
    """The open release, the kept drawings, and a few places to draw. One for a server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._open: tuple[object, OpenRelease] | None = None
        self._kept: OrderedDict[str, KeptDrawing] = OrderedDict()
        self._bytes = 0

    def release(self, asked: str | None) -> OpenRelease:
        """The release that is served, where ``asked`` is its id, ``latest`` or ``None``.

        Raises ``ReleaseError`` where none can be served, ``RefusedError`` (404) for another id.
        """
        with self._lock:
            state = (_state(database()), _state(boundaries()))
            if self._open is None or self._open[0] != state:
                store = Store(database())
                described = f"{store.release['release_id']} {state[1]} {program()}"
                self._open = state, OpenRelease(store, described)
            found = self._open[1]
        here = str(found.store.release["release_id"])
        if asked not in (None, LATEST, here):
            raise RefusedError(404, "Unknown release", f"found release {str(asked)[:80]!r}, "
                               f"expected {LATEST} or {here}", nearest=(LATEST, here))  # fmt: skip
        return found

    def drawn(self, tag: str, make: Callable[[], KeptDrawing]) -> KeptDrawing:
        """The kept drawing of this tag, or a new one, made where a place is free.

        Raises what ``make`` raises, and ``RefusedError`` (503) where too many draw.
        """
        if found := self._find(tag):
            return found
        if not self._places.acquire(timeout=PATIENCE_SECONDS):
            raise RefusedError(503, "Busy", "Too many pictures are being drawn; ask again later.",
                               retry_after=RETRY_AFTER_SECONDS)  # fmt: skip
        try:
            # Who waited may find that another request has drawn it.
            return self._find(tag) or self._keep(tag, make())
        finally:
            self._places.release()

    def _find(self, tag: str) -> KeptDrawing | None:
        with self._lock:
            found = self._kept.get(tag)
            if found is not None:
                self._kept.move_to_end(tag)
            return found

    def _keep(self, tag: str, drawing: KeptDrawing) -> KeptDrawing:
        with self._lock:
            self._kept[tag] = drawing
            self._bytes += len(drawing.body)
            while self._bytes > MOST_KEPT_BYTES and len(self._kept) > 1:
                _oldest, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone.body)
        return drawing


def tag_of_drawing(*parts: object) -> str:
    """The ETag of what these parts name, without quotation marks."""
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:32]


@cache
def program() -> str:
    """What tells this version of the program from one that may draw the same otherwise."""
    digest = hashlib.sha256()
    folder = ROOT / "indicators"
    for file in sorted([*folder.rglob("*.py"), *folder.rglob("*.po"), *folder.rglob("*.typ")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _state(path: Path | None) -> tuple[str, int, int, int] | None:
    """What changes when another file takes the place of this one; ``None`` without a file."""
    try:
        status = path.stat() if path else None
    except OSError:
        return None
    return (str(path), status.st_ino, status.st_mtime_ns, status.st_size) if status else None
