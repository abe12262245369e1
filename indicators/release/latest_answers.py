"""The answers that were asked for last, kept in memory: a bounded number, for all threads."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

A = TypeVar("A")


class LatestAnswers:
    """Each answer is made once and given to all who ask; nobody changes one.

    Beyond ``most`` the longest unused one is forgotten, and made again where it is asked for.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, asked: Hashable, make: Callable[[], A]) -> A:
        """What ``make`` gives, or what it gave for the same question; an error is not kept.

        It is made without the lock, since one answer may ask for others: of two who make the same
        at once the first one's is kept and given to both.
        """
        with self._lock:
            if asked in self._answers:
                self._answers.move_to_end(asked)
                found: A = self._answers[asked]
                return found
        made = make()
        with self._lock:
            kept: A = self._answers.setdefault(asked, made)
            self._answers.move_to_end(asked)
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return kept
