"""Marks of the sheets of an ODS package. One cell may stand for thousands: they are counted."""

from indicators.refusal import RefusedFileError
from indicators.spreadsheets.files.guard import Package
from indicators.spreadsheets.files.marks import Marks
from indicators.spreadsheets.files.marks_xlsx import Attributes, parse

MOST_DECIMALS = 10
ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#REF!", "#VALUE!", "#NUM!", "Err:")


def ods_marks(file: str, package: Package) -> dict[str, Marks]:
    """Marks by sheet name. Raises ``RefusedFileError`` for broken or boundless sheets."""
    if "content.xml" not in package.parts:
        raise RefusedFileError(file, "no content.xml", "an ODS workbook", "save it again as .ods")
    reader = _ContentReader(file)
    parse(file, package.parts["content.xml"], reader.start, reader.end, reader.text)
    for marks in reader.found.values():
        marks.refuse_stretched(file)
    return reader.found


class _ContentReader:
    """Follows tables, rows and cells with their repetitions."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: dict[str, Marks] = {}
        self.marks = Marks("")
        self.row, self.column = 0, 0
        self.repeated_row, self.repeated_cell = 1, 1
        self.cell: Attributes = {}
        self.shown: list[str] = []
        self.level: list[str] = []
        self.raising: set[str] = set()
        self.style = ""
        self.spans: list[bool] = []
        self.used = False
        self.paragraph = False

    def start(self, name: str, found: Attributes) -> None:
        if name == "table" and "table:name" in found:
            self.marks = self.found.setdefault(found["table:name"], Marks(found["table:name"]))
            self.row = 0
        elif name in ("table-source", "cell-range-source"):
            raise RefusedFileError(
                self.file,
                "links to other workbooks",
                "cells only",
                "in LibreOffice: Edit > Links, break them, then save it again",
            )
        elif name == "table-row":
            self.column, self.used = 0, False
            self.repeated_row = _count(found, "table:number-rows-repeated")
        elif name in ("table-cell", "covered-table-cell"):
            self.cell, self.shown, self.level, self.spans = found, [], [], []
            self.repeated_cell = _count(found, "table:number-columns-repeated")
        elif name == "p":
            self.paragraph = True
        elif name == "span":
            self.spans.append(found.get("text:style-name", "") in self.raising)
        elif name == "style":
            self.style = found.get("style:name", "")
        elif name == "text-properties" and _raises(found.get("style:text-position", "")):
            self.raising.add(self.style)

    def text(self, text: str) -> None:
        if self.paragraph:
            self.shown.append(text)
            self.level += [] if any(self.spans) else [text]

    def end(self, name: str) -> None:
        if name == "p":
            self.paragraph = False
        elif name == "span" and self.spans:
            self.spans.pop()
        elif name in ("table-cell", "covered-table-cell"):
            self._cell("".join(self.shown))
            self.column += self.repeated_cell
            self.cell = {}
        elif name == "table-row":
            self.row += self.repeated_row

    def _cell(self, shown: str) -> None:
        kind = self.cell.get("office:value-type")
        spans = [_count(self.cell, f"table:number-{one}-spanned") for one in ("rows", "columns")]
        if max(spans) > 1:
            last = (self.row + spans[0] - 1, self.column + spans[1] - 1)
            self.marks.add_merge((self.row, self.column, *last))
        if not kind and not shown and "table:formula" not in self.cell:
            return
        # Repetitions are real cells to whoever reads the values: the last one counts.
        last_row = self.row + self.repeated_row - 1
        last_column = self.column + self.repeated_cell - 1
        copies = self.repeated_row * self.repeated_cell
        self.marks.add_value(self.file, last_row, last_column, copies)
        self.marks.add_text(self.file, copies * len(shown))
        for row in range(self.row, last_row + 1):
            for column in range(self.column, last_column + 1):
                self._mark(row, column, kind, shown)

    def _mark(self, row: int, column: int, kind: str | None, shown: str) -> None:
        if "table:formula" in self.cell:
            self.marks.formulas[row, column] = self.cell["table:formula"][:200]
        if shown.startswith(ERRORS):
            self.marks.errors.add((row, column))
        if self.level != self.shown and kind == "string":
            self.marks.unraised[row, column] = "".join(self.level).strip()
        if kind in ("float", "percentage") and "office:value" in self.cell:
            value = float(self.cell["office:value"])
            code = shown_format(value, shown, percentage=kind == "percentage")
            words = "".join(c for c in shown if c.isalpha() or c in " /‰").strip()
            if any(map(str.isalpha, words)):
                code = f'{code or "General"}"{words}"'
            if code:
                self.marks.formats[row, column] = code


def _raises(position: str) -> bool:
    """Whether a text position is above or below the line: "super 58%", "-33% 58%"."""
    first = position.partition(" ")[0]
    return first in ("super", "sub") or first.rstrip("%").lstrip("+-") not in ("", "0")


def shown_format(value: float, shown: str, *, percentage: bool = True) -> str | None:
    """The format with which a value is shown as this text; ``None`` where it cannot be told.

    A per cent sign belongs to the number where ``percentage`` says so or the digits do: 0.29
    shown as "0,29%" is 0.29 with a sign behind it.

    >>> shown_format(0.9688, "96,88%"), shown_format(1234.5, "1.234,5"), shown_format(7.0, "7 xã")
    ('0.00%', '0.0', '0')
    >>> shown_format(0.29, "0,29%")
    '0.00"%"'
    """
    if "%" not in shown:
        return _digits_of(value, shown) or _scaled_digits(value, shown)
    if code := _digits_of(value * 100, shown):
        return f"{code}%"
    if code := _digits_of(value, shown):
        return f'{code}"%"'
    return "General%" if percentage else 'General"%"'


def _scaled_digits(value: float, shown: str) -> str | None:
    """The format that shows thousands or millions of a value: 12,675,500 as "12.675,5"."""
    for power in (1, 2):
        if code := _digits_of(value / 1000**power, shown):
            return code + "," * power
    return None


def _digits_of(value: float, shown: str) -> str | None:
    """The format without signs whose digits are those of the text."""
    wanted = "".join(c for c in shown if c.isdecimal())
    for decimals in range(MOST_DECIMALS + 1):
        if f"{abs(value):.{decimals}f}".replace(".", "") == wanted:
            return "0" + ("." + "0" * decimals if decimals else "")
    return None


def _count(found: Attributes, name: str) -> int:
    text = found.get(name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1
