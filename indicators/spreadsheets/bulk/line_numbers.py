"""From a row of the loaded table to the line of the file, exactly, without slowing the load."""

import bisect
import csv
from collections.abc import Iterator

import duckdb

from indicators.spreadsheets.bulk.bulk_file import BulkFile

PIECE_BYTES = 2**22
HEADER_LINES = 1


class LineNumbers:
    """Line numbers of rows; rows count from 0 in the order of the file.

    Where every record is one line (nearly every file), a row's line follows from its number and
    the broken lines before it. Otherwise, in a file with line breaks inside cells or blank lines,
    the file is read once more for its record ends.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, file: BulkFile) -> None:
        self.file = file
        self.broken = sorted(
            row[0] for row in connection.sql("SELECT byte_position FROM broken_line").fetchall()
        )
        self.rows: int = connection.sql("SELECT count(*) FROM loaded").fetchall()[0][0]
        self._regular = _line_count(file) == self.rows + len(self.broken) + HEADER_LINES
        self._broken_lines: list[int] = []
        self._starts: list[int] = []

    def of(self, rows: list[int]) -> list[int]:
        """The lines in which rows begin."""
        if not self._regular:
            starts = self._record_starts()
            return [starts[row] for row in rows]
        broken = self.of_broken()
        return [_shifted(row + HEADER_LINES + 1, broken) for row in rows]

    def of_broken(self) -> list[int]:
        """The lines of broken records in rising order, counted in the bytes before them."""
        if self.broken and not self._broken_lines:
            self._broken_lines = list(_lines_at(self.file, self.broken))
        return self._broken_lines

    def _record_starts(self) -> list[int]:
        """The line on which each loaded row begins: one more pass over an irregular file."""
        if not self._starts:
            broken = set(self.of_broken())
            with self.file.path.open("r", encoding="utf-8-sig", newline="") as text:
                reader = csv.reader(text, delimiter=self.file.separator)
                begins = 1
                for record in reader:
                    if begins > HEADER_LINES and record and begins not in broken:
                        self._starts.append(begins)
                    begins = reader.line_num + 1
        return self._starts


def _shifted(line: int, broken: list[int]) -> int:
    """The line of the n-th sound record: broken lines before it push it down."""
    pushed = line
    while (moved := line + bisect.bisect_right(broken, pushed)) != pushed:
        pushed = moved
    return pushed


def _line_count(file: BulkFile) -> int:
    """Lines of the file; a last line without a line break counts."""
    count, last = 0, b"\n"
    with file.path.open("rb") as data:
        while piece := data.read(PIECE_BYTES):
            count += piece.count(b"\n")
            last = piece[-1:]
    return count + (last != b"\n")


def _lines_at(file: BulkFile, positions: list[int]) -> Iterator[int]:
    """The line in which each byte (counted from 1, rising) lies."""
    line, offset, waiting = 1, 0, iter(positions)
    wanted = next(waiting, None)
    with file.path.open("rb") as data:
        while wanted is not None and (piece := data.read(PIECE_BYTES)):
            while wanted is not None and wanted - 1 < offset + len(piece):
                yield line + piece.count(b"\n", 0, wanted - 1 - offset)
                wanted = next(waiting, None)
            line += piece.count(b"\n")
            offset += len(piece)
