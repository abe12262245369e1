"""Modules loaded at a start, without looking for garbage meanwhile."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def modules_that_stay() -> Iterator[None]:
    """Load modules inside of this: what they hold is taken for something that is never freed.

    Python looks through all objects again and again while thousands of them are made, and finds
    next to nothing: a tenth of the processor's time of a start. They are not looked through later
    either, so the first answer does not pay for it; at the end of the process they are freed, else
    DuckDB would take them for lost and say so.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        atexit.register(gc.unfreeze)
        if was_on:
            gc.enable()
