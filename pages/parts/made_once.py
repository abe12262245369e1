"""Answers that all readers share: each is made by one of them while the others wait for it."""

import threading
from collections.abc import Callable, Hashable
from typing import TypeVar

from indicators.release.latest_answers import LatestAnswers

A = TypeVar("A")


class MadeOnce:
    """The ``most`` latest answers; of many who ask the same at once, one makes it for all.

    When a new release comes, everybody asks the same of it in the same second.
    """

    def __init__(self, most: int) -> None:
        self._latest = LatestAnswers(most)
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def of(self, asked: Hashable, make: Callable[[], A]) -> A:
        """What ``make`` gives, or what it gave for the same question; an error is not kept.

        ``make`` may ask for other answers, also of these, but not for its own.
        """
        return self._latest.of(asked, lambda: self._alone(asked, make))

    def _alone(self, asked: Hashable, make: Callable[[], A]) -> A:
        """Make it, or take what was made while this thread waited."""
        with self._lock:
            mine = self._making.setdefault(asked, threading.Lock())
        try:
            with mine:
                return self._latest.of(asked, make)
        finally:
            with self._lock:
                self._making.pop(asked, None)
