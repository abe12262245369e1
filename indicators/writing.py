"""Writing where it may fail: a full disk, a folder that is read-only, a program that is killed.

What cannot be written is told with its file and the next step. What is being made lies in a folder
of its own beside its place until it is whole; folders that killed runs left are taken away.
"""

import ctypes
import errno
import glob
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import duckdb

from indicators.file_lock import LockedError, file_lock

LOCK = ".in-use"
# How names of scratch folders begin among the system's temporary files.
SCRATCH = "indicators-"
# What `tempfile.mkdtemp` puts behind a prefix.
ENDING = 8
ANY_ENDING = "[a-z0-9_]" * ENDING

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

    What killed runs left in the same folder is taken away first, of whatever they were to write.
    Raises ``OSError``.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with _own_folder(place.parent, f".{place.name}-", ".") as folder:
        yield folder


@contextmanager
def scratch_folder(purpose: str) -> Iterator[Path]:
    """An empty folder among the system's temporary files; it goes away in any case.

    What killed runs of this program left there is taken away first. Raises ``OSError``.
    """
    with _own_folder(Path(tempfile.gettempdir()), f"{SCRATCH}{purpose}-", SCRATCH) as folder:
        yield folder


@contextmanager
def _own_folder(parent: Path, prefix: str, swept: str) -> Iterator[Path]:
    """A new folder of ours whose lock is held; leftovers that begin with ``swept`` go first."""
    _remove_leftovers(parent, prefix, swept)
    with ExitStack() as stack:
        folder = _locked_folder(parent, prefix, stack)
        stack.callback(_remove, folder)
        yield folder
    _remove(folder)  # where a file that is open cannot be deleted, its lock is still there


def _locked_folder(parent: Path, prefix: str, stack: ExitStack) -> Path:
    """Make a folder and hold its lock; again where another run took it for a leftover between."""
    while True:
        folder = Path(tempfile.mkdtemp(dir=parent, prefix=prefix))
        with suppress(FileNotFoundError, LockedError):
            stack.enter_context(file_lock(folder / LOCK, longest_wait=0))
            if (folder / LOCK).exists():
                return folder


def _remove_leftovers(parent: Path, prefix: str, swept: str) -> None:
    for folder in parent.glob(f"{glob.escape(swept)}*-{ANY_ENDING}"):
        # Another user's folder, or a link to one, is not ours to open.
        if _is_own_folder(folder):
            _remove_if_left_over(folder, begun_by_us=folder.name[:-ENDING].endswith(prefix))


def _is_own_folder(path: Path) -> bool:
    try:
        status = path.lstat()
    except FileNotFoundError:  # its run, which ended meanwhile, took it away
        return False
    ours = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return ours and stat.S_ISDIR(status.st_mode)


def _remove_if_left_over(folder: Path, *, begun_by_us: bool) -> None:
    """Remove a folder in which no run is at work: the lock of one that lives cannot be taken.

    One without its lock was killed in its first moment, and is empty, or is not ours.
    """
    with suppress(OSError, LockedError):
        if (folder / LOCK).is_file():
            with file_lock(folder / LOCK, longest_wait=0):
                _remove(folder)
            _remove(folder)
        elif begun_by_us:
            folder.rmdir()


def _remove(folder: Path) -> None:
    """Remove a folder, its lock last: killed in between, the next run still knows it as ours."""
    with suppress(OSError):
        for path in [one for one in folder.iterdir() if one.name != LOCK]:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        (folder / LOCK).unlink(missing_ok=True)
        folder.rmdir()


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write what takes the place of ``path`` when no error is raised.

    Killed at any moment, there is the old file or the new one. A link stays a link; what is no
    file (a pipe, a terminal) is written to itself. Raises ``NotWrittenError``.
    """
    with told_if_not_written(path):
        place = path.resolve()
        if place.exists() and not place.is_file():
            yield path
            return
        with draft_folder(place) as folder:
            draft = folder / place.name
            yield draft
            content_to_disk(draft)
            if place.exists():
                shutil.copymode(place, draft)
            os.replace(draft, place)
        names_to_disk(place.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Give a file its new content, as ``whole_file`` does. Raises ``NotWrittenError``."""
    with whole_file(path) as draft:
        draft.write_bytes(content)


def write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """Give files their new content, as ``whole_file`` does; none before room was found for all.

    They come into their places one after the other, the first of them last. Raises
    ``NotWrittenError``.
    """
    with ExitStack() as places:
        for path, content in files:
            places.enter_context(whole_file(path)).write_bytes(content)


def content_to_disk(path: Path) -> None:
    """Let what was written survive a power cut; the name of the file needs ``names_to_disk``."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def names_to_disk(folder: Path) -> None:
    """Let renames in ``folder`` survive a power cut, where the system can be asked for it."""
    with suppress(PermissionError):  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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
