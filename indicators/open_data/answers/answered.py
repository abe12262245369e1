"""An answer before it has a form, and the three forms it takes: JSON, CSV and Parquet.

Short answers are written at once, long ones part by part: memory then holds one part.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators.csv_for_people import BYTE_ORDER_MARK, frame_csv
from indicators.open_data import downloads
from indicators.open_data.download_tables import file_name
from indicators.open_data.json_answers import about_answer, json_text, records
from indicators.release.citation import LICENCE, about_release

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}

# Rows of a row group of Parquet: small ones compress badly and are slow to read.
ROWS_OF_A_GROUP = 20_000

Release = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What was found: an object for JSON, a table for CSV and Parquet, parts of a file's name.

    Both are made only when that form is asked for. ``parts`` gives the ``rows`` rows of a long
    answer one part after the other, all with the columns of ``table()``, which then has no rows.
    """

    file_parts: tuple[str | None, ...]
    as_object: Callable[[], dict[str, Any]]
    table: Callable[[], pd.DataFrame]
    parts: Callable[[], Iterator[pd.DataFrame]] | None = None
    rows: int = 0


def answer_file_name(answer: Answer, form: str, release: Release) -> str:
    """The name under which an answer is kept; that of an invented country begins ``synthetic-``."""
    return file_name(answer.file_parts, release, form)


def written(answer: Answer, form: str, release: Release) -> bytes:
    """A short answer in one form. Raises what its questions raise."""
    if form == "csv":
        return downloads.to_csv(answer.table())
    if form == "parquet":
        return downloads.to_parquet(answer.table(), about_release(release))
    return json_bytes(answer.as_object())


def json_bytes(content: Any) -> bytes:
    """Plain data as JSON in UTF-8, one line; a number that is none raises ``ValueError``."""
    return json_text(content).encode("utf-8") + b"\n"


def written_in_parts(answer: Answer, form: str, release: Release) -> Iterator[bytes]:
    """A long answer in one form, the same bytes of CSV and JSON as ``written`` would give."""
    parts = answer.parts() if answer.parts else iter([answer.table()])
    if form == "csv":
        return _csv_parts(answer.table().head(0), parts)
    if form == "parquet":
        return _parquet_parts(answer.table().head(0), parts, about_release(release))
    return _json_parts(parts, release)


def _csv_parts(head: pd.DataFrame, parts: Iterable[pd.DataFrame]) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK + frame_csv(head).encode("utf-8")
    for part in parts:
        yield frame_csv(part, header=False).encode("utf-8")


def _json_parts(parts: Iterable[pd.DataFrame], release: Release) -> Iterator[bytes]:
    """The object of ``rows_object`` with its rows written one part after the other."""
    head = json_bytes(rows_object(release, pd.DataFrame()))
    opened, _bracket, closed = head.rpartition(b"]")
    yield opened
    separator = b""
    for part in parts:
        rows = json_bytes(records(part)).strip()[1:-1]
        if rows:
            yield separator + rows
            separator = b","
    yield b"]" + closed


def _parquet_parts(
    head: pd.DataFrame, parts: Iterable[pd.DataFrame], about: dict[str, str]
) -> Iterator[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    schema = downloads.arrow_table(head, about).schema
    file = _Outgoing()
    waiting: list[Any] = []
    with parquet.ParquetWriter(file, schema) as writer:
        for part in parts:
            waiting.append(downloads.arrow_table(part, about).cast(schema))
            if sum(table.num_rows for table in waiting) >= ROWS_OF_A_GROUP:
                writer.write_table(pa.concat_tables(waiting))
                waiting.clear()
            yield file.taken()
        if waiting:
            writer.write_table(pa.concat_tables(waiting))
    yield file.taken()


class _Outgoing:
    """A file to write into whose bytes are taken away as they come."""

    def __init__(self) -> None:
        self._kept = bytearray()
        self._gone = 0
        self.closed = False

    def write(self, content: Any) -> int:
        view = memoryview(content)
        self._kept += view
        return view.nbytes

    def tell(self) -> int:
        return self._gone + len(self._kept)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def taken(self) -> bytes:
        content = bytes(self._kept)
        self._gone += len(content)
        self._kept.clear()
        return content


def rows_object(release: Release, rows: pd.DataFrame, **head: Any) -> dict[str, Any]:
    """What an answer says of itself, ``head``, and the rows, last."""
    return {**about_answer(release), **head, "rows": records(rows)}


def marked(frame: pd.DataFrame, release: Release) -> pd.DataFrame:
    """A table of the release with the columns that say which one it is of, and on what terms."""
    return frame.assign(licence=LICENCE, release_id=str(release["release_id"]),
                        synthetic=bool(release["synthetic"]))  # fmt: skip


def table_answer(
    release: Release, name: str, rows: pd.DataFrame, *more: str | None, **head: Any
) -> Answer:
    """An answer whose JSON rows are those of its table."""
    return Answer(
        (name, *more),
        lambda: rows_object(release, rows, **head),
        lambda: marked(rows, release),
    )
