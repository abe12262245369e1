"""The releases that questions are put to: opened once, and anew when a build has swapped one."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from indicators.errors import UnknownNameError
from indicators.open_data.answers.faults import MOST_NEAREST, QuestionError, nearest_to
from indicators.release.earlier_releases import database_of
from indicators.release.kept_releases import LATEST
from indicators.release.lake import LakeError
from indicators.release.lake_snapshots import snapshots_seen
from indicators.release.opened import opened_store
from indicators.release.store import ReleaseError, Store
from indicators.settings import database, releases

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
        return f"{release['release_id']} {release['content_hash']}"


# Databases of kept releases that are open at once, beside that of now.
MOST_OPEN = 3


class ServedReleases:
    """The release of now and those that are kept. Any thread may ask."""

    def __init__(self) -> None:
        self._served: ServedRelease | None = None
        # Beside each what was seen of the lake then: an id may be built again with other content.
        self._kept: OrderedDict[str, tuple[ServedRelease, str]] = OrderedDict()
        self._lock = threading.Lock()

    def opened(self, asked: str | None) -> ServedRelease | None:
        """The release that is asked for, where it is open; asks the disk for its state alone."""
        served = self._served
        if served is None or _state(database()) != served.state:
            return None
        return served if _is_here(served, asked) else self._opened_before(asked)

    def opening(self, asked: str | None) -> ServedRelease:
        """The release that is asked for, by its id or as the latest one.

        Raises ``ReleaseError`` where none can be served and where a lake does not answer,
        ``QuestionError`` for an id that is not kept, or whose database cannot be asked any more.
        """
        with self._lock:
            path = database()
            state = _state(path)
            if self._served is None or self._served.state != state:
                self._served = None
                self._served = ServedRelease(state, opened_store(path))
            served = self._served
            if _is_here(served, asked):
                return served
            if (found := self._opened_before(asked)) is not None:
                return found
        return self._open_earlier(str(asked), served)

    def _opened_before(self, asked: str | None) -> ServedRelease | None:
        """An open release that is kept; ``None`` where its file is another one by now."""
        found, seen = self._kept.get(str(asked), (None, ""))
        if found is None or seen != snapshots_seen():
            return None
        return found if _state(found.store.path) == found.state else None

    def _open_earlier(self, asked: str, served: ServedRelease) -> ServedRelease:
        """Open an earlier release; the one that was opened first leaves, its readers go on.

        Nobody else waits while it is copied from a lake.
        """
        seen = snapshots_seen()
        try:
            path = database_of(served.store.path, releases(), asked,
                               synthetic=served.store.synthetic)  # fmt: skip
            state = _state(path)
            opened = ServedRelease(state, opened_store(path))
        except UnknownNameError as error:
            raise _unknown(asked, served, error.known) from error
        except ReleaseError as error:
            if isinstance(error, LakeError) and error.passing:
                raise
            raise QuestionError("release_cannot_be_asked", "release", asked) from error
        with self._lock:
            self._kept[asked] = opened, seen
            while len(self._kept) > MOST_OPEN:
                self._kept.popitem(last=False)
        return opened


@cache
def server_releases() -> ServedReleases:
    """Those of this process: what is asked often and answered shortly opens none of its own."""
    return ServedReleases()


def _is_here(served: ServedRelease, asked: str | None) -> bool:
    return asked in (None, LATEST, str(served.store.release["release_id"]))


def _unknown(asked: str, served: ServedRelease, there: list[str]) -> QuestionError:
    known = tuple(dict.fromkeys((LATEST, str(served.store.release["release_id"]), *there)))
    return QuestionError("unknown_name", "release", asked, known,
                         nearest_to(asked, known) or known[:MOST_NEAREST])  # fmt: skip


def kept_state() -> str:
    """What changes when a release is kept or taken away, here or in the lake."""
    try:
        kept = str(releases().stat().st_mtime_ns)
    except OSError:
        kept = ""
    return f"{kept} {snapshots_seen()}"


def _state(path: Path) -> State | None:
    """What changes when another file takes the place of the database; ``None`` without a file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return str(path), status.st_ino, status.st_mtime_ns, status.st_size
