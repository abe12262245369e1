"""Kills at each step: a verb ends itself (SIGKILL) before or after its n-th rename or fsync.

A step is a call that gives a file its name or waits for the disk: ``os.rename``, ``os.replace``
(so also those of ``pathlib`` and ``shutil.move``), ``os.fsync``, and the exchange of two folders.
What DuckDB does itself is no step: it writes drafts alone. ``bench.kills`` counts what is left.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indicators.open_data.bundle import place as bundle_place

STEPS = ((os, "rename"), (os, "replace"), (os, "fsync"), (bundle_place, "exchanged"))
NOBODY_DIES = 0


class Mortal:
    """A process that ends itself at a moment: before its first step is 1, after that 2, and so on.

    ``steps`` counts those that were done, by name. It runs to its end at ``NOBODY_DIES``.
    """

    def __init__(self, moment: int) -> None:
        self._moment = moment
        self._passed = 0
        self.steps: Counter[str] = Counter()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let the steps of this process be deadly while the block runs."""
        real = [getattr(owner, name) for owner, name in STEPS]
        for (owner, name), step in zip(STEPS, real, strict=True):
            setattr(owner, name, self._deadly(name, step))
        try:
            yield
        finally:
            for (owner, name), step in zip(STEPS, real, strict=True):
                setattr(owner, name, step)

    def _deadly(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self._pass()
            done = step(*arguments, **named)
            self.steps[name] += 1
            self._pass()
            return done

        return call

    def _pass(self) -> None:
        self._passed += 1
        if self._passed == self._moment:
            os.kill(os.getpid(), signal.SIGKILL)


def steps_of(told: Path) -> Counter[str]:
    """The steps of a run that told them in this file, by name."""
    lines = (line.split() for line in told.read_text("utf-8").splitlines())
    return Counter({name: int(count) for name, count in lines})


def chosen(moments: int, most: int | None) -> list[int]:
    """At most so many moments, spread evenly, the first and the last among them."""
    if most is None or most >= moments:
        return list(range(1, moments + 1))
    return sorted({1 + round(number * (moments - 1) / max(most - 1, 1)) for number in range(most)})
