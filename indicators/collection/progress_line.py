"""How far a collection is, on stderr: a bar on a terminal, a line for each call elsewhere."""

import sys
from typing import TextIO

WIDTH = 24


class ProgressLine:
    """Called with how many calls are done, how many are known, and the place of the last one."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.live = self.stream.isatty()

    def __call__(self, done: int, known: int, place: str) -> None:
        """Draw the bar anew, or write a line."""
        filled = WIDTH * done // max(known, 1)
        bar = "█" * filled + "·" * (WIDTH - filled)
        start, end = ("\r\x1b[K", "") if self.live else ("", "\n")
        self.stream.write(f"{start}{bar} {done}/{known} {place}{end}")
        self.stream.flush()

    def end(self) -> None:
        """Leave the line of the bar."""
        if self.live:
            self.stream.write("\n")
            self.stream.flush()
