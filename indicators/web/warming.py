"""What most readers need, loaded after the server answers: the ranking first, then the API.

Nobody waits for it: whoever comes sooner loads what he needs himself.
"""

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from indicators.web.navigation import RANKING

# Whoever waited for the server asks at once and is answered alone; then comes what is loaded.
QUIET_SECONDS = 1.0
# Between two steps others take their turn.
PAUSE_SECONDS = 0.1

Step = Callable[[], object]

_log = logging.getLogger(__name__)


@asynccontextmanager
async def warming(steps: Sequence[Step], quiet_seconds: float) -> AsyncIterator[None]:
    """While a server runs: take the steps one after the other, ``quiet_seconds`` after its start.

    In a thread of their own; a step that fails is told in the log and ends them.
    """
    thread = threading.Thread(target=_take, args=(steps,), name="warming", daemon=True)
    begin = asyncio.get_running_loop().call_later(quiet_seconds, thread.start)
    try:
        yield
    finally:
        begin.cancel()


def _take(steps: Sequence[Step]) -> None:
    for step in steps:
        try:
            step()
        except Exception:  # nobody asked: the one who does is told
            _log.exception("could not load beforehand")
            return
        time.sleep(PAUSE_SECONDS)


def ranking_page() -> None:
    """What the page of the ranking says first, for an address without any key."""
    from indicators.web.first_answer import first_answer, first_answer_head

    first_answer_head()
    first_answer(RANKING.path, {})


def page_heads() -> None:
    """What all pages say of themselves in their heads."""
    import indicators.web.drawn.social_tags  # noqa: F401


def answers_to_programs() -> None:
    """The questions of the API and what writes their answers."""
    import indicators.web.api.api_routes  # noqa: F401


STEPS: tuple[Step, ...] = (ranking_page, page_heads, answers_to_programs)
