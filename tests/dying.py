"""Run one function in processes that kill themselves (SIGKILL) at their 1st, 2nd, 3rd … step.

A step is a call that changes the disk. Started as a program of its own, which forks: the test
process has threads. ``python -m tests.dying MODULE FUNCTION FOLDER COPIES``: ``FUNCTION`` of
``MODULE`` is called with a copy of ``FOLDER`` named ``COPIES/N``, and dies there at its N-th step.
"""

import importlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

STEPS = ("replace", "rename", "fsync", "unlink", "mkdir")
MOST_STEPS = 200


def killed_copies(module: str, function: str, folder: Path, copies: Path) -> list[Path]:
    """Copies of ``folder`` as a kill at each step left them; the last one was not killed."""
    subprocess.run(
        [sys.executable, "-m", "tests.dying", module, function, str(folder), str(copies)],
        check=True, cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    return sorted(copies.iterdir(), key=lambda path: int(path.name))


def _dies_at(step: int, folder: Path) -> None:
    """Let this process end, as if switched off, in place of its ``step``-th change of the disk.

    Only what happens beside or below ``folder`` counts, not in the folder for temporary files.
    """
    left = step

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            first = arguments[0]  # a file that is open, or a path
            left -= isinstance(first, int) or Path(first).is_relative_to(folder.parent)
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)

        return call

    for name in STEPS:
        setattr(os, name, dying(getattr(os, name)))


def main(module: str, function: str, folder: str, copies: str) -> None:
    """Fork one process a step until one lives to its end."""
    run = getattr(importlib.import_module(module), function)
    for step in range(1, MOST_STEPS):
        copy = Path(copies) / str(step)
        shutil.copytree(folder, copy)
        child = os.fork()
        if child == 0:
            _dies_at(step, copy)
            run(copy)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(os.waitstatus_to_exitcode(status))
    sys.exit("it never came to its end")


if __name__ == "__main__":
    main(*sys.argv[1:])
