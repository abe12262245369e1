"""What kills of a program leave: its folder as it lies before each step, and after the last.

A step is a call that changes the disk. ``python -m tests.dying MODULE FUNCTION FOLDER COPIES``
calls ``FUNCTION`` of ``MODULE`` once, with a copy of ``FOLDER``, and copies that to ``COPIES/N``
before its N-th step. A process that is killed (SIGKILL) there leaves just that: nothing of it runs
any more, the locks it holds are gone, and what it has handed to the system stays. Started as a
program of its own, because it replaces functions of ``os``.
"""

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

STEPS = ("replace", "rename", "fsync", "unlink", "mkdir")


def killed_copies(module: str, function: str, folder: Path, copies: Path) -> list[Path]:
    """Copies of ``folder`` as a kill at each step leaves them; the last one was not killed."""
    subprocess.run(
        [sys.executable, "-m", "tests.dying", module, function, str(folder), str(copies)],
        check=True, cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    return sorted(copies.iterdir(), key=lambda path: int(path.name))


class Copied:
    """The copies of a folder while something changes it."""

    def __init__(self, folder: Path, copies: Path) -> None:
        self._folder, self._copies = folder, copies
        self._number = 0
        self._copying = False

    def take(self) -> None:
        """Copy the folder as it is now; a copy's own changes of the disk are no steps."""
        if self._copying:
            return
        self._number += 1
        self._copying = True
        shutil.copytree(self._folder, self._copies / str(self._number))
        self._copying = False

    def before(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """A function of ``os`` that lets the folder be copied before it changes the disk there.

        Only what happens beside or below the folder counts, not in that for temporary files.
        """

        def call(*arguments: Any, **named: Any) -> Any:
            first = arguments[0]  # a file that is open, or a path
            if isinstance(first, int) or Path(first).is_relative_to(self._folder.parent):
                self.take()
            return real(*arguments, **named)

        return call


def main(module: str, function: str, folder: str, copies: str) -> None:
    """Call the function with a copy of the folder, beside which the others are taken."""
    run = getattr(importlib.import_module(module), function)
    at_work = Path(f"{copies}.at-work") / "folder"
    shutil.copytree(folder, at_work)
    copied = Copied(at_work, Path(copies))
    real = {name: getattr(os, name) for name in STEPS}
    for name in STEPS:
        setattr(os, name, copied.before(real[name]))
    try:
        run(at_work)
    finally:
        for name in STEPS:
            setattr(os, name, real[name])
    copied.take()


if __name__ == "__main__":
    main(*sys.argv[1:])
