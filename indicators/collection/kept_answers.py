"""Raw answers on the disk: dated, hashed, compressed, and listed in the order in which they came.

``answers.jsonl`` has one line an answer: when, what was asked, digest, file, what became of it. A
run that stopped is taken up from there: an answer of the last hours that could be read is not
asked for again. Answers that could not be read are kept too, as evidence.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from indicators.collection.inquiry import Call, RawAnswer
from indicators.writing import write_whole

INDEX = "answers.jsonl"
READ = "read"
LISTED = {"received", "key", "asked", "sha256", "file", "outcome"}
# A run that stopped is taken up within a day; later the source may say something else.
REUSED_FOR = timedelta(hours=20)


class KeptAnswers:
    """The folder of raw answers of one inquiry. ``now`` is the clock."""

    def __init__(self, folder: Path, now: datetime | None = None) -> None:
        self.folder = folder
        self._now = now

    def now(self) -> datetime:
        """This moment, with the zone of this machine."""
        return self._now or datetime.now(UTC).astimezone()

    def kept(self, call: Call) -> RawAnswer | None:
        """The answer to the same call that was read in the last hours, if it is there whole."""
        latest = self.now()
        oldest = latest - REUSED_FOR
        lines = [line for line in self._lines() if line["key"] == call.key
                 and line["asked"] == str(call) and line["outcome"] == READ
                 and _is_between(oldest, line["received"], latest)]  # fmt: skip
        for line in reversed(lines):
            content = self._content(line["file"])
            if content is not None and _digest(content) == line["sha256"]:
                return RawAnswer(call, content, datetime.fromisoformat(line["received"]).date(),
                                 line["sha256"], line["file"])  # fmt: skip
        return None

    def keep(self, call: Call, content: bytes, outcome: str = READ) -> RawAnswer:
        """Write an answer and list it; ``outcome`` is ``READ`` or the reason it was refused."""
        moment, digest = self.now(), _digest(content)
        file = f"{moment:%Y-%m-%d}-{call.key}-{digest[:12]}.gz"
        write_whole(self.folder / file, gzip.compress(content, mtime=0))
        line = {"received": moment.isoformat(timespec="seconds"), "key": call.key,
                "asked": str(call), "bytes": len(content), "sha256": digest, "file": file,
                "outcome": outcome}  # fmt: skip
        with (self.folder / INDEX).open("a", encoding="utf-8") as index:
            # A line of its own also where a killed run left the last one half written.
            index.write("\n" * self._breaks_off() + json.dumps(line, ensure_ascii=False) + "\n")
        return RawAnswer(call, content, moment.date(), digest, file)

    def _breaks_off(self) -> bool:
        path = self.folder / INDEX
        return path.is_file() and path.read_bytes()[-1:] not in (b"", b"\n")

    def _lines(self) -> Iterator[dict[str, Any]]:
        """The lines of the list; one that a killed run left half written is passed over."""
        path = self.folder / INDEX
        for text in path.read_text("utf-8").splitlines() if path.is_file() else ():
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if isinstance(line, dict) and set(line) >= LISTED:
                yield line

    def _content(self, file: str) -> bytes | None:
        try:
            return gzip.decompress((self.folder / Path(file).name).read_bytes())
        except (OSError, EOFError, ValueError):
            return None


def _is_between(oldest: datetime, received: str, latest: datetime) -> bool:
    """Whether an answer came in this time; one of a clock that was ahead proves nothing."""
    try:
        return oldest <= datetime.fromisoformat(received) <= latest
    except (ValueError, TypeError):  # a damaged line, or one without its zone
        return False


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
