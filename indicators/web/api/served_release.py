"""The release that questions are put to: opened once, and anew when a build has swapped it."""

import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from indicators.open_data.answers.faults import QuestionError, nearest_to
from indicators.open_data.answers.parameters import LATEST
from indicators.release.store import Store
from indicators.settings import database

State = tuple[str, int, int, int]


@dataclass(frozen=True)
class ServedRelease:
    """One opened release; readers of an older one keep it until they have their answer."""

    state: State | None
    store: Store

    @cached_property
    def identity(self) -> str:
        """What tells its answers from those of another release, also of one in other tables."""
        release = self.store.release
        return f"{release['release_id']} {release['shape']}"


class ServedReleases:
    """The release of now. Any thread may ask."""

    def __init__(self) -> None:
        self._served: ServedRelease | None = None
        self._lock = threading.Lock()

    def opened(self, asked: str | None) -> ServedRelease | None:
        """The release that is asked for, where it is open; asks the disk for its state alone."""
        served = self._served
        if served is None or _state(database()) != served.state:
            return None
        return _asked_for(served, asked)

    def opening(self, asked: str | None) -> ServedRelease:
        """The release that is asked for, by its id or as the latest one.

        Raises ``ReleaseError`` where none can be served, ``QuestionError`` for another id.
        """
        with self._lock:
            path = database()
            state = _state(path)
            if self._served is None or self._served.state != state:
                self._served = None
                self._served = ServedRelease(state, Store(path))
            return _asked_for(self._served, asked)


def _asked_for(served: ServedRelease, asked: str | None) -> ServedRelease:
    here = str(served.store.release["release_id"])
    if asked in (None, LATEST, here):
        return served
    raise QuestionError("unknown_name", "release", str(asked), (LATEST, here),
                        nearest_to(str(asked), (LATEST, here)) or (LATEST, here))  # fmt: skip


def _state(path: Path) -> State | None:
    """What changes when another file takes the place of the database; ``None`` without a file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return str(path), status.st_ino, status.st_mtime_ns, status.st_size
