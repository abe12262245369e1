"""A CSV of observations before DuckDB reads it: header, separator, encoding."""

import codecs
import csv
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from indicators.candidates.files import OBSERVATION_COLUMNS
from indicators.coded import coded
from indicators.problems import quoted
from indicators.refusal import RefusedFileError
from indicators.spreadsheets.files.delimited import SEPARATORS, sniff_encoding
from indicators.writing import scratch_folder

NEEDED = ("area_code", "indicator_id", "period_end", "value")
HEAD_BYTES = 65_536
LONGEST_LINE_BYTES = 1_000_000
UTF_8 = ("utf-8-sig", "utf-8")


@dataclass(frozen=True)
class BulkFile:
    """``path`` is in UTF-8; ``original`` is the reader's own file; ``columns`` as they stand."""

    path: Path
    original: Path
    columns: tuple[str, ...]
    separator: str

    def reader(self) -> str:
        """DuckDB's reading of the file, all cells as text; broken lines go to a table."""
        columns = ", ".join(f"'{sql_quoted(name)}': 'VARCHAR'" for name in self.columns)
        return (
            f"read_csv('{sql_quoted(str(self.path))}', columns = {{{columns}}}, header = true, "
            f"auto_detect = false, delim = '{self.separator}', quote = '\"', escape = '\"', "
            f"max_line_size = {LONGEST_LINE_BYTES}, store_rejects = true, rejects_limit = 0, "
            "null_padding = false)"
        )


def is_bulk_file(path: Path) -> bool:
    """Whether a text file begins with the columns of observations."""
    try:
        return not set(NEEDED) - set(_header(path)[0])
    except (RefusedFileError, UnicodeError, OSError):
        return False


@contextmanager
def open_bulk_file(path: Path) -> Iterator[BulkFile]:
    """The file as DuckDB can read it; other encodings are rewritten as UTF-8 for a while.

    Raises ``RefusedFileError`` where a needed column is absent, unknown or twice.
    """
    columns, separator, encoding = _header(path)
    unknown = [name for name in columns if name not in OBSERVATION_COLUMNS]
    twice = [name for name in columns if columns.count(name) > 1]
    absent = [name for name in NEEDED if name not in columns]
    if unknown or twice or absent:
        found = [*(coded("columns_absent", column=name) for name in absent),
                 *(coded("columns_unknown", column=quoted(name)) for name in unknown),
                 *(coded("columns_twice", column=name)
                   for name in dict.fromkeys(twice))]  # fmt: skip
        raise RefusedFileError(
            f"{path.name}:1", "header_wrong", columns=", ".join(OBSERVATION_COLUMNS),
            found=reduce(lambda first, second: coded("and", first=first, second=second), found),
        )  # fmt: skip
    if encoding in UTF_8:
        yield BulkFile(path, path, columns, separator)
        return
    with scratch_folder("bulk") as folder:
        copy = folder / "utf-8.csv"
        _rewrite(path, copy, encoding)
        yield BulkFile(copy, path, columns, separator)


def _header(path: Path) -> tuple[tuple[str, ...], str, str]:
    """Column names, separator and encoding, off the first line alone."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    encoding = _encoding_of_head(path.name, head)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    line = text.lstrip("\ufeff").splitlines()[0] if text.strip() else ""
    separator = max(SEPARATORS, key=line.count)
    names = next(csv.reader([line], delimiter=separator), [])
    return tuple(name.strip() for name in names), separator, encoding


def _encoding_of_head(file: str, head: bytes) -> str:
    """The encoding; a letter that the end of the head cuts in two does not count."""
    for cut in range(4):
        encoding = sniff_encoding(file, head[: len(head) - cut] if cut else head)
        if encoding != "cp1258":
            return encoding
    return "cp1258"


def _rewrite(path: Path, copy: Path, encoding: str) -> None:
    """As UTF-8 in NFC, line by line: Windows-1258 puts tone marks behind their letters."""
    with (
        path.open("r", encoding=encoding, newline="") as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        for line in source:
            target.write(unicodedata.normalize("NFC", line.lstrip("\ufeff")))


def sql_quoted(text: str) -> str:
    """Text inside single quotes of SQL."""
    return text.replace("'", "''")
