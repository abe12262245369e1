"""A server that follows a lake: its copy becomes the newest release some seconds after a build.

Pages ask the copy alone, so a catalogue that restarts keeps nobody waiting. How long the lake has
been silent is told by the log and by ``/healthz``: readers may be shown an older release then.
"""

import logging
import threading
from datetime import UTC, datetime
from pathlib import Path

from indicators import settings
from indicators.release.lake import Lake, LakeError, lake_of
from indicators.release.lake_copy import bring_newest
from indicators.release.lake_snapshots import look
from indicators.writing import NotWrittenError

# One short question to the catalogue each time.
PAUSE_SECONDS = 5.0

_log = logging.getLogger("indicators.lake")


class LakeFollower:
    """Asks the lake again and again for its newest release. One thread; any may read ``told``."""

    def __init__(self, lake: Lake, place: Path, pause_seconds: float = PAUSE_SECONDS) -> None:
        self._lake, self._place, self._pause = lake, place, pause_seconds
        self._ended = threading.Event()
        self._seen_at: datetime | None = None
        self._snapshot: int | None = None
        self._fault: str | None = None

    def start(self) -> None:
        """Follow until ``end``, or as long as the process lives."""
        threading.Thread(target=self._run, name="lake", daemon=True).start()

    def end(self) -> None:
        """Ask no more."""
        self._ended.set()

    def look(self) -> None:
        """Ask once. Never raises what an operator has to mend: that is told instead."""
        try:
            newest = bring_newest(self._lake, self._place)
            look(self._lake)
        except (LakeError, NotWrittenError) as error:
            self._note_fault(str(error))
            return
        if self._fault is not None:
            _log.info("the lake answers again")
        if newest.snapshot != self._snapshot:
            _log.info("release %s, snapshot %d", newest.identity.release_id, newest.snapshot)
        self._fault, self._snapshot, self._seen_at = None, newest.snapshot, datetime.now(UTC)

    def _note_fault(self, fault: str) -> None:
        """Into the log when it begins, not each time that it goes on."""
        if fault != self._fault:
            _log.error("%s", fault)
        self._fault = fault

    def told(self) -> dict[str, object]:
        """``snapshot`` that was the newest at ``seen_at`` (ISO, UTC), and ``fault`` since then."""
        seen = self._seen_at.isoformat(timespec="seconds") if self._seen_at else None
        return {"snapshot": self._snapshot, "seen_at": seen, "fault": self._fault}

    def _run(self) -> None:
        while not self._ended.is_set():
            self.look()
            self._ended.wait(self._pause)
        self._lake.close()


_following: LakeFollower | None = None


def follow_lake() -> None:
    """Begin to follow where ``INDICATORS_DB`` names a lake; a second call changes nothing."""
    global _following
    place = settings.database()
    lake = lake_of(place)
    if lake is not None and _following is None:
        _following = LakeFollower(lake, place)
        _following.start()


def lake_told() -> dict[str, object]:
    """For ``/healthz``: ``lake`` with what the follower tells; empty without a lake."""
    return {"lake": _following.told()} if _following is not None else {}
