"""Text tables: which encoding, which separator, and the rows with their line numbers."""

import csv
import io
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from indicators.problems import quoted
from indicators.refusal import RefusedFileError

LARGEST_TEXT_BYTES = 64 * 2**20
MOST_ROWS = 200_000
MOST_COLUMNS = 1000
LONGEST_CELL = 131_072
SEPARATORS = (";", ",", "\t", "|")
SAMPLE_BYTES = 65_536
SAMPLE_ROWS = 40


@dataclass(frozen=True)
class DelimitedTable:
    """Rows of text cells; ``lines`` has the line of the file on which each row begins."""

    rows: list[list[str]]
    lines: list[int]
    encoding: str
    separator: str


def read_delimited(path: Path) -> DelimitedTable:
    """A CSV file in UTF-8 with or without BOM, UTF-16 or Windows-1258, separated by ; , | or tab.

    Raises ``RefusedFileError`` for text in none of these, markup, or tables out of bounds.
    """
    size = path.stat().st_size
    if size > LARGEST_TEXT_BYTES:
        raise RefusedFileError(path.name, f"{size:,} bytes", f"at most {LARGEST_TEXT_BYTES:,}",
                               "for millions of figures use the columns of "
                               "data/observations/*.csv")  # fmt: skip
    data = path.read_bytes()
    encoding = sniff_encoding(path.name, data)
    text = decode_1258(data) if encoding == "cp1258" else data.decode(encoding)
    separator = sniff_separator(text)
    return DelimitedTable(*_cut(path.name, text, separator), encoding, separator)


def sniff_encoding(file: str, data: bytes) -> str:
    """The Python name of the encoding: utf-8-sig, utf-16 or cp1258.

    Raises ``RefusedFileError`` for bytes that are no text in any of them.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decodable(file, data, "utf-16")
    without_mark = _utf_16_without_mark(data[:SAMPLE_BYTES])
    if without_mark:
        return _decodable(file, data, without_mark)
    if b"\0" in data:
        raise RefusedFileError(
            file,
            "NUL bytes",
            "a text table or a workbook",
            "open it in the program that made it and export CSV (UTF-8)",
        )
    if data.lstrip()[:1] == b"<":
        raise RefusedFileError(file, "markup (HTML or XML)", "a text table or a workbook",
                               "open it in Excel or LibreOffice and save it as .xlsx")  # fmt: skip
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decodable(file, data, "cp1258")
    return "utf-8-sig"


def _utf_16_without_mark(sample: bytes) -> str | None:
    """UTF-16 shows in the zero bytes of its separators and line ends, all on one side."""
    if sample.count(0) < max(len(sample) // 4, 4):
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _decodable(file: str, data: bytes, encoding: str) -> str:
    try:
        text = decode_1258(data) if encoding == "cp1258" else data.decode(encoding)
    except UnicodeError as error:
        raise RefusedFileError(file, f"bytes that are not {encoding} ({error})",
                               "text in UTF-8, UTF-16 or Windows-1258",
                               "save it again as CSV UTF-8") from error  # fmt: skip
    if any(c < " " and c not in "\t\r\n" for c in text[:SAMPLE_BYTES]):
        raise RefusedFileError(file, "control characters", "a text table",
                               "save it again as CSV UTF-8")  # fmt: skip
    return encoding


def sniff_separator(text: str) -> str:
    """The separator that gives most rows one and the same number of cells, above one.

    A decimal comma ("96,88") gives rows of differing width, which is why counting characters
    is not enough.
    """
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip().casefold()
    if first.startswith("sep=") and first[4:5] in SEPARATORS:  # a line that Excel understands
        return first[4]
    sample = text[:SAMPLE_BYTES]
    return max(SEPARATORS, key=lambda separator: _evenness(sample, separator))


def _evenness(sample: str, separator: str) -> tuple[int, int]:
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    widths: Counter[int] = Counter()
    try:
        for _, row in zip(range(SAMPLE_ROWS), rows, strict=False):
            widths[len(row)] += 1
    except csv.Error:
        return 0, 0
    del widths[0], widths[1]
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _cut(file: str, text: str, separator: str) -> tuple[list[list[str]], list[int]]:
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for row in reader:
            if len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS:
                raise RefusedFileError(f"{file}:{begins}", f"{len(row)} columns, row {len(rows)}",
                                       f"at most {MOST_COLUMNS} columns and {MOST_ROWS:,} rows",
                                       "split the file")  # fmt: skip
            if not (begins == 1 and len(row) <= 2 and row and row[0].startswith("sep=")):
                rows.append(row)
                lines.append(begins)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise RefusedFileError(
            f"{file}:{begins}",
            f"broken CSV ({quoted(str(error))})",
            f"closed quotation marks and cells of at most {LONGEST_CELL:,} characters",
            "look for a quotation mark that is not closed",
        ) from error
    return rows, lines


def decode_1258(data: bytes) -> str:
    r"""Decode to composed letters (NFC). Raises ``UnicodeDecodeError`` for the few unused bytes.

    >>> decode_1258(b"Bi\xccnh")  # i with a combining grave accent
    'Bình'
    """
    return unicodedata.normalize("NFC", data.decode("cp1258"))
