"""A lake: releases as snapshots of a DuckLake, whose catalogue is a PostgreSQL.

A build writes all tables in one transaction, so that a snapshot is a whole release or is not there.
Whoever reads takes a whole snapshot into a file of its own (``lake_copy``) and asks that one.
"""

import importlib.util
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import duckdb

from indicators import settings
from indicators.problems import problem_at
from indicators.release.store import ReleaseError, sql_text, with_texts

SETTING = "INDICATORS_DB"
# Packages that carry a file `extensions/vVERSION/NAME.duckdb_extension`.
PACKAGE = "duckdb_extension_"
CATALOGUE, DUCKLAKE, OBJECT_STORE = "postgres_scanner", "ducklake", "httpfs"
# A PostgreSQL that restarts, and another build that writes, are over within some seconds.
PAUSES_SECONDS = (0.5, 1.0, 2.0, 4.0)
# Also files: a catalogue that crashed while it was asked answers again when that is looked into.
PASSING = ("lake_silent", "lake_contended", "lake_files_unreadable", "lake_copy_not_made")
ENDPOINT = re.compile(r"(?P<scheme> https? )://(?P<host> [^/]+ )/?", re.VERBOSE)

T = TypeVar("T")


class LakeError(ReleaseError):
    """A lake that cannot be read or written; ``problem`` says why, and what to do.

    It names no address: that may hold a password. ``passing`` where it may be over in a moment.
    """

    def __init__(self, code: str, /, **parameters: str | int) -> None:
        self.problem = problem_at(SETTING, None, None, code, **parameters)
        self.passing = code in PASSING
        super().__init__(str(self.problem))


class Lake:
    """A connection to the lake at ``address``, made when it is needed and again where it was lost.

    ``files`` is where its Parquet files lie, seen from this machine. For one thread.
    """

    def __init__(self, address: str, files: str | None, *, builds: bool = False) -> None:
        self.address, self.files, self.builds = address, files, builds
        self._connection: duckdb.DuckDBPyConnection | None = None

    @contextmanager
    def connected(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The connection; the lake is attached as ``lake``.

        Raises ``LakeError``, also for errors of DuckDB inside the block; the next connects anew.
        """
        try:
            if self._connection is None:
                self._connection = _opened(self.address, self.files, builds=self.builds)
            yield self._connection
        except duckdb.TransactionException as error:
            self.close()
            raise LakeError("lake_contended", tries=len(PAUSES_SECONDS) + 1) from error
        except duckdb.Error as error:
            answers = self._catalogue_answers()
            self.close()
            raise LakeError("lake_files_unreadable" if answers else "lake_silent") from error
        except BaseException:
            self.close()
            raise

    def open(self) -> None:
        """Connect now. Raises ``LakeError`` where the lake cannot be used."""
        with self.connected():
            pass

    def _catalogue_answers(self) -> bool:
        if self._connection is None:
            return False
        with suppress(duckdb.Error):  # where no transaction is open
            self._connection.rollback()
        try:
            self._connection.execute(sql_text("lake/newest_snapshot"))
        except duckdb.Error:
            return False
        return True

    def close(self) -> None:
        """Let go of the catalogue."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> "Lake":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def lake_of(db: Path, *, builds: bool = False) -> Lake | None:
    """The lake whose copy ``db`` is; ``None`` for a file of its own.

    Raises ``LakeError`` where a build has no place for the files.
    """
    address, files = settings.lake(), settings.lake_files()
    if address is None or db != settings.database():
        return None
    if builds and files is None:
        raise LakeError("lake_files_not_named")
    return Lake(address, files, builds=builds)


def patiently(attempt: Callable[[], T], pauses: tuple[float, ...] = PAUSES_SECONDS) -> T:
    """What ``attempt`` gives, tried again after each pause while its error may pass."""
    for pause in pauses:
        try:
            return attempt()
        except LakeError as error:
            if not error.passing:
                raise
            time.sleep(pause)
    return attempt()


def _opened(address: str, files: str | None, *, builds: bool) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    try:
        connection.execute(sql_text("lake/no_network"))
        for name in _extensions(address, files):
            _load(connection, name)
        if files and files.startswith("s3://"):
            connection.execute(with_texts("lake/object_store", **_object_store()))
        _attach(connection, address, files, builds=builds)
    except BaseException:
        connection.close()
        raise
    return connection


def _extensions(address: str, files: str | None) -> list[str]:
    catalogue = [CATALOGUE] if address.startswith(f"{settings.LAKE}postgres:") else []
    store = [OBJECT_STORE] if files and files.startswith("s3://") else []
    return [*catalogue, *store, DUCKLAKE]


def _load(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    version = f"v{duckdb.__version__}"
    found = importlib.util.find_spec(f"{PACKAGE}{name}")
    for folder in (found.submodule_search_locations or []) if found else []:
        file = Path(folder) / "extensions" / version / f"{name}.duckdb_extension"
        if file.is_file():
            connection.execute(with_texts("lake/load_extension", path=file))
            return
    raise LakeError("lake_extension_absent", extension=name, version=duckdb.__version__)


def _attach(
    connection: duckdb.DuckDBPyConnection, address: str, files: str | None, *, builds: bool
) -> None:
    how = "build" if builds else "read_here" if files else "read"
    statement = with_texts(f"lake/attach_to_{how}", address=address, files=files)
    try:
        if builds:  # two builds that make a lake at once: the second finds it made
            with suppress(duckdb.Error):
                connection.execute(statement)
                return
        connection.execute(statement)
    except duckdb.IOException as error:
        raise LakeError("lake_silent") from error
    except duckdb.InvalidInputException as error:  # no lake has been made there yet
        raise LakeError("lake_unusable" if builds else "lake_empty") from error
    except duckdb.Error as error:
        raise LakeError("lake_unusable") from error


def _object_store() -> dict[str, str]:
    """How the S3-compatible store is reached, from the variables that its own programs use."""
    named = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL", "")
    endpoint = ENDPOINT.fullmatch(named)
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    return {
        "key": os.environ.get("AWS_ACCESS_KEY_ID", ""),
        "secret": os.environ.get("AWS_SECRET_ACCESS_KEY", ""),
        "region": region,
        "endpoint": endpoint["host"] if endpoint else f"s3.{region}.amazonaws.com",
        "style": "path" if endpoint else "vhost",
        "encrypted": "false" if endpoint and endpoint["scheme"] == "http" else "true",
    }
