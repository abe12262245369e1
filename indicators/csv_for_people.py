"""The one writer of every CSV that goes to people: no cell of it is run by a spreadsheet.

Names, titles and notes come from the press and from files of strangers. Numbers are numbers, in
their columns and wherever a cell is one; every other text that a spreadsheet might calculate begins
with an apostrophe. The curated files under ``data/`` are written elsewhere, word for word.
"""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TextIO

import numpy as np
import pandas as pd

from indicators.harmless_text import harmless

# Excel takes a file with a byte order mark for UTF-8; with a `sep=` line before it it does not.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# What Python, numpy and the readers of files count with.
NUMBERS = (int, float, Decimal, np.number)

Row = Mapping[str, Any]
MACHINE_NUMBER = re.compile(r"-? \d+ (?: \.\d+ )? (?: [eE] [+-]? \d+ )?", re.VERBOSE | re.ASCII)


def frame_csv(frame: pd.DataFrame, *, header: bool = True) -> str:
    """A frame: commas, LF, ISO dates, ``.`` as decimal mark, TRUE and FALSE, empty = missing."""
    ready = {name: _column(frame[name]) for name in frame.columns}
    plain = pd.DataFrame(ready, index=frame.index, dtype=object)
    return plain.to_csv(index=False, header=header, lineterminator="\n")


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


def _column(values: pd.Series) -> list[Any]:
    """Cells as they stand in the file; ``None`` for missing.

    A column of millions of cells has few different ones: each is written once.
    """
    written = _written(values)
    if values.dtype == object:  # may hold True beside 1, which are equal and written differently
        return [None if missing else written(value)
                for value, missing in zip(values, values.isna(), strict=True)]  # fmt: skip
    places, different = pd.factorize(values)
    texts = [*(written(value) for value in different), None]  # a missing one has the place -1
    return [texts[place] for place in places]


def _written(values: pd.Series) -> Callable[[Any], Any]:
    if pd.api.types.is_bool_dtype(values):
        return lambda value: "TRUE" if value else "FALSE"
    if pd.api.types.is_integer_dtype(values):
        return int
    if pd.api.types.is_float_dtype(values):
        return lambda value: repr(float(value)).removesuffix(".0")
    if pd.api.types.is_datetime64_any_dtype(values):
        return lambda value: value.date().isoformat()
    return lambda value: _cell(value, harmless, may_be_number=False)
