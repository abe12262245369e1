"""The rules of a figure asked of millions of collected ones: SQL narrows, the rules decide."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from indicators.coded import coded
from indicators.country import REFORM
from indicators.curated.collected import (
    FOLDER,
    CollectedFigures,
    figures_view,
    sql_step,
    undeclared,
)
from indicators.curated.observations import Observation
from indicators.curated.possible_figures import possible_figures
from indicators.curated.rules import (
    RULES,
    Facts,
    Placed,
    count_is_whole,
    counts_agree,
    counts_in_order,
    value_follows_from_print,
)
from indicators.curated.table_schema import MOST_PROBLEMS_PER_FILE
from indicators.problems import Problem, problem_at, quoted

# Rules that look at the figure alone, not at its area or period.
WORDING_RULES = (count_is_whole, counts_in_order, counts_agree, value_follows_from_print)

Record = dict[str, Any]


def collected_problems(collected: CollectedFigures, facts: Facts, today: date) -> list[Problem]:
    """Every fault of the collected figures, up to ``MOST_PROBLEMS_PER_FILE`` rows of a file.

    ``row`` is the number of the figure in its file, from 1. Nothing is missed for being many:
    a file with more faults than are listed still has problems.
    """
    if not collected.paths:
        return []
    with figures_view(collected) as connection:
        _register(connection, collected, facts)
        suspects = connection.execute(
            sql_step("suspects").replace("{undeclared}", undeclared(collected.fields)),
            {"today": today, "most": MOST_PROBLEMS_PER_FILE, "reform_day": REFORM},
        )
        return [found for row in _records(suspects) for found in _faults(row, facts, today)]


def _register(
    connection: duckdb.DuckDBPyConnection, collected: CollectedFigures, facts: Facts
) -> None:
    """The small tables that figures are held against, and the wordings that rules refuse."""
    sources = pd.DataFrame(facts.source_languages.items(), columns=["source_id", "language"])
    _create(connection, "known_source", sources.astype("str"))
    connection.execute(sql_step("wordings"))
    wordings = list(_records(connection.execute("FROM wording")))
    met = {row["indicator_id"] for row in wordings}
    columns = ["area_code", "indicator_id", "basis", "first_day", "last_day", "low", "high"]
    _create(connection, "allowed", pd.DataFrame(possible_figures(facts, met), columns=columns))
    wrong = [row["wording"] for row in wordings if _is_wrong(row, facts)]
    _create(connection, "refused", pd.DataFrame({"wording": wrong}, dtype="int64"))
    connection.execute(sql_step("wrong_wordings"))


def _create(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    connection.register("incoming", frame)
    connection.execute(f"CREATE TEMP TABLE {table} AS FROM incoming")
    connection.unregister("incoming")


def _records(cursor: duckdb.DuckDBPyConnection) -> Iterator[Record]:
    names = [column[0] for column in cursor.description or ()]
    for row in cursor.fetchall():
        yield dict(zip(names, row, strict=True))


def _is_wrong(wording: Record, facts: Facts) -> bool:
    if wording["indicator_id"] not in facts.catalogue.indicators or wording["value"] is None:
        return True
    row = observation_of_wording(wording)
    if not row.value.is_finite():
        return True
    known = Facts(facts.catalogue, facts.areas, {"": wording["language"] or "vi"})
    placed = Placed("", 0, row)
    return any(True for rule in WORDING_RULES for _found in rule(known, placed))


def observation_of_wording(wording: Record) -> Observation:
    """A figure as far as its own wording goes; area, period and source stand for any."""
    return Observation(
        area_code="", indicator_id=wording["indicator_id"], period_start=None, period_end=date.max,
        basis="", value=exact(wording["value"]), numerator=_optional(wording["numerator"]),
        denominator=_optional(wording["denominator"]), qualifier=wording["qualifier"], status="A",
        source_id="", locator="", as_printed=wording["as_printed"],
        correction="said" if wording["corrected"] else "", note="said" if wording["noted"] else "",
        recorded_on=date.max, revision=1,
    )  # fmt: skip


def exact(value: float) -> Decimal:
    """The number that a cell of CSV would hold."""
    return Decimal(repr(value)) if value % 1 else Decimal(int(value))


def _optional(value: float | None) -> Decimal | None:
    return None if value is None else exact(value)


def _faults(row: Record, facts: Facts, today: date) -> Iterator[Problem]:
    """What is wrong with one suspect; nothing where it turns out to be right."""
    file, number = f"{FOLDER}/{Path(row['filename']).name}", row["row_number"]
    if row["undeclared"]:
        column = row["undeclared"]
        cell = quoted(row[column]) if row[column] else coded("an_empty_cell")
        yield problem_at(file, number, column, "collected_undeclared", cell=cell)
        return
    if not float("-inf") < row["value"] < float("inf"):
        yield problem_at(file, number, "value", "collected_not_finite", cell=quoted(row["value"]))
        return
    yield from _unknown(file, number, row, facts)
    if row["repeated"]:
        yield problem_at(file, number, None, "collected_twice")
    if row["period_end"] <= row["recorded_on"] and row["recorded_on"] > today:
        yield problem_at(file, number, "recorded_on", "collected_to_come",
                         day=str(row["recorded_on"]), today=str(today))  # fmt: skip
    placed = Placed(file, number, _observation(row))
    yield from (found for rule in RULES for found in rule(facts, placed))


def _unknown(file: str, number: int, row: Record, facts: Facts) -> Iterator[Problem]:
    if row["area_code"] not in facts.areas:
        yield problem_at(file, number, "area_code", "collected_area", code=quoted(row["area_code"]))
    if row["source_id"] not in facts.source_languages:
        yield problem_at(file, number, "source_id", "collected_source",
                         source=quoted(row["source_id"]))  # fmt: skip


def _observation(row: Record) -> Observation:
    numbers = {name: _optional(row[name]) for name in ("numerator", "denominator")}
    names = Observation.__dataclass_fields__
    cells = {name: row[name] for name in names if name in row}
    return Observation(**{**cells, **numbers, "value": exact(row["value"])})
