"""The files of the release that the pages show, written by a process of its own where they lack.

A build swaps the database and writes no files; the first reader of ``/data/latest/`` begins their
writing and waits for it a while, others are told when to ask again.
"""

import asyncio
import logging
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from indicators.open_data.answers.faults import QuestionError
from indicators.open_data.downloads import MOST_ROWS_ON_REQUEST
from indicators.release.kept_releases import KeptRelease, find_release
from indicators.release.store import Store
from indicators.settings import ROOT, releases
from indicators.web.api.served_release import ServedReleases

log = logging.getLogger(__name__)

LONGEST_WAIT_SECONDS = 20.0
RETRY_AFTER_SECONDS = 10
LOOK_AGAIN_SECONDS = 0.5
# A reader who waits holds a connection; beyond these they are told to come back.
MOST_WAITING = 8
# What could not be written is tried again after this time: the disk may have room by then.
TRY_AGAIN_SECONDS = 300.0


@dataclass
class _Run:
    """One run of ``export --release``: of which content, and since when."""

    content_hash: str
    process: subprocess.Popen[bytes]
    began: float


class LatestFiles:
    """The kept files of the release that is served. One for a server."""

    def __init__(self, served: ServedReleases, wait_seconds: float = LONGEST_WAIT_SECONDS) -> None:
        self._served = served
        self.wait_seconds = wait_seconds
        self._run: _Run | None = None
        self._waiting = 0

    async def files(self) -> KeptRelease:
        """The kept release with the content that is served.

        Raises ``QuestionError`` while its files are being written, and where they cannot be;
        ``ReleaseError`` where there is no release.
        """
        store = (await run_in_threadpool(self._served.opening, None)).store
        found = await run_in_threadpool(_kept, store)
        if found is not None:
            return found
        self._begin(store)
        return await self._waited_for(store)

    async def _waited_for(self, store: Store) -> KeptRelease:
        if self._waiting >= MOST_WAITING:
            raise QuestionError("files_being_written", retry_after=RETRY_AFTER_SECONDS)
        self._waiting += 1
        try:
            end = time.monotonic() + self.wait_seconds
            while time.monotonic() < end:
                ended = self._ended()
                if (found := await run_in_threadpool(_kept, store)) is not None:
                    return found
                if ended:
                    raise QuestionError("no_files", retry_after=int(TRY_AGAIN_SECONDS))
                await asyncio.sleep(LOOK_AGAIN_SECONDS)
        finally:
            self._waiting -= 1
        raise QuestionError("files_being_written", retry_after=RETRY_AFTER_SECONDS)

    def _begin(self, store: Store) -> None:
        """Start writing, unless that goes on or failed a short time ago."""
        content_hash = str(store.release["content_hash"])
        run = self._run
        if run is not None:
            of_another = run.content_hash != content_hash
            waited = time.monotonic() - run.began > TRY_AGAIN_SECONDS
            if run.process.poll() is None or not (of_another or waited):
                return
        if store.release["observations"] > MOST_ROWS_ON_REQUEST:
            raise QuestionError("no_files")
        command = [
            sys.executable,
            "-m",
            "indicators",
            "export",
            "--release",
            "--db",
            str(store.path.resolve()),
        ]
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL)  # fmt: skip
        # Waited for by somebody, so that none is left as a zombie of this server.
        threading.Thread(target=process.wait, daemon=True).start()
        log.info("writing the files of release %s", store.release["release_id"])
        self._run = _Run(content_hash, process, time.monotonic())

    def _ended(self) -> bool:
        return self._run is None or self._run.process.poll() is not None


def _kept(store: Store) -> KeptRelease | None:
    """The kept release of this store; one of the same id but other content is not it."""
    release = store.release
    found = find_release(releases(), str(release["release_id"]))
    return found if found and found.content_hash == release["content_hash"] else None
