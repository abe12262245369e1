"""How far a job of some seconds is, told on standard error.

Nothing that a program reads from standard output is touched by it.
"""

import sys
from collections.abc import Callable

Tell = Callable[[str], None]


def untold(_step: str) -> None:
    """Say nothing: for callers that have a screen of their own, and for tests."""


def tell_step(step: str) -> None:
    """Show the step that begins: over the one before on a terminal, elsewhere one line each."""
    terminal = sys.stderr.isatty()
    sys.stderr.write(f"\r\x1b[K{step}" if terminal else f"{step}\n")
    sys.stderr.flush()


def end_steps() -> None:
    """Wipe the last step off a terminal: what follows stands on a line of its own."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
