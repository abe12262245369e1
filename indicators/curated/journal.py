"""Several curated files replaced as one: all of them or none, also where the program is killed.

1. The new texts are written to the disk in ``.accept-staged/``; so far nothing has changed.
2. ``.accept-journal.json`` names them with the digest of each file before and after. It comes into
   place by one rename: from then on the change counts as made.
3. The staged files are moved over the old ones; the journal is deleted last.

Killed before 2 the old files stand and the leftovers are thrown away; killed later the next run of
accept, check or build does what is missing of 3. Nobody has to step in, unless a file was edited
by hand in between: then the place is told, and nothing is written over the edit.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from indicators.curated.file_state import State, changes_since
from indicators.file_lock import LONGEST_WAIT_SECONDS, file_lock
from indicators.problems import Problem, problem_at
from indicators.writing import NotWrittenError, content_to_disk, names_to_disk

JOURNAL = ".accept-journal.json"
STAGED = ".accept-staged"
LOCK = Path("observations") / ".accept.lock"


class InterruptedChangeError(Exception):
    """An accept was interrupted and cannot be completed here; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class ChangedWhileReadError(Exception):
    """Files were changed by another hand while new ones were made of them; ``problems`` says which.

    Nothing was written.
    """

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} files changed while they were read")
        self.problems = problems


@dataclass(frozen=True)
class _Move:
    """One file of a change: its place, its new text and the digests before (none = new), after."""

    path: Path
    staged: Path
    before: str | None
    after: str


@contextmanager
def files_held(directory: Path, longest_wait: float = LONGEST_WAIT_SECONDS) -> Iterator[None]:
    """Hold the curated files for writing; what an earlier run left half done is completed first.

    Raises ``LockedError``, ``InterruptedChangeError``, or ``OSError`` where nothing can be written.
    """
    lock = directory / LOCK
    lock.parent.mkdir(exist_ok=True)
    with file_lock(lock, longest_wait):
        _complete(directory)
        yield


@contextmanager
def files_settled(directory: Path, longest_wait: float = LONGEST_WAIT_SECONDS) -> Iterator[None]:
    """Hold the curated files while they are read, completing what was interrupted.

    Where nobody has ever accepted, or where nothing can be written, they are read without a lock.
    Raises ``LockedError``, or ``InterruptedChangeError`` where a change cannot be completed here.
    """
    pending = any((directory / name).exists() for name in (JOURNAL, STAGED))
    if not pending and not (directory / LOCK).exists():
        yield
        return
    with ExitStack() as stack:
        try:
            stack.enter_context(files_held(directory, longest_wait))
        except OSError as error:
            if (directory / JOURNAL).exists():
                raise InterruptedChangeError(_cannot_complete(error)) from error
        yield


def _cannot_complete(error: OSError) -> Problem:
    return problem_at(JOURNAL, None, None, "accept_not_completed", fault=str(error.strerror))


def replace_as_one(
    directory: Path, texts: Sequence[tuple[Path, str | bytes]], read: State | None = None
) -> None:
    """Give each file its new content: all of them or none. To be called while ``files_held``.

    ``read`` is the state of the files from which the texts were made; where it is not theirs any
    more (somebody edited one meanwhile) ``ChangedWhileReadError`` is raised, and nothing changed.
    Raises ``OSError``, and nothing has changed; or ``NotWrittenError`` where some of the files
    are replaced already: then the next run completes the change.
    """
    try:
        moves = _stage(directory, texts)
        if read is not None and (changed := changes_since(read, directory)):
            raise ChangedWhileReadError(changed)
        _commit(directory, moves)
    except BaseException:
        if not (directory / JOURNAL).exists():
            _discard(directory)
        raise
    try:
        _complete(directory)
    except OSError as error:
        raise NotWrittenError(
            f"{JOURNAL}: found {error.strerror or error} while files were replaced, expected none; "
            "the change is kept, and the next accept, check or build completes it"
        ) from error


def _stage(directory: Path, texts: Sequence[tuple[Path, str | bytes]]) -> list[_Move]:
    staged = directory / STAGED
    staged.mkdir()
    moves = []
    for number, (path, text) in enumerate(texts):
        content = text if isinstance(text, bytes) else text.encode("utf-8")
        _write(staged / str(number), content)
        moves.append(_Move(path, staged / str(number), _digest(path), _sha256(content)))
    return moves


def _commit(directory: Path, moves: Sequence[_Move]) -> None:
    """Write the journal; its rename is the moment at which the change is made."""
    entries = [
        {"file": move.path.relative_to(directory).as_posix(), "staged": move.staged.name,
         "before": move.before, "after": move.after}
        for move in moves
    ]  # fmt: skip
    draft = directory / STAGED / JOURNAL
    _write(draft, json.dumps(entries, indent=2).encode())
    names_to_disk(draft.parent)
    os.replace(draft, directory / JOURNAL)
    names_to_disk(directory)


def _complete(directory: Path) -> None:
    """Make the change that the journal names, where there is one; throw leftovers away."""
    journal = directory / JOURNAL
    if journal.exists():
        moves = _read(directory, journal)
        missing = [move for move in moves if _digest(move.path) != move.after]
        for move in missing:
            _refuse_other_hand(directory, move)
        for move in missing:
            os.replace(move.staged, move.path)
        for folder in {move.path.parent for move in moves}:
            names_to_disk(folder)
        journal.unlink()
        names_to_disk(directory)
    _discard(directory)


def _read(directory: Path, journal: Path) -> list[_Move]:
    try:
        return [
            _Move(directory / one["file"], directory / STAGED / one["staged"], one["before"],
                  one["after"])
            for one in json.loads(journal.read_text("utf-8"))
        ]  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        raise InterruptedChangeError(_stopped(JOURNAL, "journal_unreadable")) from error


def _refuse_other_hand(directory: Path, move: _Move) -> None:
    """Neither write over what somebody has changed since, nor move what is not whole."""
    file = move.path.relative_to(directory).as_posix()
    if _digest(move.path) != move.before:
        code = "edited_since"
    elif _digest(move.staged) != move.after:
        code = "staged_text_lost"
    else:
        return
    raise InterruptedChangeError(_stopped(file, code))


def _stopped(file: str, code: str) -> Problem:
    return problem_at(file, None, None, code, journal=JOURNAL, staged=STAGED)


def _discard(directory: Path) -> None:
    shutil.rmtree(directory / STAGED, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    content_to_disk(path)
    path.chmod(0o644)  # readable by the service, whatever the mask of who accepts


def _digest(path: Path) -> str | None:
    return _sha256(path.read_bytes()) if path.is_file() else None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
