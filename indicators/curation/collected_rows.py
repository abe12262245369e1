"""Accepted figures of collected sources: what is there already, and the files as they would be."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from indicators.candidates.candidate_lines import Decision
from indicators.coded import coded
from indicators.curated.collected import (
    COLLECTED_SOURCES,
    COUNTS,
    FOLDER,
    CollectedFigures,
    Schema,
    digest_of,
    figures_view,
    read_collected,
    sql_step,
)
from indicators.curated.drafts import Draft, Row, appended
from indicators.curated.package import CuratedFiles, read_descriptor
from indicators.problems import Problem, problem_at, quoted

CELL = ("area_code", "indicator_id", "period_start", "period_end", "basis")
READERS: dict[str, Callable[[str], Any]] = {
    "date": date.fromisoformat, "number": float, "integer": int,
    "boolean": lambda text: text == "true",
}  # fmt: skip
ARROW_TYPES = {"string": pa.string(), "date": pa.date32(), "number": pa.float64(),
               "integer": pa.int32(), "boolean": pa.bool_()}  # fmt: skip


@dataclass(frozen=True)
class CollectedIntake:
    """The collected sources of one accept: ``ids`` of known and new ones, accepted ``rows``.

    ``rows`` are those of the cells (area, indicator, period, basis) that the candidates have, as
    texts, earlier answers first; ``problems`` say what is lost of them or cannot be written.
    """

    files: CuratedFiles
    figures: CollectedFigures
    ids: frozenset[str]
    rows: list[Row]
    problems: list[Problem]

    def owns(self, line: Decision) -> bool:
        """Whether a figure belongs to a collected source."""
        return line.row["source_id"] in self.ids

    def last_of_cell(self, line: Decision) -> Row | None:
        """What the last answer said of the figure's cell; ``None`` where there was none."""
        return self._last.get(_cell_of(line.row))

    @cached_property
    def _last(self) -> dict[tuple[str, ...], Row]:
        return {_cell_of(row): row for row in self.rows}

    def drafts(
        self, chosen: Sequence[Decision], batch: Path, given: str,
        sources: Sequence[tuple[int, Row]], sources_name: str,
    ) -> list[Draft]:  # fmt: skip
        """New answers, their figures and the record of both; ``batch`` is their Parquet file."""
        figures, count = _figures(chosen, self.figures.fields, batch, given)
        drafts = [figures]
        recorded = {**self.figures.recorded, f"{FOLDER}/{batch.name}": _record(figures.text, count)}
        if sources:
            path = self.files.directory / COLLECTED_SOURCES
            drafts.insert(0, appended(path, tuple(sources[0][1]), sources, sources_name))
            before = sum(1 for _row in self.files.rows("collected_sources"))
            recorded[COLLECTED_SOURCES] = _record(drafts[0].text, before + len(sources))
        text = json.dumps(dict(sorted(recorded.items())), indent=2) + "\n"
        return [*drafts, Draft(self.files.directory / COUNTS, text, COUNTS, {})]


def collected_intake(
    files: CuratedFiles, name: str, lines: Sequence[Decision], new: Sequence[tuple[int, Row]]
) -> CollectedIntake:
    """What accept needs of the collected figures, for the lines of the candidates file ``name``."""
    known = {row["source_id"] for _table, _line, row in files.rows("collected_sources")}
    ids = frozenset(known | {row["source_id"] for _line, row in new if "answer_sha256" in row})
    figures, problems = read_collected(files, read_descriptor(files.directory)[0])
    theirs = [line for line in lines if line.row["source_id"] in ids]
    problems = problems + _unreadable_cells(name, theirs, figures.fields)
    rows = _rows_of_cells(figures, files, theirs) if not problems else []
    return CollectedIntake(files, figures, ids, rows, problems)


def _cell_of(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in CELL)


def _rows_of_cells(
    collected: CollectedFigures, files: CuratedFiles, lines: Sequence[Decision]
) -> list[Row]:
    if not collected.paths or not lines:
        return []
    cells = pd.DataFrame([{name: line.row[name] for name in CELL} for line in lines]).astype("str")
    sources = pd.DataFrame([
        {"source_id": row["source_id"], "retrieved_on": row["retrieved_on"]}
        for _table, _line, row in files.rows("collected_sources")
    ], columns=["source_id", "retrieved_on"]).astype("str")  # fmt: skip
    with figures_view(collected) as connection:
        connection.register("asked_cell", cells)
        connection.register("known_source", sources)
        found = connection.execute(sql_step("history"))
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, map(_text, row), strict=True)) for row in found.fetchall()]


def _text(value: Any) -> str:
    """A cell as a CSV would have it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _record(text: str | bytes, rows: int) -> dict[str, Any]:
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    return {"rows": rows, "sha256": digest_of(content)}


def _figures(
    chosen: Sequence[Decision], fields: list[Schema], batch: Path, given: str
) -> tuple[Draft, int]:
    """The file of the batch with the chosen figures at its end, and how many it has then."""
    schema = pa.schema([(one["name"], ARROW_TYPES[one["type"]]) for one in fields])
    rows = [{one["name"]: _cell(line.row.get(one["name"], ""), one["type"]) for one in fields}
            for line in chosen]  # fmt: skip
    table, before = pa.Table.from_pylist(rows, schema=schema), 0
    if batch.exists():
        old = pq.read_table(batch)
        before = old.num_rows
        table = pa.concat_tables([old, table], promote_options="default").select(schema.names)
    written = io.BytesIO()
    pq.write_table(table, written, compression="zstd")
    lines = {before + place: line.number for place, line in enumerate(chosen, 1)}
    return Draft(batch, written.getvalue(), given, lines), table.num_rows


def _cell(text: str, kind: str) -> Any:
    """A cell with its type; raises ``ValueError`` where the text is none."""
    if kind == "string":
        return text
    if not text:
        return False if kind == "boolean" else None
    return READERS[kind](text)


def _unreadable_cells(name: str, lines: Sequence[Decision], fields: list[Schema]) -> list[Problem]:
    """Cells that cannot have the type of their column: a Parquet file could not hold them."""
    problems = []
    for line in lines:
        for one in fields:
            text = line.row.get(one["name"], "")
            try:
                _cell(text, one["type"])
            except ValueError:
                problems.append(
                    problem_at(name, line.number, one["name"], "cell_of_type", cell=quoted(text),
                               expected=coded("of_type", type=one["type"]))
                )  # fmt: skip
    return problems
