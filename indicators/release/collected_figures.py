"""Collected figures into the table that the build places: set-wise, each wording derived once."""

from typing import Any

import duckdb
import pandas as pd

from indicators.catalogue.records import Catalogue
from indicators.curated.collected import CollectedFigures, create_figures_view, sql_step
from indicators.curated.collected_rules import observation_of_wording
from indicators.release.derived_columns import derived_columns
from indicators.release.store import sql_text


def stage_collected(
    connection: duckdb.DuckDBPyConnection, collected: CollectedFigures, catalogue: Catalogue,
    languages: dict[str, str],
) -> None:  # fmt: skip
    """Append the collected figures to ``staged``; they have been checked before.

    Time grows with the number of distinct wordings (a score of two decimals has some thousands),
    memory does not grow with the number of figures.
    """
    if not collected.paths:
        return
    create_figures_view(connection, collected)
    _create(connection, "known_source", [
        {"source_id": name, "language": language} for name, language in languages.items()
    ])  # fmt: skip
    connection.execute(sql_step("wordings"))
    _create(connection, "derived", [
        {"wording": wording["wording"], **_derived(wording, catalogue)}
        for wording in connection.execute("FROM wording").df().to_dict("records")
    ])  # fmt: skip
    text = sql_text("build/collected").replace("{columns}", ", ".join(_staged_columns(connection)))
    for statement in duckdb.extract_statements(text):
        connection.execute(statement)


def _derived(wording: dict[Any, Any], catalogue: Catalogue) -> dict[str, Any]:
    told: dict[str, Any] = {name: None if cell != cell else cell for name, cell in wording.items()}
    indicator = catalogue.indicators[str(told["indicator_id"])]
    return derived_columns(observation_of_wording(told), indicator, str(told["language"]))


def _staged_columns(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The declared columns of a figure that ``staged`` has too; the value is derived."""
    declared = {row[0] for row in connection.execute("DESCRIBE collected").fetchall()}
    staged = [row[0] for row in connection.execute("DESCRIBE staged").fetchall()]
    return [f"collected.{name}" for name in staged if name in declared - {"value"}]


def _create(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    connection.register("incoming", pd.DataFrame(rows))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS FROM incoming")
    connection.unregister("incoming")
