"""What one run of a page has found out already, and asks no second time before it ends."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from streamlit.runtime.scriptrunner import get_script_run_ctx

F = TypeVar("F")

_found_by_run: WeakKeyDictionary[object, dict[Hashable, Any]] = WeakKeyDictionary()


def in_this_run(fact: Hashable, find: Callable[[], F]) -> F:
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
    found: F = known[fact]
    return found
