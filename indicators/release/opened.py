"""Releases open in this process: one store for all who ask the same file, and what it answered.

Pages and API would each keep an instance of their own, with the same tables in memory twice, and
work the same answer out twice.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, WeakValueDictionary

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
        kept: WeakKeyDictionary[Store, OrderedDict[Hashable, R]] = WeakKeyDictionary()
        lock = threading.Lock()

        @wraps(question)
        def ask(store: Store, /, *given: P.args, **asked: P.kwargs) -> R:
            key = (given, tuple(sorted(asked.items())))
            with lock:
                answers = kept.setdefault(store, OrderedDict())
                if key in answers:
                    answers.move_to_end(key)
                    return answers[key]
            answer = question(store, *given, **asked)
            with lock:
                answer = answers.setdefault(key, answer)
                while len(answers) > most:
                    answers.popitem(last=False)
            return answer

        return ask

    return decorated
