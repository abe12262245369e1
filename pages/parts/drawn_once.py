"""What a page draws of an answer, in the form in which it is sent: made once for many readers."""

import json
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from indicators.release.latest_answers import LatestAnswers
from indicators.release.store import Store

A = TypeVar("A")

# The largest, a table of fifty rows, takes some 30 kB.
MOST_DRAWN = 128


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
