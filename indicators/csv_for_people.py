"""The one writer of every CSV that goes to people: no cell of it is run by a spreadsheet.

Names, titles and notes come from the press and from files of strangers. Numbers are numbers, in
their columns and wherever a cell is one; every other text that a spreadsheet might calculate begins
with an apostrophe. The curated files under ``data/`` are written elsewhere, word for word.
"""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, TextIO

import numpy as np
import pandas as pd

from indicators.harmless_text import harmless, kept_as_text

# Excel takes a file with a byte order mark for UTF-8; with a `sep=` line before it it does not.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# What Python, numpy and the readers of files count with.
NUMBERS = (int, float, Decimal, np.number)

Row = Mapping[str, Any]
MACHINE_NUMBER = re.compile(r"-? \d+ (?: \.\d+ )? (?: [eE] [+-]? \d+ )?", re.VERBOSE | re.ASCII)


@dataclass(frozen=True)
class Dialect:
    """How a CSV is written: what stands between cells, in numbers and behind lines.

    ``text`` makes the cells of text ready: whom they are for decides what must not be guessed.
    """

    separator: str
    decimal_mark: str
    line_end: str
    text: Callable[[str], str]


STANDARD = Dialect(",", ".", "\n", harmless)
# What Excel opens right by a double click on a machine set to Vietnamese: there a comma is the mark
# of decimals, and so a semicolon stands between cells.
EXCEL_VIETNAM = Dialect(";", ",", "\r\n", kept_as_text)


def frame_csv(frame: pd.DataFrame, *, header: bool = True, dialect: Dialect = STANDARD) -> str:
    """A frame: ISO dates, TRUE and FALSE, empty = missing; the rest as ``dialect`` has it.

    A column of whole numbers has no decimal mark, one of any numbers has it in every cell: programs
    that guess a type from the first rows guess right.
    """
    headings = _lines([frame.columns], dialect) if header else []
    return "".join([*headings, *csv_lines(frame, dialect)])


def csv_lines(frame: pd.DataFrame, dialect: Dialect = STANDARD) -> list[str]:
    """The rows of ``frame_csv``, each with the end of its line."""
    return _lines(zip(*(_column(cells, dialect) for _name, cells in frame.items()),
                      strict=True), dialect)  # fmt: skip


def _lines(rows: Iterable[Iterable[Any]], dialect: Dialect) -> list[str]:
    lines: list[str] = []
    writer = csv.writer(SimpleNamespace(write=lines.append), delimiter=dialect.separator,
                        lineterminator=dialect.line_end)  # fmt: skip
    writer.writerows(rows)
    return lines


def rows_csv(
    columns: Sequence[str], rows: Iterable[Row], *, numbers: Collection[str] = (),
    text: Callable[[str], str] = harmless,
) -> str:  # fmt: skip
    """Rows by column as ``write_rows`` writes them."""
    written = io.StringIO(newline="")
    write_rows(written, columns, rows, numbers=numbers, text=text)
    return written.getvalue()


def write_rows(
    file: TextIO, columns: Sequence[str], rows: Iterable[Row], *, numbers: Collection[str] = (),
    text: Callable[[str], str] = harmless,
) -> None:  # fmt: skip
    """Write rows below a header row: commas, LF; a column that a row has not is empty.

    ``file`` is open with ``newline=""``. ``numbers`` are columns whose cells may be numbers written
    as text, such as ``-2.1``. ``text`` makes the others harmless: ``harmless_text.protected`` where
    the file is read again.
    """
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name), text, name in numbers) for name in columns])


def _cell(value: Any, text: Callable[[str], str], may_be_number: bool) -> Any:
    """A number as it is, anything else as text that nothing runs."""
    if value is None or isinstance(value, NUMBERS):
        return value if type(value) is not bool else str(value)
    shown = str(value)
    return shown if may_be_number and MACHINE_NUMBER.fullmatch(shown) else text(shown)


def _column(values: pd.Series, dialect: Dialect) -> list[Any]:
    """Cells as they stand in the file; ``None`` for missing.

    A column of millions of cells has few different ones: each is written once.
    """
    written = _written(values, dialect)
    if values.dtype == object:  # may hold True beside 1, which are equal and written differently
        return [None if missing else written(value)
                for value, missing in zip(values, values.isna(), strict=True)]  # fmt: skip
    places, different = pd.factorize(values)
    texts = [*(written(value) for value in different), None]  # a missing one has the place -1
    return [texts[place] for place in places.tolist()]


def _written(values: pd.Series, dialect: Dialect) -> Callable[[Any], Any]:
    if pd.api.types.is_bool_dtype(values):
        return lambda value: "TRUE" if value else "FALSE"
    if pd.api.types.is_integer_dtype(values):
        return int
    if pd.api.types.is_float_dtype(values):
        return lambda value: _number(float(value), dialect)
    if pd.api.types.is_datetime64_any_dtype(values):
        return lambda value: value.date().isoformat()
    return lambda value: _mixed(value, dialect)


def _mixed(value: Any, dialect: Dialect) -> Any:
    """A cell of a column that holds what it likes: a number by its own type, else text."""
    if isinstance(value, float | Decimal | np.floating):
        return _number(value, dialect)
    return _cell(value, dialect.text, may_be_number=False)


def _number(value: float | Decimal | np.floating[Any], dialect: Dialect) -> str:
    """``60.0``, ``0.624``; with a decimal comma never in powers of ten, which offices misread."""
    if dialect.decimal_mark == ".":
        return str(value) if isinstance(value, Decimal) else repr(float(value))
    return f"{Decimal(str(value)):f}".replace(".", dialect.decimal_mark)
