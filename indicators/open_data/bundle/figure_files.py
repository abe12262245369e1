"""Figures written part by part as CSV, JSON and Parquet: memory holds one part of each."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import pandas as pd

from indicators.csv_for_people import BYTE_ORDER_MARK, csv_lines, frame_csv
from indicators.open_data import downloads
from indicators.open_data.download_tables import no_figures
from indicators.open_data.json_answers import json_objects, json_text
from indicators.release.citation import about_release

FORMS = ("csv", "json", "parquet")


class FigureHead:
    """How every file of some figures begins: headings of CSV, types of Parquet."""

    def __init__(self, release: dict[str, Any]) -> None:
        self.columns, self.csv, types = _beginning()
        self.schema = types.with_metadata(about_release(release))

    def parquet_writer(self, file: IO[bytes]) -> Any:
        """A writer of Parquet with these types."""
        import pyarrow.parquet as parquet

        return parquet.ParquetWriter(file, self.schema)


@cache
def _beginning() -> tuple[list[str], bytes, Any]:
    """Columns, CSV and types of no figures: the same in every release."""
    nothing = no_figures()
    head = BYTE_ORDER_MARK + frame_csv(nothing).encode("utf-8")
    return list(nothing.columns), head, downloads.arrow_table(nothing).schema


class FigureForms:
    """Some figures in every form, each made once for all the files that hold them."""

    def __init__(self, figures: pd.DataFrame, head: FigureHead) -> None:
        self.figures, self._head = figures, head

    @cached_property
    def csv(self) -> list[str]:
        """Their lines of CSV."""
        return csv_lines(self.figures)

    @cached_property
    def json(self) -> list[str]:
        """Each as an object of JSON."""
        return json_objects(self.figures)

    @cached_property
    def parquet(self) -> Any:
        """A table of Arrow with the types of the head."""
        return downloads.arrow_table(self.figures).cast(self._head.schema)

    def by_indicator(self) -> Iterator[tuple[str, "FigureForms"]]:
        """The figures of each indicator; they stand together."""
        runs = groupby(self.figures["indicator_id"])
        return self.cut((str(code), sum(1 for _one in same)) for code, same in runs)

    def cut(self, counts: Iterable[tuple[str, int]]) -> Iterator[tuple[str, "FigureForms"]]:
        """So many figures for each name, one after the other, cut out of every form."""
        first = 0
        for name, count in counts:
            behind = first + count
            cut = FigureForms(self.figures.iloc[first:behind], self._head)
            vars(cut).update(csv=self.csv[first:behind], json=self.json[first:behind],
                             parquet=self.parquet.slice(first, count))  # fmt: skip
            yield name, cut
            first = behind


class FigureFile:
    """One table of figures in several forms, growing part by part; a context manager.

    ``place`` is the path without its ending, ``head`` how it begins, ``about`` what the
    JSON says beside its ``rows``.
    """

    def __init__(
        self,
        place: Path,
        head: FigureHead,
        forms: Iterable[str] = FORMS,
        about: dict[str, Any] | None = None,
    ) -> None:
        self.paths = [Path(f"{place}.{form}") for form in forms]
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
        for path in self.paths:
            self._opened[path.suffix[1:]] = path.open("wb")
        self._files = dict(self._opened)
        if "parquet" in self._opened:
            self._files["parquet"] = self._head.parquet_writer(self._opened["parquet"])
        if csv := self._files.get("csv"):
            csv.write(self._head.csv)
        if document := self._files.get("json"):
            about = json_text(self._about)[:-1] + ("," if self._about else "")
            document.write(f'{about}"rows":['.encode())

    def add(self, part: FigureForms) -> None:
        """Write a part."""
        if csv := self._files.get("csv"):
            csv.write("".join(part.csv).encode("utf-8"))
        if (document := self._files.get("json")) and len(part.figures):
            rows = ",\n".join(part.json).encode("utf-8")
            document.write((b",\n" if self._rows else b"\n") + rows)
        if writer := self._files.get("parquet"):
            writer.write_table(part.parquet)
        self._rows += len(part.figures)

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
