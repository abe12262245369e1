"""Releases open in this process: one store for all who ask the same file, and what it answered.

Pages and API would each keep an instance of their own, with the same tables in memory twice, and
work the same answer out twice.
"""

import threading
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakValueDictionary

from indicators.release.latest_answers import LatestAnswers
from indicators.release.store import Store

P = ParamSpec("P")
R = TypeVar("R")

_open: WeakValueDictionary[tuple[str, int, int, int], Store] = WeakValueDictionary()
_opening = threading.Lock()


def opened_store(path: Path) -> Store:
    """The store of the file that lies at ``path`` now; another file there is another store.

    It stays open for as long as anyone holds it, and nobody closes it. Raises ``ReleaseError`` as
    ``Store`` does.
    """
    with _opening:
        try:
            at = path.stat()
        except OSError:
            return Store(path)  # words the missing file
        state = (str(path.resolve()), at.st_ino, at.st_mtime_ns, at.st_size)
        found = _open.get(state)
        if found is None:
            found = _open[state] = Store(path)
        return found


def kept_by_store(
    most: int,
) -> Callable[[Callable[Concatenate[Store, P], R]], Callable[Concatenate[Store, P], R]]:
    """Decorate a question of a store: each answer is made once, the ``most`` latest are kept.

    All who ask are given the same object, which nobody changes; it goes with its store. What is
    asked is named (``indicator_id=…``) and hashable.
    """

    def decorated(
        question: Callable[Concatenate[Store, P], R],
    ) -> Callable[Concatenate[Store, P], R]:
        @wraps(question)
        def ask(store: Store, /, *given: P.args, **asked: P.kwargs) -> R:
            answers = store.held(ask, lambda: LatestAnswers(most))
            key = (given, tuple(sorted(asked.items())))
            return answers.of(key, lambda: question(store, *given, **asked))

        return ask

    return decorated
