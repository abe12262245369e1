"""A progress bar on stderr for a long question to DuckDB."""

import sys
import threading
from typing import Any, TextIO

import duckdb

WIDTH = 30
SECONDS_BETWEEN = 0.2
# A question that ends before this shows nothing at all.
QUIET_SECONDS = 0.5


class Progress:
    """Runs statements and shows how far DuckDB is; silent where ``stream`` is no terminal.

    ``always`` shows it also there, one line an update, as a log wants it.
    """

    def __init__(self, stream: TextIO | None = None, *, always: bool = False) -> None:
        self.stream = stream or sys.stderr
        self.live = self.stream.isatty()
        self.shown = self.live or always

    def run(
        self,
        connection: duckdb.DuckDBPyConnection,
        what: str,
        statement: Any,
        parameters: dict[str, Any] | None = None,
    ) -> None:
        """Execute one statement. Raises what DuckDB raises; Ctrl-C stops the question."""
        done = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(connection, what, done), daemon=True)
        watcher.start()
        try:
            connection.execute(statement, parameters or {})
        finally:
            done.set()
            watcher.join()

    def _watch(
        self, connection: duckdb.DuckDBPyConnection, what: str, done: threading.Event
    ) -> None:
        drawn = False
        wait = QUIET_SECONDS
        while self.shown and not done.wait(wait):
            percent = connection.query_progress()
            self._draw(what, max(percent, 0.0))
            drawn, wait = True, SECONDS_BETWEEN
        if drawn:
            self._draw(what, 100.0)
            self.stream.write("\n" if self.live else "")
            self.stream.flush()

    def _draw(self, what: str, percent: float) -> None:
        filled = int(WIDTH * percent / 100)
        bar = "█" * filled + "·" * (WIDTH - filled)
        end = "" if self.live else "\n"
        self.stream.write(("\r" if self.live else "") + f"{what:<9} {bar} {percent:3.0f} %{end}")
        self.stream.flush()
