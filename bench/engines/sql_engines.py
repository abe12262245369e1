"""Engines that are asked in SQL: DuckDB by hand, SQLite with its index, chDB."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from bench.engines.flat_figures import Asked, flat_columns

HERE = "indicator = {indicator} AND period = {period}"
RANK = (
    "SELECT area, value, rank() OVER (ORDER BY value DESC) AS place, "
    "percent_rank() OVER (ORDER BY value) AS percentile FROM figure WHERE " + HERE
    + " ORDER BY place"
)  # fmt: skip
PROFILE = (
    "SELECT * FROM (SELECT indicator, area, value, rank() OVER "
    "(PARTITION BY indicator ORDER BY value DESC) AS place FROM figure WHERE period = {period}) "
    "AS placed WHERE area IN ({areas})"
)
SERIES = (
    "SELECT area, period, value FROM figure WHERE indicator = {indicator} AND area IN ({areas}) "
    "ORDER BY area, period"
)
RUG = (
    "SELECT indicator, area, value FROM figure WHERE period = {period} "
    "AND indicator IN ({indicators}) AND area IN ({areas})"
)
VERDICT = (
    "SELECT count(*) FROM figure WHERE " + HERE + " AND value >= "
    "(SELECT {median} FROM figure WHERE " + HERE + ")"
)
# SQLite has no median.
MIDDLE = (
    "SELECT count(*) FROM figure WHERE " + HERE + " AND value >= (SELECT value FROM figure WHERE "
    + HERE + " ORDER BY value LIMIT 1 OFFSET (SELECT count(*) / 2 FROM figure WHERE " + HERE + "))"
)  # fmt: skip


def copy_of(asked: Asked, suffix: str, load: Callable[[Asked, Path], None]) -> Path:
    """An engine's own file of the figures, written once; one that was broken off is not taken."""
    path = Path(asked.flat).with_suffix(suffix)
    if not path.exists():
        unfinished = path.with_name(f"{path.name}.unfinished")
        unfinished.unlink(missing_ok=True)
        load(asked, unfinished)
        unfinished.replace(path)
    return path


class _AskedInSql:
    """The five questions as SQL over ``figure(indicator, period, area, value)``."""

    verdict_sql = VERDICT

    def _rows(self, sql: str) -> Any:
        raise NotImplementedError

    def _ask(self, sql: str, **numbers: Any) -> Any:
        lists = {
            name: ", ".join(map(str, value)) if isinstance(value, tuple | list) else value
            for name, value in numbers.items()
        }
        return self._rows(sql.format(median="median(value)", **lists))

    def rank(self, indicator: int, period: int) -> Any:
        """Every area of one period, best first."""
        return self._ask(RANK, indicator=indicator, period=period)

    def profile(self, areas: Sequence[int], period: int) -> Any:
        """Some areas over all indicators, with their places."""
        return self._ask(PROFILE, areas=areas, period=period)

    def series(self, indicator: int, areas: Sequence[int]) -> Any:
        """All periods of some areas."""
        return self._ask(SERIES, indicator=indicator, areas=areas)

    def rug(self, indicators: Sequence[int], areas: Sequence[int], period: int) -> Any:
        """Some indicators of some areas."""
        return self._ask(RUG, indicators=indicators, areas=areas, period=period)

    def verdict(self, indicator: int, period: int) -> Any:
        """How many areas are at or above the median."""
        return self._ask(self.verdict_sql, indicator=indicator, period=period)


class DuckByHand(_AskedInSql):
    """A file sorted by indicator and period, one thread, as the release is served."""

    def __init__(self, asked: Asked) -> None:
        path = copy_of(asked, ".duckdb", self._load)
        self._connection = duckdb.connect(str(path), read_only=True, config={"threads": 1})

    @staticmethod
    def _load(asked: Asked, path: Path) -> None:
        with duckdb.connect(str(path)) as connection:
            connection.execute("SET memory_limit = '2GB'")
            connection.execute(f"CREATE TABLE figure AS FROM '{asked.flat}'")

    def _rows(self, sql: str) -> Any:
        return self._connection.execute(sql).df()


class Sqlite(_AskedInSql):
    """A file whose rows are stored in the order of its key, and an index by area."""

    verdict_sql = MIDDLE

    def __init__(self, asked: Asked) -> None:
        self._connection = sqlite3.connect(copy_of(asked, ".sqlite", self._load))

    @staticmethod
    def _load(asked: Asked, path: Path) -> None:
        connection = sqlite3.connect(path)
        # The copy is nothing until it is whole: no journal, which would take as long again.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(
            "CREATE TABLE figure (indicator, period, area, value, "
            "PRIMARY KEY (indicator, period, area)) WITHOUT ROWID"
        )
        connection.executemany("INSERT INTO figure VALUES (?, ?, ?, ?)", _rows_of(asked))
        connection.execute("CREATE INDEX by_area ON figure (area, indicator)")
        connection.commit()
        connection.close()

    def _rows(self, sql: str) -> Any:
        return self._connection.execute(sql).fetchall()


class ChDb(_AskedInSql):
    """ClickHouse in this process, a MergeTree of the same order."""

    def __init__(self, asked: Asked) -> None:
        from chdb import session

        self._session = session.Session(str(Path(asked.flat).with_suffix(".chdb")))
        self._session.query("CREATE DATABASE IF NOT EXISTS bench")
        self._session.query("USE bench")
        self._session.query(
            "CREATE TABLE IF NOT EXISTS figure (indicator Int32, period Int32, area Int32, "
            "value Float64) ENGINE = MergeTree ORDER BY (indicator, period, area)"
        )
        if self._session.query("SELECT count() FROM figure", "CSV").data().strip() == "0":
            self._session.query(
                f"INSERT INTO figure SELECT * FROM file('{asked.flat}', Parquet, "
                "'indicator Int32, period Int32, area Int32, value Float64')"
            )

    def _rows(self, sql: str) -> Any:
        return self._session.query(sql, "DataFrame")


def _rows_of(asked: Asked) -> Iterator[tuple[Any, ...]]:
    columns = flat_columns(asked.flat)
    for start in range(0, len(columns["value"]), 100_000):
        part = slice(start, start + 100_000)
        names = ("indicator", "period", "area", "value")
        yield from zip(*(columns[name][part].tolist() for name in names), strict=True)
