"""Millions of observations in one CSV: loaded and checked as a set, inside DuckDB.

The file has the columns of ``data/observations/*.csv``, one figure a row. Memory is bounded by
DuckDB's limit (what does not fit goes to a folder beside the output for a while); the rules are
those of the check, written for sets in ``release/sql/bulk/``. The one rule that reads words,
whether a value follows from the number as printed, is decided in SQL for plainly printed numbers
and by the check's own function for the rest, each distinct pair once.
"""

import heapq
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from indicators.candidates.files import CANDIDATE_COLUMNS, OBSERVATION_COLUMNS
from indicators.country import constants_in
from indicators.csv_for_people import write_rows
from indicators.curated.declared_columns import columns_of_type
from indicators.curated.observations import Observation, contradicts_counts, follows_from_print
from indicators.curated.possible_figures import possible_figures
from indicators.harmless_text import MAY_CALCULATE
from indicators.release.store import sql_text
from indicators.spreadsheets.bulk.bulk_file import BulkFile, open_bulk_file, sql_quoted
from indicators.spreadsheets.bulk.line_numbers import LineNumbers
from indicators.spreadsheets.bulk.progress import Progress
from indicators.spreadsheets.reference import Reference
from indicators.spreadsheets.rejects import next_steps
from indicators.writing import draft_folder, scratch_folder, told_if_not_written, whole_file

MEMORY_LIMIT = "1GB"
CHUNK_ROWS = 10_000
DATES = columns_of_type("observations", "date")
# A value that is no number has a reason of its own.
COUNTS = tuple(name for name in columns_of_type("observations", "number") if name != "value")
TEXTS = columns_of_type("observations", "string")
# Line of the file, area code, indicator, reason code, what was found.
Line = tuple[int, str, str, str, str]


@dataclass(frozen=True)
class BulkResult:
    """Rows of the file by what became of them; ``reasons`` counts the rejects by code.

    ``accepted + missing + rejected`` are all rows of the file.
    """

    rows: int
    accepted: int
    missing: int
    rejected: int
    reasons: dict[str, int] = field(default_factory=dict)


@contextmanager
def scratch_database(folder: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database on disk that is gone afterwards, with bounded memory.

    ``folder`` has room for it: three quarters of the file's size.
    """
    own = scratch_folder("bulk") if folder is None else draft_folder(folder / "bulk")
    with own as scratch:
        connection = duckdb.connect(str(scratch / "bulk.duckdb"))
        try:
            connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
            connection.execute(f"SET temp_directory = '{sql_quoted(str(scratch))}'")
            connection.execute("SET enable_progress_bar = true")
            connection.execute("SET enable_progress_bar_print = false")
            connection.execute("SET progress_bar_time = 0")
            yield connection
        finally:
            connection.close()


def import_bulk(
    path: Path, reference: Reference, *, source_id: str = "", out: Path | None = None,
    rejects: Path | None = None, progress: Progress | None = None,
    recorded_on: date | None = None,
) -> BulkResult:  # fmt: skip
    """Load and check a file of observations; write what is accepted and what is not.

    ``source_id`` fills rows without a source. ``out`` becomes Parquet where its name says so, else
    a candidates CSV; ``rejects`` has the line of the file for each rejected row. Raises
    ``RefusedFileError`` for files without the columns of observations, ``NotWrittenError``.
    """
    bar = progress or Progress()
    with (open_bulk_file(path) as file, told_if_not_written(out or path),
          scratch_database((out or path).parent) as connection):  # fmt: skip
        load(connection, file, source_id, recorded_on or date.today(), bar)
        check_loaded(connection, reference, bar)
        result = _result(connection)
        with ExitStack() as places:  # the accepted rows come into their place after the rejects
            if out:
                draft = places.enter_context(whole_file(out))
                bar.run(connection, "writing", _copy_accepted(draft, connection))
            if rejects:
                write_bulk_rejects(connection, LineNumbers(connection, file), rejects)
    return result


def load(
    connection: duckdb.DuckDBPyConnection, file: BulkFile, source_id: str, recorded_on: date,
    bar: Progress,
) -> None:  # fmt: skip
    """Create ``loaded`` (typed rows in the order of the file) and ``broken_line``."""
    columns = ",\n    ".join(_columns(file.columns, source_id, recorded_on))
    text = sql_text("bulk/load").replace("{columns}", columns)
    bar.run(connection, "reading", text.replace("{reader}", file.reader()))
    connection.execute(sql_text("bulk/broken_lines"))


def _columns(present: tuple[str, ...], source_id: str, recorded_on: date) -> Iterator[str]:
    """One expression for each column of an observation, with the default where it is absent."""
    defaults = {"qualifier": "exact", "status": "A", "source_id": source_id,
                "recorded_on": recorded_on.isoformat(), "revision": "1"}  # fmt: skip
    texts = {}
    for name in OBSERVATION_COLUMNS:
        default = f"'{sql_quoted(defaults.get(name, ''))}'"
        given = f'"{name}"' if name in present else "''"
        if name in defaults:
            given = f"coalesce(nullif({given}, ''), {default})"
        texts[name] = given
    for name in OBSERVATION_COLUMNS:
        yield f"{_typed(name, texts)} AS {name}"
    value = texts["value"]
    yield f"CASE WHEN try_cast({value} AS DOUBLE) IS NULL THEN {value} END AS value_text"
    yield f"{_unreadable(texts)} AS unreadable"


def _typed(name: str, texts: dict[str, str]) -> str:
    text = texts[name]
    if name in DATES:
        return f"try_cast({text} AS DATE)"
    if name == "value" or name in COUNTS:
        return f"try_cast({text} AS DOUBLE)"
    if name == "revision":
        return f"try_cast({text} AS INTEGER)"
    if name == "as_printed":  # a file of figures alone: the value is what is printed
        return f"CASE WHEN {text} = '' THEN replace({texts['value']}, '.', ',') ELSE {text} END"
    return f"coalesce({text}, '')"


def _unreadable(texts: dict[str, str]) -> str:
    """The first cell of a wrong type, as "column: content"; NULL where all can be read."""
    cases = [
        f"WHEN {texts[name]} <> '' AND try_cast({texts[name]} AS {kind}) IS NULL "
        f"THEN '{name}: ' || left({texts[name]}, 80)"
        for name, kind in (*((one, "DATE") for one in DATES), *((one, "DOUBLE") for one in COUNTS),
                           ("revision", "INTEGER"))
    ]  # fmt: skip
    return f"CASE {' '.join(cases)} END"


def check_loaded(
    connection: duckdb.DuckDBPyConnection, reference: Reference, bar: Progress
) -> None:
    """Create ``verdict``: one row for each row of ``loaded`` that is not accepted."""
    _register(connection, reference)
    for name in ("suspects", "verdict", "duplicates", "contradictions"):
        for statement in duckdb.extract_statements(sql_text(f"bulk/{name}")):
            bar.run(connection, "checking", statement, constants_in(statement.query))
    bar.run(connection, "checking", sql_text("bulk/printed"))
    _check_printed_words(connection, reference)


def _register(connection: duckdb.DuckDBPyConnection, reference: Reference) -> None:
    """The small tables that rows are held against."""
    tables = {
        "allowed": pd.DataFrame(possible_figures(reference.facts)),
        "known_area": pd.DataFrame({"area_code": sorted(reference.facts.areas)}),
        "known_indicator": pd.DataFrame(
            {"indicator_id": list(reference.catalogue.indicators),
             "unit": [one.unit for one in reference.catalogue.indicators.values()]}
        ),
        "known_source": pd.DataFrame(
            [*reference.facts.source_languages.items(), ("", "vi")],
            columns=["source_id", "language"],
        ),
        "missing_mark": pd.DataFrame(
            reference.vocabulary.missing.items(), columns=["mark", "reason"]
        ),
        "accepted_figure": _accepted(reference),
    }  # fmt: skip
    for name, frame in tables.items():
        connection.register("incoming", frame)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        connection.unregister("incoming")


def _accepted(reference: Reference) -> pd.DataFrame:
    rows = [row for rivals in reference.accepted.values() for row in rivals]
    columns = ("area_code", "indicator_id", "period_start", "period_end", "basis", "source_id")
    frame = pd.DataFrame([{name: getattr(row, name) for name in columns} for row in rows])
    if frame.empty:
        frame = pd.DataFrame(columns=list(columns))
    for name in ("period_start", "period_end"):
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[us]")
    frame["value"] = [float(row.value) for row in rows]
    return frame


def _check_printed_words(connection: duckdb.DuckDBPyConnection, reference: Reference) -> None:
    """Ask the check's own functions about pairs of figure and print that SQL could not decide."""
    cursor = connection.cursor()
    cursor.execute("SELECT * FROM printed_pair ORDER BY pair")
    names = [column[0] for column in cursor.description or ()]
    while rows := cursor.fetchmany(CHUNK_ROWS):
        pairs = [dict(zip(names, row, strict=True)) for row in rows]
        wrong = [pair["pair"] for pair in pairs if _is_wrong(pair, reference)]
        connection.register("incoming", pd.DataFrame({"pair": wrong}, dtype="int64"))
        connection.execute("INSERT INTO wrong_pair SELECT pair FROM incoming")
        connection.unregister("incoming")
    connection.execute(sql_text("bulk/wrong_print"))


def _is_wrong(pair: dict[str, Any], reference: Reference) -> bool:
    """Whether a value does not follow from its print, or contradicts counts without a note."""
    row = Observation(
        area_code="", indicator_id=pair["indicator_id"], period_start=None, period_end=date.max,
        basis="", value=_exact(pair["value"]), numerator=_optional(pair["numerator"]),
        denominator=_optional(pair["denominator"]), qualifier=pair["qualifier"], status="A",
        source_id=pair["source_id"], locator="", as_printed=pair["as_printed"], correction="",
        note="", recorded_on=date.max, revision=1,
    )  # fmt: skip
    indicator = reference.catalogue.indicators[row.indicator_id]
    language = reference.facts.source_languages.get(row.source_id, "vi")
    if not pair["corrected"] and not follows_from_print(row, indicator.unit, language):
        return True
    return not pair["noted"] and contradicts_counts(row, indicator.unit, language, indicator.limits)


def _exact(value: float) -> Decimal:
    return Decimal(repr(value)).normalize()


def _optional(value: float | None) -> Decimal | None:
    return None if value is None else _exact(value)


def _result(connection: duckdb.DuckDBPyConnection) -> BulkResult:
    counts = dict(connection.sql(sql_text("bulk/counts")).fetchall())
    rows, missing = counts.pop("rows"), counts.pop("missing", 0)
    rejected = sum(counts.values())
    return BulkResult(rows, rows - missing - rejected, missing, rejected, counts)


def _copy_accepted(out: Path, connection: duckdb.DuckDBPyConnection) -> str:
    """The statement that writes the accepted rows; a CSV with every text harmless."""
    review = {"decision": "'accept'", "unit": "unit", "confidence": "'1'"}
    extra = ", ".join(f"{review.get(name, repr(''))} AS {name}" for name in
                      CANDIDATE_COLUMNS[len(OBSERVATION_COLUMNS):])  # fmt: skip
    select = sql_text("bulk/accepted").replace("{review}", extra).rstrip().rstrip(";")
    if out.suffix == ".parquet":
        return f"COPY ({select}) TO '{sql_quoted(str(out))}' (FORMAT PARQUET)"
    connection.execute(sql_text("bulk/protected").replace("{pattern}", sql_quoted(MAY_CALCULATE)))
    texts = ", ".join(f"protected({name}) AS {name}" for name in TEXTS)
    written = f"SELECT * REPLACE ({texts}) FROM ({select})"
    return f"COPY ({written}) TO '{sql_quoted(str(out))}' (FORMAT CSV, HEADER)"


def write_bulk_rejects(
    connection: duckdb.DuckDBPyConnection, lines: LineNumbers, path: Path
) -> None:
    """Write one row per rejected line, by line: its number in the file, reason code, what it is."""
    in_order = heapq.merge(_broken_lines(connection, lines), _rejected_rows(connection, lines))
    columns = ("line", "area_code", "indicator_id", "reason_code", "found", "next_step")
    rows = (dict(zip(columns, (*reject, next_steps(reject[3])), strict=True))
            for reject in in_order)  # fmt: skip
    with whole_file(path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        write_rows(file, columns, rows, numbers=("found",))


def _rejected_rows(connection: duckdb.DuckDBPyConnection, lines: LineNumbers) -> Iterator[Line]:
    cursor = connection.cursor()
    cursor.execute(sql_text("bulk/rejects"))
    while rows := cursor.fetchmany(CHUNK_ROWS):
        for number, row in zip(lines.of([row[0] for row in rows]), rows, strict=True):
            yield number, *row[1:]


def _broken_lines(connection: duckdb.DuckDBPyConnection, lines: LineNumbers) -> Iterator[Line]:
    found = connection.sql("SELECT found, csv_line FROM broken_line ORDER BY byte_position")
    for number, (fault, text) in zip(lines.of_broken(), found.fetchall(), strict=True):
        yield number, "", "", "breaks_rule", f"{fault}: {text}"
