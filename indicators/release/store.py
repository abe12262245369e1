"""One built release, and the named questions that may be asked of it.

Every question is a file ``sql/NAME.sql`` with ``$named`` parameters; this module is
the only one that hands SQL to DuckDB when pages, command line or downloads ask.
"""

import re
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from pandas.arrays import ArrowStringArray, BooleanArray, IntegerArray

from indicators.country import REFORM, constants_in
from indicators.release.latest_answers import LatestAnswers

SQL_DIRECTORY = Path(__file__).parent / "sql"
INCLUDE = re.compile(r"/\*(\w+)\*/")
COMMENT = re.compile(r"^--.*\n", re.MULTILINE)
PARAMETER = re.compile(r"\$(\w+)")

SCHEMA_VERSION = 8

# The name that sql/attach.sql gives to the release.
ATTACHED = "release_file"


# One thread a question: it reads some thousands of rows, and passing them between threads takes
# longer than the work, the more so while other readers ask. What a question has used goes back to
# the system within seconds, by a thread of the allocator's own; without it, with the next question.
ENGINE: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "allocator_background_threads": True,
}

# What tells one build from another.
BUILD = ("release_id", "content_hash", "built_at")

# Longest name of a file that a sentence quotes.
LONGEST_NAME = 80

# Facts of a release that are kept in memory: some per indicator and level, kilobytes each.
MOST_HELD = 2000
Held = TypeVar("Held")
# More rows than a long answer has: it comes in one piece.
ROWS_OF_A_BATCH = 10_000_000

# A column of an answer: of numpy, or of pandas where values are missing.
Array = Any
# What pandas calls `str` where pyarrow is installed, and how its values lie in memory.
TEXT, TEXT_IN_ARROW = pd.StringDtype("pyarrow", na_value=np.nan), pa.large_string()


class ReleaseError(Exception):
    """A database that cannot be served; the message says what to do, and names no folder."""


class TooLongError(Exception):
    """A question that took longer than its reader may keep the others waiting."""


@cache
def sql_text(name: str) -> str:
    """The text of ``sql/NAME.sql`` with the fragments it names in ``/*…*/`` put in."""
    text = (SQL_DIRECTORY / f"{name}.sql").read_text(encoding="utf-8")
    return INCLUDE.sub(lambda match: sql_text(match.group(1)), text)


_statements: dict[str, tuple[duckdb.Statement, ...]] = {}


def statements(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[duckdb.Statement, ...]:
    """``sql/NAME.sql`` as DuckDB reads it, which takes as long as a small answer: read once."""
    found = _statements.get(name)
    if found is None:
        found = _statements[name] = tuple(connection.extract_statements(sql_text(name)))
    return found


def run_steps(
    connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any
) -> duckdb.DuckDBPyConnection:
    """Run ``sql/NAME.sql``, each statement with what it names; the last one's answer is next."""
    for statement in statements(connection, name):
        named = {one: parameters[one] for one in statement.named_parameters}
        connection.execute(statement, named)
    return connection


def with_texts(name: str, **texts: object) -> str:
    """``sql/NAME.sql`` with ``$name`` written out as a quoted text.

    For ``ATTACH`` and the like alone, which take parameters in some versions of DuckDB only.
    """
    quoted = {name: "'" + str(text).replace("'", "''") + "'" for name, text in texts.items()}
    return PARAMETER.sub(lambda match: quoted[match.group(1)],
                         COMMENT.sub("", sql_text(name)))  # fmt: skip


class Store:
    """A read-only release. One connection; each thread asks on its own cursor.

    ``earlier`` is another one to be compared with (``release_changes``); it must be of the same
    schema version. ``most_memory``, such as ``32MB``, is what DuckDB may take for it; else it keeps
    all that it has read of the file, as long as the machine has room. ``instance`` of DuckDB is
    that of a build, which reads its own draft; else it has one of its own, which reads no other
    file. Raises ``ReleaseError`` where ``path`` is no release of this schema version.
    """

    def __init__(
        self, path: Path | str, earlier: Path | None = None, *, most_memory: str | None = None,
        instance: duckdb.DuckDBPyConnection | None = None,
    ) -> None:  # fmt: skip
        self.path = Path(path)
        self._connection = _open(self.path, earlier, most_memory, instance)
        self._threads = threading.local()
        self._held = LatestAnswers(MOST_HELD)
        try:
            self.release: dict[str, Any] = self._described()
        except ReleaseError:
            self.close()
            raise

    def _described(self) -> dict[str, Any]:
        """The one row that says what this release is."""
        row = {name: _as_told(values[0]) for name, values in self.arrays("release").items()
               if len(values)}  # fmt: skip
        found = row.get("schema_version") if row else "none"
        if found != SCHEMA_VERSION:
            raise _unusable(self.path, f"schema version {found}", f"version {SCHEMA_VERSION}")
        return row

    @property
    def synthetic(self) -> bool:
        """Whether this is the invented country, which every output has to say."""
        return bool(self.release["synthetic"])

    @property
    def day(self) -> date:
        """The day that the release is of: the last on which a figure was recorded.

        That of the reform where none was. Questions without a period are asked as of this day.
        """
        recorded = self.release["latest_recorded_on"]
        return REFORM if pd.isna(recorded) else pd.Timestamp(recorded).date()

    def query(self, name: str, **parameters: Any) -> pd.DataFrame:
        """The answer to ``sql/NAME.sql`` with its parameters and the country's, as a frame.

        Raises ``ReleaseError`` where the file is damaged: a part that nobody has asked for yet may
        be, though it opens; ``TooLongError`` where the time of ``within`` is over.
        """
        return frame_of_arrays(self.arrays(name, **parameters))

    def arrays(self, name: str, **parameters: Any) -> dict[str, Array]:
        """The columns of ``query`` alone, before they are a frame: see ``frame_of``."""
        with self._asking():
            asked = parameters | constants_in(sql_text(name))
            return columns_of(self._cursor().execute(self.statement(name), asked))

    def numbers(self, name: str, **parameters: Any) -> dict[str, Array]:
        """``arrays`` for a long answer of numbers and truth values, which nobody may change.

        A quarter quicker where there are a hundred thousand rows of which none is missing: Arrow
        hands the columns over as they are.
        """
        with self._asking():
            found = self._cursor().sql(sql_text(name), params=parameters)
            table = found.to_arrow_table(ROWS_OF_A_BATCH)
        if any(column.null_count for column in table.columns):
            return self.arrays(name, **parameters)
        return {one: table.column(one).to_numpy() for one in table.column_names}

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """What DuckDB says of a question, as readers are told."""
        if self._time_is_over():
            raise TooLongError
        try:
            yield
        except duckdb.InterruptException as error:
            raise TooLongError from error
        except duckdb.Error as error:
            raise _unreadable(self.path, error) from error

    def held(self, fact: Hashable, ask: Callable[[], Held]) -> Held:
        """What ``ask`` says of this release, asked once and kept in memory under ``fact``.

        For small facts that many questions look up (a record of the catalogue, the areas): the
        release never changes. Whoever takes one must not change it. The longest unused ones of
        more than ``MOST_HELD`` are asked again; an error is not kept.
        """
        return self._held.of(fact, ask)

    def kept(self, name: str, **parameters: Any) -> pd.DataFrame:
        """``query``, asked once: for small tables of the catalogue that every page asks for.

        A view each: what its reader changes in it is changed for that reader alone. Raises as
        ``query``.
        """
        fact = (name, *sorted(parameters.items()))
        return self.held(fact, lambda: self.query(name, **parameters)).copy(deep=False)

    def apart(self, most_memory: str) -> "Store":
        """The same release opened once more: what either has asked is held for both.

        For long work, so that what it reads of the file leaves the memory when it is closed.
        Raises ``ReleaseError`` where another file lies there by now.
        """
        own = Store(self.path, most_memory=most_memory)
        if any(own.release[name] != self.release[name] for name in BUILD):
            own.close()
            raise _unusable(self.path, "another build", "the one that is open")
        own._held = self._held
        return own

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Let the questions of this thread take ``seconds`` in all.

        The one that is being answered then is broken off; it and all later ones raise
        ``TooLongError``.
        """
        timer = threading.Timer(seconds, self._cursor().interrupt)
        timer.daemon = True
        self._threads.deadline = time.monotonic() + seconds
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self._threads.deadline = None

    def statement(self, name: str) -> duckdb.Statement:
        """``sql/NAME.sql`` as DuckDB reads it."""
        (found,) = statements(self._cursor(), name)
        return found

    def _time_is_over(self) -> bool:
        deadline: float | None = getattr(self._threads, "deadline", None)
        return deadline is not None and time.monotonic() >= deadline

    def read_all(self) -> int:
        """Read every row of every table once; the number of rows. Takes seconds where millions are.

        Raises ``ReleaseError`` where any of it is damaged (each block has its checksum) or missing.
        """
        if self.query("shape")["shape"].iloc[0] != self.release["shape"]:
            raise _unusable(self.path, "other tables or columns than it was built with", "them all")
        return int(self.query("every_table")["rows"].sum())

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


def _unusable(path: Path, found: str, expected: str) -> ReleaseError:
    """The sentence for whoever asks. It names the file alone: where it lies is nobody's business,
    and what DuckDB says of it would tell; that is the ``__cause__``.
    """
    name = path.name if len(path.name) <= LONGEST_NAME else path.name[:LONGEST_NAME] + "…"
    return ReleaseError(
        f"{name}: found {found}, expected {expected}; run `python -m indicators build`"
    )


def _unreadable(path: Path, error: duckdb.Error) -> ReleaseError:
    if isinstance(error, duckdb.CatalogException | duckdb.BinderException):
        return _unusable(path, "a database without the tables of a release", "a release")
    return _unusable(path, "a damaged database", "a whole release")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no file can have
        return False


def _open(
    path: Path, earlier: Path | None, most_memory: str | None,
    instance: duckdb.DuckDBPyConnection | None,
) -> duckdb.DuckDBPyConnection:  # fmt: skip
    for one in filter(None, (path, earlier)):
        if not _is_file(one):
            raise _unusable(one, "no database", "one")
    limit = {"memory_limit": most_memory} if most_memory else {}
    connection = instance.cursor() if instance else duckdb.connect(config={**ENGINE, **limit})
    try:
        # Attached to an instance of its own: DuckDB would answer a second `connect` to the same
        # path from the file it has open already, and a running server would never see the release
        # that a build has put in its place.
        connection.execute(with_texts("attach", path=path))
        if earlier is not None:
            connection.execute(with_texts("attach_earlier", path=earlier))
        # A release is served as it is: no other file may be read through it.
        if instance is None:
            connection.execute("SET enable_external_access = false")
    except duckdb.Error as error:
        connection.close()
        found = "a file that is no database, or a damaged one"
        raise _unusable(path, found, "a release") from error
    return connection


def frame_of(answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """All rows of an answer; column names must differ. Missing is ``NaN``, ``NaT`` or ``<NA>``.

    Columns with missing values become ``Int64`` and the like, ``boolean``, ``float64``,
    ``datetime64`` or ``str``; without, whole numbers and truth values keep numpy's types. ENUMs
    come as texts.
    """
    return frame_of_arrays(columns_of(answer))


def columns_of(answer: duckdb.DuckDBPyConnection) -> dict[str, Array]:
    """All rows of an answer as the columns of ``frame_of``, texts still as objects."""
    columns: dict[str, npt.NDArray[Any]] = answer.fetchnumpy()
    return {name: _column(values) for name, values in columns.items()}


def frame_of_arrays(columns: dict[str, Array]) -> pd.DataFrame:
    """A frame of these columns, which it takes over."""
    return pd.DataFrame(columns, copy=False)


def _as_told(value: Any) -> Any:
    """One value as a frame hands it out, without the frame: most of opening a small release."""
    if isinstance(value, np.datetime64):
        return pd.Timestamp(value)
    return value.item() if isinstance(value, np.generic) else value


def _column(values: npt.NDArray[Any]) -> Array:
    """The values in the form that pandas keeps them; a masked array has missing values."""
    if not isinstance(values, np.ma.MaskedArray):
        return values
    missing = np.ma.getmaskarray(values)
    kind = values.dtype.kind
    if kind in "iu":
        return IntegerArray(values.data, missing)
    if kind == "b":
        return BooleanArray(values.data, missing)
    if kind == "M":
        return values.filled(np.datetime64("NaT"))
    if kind == "f":
        return values.filled(np.nan)
    # By pandas' own way, which looks at every text in Python, this takes three times as long.
    return ArrowStringArray(pa.array(values.data, TEXT_IN_ARROW, mask=missing), dtype=TEXT)
