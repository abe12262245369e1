"""One process at a time: a lock that belongs to an open file and ends with its process."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST_WAIT_SECONDS = 60.0
PAUSE_SECONDS = 0.05


class LockedError(Exception):
    """Another process has held the lock for too long."""


@contextmanager
def file_lock(path: Path, longest_wait: float = LONGEST_WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock of ``path`` (made if absent) while the block runs.

    The file stays: deleting it would let two processes lock two files of one name. Raises
    ``LockedError`` where another process does not let go within ``longest_wait`` seconds.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = time.monotonic() + longest_wait
        while not _taken(handle):
            if time.monotonic() > deadline:
                raise LockedError(
                    f"{path}: found a lock held for {longest_wait:g} s, expected it free; "
                    "wait for the other run to end, or end it"
                )
            time.sleep(PAUSE_SECONDS)
        yield
    finally:
        os.close(handle)  # the lock goes with it


def _taken(handle: int) -> bool:
    """Try once to lock the whole file."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
