"""Figures written part by part as CSV, JSON and Parquet: memory holds one part of each."""

import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd

from indicators.csv_for_people import BYTE_ORDER_MARK, frame_csv
from indicators.open_data import downloads
from indicators.open_data.json_answers import records
from indicators.release.citation import about_release

FORMS = ("csv", "json", "parquet")


class FigureFile:
    """One table of figures in several forms, growing part by part; a context manager.

    ``place`` is the path without its ending, ``head`` the table without rows, ``about`` what the
    JSON says beside its ``rows``.
    """

    def __init__(
        self,
        place: Path,
        head: pd.DataFrame,
        release: dict[str, Any],
        forms: Iterable[str] = FORMS,
        about: dict[str, Any] | None = None,
    ) -> None:
        self.paths = [Path(f"{place}.{form}") for form in forms]
        self._release = release
        self._head = head
        self._about = about or {}
        self._rows = 0
        self._opened: dict[str, Any] = {}
        self._files: dict[str, Any] = {}
        place.parent.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        try:
            self._begin()
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self

    def _begin(self) -> None:
        import pyarrow.parquet as parquet

        for path in self.paths:
            self._opened[path.suffix[1:]] = path.open("wb")
        self._files = dict(self._opened)
        if "parquet" in self._opened:
            table = downloads.arrow_table(self._head, about_release(self._release))
            self._schema = table.schema
            self._files["parquet"] = parquet.ParquetWriter(self._opened["parquet"], table.schema)
        if csv := self._files.get("csv"):
            csv.write(BYTE_ORDER_MARK + frame_csv(self._head).encode("utf-8"))
        if document := self._files.get("json"):
            document.write(_json(self._about)[:-1] + (b"," if self._about else b"") + b'"rows":[')

    def add(self, figures: pd.DataFrame, csv_text: bytes | None = None) -> bytes:
        """Write a part; its lines of CSV, made here unless they are given."""
        lines = frame_csv(figures, header=False).encode("utf-8") if csv_text is None else csv_text
        if csv := self._files.get("csv"):
            csv.write(lines)
        if (document := self._files.get("json")) and len(figures):
            document.write((b",\n" if self._rows else b"\n") + json_rows(figures))
        if writer := self._files.get("parquet"):
            about = about_release(self._release)
            writer.write_table(downloads.arrow_table(figures, about).cast(self._schema))
        self._rows += len(figures)
        return lines

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with ExitStack() as stack:  # every file is closed, also where one cannot be written
            for file in (*self._opened.values(), *self._files.values()):  # the last one first
                stack.callback(_close, file)
            if kind is None and "json" in self._files:
                self._files["json"].write(b"]}\n")


def _close(file: Any) -> None:
    """Close a file; a writer of Parquet that cannot would try again when it is thrown away."""
    try:
        file.close()
    finally:
        if hasattr(file, "is_open"):
            file.is_open = False


def json_rows(frame: pd.DataFrame) -> bytes:
    """The objects of ``json_answers.records`` as JSON, one a line, with commas between them.

    Each different cell of a column is written once: a table of millions has few of them.
    """
    columns = [_json_cells(frame[name]) for name in frame.columns]
    return ",\n".join(f"{{{','.join(cells)}}}" for cells in zip(*columns, strict=True)).encode()


def _json_cells(values: pd.Series) -> list[str]:
    """Each cell of a column with its name before it."""
    name = json.dumps(str(values.name), ensure_ascii=False)
    places, different = pd.factorize(values)
    plain = records(pd.DataFrame({"cell": different}))
    texts = [f"{name}:{_json(one['cell']).decode('utf-8')}" for one in plain]
    texts.append(f"{name}:null")  # a missing cell has the place -1
    return [texts[place] for place in places]


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, allow_nan=False,
                      separators=(",", ":")).encode("utf-8")  # fmt: skip
