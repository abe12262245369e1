"""What most readers need, loaded while nobody asks: the ranking first, then the API.

Nobody waits for it: whoever comes sooner loads what he needs himself.
"""

import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from starlette.types import ASGIApp, Receive, Scope, Send

# Whoever waited for the server asks at once, and a page asks for its scripts: they are answered
# first. Each step waits for so long a rest.
QUIET_SECONDS = 2.0

Step = Callable[[], object]

_log = logging.getLogger(__name__)


class Traffic:
    """How many requests are being answered, and when the last one ended."""

    def __init__(self) -> None:
        self._open = 0
        self._last_end = time.monotonic()

    def begin(self) -> None:
        """A request has come. Called by the loop alone, as ``end`` is."""
        self._open += 1

    def end(self) -> None:
        """It is answered."""
        self._open -= 1
        self._last_end = time.monotonic()

    def quiet_seconds(self) -> float:
        """For how long nothing was asked; any thread may call it."""
        return 0.0 if self._open else time.monotonic() - self._last_end


class CountedTraffic:
    """ASGI middleware: tells ``traffic`` of every HTTP request."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self.app, self.traffic = app, traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        self.traffic.begin()
        try:
            await self.app(scope, receive, send)
        finally:
            self.traffic.end()


@asynccontextmanager
async def warming(steps: Sequence[Step], traffic: Traffic, quiet: float) -> AsyncIterator[None]:
    """While a server runs: take the steps in turn, each after ``quiet`` seconds without a request.

    In a thread of their own; a step that fails is told in the log and ends them.
    """
    ended = threading.Event()
    threading.Thread(target=_take, args=(steps, traffic, quiet, ended), name="warming",
                     daemon=True).start()  # fmt: skip
    try:
        yield
    finally:
        ended.set()


def _take(steps: Sequence[Step], traffic: Traffic, quiet: float, ended: threading.Event) -> None:
    for step in steps:
        while (rest := traffic.quiet_seconds()) < quiet and not ended.is_set():
            ended.wait(quiet - rest)
        if ended.is_set():
            return
        try:
            step()
        except Exception:  # nobody asked: the one who does is told
            _log.exception("could not load beforehand")
            return


def ranking_page() -> None:
    """What the page of the ranking says first, for an address without any key."""
    from indicators.web.first_answer import first_answer, first_answer_head

    first_answer_head()
    first_answer({})


def page_heads() -> None:
    """What all pages say of themselves in their heads."""
    import indicators.web.drawn.social_tags  # noqa: F401


def answers_to_programs() -> None:
    """The questions of the API and what writes their answers."""
    import indicators.web.api.api_routes  # noqa: F401


STEPS: tuple[Step, ...] = (ranking_page, page_heads, answers_to_programs)
