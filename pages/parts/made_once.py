"""What pages find out, make or draw once: in one run, for all readers, in the form it is sent."""

import json
import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from streamlit.runtime.scriptrunner import get_script_run_ctx

from indicators.release.latest_answers import LatestAnswers
from indicators.release.store import Store

A = TypeVar("A")

# The largest, a table of fifty rows, takes some 30 kB.
MOST_DRAWN = 128

_found_by_run: WeakKeyDictionary[object, dict[Hashable, Any]] = WeakKeyDictionary()


def in_this_run(fact: Hashable, find: Callable[[], A]) -> A:
    """What ``find`` gave when this run asked for ``fact`` first; outside of a run what it gives.

    What goes wrong is not kept.
    """
    run = get_script_run_ctx(suppress_warning=True)
    # Streamlit makes this anew for each run, also for one of a fragment, and drops it after it.
    if run is None or run.parallel_coordinator is None:
        return find()
    known = _found_by_run.get(run.parallel_coordinator)
    if known is None:
        known = _found_by_run.setdefault(run.parallel_coordinator, {})
    if fact not in known:
        known.setdefault(fact, find())
    found: A = known[fact]
    return found


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


def drawn_once(store: Store, name: str, *differing: Hashable, draw: Callable[[], A]) -> A:
    """What ``draw`` gives of a release, or gave: ``differing`` is all that it depends on.

    Nobody changes it. ``name`` tells apart what is drawn; of each the latest ones are kept.
    """
    kept = store.held(("drawn", name), lambda: LatestAnswers(MOST_DRAWN))
    return kept.of(differing, draw)


def as_bytes(told: dict[str, Any]) -> bytes:
    """What a script of a component is told, as the bytes that Streamlit sends as they are.

    It would look for tables in a ``dict`` and write it as JSON twice in each run.
    """
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
