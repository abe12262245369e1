"""Answers that are kept by their ETag, as bytes ready to send; the oldest leave first."""

import gzip
import threading
from collections import OrderedDict
from dataclasses import dataclass

# Answers of the real table take some kilobytes to three megabytes.
MOST_BYTES = 64 * 2**20
# One answer may take this part of them; a larger one is made anew each time.
MOST_OF_ONE = 4
SMALLEST_COMPRESSED = 500


@dataclass(frozen=True)
class KeptAnswer:
    """One answer: its bytes, the same compressed where that pays, and what its headers say."""

    body: bytes
    packed: bytes | None
    headers: dict[str, str]

    @property
    def size(self) -> int:
        """The bytes it takes."""
        return len(self.body) + len(self.packed or b"")


def compressed(body: bytes) -> bytes | None:
    """The body as gzip, without a date; ``None`` where it is too short to gain."""
    if len(body) < SMALLEST_COMPRESSED:
        return None
    return gzip.compress(body, compresslevel=6, mtime=0)


class AnswerCache:
    """Answers by their ETag, up to ``most_bytes`` in all. Any thread may ask."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._answers: OrderedDict[str, KeptAnswer] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, tag: str) -> KeptAnswer | None:
        """The answer with this tag, which thereby becomes the newest."""
        with self._lock:
            found = self._answers.get(tag)
            if found is not None:
                self._answers.move_to_end(tag)
            return found

    def keep(self, tag: str, answer: KeptAnswer) -> None:
        """Keep an answer unless it is too large; the least recently asked ones make room."""
        if answer.size > self.most_bytes // MOST_OF_ONE:
            return
        with self._lock:
            replaced = self._answers.pop(tag, None)
            self.bytes += answer.size - (replaced.size if replaced else 0)
            self._answers[tag] = answer
            while self.bytes > self.most_bytes:
                _tag, oldest = self._answers.popitem(last=False)
                self.bytes -= oldest.size
