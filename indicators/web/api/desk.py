"""Who is answered when: a few questions at once, some waiting, one answer for the same question.

An answer that is kept needs no desk. Beyond the limits a question is refused with the time after
which it may be asked again, before any work is done for it.
"""

import asyncio
import os
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from indicators.open_data.answers.faults import QuestionError
from indicators.release.store import Store, TooLongError

T = TypeVar("T")


@dataclass(frozen=True)
class ServerLimits:
    """What one server gives: questions at once and waiting, questions of one client, seconds of one
    question, streams at once and their seconds, rows of JSON, bytes kept.
    """

    at_once: int = field(default_factory=lambda: max(2, os.cpu_count() or 2))
    waiting: int = 32
    of_one_client: int = 12
    seconds: float = 20
    streams: int = 2
    stream_seconds: float = 1_800
    json_rows: int = 100_000


RETRY_AFTER_SECONDS = 5
RETRY_STREAM_AFTER_SECONDS = 60
RETRY_AFTER_LONG_SECONDS = 60


class AnswerDesk:
    """The threads that answer, and how many wait for them. One for a server."""

    def __init__(self, limits: ServerLimits) -> None:
        self.limits = limits
        self._threads = ThreadPoolExecutor(limits.at_once, thread_name_prefix="api")
        self._lock = threading.Lock()
        self._asked: dict[str, Future[Any]] = {}
        self._of_client: Counter[str] = Counter()
        self._streams = 0

    async def answered(self, key: str, client: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, made in a thread; once where several ask for ``key`` at a time.

        Raises what it raises, and ``QuestionError`` where too many ask.
        """
        answer = self._future(key, client, make)
        try:
            # One reader who leaves does not take the answer from the others.
            found: T = await asyncio.shield(asyncio.wrap_future(answer))
            return found
        finally:
            with self._lock:
                self._leave(client)

    @contextmanager
    def in_time(self, store: Store) -> Iterator[None]:
        """Ask ``store`` within the time of one question; raises ``QuestionError`` after it."""
        try:
            with store.within(self.limits.seconds):
                yield
        except TooLongError as error:
            raise QuestionError("took_too_long", expected=(f"{self.limits.seconds:g}",),
                                retry_after=RETRY_AFTER_LONG_SECONDS) from error  # fmt: skip

    def _future(self, key: str, client: str, make: Callable[[], T]) -> "Future[T]":
        limits = self.limits
        with self._lock:
            if self._of_client[client] >= limits.of_one_client:
                raise QuestionError("too_many_questions", expected=(str(limits.of_one_client),),
                                    retry_after=RETRY_AFTER_SECONDS)  # fmt: skip
            self._of_client[client] += 1
            if answer := self._asked.get(key):
                return answer
            if len(self._asked) >= limits.at_once + limits.waiting:
                self._leave(client)
                raise QuestionError("busy", retry_after=RETRY_AFTER_SECONDS)
            answer = self._asked[key] = self._threads.submit(make)
        # Outside the lock: where the answer is there already, this runs at once.
        answer.add_done_callback(lambda _answer: self._forget(key))
        return answer

    def _forget(self, key: str) -> None:
        with self._lock:
            del self._asked[key]

    def _leave(self, client: str) -> None:
        self._of_client[client] -= 1
        if self._of_client[client] <= 0:
            del self._of_client[client]

    def open_stream(self) -> None:
        """Take one of the places for long answers; raises ``QuestionError`` where all are taken."""
        with self._lock:
            if self._streams >= self.limits.streams:
                raise QuestionError("busy", retry_after=RETRY_STREAM_AFTER_SECONDS)
            self._streams += 1

    def close_stream(self) -> None:
        """Give the place back."""
        with self._lock:
            self._streams -= 1

    async def parts(self, made: Iterator[bytes]) -> AsyncIterator[bytes]:
        """Each part made in a thread when the one before it has been sent.

        Raises ``TimeoutError`` when a reader takes too long: the connection is then broken off, so
        that what has arrived is not taken for the whole.
        """
        loop = asyncio.get_running_loop()
        end = time.monotonic() + self.limits.stream_seconds
        while (part := await loop.run_in_executor(self._threads, next, made, None)) is not None:
            if time.monotonic() > end:
                raise TimeoutError(f"a long answer took over {self.limits.stream_seconds} s")
            yield part
