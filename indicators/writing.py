"""Writing where it may fail: a full disk, a folder that is read-only, a program that is killed.

What cannot be written is told with its file and the next step. What is being made lies in a folder
of its own beside its place until it is whole; folders that killed runs left are taken away.
"""

import ctypes
import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb

from indicators.file_lock import LockedError, file_lock

LOCK = ".in-use"
# A folder without its lock is one whose run was killed in its first moment, or has just begun.
YOUNGEST_LEFTOVER_SECONDS = 3600.0

FULL = ("no space left on the disk", "room for it", "free some space and run again")
READ_ONLY = (
    "a place that cannot be written to", "a folder that you may write to",
    "name another place, or ask for the right to write there",
)  # fmt: skip
TOO_LONG = ("a name that is too long", "a shorter one", "shorten it")
BY_NUMBER = {
    errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY, errno.EACCES: READ_ONLY, errno.EPERM: READ_ONLY,
    errno.ENAMETOOLONG: TOO_LONG,
}  # fmt: skip
# Libraries that word an error of the system without its number: DuckDB and Arrow.
BY_WORDS = {os.strerror(number): words for number, words in BY_NUMBER.items()}
LONGEST_NAME = 80


class NotWrittenError(OSError):
    """Something could not be written, and what was there is unchanged; the message says all."""


@contextmanager
def told_if_not_written(place: Path) -> Iterator[None]:
    """Turn errors of the system while ``place`` is written into ``NotWrittenError``."""
    try:
        yield
    except NotWrittenError:
        raise
    except (OSError, duckdb.Error) as error:
        sentence = _sentence(place, error)
        if sentence is None:
            raise
        raise NotWrittenError(sentence) from error


def sentence_of(error: OSError) -> str:
    """Any other error of the system, with the name of its file, in the same form."""
    if isinstance(error, NotWrittenError):
        return str(error)
    name = Path(os.fsdecode(error.filename)) if error.filename else Path("the output")
    found, expected, step = _words(error) or (
        (error.strerror or "an error of the system").casefold(), "a file that can be used",
        "look at the name and the rights of the file",
    )  # fmt: skip
    return f"{_short(name)}: found {found}, expected {expected}; {step}"


def _sentence(place: Path, error: Exception) -> str | None:
    words = _words(error)
    if words is None and isinstance(error, duckdb.Error):
        return None  # a fault of the program, not of the place
    found, expected, step = words or (
        getattr(error, "strerror", None) or str(error), "a place that can be written to",
        "look at the disk and run again",
    )  # fmt: skip
    return f"{_short(place)}: found {found}, expected {expected}; {step}; nothing was changed"


def _words(error: Exception) -> tuple[str, str, str] | None:
    known = BY_NUMBER.get(getattr(error, "errno", None) or 0)
    return known or next((words for text, words in BY_WORDS.items() if text in str(error)), None)


def _short(place: Path) -> str:
    name = place.name or str(place)
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


@contextmanager
def draft_folder(place: Path) -> Iterator[Path]:
    """An empty folder beside ``place`` for what will take its place; it goes away in any case.

    Folders that killed runs left beside ``place`` are taken away first. Raises ``OSError``.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(place)
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(dir=place.parent, prefix=_prefix(place)))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        stack.enter_context(file_lock(folder / LOCK))
        yield folder


def _prefix(place: Path) -> str:
    return f".{place.name}-"


def _remove_leftovers(place: Path) -> None:
    for folder in place.parent.glob(f"{_prefix(place)}????????"):
        if folder.is_dir() and _is_left_over(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_left_over(folder: Path) -> bool:
    """Whether no run is at work in it: the lock of one that lives cannot be taken."""
    if not (folder / LOCK).exists():
        return time.time() - folder.stat().st_mtime > YOUNGEST_LEFTOVER_SECONDS
    try:
        with file_lock(folder / LOCK, longest_wait=0):
            return True
    except (LockedError, OSError):
        return False


# Of <fcntl.h> and <linux/fs.h>: paths are taken from the working directory; both names stay.
AT_FDCWD, RENAME_EXCHANGE = -100, 2


def exchanged(one: Path, other: Path) -> bool:
    """Whether the two now bear each other's name; ``False`` where the system or the disk cannot.

    Linux alone offers it (renameat2), and not on every file system. Nothing has changed then.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # a C library before glibc 2.28 or musl 1.2
        return False
    names = (os.fsencode(one), os.fsencode(other))
    return bool(rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)
