"""Sources that are not in ``data/sources.csv`` yet: described, checked, kept as a CSV.

The columns are those of ``data/sources.csv``. Whoever describes a source copies it from a web page
that anybody may have written: an address that runs a script, a text that a spreadsheet would
calculate or one that runs over several lines is told and never written.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from indicators.csv_for_people import rows_csv
from indicators.curated.declared_columns import columns_of_type
from indicators.curated.drafts import Row
from indicators.curated.package import (
    DESCRIPTOR,
    CuratedFiles,
    Table,
    read_descriptor,
    read_table,
    read_text,
)
from indicators.curated.table_schema import schema_problems
from indicators.flags import DATE_NOT_SEEN, flags_of
from indicators.harmless_text import harmless, protected, restored
from indicators.names import fold
from indicators.problems import Problem, problem_at, quoted
from indicators.writing import scratch_folder

SOURCE_COLUMNS = columns_of_type("sources")
KINDS = ("press", "official", "portal", "law")
FILE = "new-sources.csv"
# Several times what the longest of the table have.
LONGEST = {"source_id": 80, "publisher": 200, "title": 500, "url": 1000, "note": 500,
           "note_en": 500}  # fmt: skip
LONGEST_NAME_IN_ID = 24


def source_row(**cells: Any) -> Row:
    """A source with every column as text; what is left out is empty, blanks around it go.

    One without a day of publication is flagged so.
    """
    row = {name: str(cells.get(name) or "").strip() for name in SOURCE_COLUMNS}
    unseen = () if row["published_on"] else (DATE_NOT_SEEN,)
    return {**row, "flags": flags_of((*row["flags"].split(), *unseen))}


def proposed_id(publisher: str, published_on: date | None, address: str) -> str:
    """An id like those of the table: publisher, day, and six letters that tell two texts apart.

    ``address`` is the url, or the title of a text without one. Empty without a publisher.

    >>> proposed_id("Báo Thanh Hóa", date(2025, 12, 29), "https://example.invalid/a")
    'bao-thanh-hoa-2025-12-29-016177'
    """
    name = fold(publisher).encode("ascii", "ignore").decode().replace(" ", "-")
    name = name[:LONGEST_NAME_IN_ID].strip("-")
    day = published_on.isoformat() if published_on else "nd"
    return f"{name}-{day}-{hashlib.sha256(address.encode()).hexdigest()[:6]}" if name else ""


def same_address(url: str, sources: Iterable[Row]) -> str | None:
    """The id of the source that has this address already; ``http`` or ``https`` is one address."""
    wanted = _comparable(url)
    return next(
        (one["source_id"] for one in sources if wanted and _comparable(one["url"]) == wanted), None
    )


def _comparable(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.casefold()}{parts.path.rstrip('/')}{query}"


def sources_csv(rows: Iterable[Row]) -> str:
    """New sources as the text of a file: UTF-8, header row, LF; ``read_sources`` reads it."""
    return rows_csv(SOURCE_COLUMNS, rows, text=protected)


def are_collected(path: Path) -> bool:
    """Whether a file of new sources comes from ``collect``: each is an answer with its digest."""
    text, _problems = read_text(path, path.name)
    return "answer_sha256" in (text or "").partition("\n")[0]


def read_sources(
    path: Path, known: Sequence[Row], data_dir: Path, *, collected: bool = False
) -> tuple[list[tuple[int, Row]], list[Problem]]:
    """The new sources of a file with their lines, and every problem that keeps them out.

    ``known`` are the sources of the table. One that stands there word for word is left out: it was
    accepted before. ``collected`` sources have the columns of ``collected/sources.csv``; an address
    that is asked every month is theirs many times.
    """
    text, problems = read_text(path, path.name)
    if text is None:
        return [], problems
    schema = _schema(data_dir, "collected_sources" if collected else "sources")
    if schema is None:
        return [], [problem_at(DESCRIPTOR, None, "resources", "collected_undeclared_table")]
    table, problems = read_table(path.parent, path, schema)
    if table is None:
        return [], problems
    table = replace(table, rows=[(line, _restored(row)) for line, row in table.rows])
    problems = problems + schema_problems(CuratedFiles(path.parent, {"sources": [table]}))
    given = [(number, row) for number, row in table.rows if row not in known]
    rivals = [{**one, "url": ""} for one in known] if collected else known
    problems += [one for number, row in given for one in _faults(path.name, number, row, rivals)]
    problems += [] if collected else _repeated(table)
    return given, problems


def _restored(row: Row) -> Row:
    return {name: restored(text) for name, text in row.items()}


def source_problems(row: Row, known: Sequence[Row], data_dir: Path) -> list[Problem]:
    """Everything that keeps one described source out of the table; empty = it may go in."""
    with scratch_folder("source") as folder:
        path = folder / FILE
        path.write_text(sources_csv([row]), "utf-8", newline="")
        given, problems = read_sources(path, known, data_dir)
    if not given and not problems:
        return list(_known_already(FILE, 2, row, known))
    return problems


def _schema(data_dir: Path, resource: str) -> dict[str, Any] | None:
    """The declaration of a table; ``None`` where the descriptor has none of this name."""
    descriptor, _problems = read_descriptor(data_dir)
    resources = descriptor.get("resources", ())
    return next((one["schema"] for one in resources if one["name"] == resource), None)


def _faults(file: str, number: int, row: Row, known: Sequence[Row]) -> Iterator[Problem]:
    for column, text in row.items():
        yield from _text_faults(file, number, column, text)
    if row["published_on"] > row["retrieved_on"] > "":
        yield problem_at(file, number, "published_on", "published_after_reading",
                         day=row["published_on"], last=row["retrieved_on"])  # fmt: skip
    yield from _known_already(file, number, row, known)


def _text_faults(file: str, number: int, column: str, text: str) -> Iterator[Problem]:
    longest = LONGEST.get(column, 80)
    if len(text) > longest:
        yield problem_at(file, number, column, "text_too_long", size=len(text), most=longest)
    if not text.isprintable():
        yield problem_at(file, number, column, "text_not_one_line", text=quoted(text))
    elif harmless(text) != text:
        yield problem_at(file, number, column, "text_would_calculate", text=quoted(text))


def _known_already(file: str, number: int, row: Row, known: Sequence[Row]) -> Iterator[Problem]:
    if any(one["source_id"] == row["source_id"] for one in known):
        yield problem_at(file, number, "source_id", "source_id_taken",
                         source=quoted(row["source_id"]))  # fmt: skip
    elif other := same_address(row["url"], known):
        yield problem_at(file, number, "url", "address_taken", source=quoted(other))


def _repeated(table: Table) -> Iterator[Problem]:
    """Two sources of one file with one address; equal ids break the key of the schema."""
    seen: list[Row] = []
    for number, row in table.rows:
        if other := same_address(row["url"], seen):
            yield problem_at(table.file, number, "url", "address_repeated", source=quoted(other))
        seen.append(row)
