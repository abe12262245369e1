"""What most readers need, made while nobody asks: the ranking first, then the API, then views.

Nobody waits for it: whoever comes sooner loads what he needs himself.
"""

import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Generator, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from functools import cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Whoever waited for the server asks at once, and a page asks for its scripts: they are answered
# first. Somebody who has looked at a page for so long reads it. Each step waits for such a rest.
QUIET_SECONDS = 2.0
# Most views take less than a tenth of a second; half of the time is left to others.
LEAST_PAUSE_SECONDS = 0.05

Step = Callable[[], object]
# Makes a view at each step.
Views = Callable[[Sequence[str]], Generator[object]]

_log = logging.getLogger(__name__)


class Traffic:
    """How many requests and pages are being answered, and when the last one ended.

    ``page_read`` is set whenever a page was answered. Any thread may tell and ask.
    """

    def __init__(self) -> None:
        self._open = 0
        self._last_end = time.monotonic()
        self._languages: dict[str, None] = {}
        self._lock = threading.Lock()
        self.page_read = threading.Event()

    def begin(self) -> None:
        """A request has come."""
        with self._lock:
            self._open += 1

    def end(self) -> None:
        """It is answered."""
        with self._lock:
            self._open -= 1
            self._last_end = time.monotonic()

    def touch(self) -> None:
        """A browser has said something, or was told something."""
        self._last_end = time.monotonic()

    @contextmanager
    def page(self, lang: str) -> Iterator[None]:
        """While the script of a page runs."""
        self.begin()
        try:
            yield
        finally:
            self._languages.setdefault(lang)
            self.end()
            self.page_read.set()

    def languages(self) -> tuple[str, ...]:
        """Those in which pages were answered, the first one first."""
        return tuple(self._languages)

    def quiet_seconds(self) -> float:
        """For how long nothing was asked; any thread may call it."""
        return 0.0 if self._open else time.monotonic() - self._last_end


@cache
def site_traffic() -> Traffic:
    """That of this process."""
    return Traffic()


class CountedTraffic:
    """ASGI middleware: tells ``traffic`` of every HTTP request and of what browsers send."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self.app, self.traffic = app, traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] != "http":
            await self.app(scope, self._touching(receive), send)
            return
        self.traffic.begin()
        try:
            await self.app(scope, receive, send)
        finally:
            self.traffic.end()

    def _touching(self, receive: Receive) -> Receive:
        async def received() -> Message:
            message = await receive()
            self.traffic.touch()
            return message

        return received


@asynccontextmanager
async def warming(steps: Sequence[Step], traffic: Traffic, quiet: float) -> AsyncIterator[None]:
    """While a server runs: take the steps in turn, each after ``quiet`` seconds without a request.

    In a thread of their own; a step that fails is told in the log and ends them.
    """
    with _beside("warming", lambda ended: _take(steps, traffic, quiet, ended)):
        yield


@contextmanager
def _beside(name: str, work: Callable[[threading.Event], None]) -> Iterator[None]:
    """``work`` in a thread of its own, which is told when the block ends and not waited for."""
    ended = threading.Event()
    threading.Thread(target=work, args=(ended,), name=name, daemon=True).start()
    try:
        yield
    finally:
        ended.set()


def _take(steps: Sequence[Step], traffic: Traffic, quiet: float, ended: threading.Event) -> None:
    for step in steps:
        if not wait_for_rest(traffic, quiet, ended):
            return
        try:
            step()
        except Exception:  # nobody asked: the one who does is told
            _log.exception("could not load beforehand")
            return


def wait_for_rest(traffic: Traffic, quiet: float, ended: threading.Event) -> bool:
    """Wait until nothing was asked for ``quiet`` seconds; whether the server goes on."""
    while (rest := traffic.quiet_seconds()) < quiet and not ended.is_set():
        ended.wait(quiet - rest)
    return not ended.is_set()


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


def views_of_rankings(langs: Sequence[str]) -> Generator[object]:
    """The views that readers ask for next, one at each step."""
    from indicators.web.ready_views import ready_views

    return ready_views(langs)


@asynccontextmanager
async def keeping_ready(
    traffic: Traffic, views: Views = views_of_rankings, rest: float = QUIET_SECONDS
) -> AsyncIterator[None]:
    """While a server runs: after each page that somebody has read, make what is not ready yet."""
    try:
        with _beside("ready views", lambda ended: _keep(traffic, views, rest, ended)):
            yield
    finally:
        traffic.page_read.set()  # it waits for that


def _keep(traffic: Traffic, views: Views, rest: float, ended: threading.Event) -> None:
    while not ended.is_set():
        traffic.page_read.wait()
        traffic.page_read.clear()
        if not wait_for_rest(traffic, rest, ended):
            return
        try:
            _make_while_quiet(traffic, views, rest, ended)
        except Exception:  # nobody asked: the one who does is told
            _log.exception("could not make views beforehand")


def _make_while_quiet(traffic: Traffic, views: Views, rest: float, ended: threading.Event) -> None:
    """Make one after the other until somebody comes, whose page begins it anew."""
    with closing(views(traffic.languages())) as making:
        while not ended.is_set() and traffic.quiet_seconds() >= rest:
            begun = time.monotonic()
            if next(making, None) is None:
                return
            ended.wait(max(time.monotonic() - begun, LEAST_PAUSE_SECONDS))
    traffic.page_read.set()
