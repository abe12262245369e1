"""One built release, and the named questions that may be asked of it.

Every question is a file ``indicators/sql/NAME.sql`` with ``$named`` parameters; this module is
the only one that hands SQL to DuckDB when pages, command line or downloads ask.
"""

import re
import threading
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pandas as pd

from indicators.frames import frame_of

SQL_DIRECTORY = Path(__file__).parent / "sql"
INCLUDE = re.compile(r"/\*(\w+)\*/")

SCHEMA_VERSION = 5

# The name that sql/attach.sql gives to the release.
ATTACHED = "release_file"

# With fewer reported areas than this a rank says nothing; there are values, but no ranks.
MINIMUM_REPORTED = 5


class ReleaseError(Exception):
    """A database that cannot be served; the message says what to do."""


@cache
def sql_text(name: str) -> str:
    """The text of ``sql/NAME.sql`` with the fragments it names in ``/*…*/`` put in."""
    text = (SQL_DIRECTORY / f"{name}.sql").read_text(encoding="utf-8")
    return INCLUDE.sub(lambda match: sql_text(match.group(1)), text)


class Store:
    """A read-only release. One connection; each thread asks on its own cursor.

    Raises ``ReleaseError`` where ``path`` is no release of this schema version.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._connection = _open(self.path)
        self._threads = threading.local()
        row = self.query("release").iloc[0]
        if row["schema_version"] != SCHEMA_VERSION:
            raise ReleaseError(
                f"{self.path}: found schema version {row['schema_version']}, expected "
                f"{SCHEMA_VERSION}; run `python -m indicators build`"
            )
        self.release: dict[str, Any] = row.to_dict()

    @property
    def synthetic(self) -> bool:
        """Whether this is the invented country, which every output has to say."""
        return bool(self.release["synthetic"])

    def query(self, name: str, **parameters: Any) -> pd.DataFrame:
        """The answer to ``sql/NAME.sql`` with its parameters, as a frame."""
        return frame_of(self._cursor().execute(sql_text(name), parameters))

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """The cursor of this thread: DuckDB lets two threads share a connection, not a cursor."""
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._threads, "cursor", None)
        if cursor is None:
            cursor = self._connection.cursor()
            cursor.execute(f"USE {ATTACHED}")  # a cursor starts in the empty instance
            self._threads.cursor = cursor
        return cursor

    def close(self) -> None:
        """Let go of the file; cursors of other threads end with their thread."""
        cursor = getattr(self._threads, "cursor", None)
        if cursor is not None:
            cursor.close()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    if not path.is_file():
        raise ReleaseError(
            f"{path}: found no database, expected one; run `python -m indicators build`"
        )
    # One thread a question: it reads some thousands of rows, and passing them between threads
    # takes longer than the work, the more so while other readers ask.
    connection = duckdb.connect(config={"threads": 1})
    try:
        # Attached to an instance of its own: DuckDB would answer a second `connect` to the same
        # path from the file it has open already, and a running server would never see the release
        # that a build has put in its place.
        connection.execute(sql_text("attach"), {"path": str(path)})
        # A release is served as it is: no other file may be read through it.
        connection.execute("SET enable_external_access = false")
    except duckdb.Error as error:
        connection.close()
        raise ReleaseError(
            f"{path}: found a file that DuckDB cannot open ({error}), expected a release; "
            "run `python -m indicators build`"
        ) from error
    return connection
