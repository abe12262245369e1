"""From the curated files to one DuckDB file, written beside the old one and swapped in whole.

Killed at any moment, the old release still serves: the new one has another name until
``os.replace`` puts it in place. Two builds at once write two temporary files; the last wins.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from indicators.catalogue.database_rows import catalogue_tables
from indicators.catalogue.loading import CATALOGUES_KEPT
from indicators.catalogue.records import Catalogue
from indicators.country import SQL_CONSTANTS
from indicators.curated.check import Checked, check_held, source_languages
from indicators.curated.collected import COUNTS
from indicators.curated.file_state import changes_since, state_of
from indicators.curated.journal import InterruptedChangeError, files_settled
from indicators.curated.lineage import composed_rows
from indicators.curated.package import CATALOGUE, DESCRIPTOR, CuratedFiles
from indicators.curated.rules import Placed
from indicators.judgement import MINIMUM_REPORTED
from indicators.problems import Problem
from indicators.release.area_names import area_name_rows
from indicators.release.collected_figures import stage_collected
from indicators.release.derived_columns import derived_columns
from indicators.release.draft_check import FIGURE, ReadFigures, refuse_other_than_written
from indicators.release.lake import Lake, lake_of, patiently
from indicators.release.lake_copy import publish
from indicators.release.made_figures import (
    derive_from_staged,
    restated_cells_of_all,
    restated_rows,
    shares_of_counts,
    without_printed,
)
from indicators.release.map_cells import draw_cells
from indicators.release.store import SCHEMA_VERSION, run_steps, with_texts
from indicators.steps import Tell, untold
from indicators.writing import draft_folder, names_to_disk, told_if_not_written

# A build reads and writes for some seconds; several at once wait for one another.
LONGEST_WAIT_SECONDS = 300.0

# Ten years of collected figures are sorted and ranked within this; the rest goes beside the draft.
MEMORY_LIMIT = "1GB"

# So few figures pass through one thread sooner than from one to another.
FEW = 10_000

DERIVED_TABLES = ("observation", "area_indicator", "period_choice", "standing", "default_profile")


class CuratedFilesError(Exception):
    """The curated files have faults; ``problems`` lists them all."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the curated files")
        self.problems = problems


def build(
    data: Path, db: Path, *, today: date | None = None, tell: Tell = untold
) -> dict[str, Any]:
    """Check ``data`` and write the release ``db``; the release row is returned.

    The files are held until the release is in place: no batch is written while a build reads, and
    the last build to end is one that has read every batch. ``today`` as in ``check``. ``tell`` is
    called with each step that begins. Raises ``CuratedFilesError`` with every problem, and then
    leaves ``db`` untouched; ``LockedError``.
    """
    try:
        with files_settled(data, LONGEST_WAIT_SECONDS):
            return _build_held(data, db, today, tell)
    except InterruptedChangeError as error:
        raise CuratedFilesError([error.problem]) from error


def _build_held(data: Path, db: Path, today: date | None, tell: Tell) -> dict[str, Any]:
    tell("checking the curated files")
    before = state_of(data)
    checked = check_held(data, today=today)
    if checked.problems or checked.catalogue is None:
        raise CuratedFilesError(checked.problems)
    with new_release(db, _read_figures(checked), tell) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
        if len(checked.observations) + len(checked.former) + checked.collected.figures < FEW:
            connection.execute("SET threads = 1")
        tell("filling the tables")
        _fill(connection, checked, checked.catalogue)
        derive(connection, tell=tell)
        describe_release(connection, _digest(checked.files), synthetic=False)
        if replaced := changes_since(before, data):
            raise CuratedFilesError(replaced)
        return _rows(connection, "release")[0]


@contextmanager
def new_release(
    db: Path, read: ReadFigures | None = None, tell: Tell = untold
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to an empty release that takes the place of ``db`` if no error is raised.

    What lies on the disk then is read back first, and held against what was written and ``read``.
    Where ``db`` is the copy of a lake, it is written into the lake before. Raises
    ``NotWrittenError`` where it is anything else, the disk is full or the folder read-only,
    ``LakeError`` where the lake does not take it; ``db`` is unchanged.
    """
    lake = _opened_lake(db)
    with told_if_not_written(db), draft_folder(db) as folder:
        draft = folder / db.name
        with duckdb.connect() as connection:
            connection.execute(with_texts("build/attach_draft", path=draft, spill=folder / "spill"))
            run_steps(connection, "schema")
            yield connection
            run_steps(connection, "build/detach_draft")
            tell("reading back what was written")
            refuse_other_than_written(draft, db, read, connection)
        if lake is not None:
            tell("writing into the lake")
            publish(lake, draft)
        os.replace(draft, db)
        names_to_disk(db.parent)


def _opened_lake(db: Path) -> Lake | None:
    """The lake that takes the release, if any: one that cannot is told before the work begins."""
    lake = lake_of(db, builds=True)
    if lake is not None:
        patiently(lake.open)
    return lake


def _read_figures(checked: Checked) -> ReadFigures:
    rows = [placed.observation for placed in checked.observations]
    printed = {name: [getattr(row, name) for row in rows] for name in FIGURE}
    printed["value"] = [float(value) for value in printed["value"]]
    return ReadFigures(pa.table(printed), checked.collected.figures)


def derive(
    connection: duckdb.DuckDBPyConnection, *, every_set: bool = True, tell: Tell = untold
) -> None:
    """Place the staged observations and compute the tables that the questions read.

    ``every_set`` puts the standing of every set of periods into the mart; without it only the
    sets that a reader meets first, which keeps a database of millions of figures narrow.
    """
    fill_former_units(connection)
    parameters = {
        "minimum_reported": MINIMUM_REPORTED, "every_set": every_set, **SQL_CONSTANTS,
    }  # fmt: skip
    for name in DERIVED_TABLES:
        tell(f"computing {name}")
        run_steps(connection, f"build/{name}", **parameters)
    tell("drawing the map")
    draw_cells(connection)


def insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[dict[str, Any]]
) -> None:
    """Append dictionaries to a table by column name; columns that are left out stay empty."""
    _append(connection, table, _columns(list(rows)))


def _columns(rows: list[dict[str, Any]]) -> pa.Table:
    names = dict.fromkeys(chain.from_iterable(rows))
    return pa.table({name: pa.array([row.get(name) for row in rows]) for name in names})


def _append(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    if len(rows):
        connection.register("incoming", rows)
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
        connection.unregister("incoming")


def _fill(connection: duckdb.DuckDBPyConnection, checked: Checked, catalogue: Catalogue) -> None:
    files = checked.files
    areas = [_blank_to_none(row) for _t, _l, row in files.rows("areas")]
    lineage = [_blank_to_none(row) for _t, _l, row in files.rows("area_lineage")]
    insert(connection, "area", _with_province(areas))
    insert(connection, "area_lineage", lineage)
    insert(connection, "lineage_open", _open_units(files))
    insert(connection, "neighbour", _both_ways(files))
    insert(connection, "wage_region", (row for _t, _l, row in files.rows("wage_regions")))
    names = ("folded", "name", "kind", "area_code")
    insert(
        connection,
        "area_name",
        (dict(zip(names, row, strict=True)) for row in area_name_rows(areas, lineage)),
    )
    insert(connection, "source", _sources(files))
    fill_catalogue(connection, catalogue)
    languages = source_languages(files)
    printed = [_staged(placed, catalogue, languages) for placed in checked.observations]
    insert(connection, "staged", printed)
    stage_collected(connection, checked.collected, catalogue, languages)
    former = (_staged(placed, catalogue, languages) for placed in checked.former)
    insert(connection, "former_observation", map(_with_old_code, former))
    _make_figures(connection, checked, catalogue, printed)


def _make_figures(
    connection: duckdb.DuckDBPyConnection, checked: Checked, catalogue: Catalogue,
    printed: list[dict[str, Any]],
) -> None:  # fmt: skip
    """Add the figures that no source prints: restated ones, their shares, and what follows."""
    fill_former_units(connection)
    if checked.former:
        day = max(placed.observation.recorded_on for placed in checked.former)
        cells = restated_cells_of_all(connection)
        made = [*restated_rows(cells, day), *shares_of_counts(cells, catalogue, day)]
        insert(connection, "staged", without_printed(made, printed))
    derive_from_staged(connection, catalogue)


def fill_former_units(connection: duckdb.DuckDBPyConnection) -> None:
    """Compose the steps of ``area_lineage`` into ``former_unit``, unless that was done."""
    if connection.execute("FROM former_unit LIMIT 1").fetchall():
        return
    insert(connection, "former_unit", composed_rows(_rows(connection, "area_lineage")))


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    found = connection.execute(f"FROM {table}")
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _open_units(files: CuratedFiles) -> Iterator[dict[str, Any]]:
    """One row per open unit and commune of today that it affects."""
    for _table, _line, row in files.rows("area_lineage_open"):
        told = {column: text or None for column, text in row.items() if column != "affects"}
        codes: list[str | None] = [*row["affects"].split()]
        for code in codes or [None]:
            yield told | {"area_code": code}


def _both_ways(files: CuratedFiles) -> Iterator[dict[str, str]]:
    """Each pair of neighbours from both sides."""
    for _table, _line, row in files.rows("neighbours"):
        yield row
        yield {"area_code": row["neighbour_code"], "neighbour_code": row["area_code"]}


def fill_catalogue(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Write the catalogue's indicators, their applicability, bases and thresholds."""
    for table, rows in _catalogue_columns(catalogue).items():
        _append(connection, table, rows)


@lru_cache(CATALOGUES_KEPT)
def _catalogue_columns(catalogue: Catalogue) -> dict[str, pa.Table]:
    return {table: _columns(rows) for table, rows in catalogue_tables(catalogue).items()}


def _sources(files: CuratedFiles) -> Iterator[dict[str, str | None]]:
    """All sources; what only collected ones have (their answers) stays in their file."""
    for _table, _line, row in files.rows("sources"):
        yield _blank_to_none(row)
    own = ("collector", "answer_sha256", "answer_file")
    for _table, _line, row in files.rows("collected_sources"):
        yield _blank_to_none({name: text for name, text in row.items() if name not in own})


def _blank_to_none(row: dict[str, str]) -> dict[str, str | None]:
    return {column: text or None for column, text in row.items()}


def _with_province(areas: list[dict[str, str | None]]) -> Iterator[dict[str, str | None]]:
    provinces = {row["area_code"]: row["name"] for row in areas if row["level"] == "province"}
    for row in areas:
        code = row["parent_code"] if row["level"] == "commune" else row["area_code"]
        yield {**row, "province_name": provinces.get(code)}


def _staged(placed: Placed, catalogue: Catalogue, languages: dict[str, str]) -> dict[str, Any]:
    row = placed.observation
    indicator, language = catalogue.indicators[row.indicator_id], languages[row.source_id]
    return {
        **vars(row),
        "numerator": _float(row.numerator),
        "denominator": _float(row.denominator),
        **derived_columns(row, indicator, language),
    }


def _with_old_code(row: dict[str, Any]) -> dict[str, Any]:
    return {"old_code": row["area_code"]} | {
        column: value for column, value in row.items() if column != "area_code"
    }


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _digest(files: CuratedFiles) -> str:
    """A name for what went in: equal curated files give an equal release id."""
    digest = hashlib.sha256()
    paths = [files.directory / DESCRIPTOR, files.directory / CATALOGUE]
    paths += sorted(table.path for tables in files.tables.values() for table in tables)
    paths += [path for path in [files.directory / COUNTS] if path.exists()]
    for path in paths:
        digest.update(path.relative_to(files.directory).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def describe_release(
    connection: duckdb.DuckDBPyConnection, release_id: str, *, synthetic: bool
) -> None:
    """Write the digests of all tables, and the one row of ``release``."""
    run_steps(connection, "build/release_table")
    run_steps(
        connection, "build/release", release_id=release_id,
        built_at=datetime.now(UTC).replace(tzinfo=None), schema_version=SCHEMA_VERSION,
        synthetic=synthetic,
    )  # fmt: skip
