"""Any table file as sheets of values: XLSX, XLS and ODS by python-calamine, text by csv, JSON.

Everything is bounded before it is read: ``guard`` unpacks, ``marks`` measures the used cells, and
only then are values loaded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from indicators.refusal import RefusedFileError
from indicators.spreadsheets.files.delimited import read_delimited
from indicators.spreadsheets.files.guard import Package, kind_of, unpack
from indicators.spreadsheets.files.json_table import json_content, read_json_table
from indicators.spreadsheets.files.marks import Marks, cell_name
from indicators.spreadsheets.files.marks_ods import ods_marks
from indicators.spreadsheets.files.marks_xls import xls_marks
from indicators.spreadsheets.files.marks_xlsx import xlsx_marks

# str, float, int, bool, date, datetime, time or timedelta; "" where the cell is empty.
Value = Any
MOST_SHEETS = 200
JSON = ".json"


@dataclass(frozen=True)
class Sheet:
    """One sheet; ``rows`` may differ in length, and what lies beyond their end is empty.

    ``lines`` has the line of the file in which each row begins, for text files only. One table of
    several on a sheet is a sheet too: cells of the others are empty in it, ``title_from`` is the
    first row of its own title, and ``beyond`` are its rows with more cells than its heading.
    """

    name: str
    rows: list[list[Value]]
    marks: Marks
    hidden: bool = False
    lines: list[int] | None = None
    title_from: int = 0
    beyond: frozenset[int] = frozenset()

    def value(self, row: int, column: int) -> Value:
        """The value of a cell; ``""`` where there is none."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def unraised(self, row: int, column: int) -> Value:
        """The value of a cell without the notes that its font raises above the line."""
        return self.marks.unraised.get((row, column), self.value(row, column))

    def text(self, row: int, column: int) -> str:
        """The value as text on one line, blanks collapsed; whole numbers without ``.0``."""
        value = self.value(row, column)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return " ".join(str(value).split())

    @cached_property
    def width(self) -> int:
        """Number of columns of the widest row."""
        return max(map(len, self.rows), default=0)

    def place(self, row: int, column: int) -> str:
        """Where a cell is, in words a person can follow: ``Biểu 1!C7`` or ``dòng 7, cột C``."""
        if self.lines is None:
            return f"{self.name}!{cell_name(row, column)}"
        return f"dòng {self.lines[row]}, cột {cell_name(row, column).rstrip('0123456789')}"


def read_sheets(path: Path) -> list[Sheet]:
    """All sheets with at least one value, in the order of the file.

    Raises ``RefusedFileError`` for files that are damaged, encrypted, out of bounds, hold macros or
    links to other files, or are no table at all.
    """
    kind = kind_of(path)
    if kind == "text" and path.suffix.casefold() == JSON:
        rows = read_json_table(path.name, json_content(path))
        sheets = [Sheet(path.name, rows, Marks(path.name))]
    elif kind == "text":
        table = read_delimited(path)
        sheets = [Sheet(path.name, table.rows, Marks(path.name), lines=table.lines)]
    elif kind == "zip":
        package = unpack(path)
        sheets = list(_sheets(path, package, _package_marks(path.name, package)))
    else:
        sheets = list(_sheets(path, None, xls_marks(path)))
    if not any(sheet.rows for sheet in sheets):
        raise RefusedFileError(path.name, "no_value")
    return [sheet for sheet in sheets if sheet.rows]


def _package_marks(file: str, package: Package) -> dict[str, Marks]:
    read = xlsx_marks if package.kind == "xlsx" else ods_marks
    return read(file, package)


def _sheets(path: Path, package: Package | None, marks: dict[str, Marks]) -> Iterator[Sheet]:
    try:
        workbook = CalamineWorkbook.from_object(package.clean_copy() if package else str(path))
        for about in workbook.sheets_metadata[:MOST_SHEETS]:
            if about.name not in marks:
                continue
            if marks[about.name].values:
                sheet = workbook.get_sheet_by_name(about.name)
                rows = sheet.to_python(skip_empty_area=False)
                hidden = about.visible != SheetVisibleEnum.Visible
                yield Sheet(about.name, rows, marks[about.name], hidden)
    except (CalamineError, OSError, ValueError) as error:
        raise RefusedFileError(path.name, "workbook_unreadable", fault=str(error)) from error
