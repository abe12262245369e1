"""The rows below a header: which are areas, which groups, totals, footnotes, repeated headers."""

import re
from dataclasses import dataclass

from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.column_map import MappedColumn, Mapping
from indicators.spreadsheets.rows.cells import looks_like_a_figure
from indicators.spreadsheets.rows.places import FoundArea, NotFound, Places, folded_name
from indicators.vocabularies.heading_words import HeadingWords

GROUP_NUMBER = re.compile(r"(?:[IVX]{1,6}|[A-H])\.?")
GROUP_IN_NAME = re.compile(r"(?:[IVX]{1,6}|[A-H])[.:/)]\s+\S")


@dataclass(frozen=True)
class SkippedRow:
    """A row that is no area. ``kind`` is group, total, footnote or repeated header."""

    row: int
    kind: str
    text: str


@dataclass(frozen=True)
class TableRow:
    """A row that is, or should be, an area. ``shown`` is code and name as the report has them.

    ``above`` is the text of the group above a row that is an indicator.
    """

    index: int
    sheet: Sheet
    area: FoundArea | NotFound
    shown: str
    above: str = ""

    def text(self, column: MappedColumn | None) -> str:
        """The text of a cell of this row; empty for no column."""
        return self.sheet.text(self.index, column.column) if column else ""


def table_rows(
    sheet: Sheet, mapping: Mapping, vocabulary: HeadingWords, places: Places, first: int,
    province: str | None,
) -> tuple[list[TableRow], list[SkippedRow]]:  # fmt: skip
    """The rows of areas, and the others that hold anything at all.

    A group row that names a province ("I. Tỉnh …") sets it for the rows below.
    """
    sorter = _Sorter(sheet, mapping, vocabulary, places, province)
    for row in range(first, len(sheet.rows)):
        sorter.sort(row)
    return sorter.rows, sorter.skipped


class _Sorter:
    """Goes down the rows and remembers the province of the last group."""

    def __init__(
        self, sheet: Sheet, mapping: Mapping, vocabulary: HeadingWords, places: Places,
        province: str | None,
    ) -> None:  # fmt: skip
        self.sheet, self.mapping, self.vocabulary, self.places = sheet, mapping, vocabulary, places
        self.province = province
        lowest = [column.heading.rpartition(" / ")[2] for column in mapping.columns]
        self.headings = {folded_name(heading) for heading in lowest if heading}
        self.rows: list[TableRow] = []
        self.skipped: list[SkippedRow] = []

    def sort(self, row: int) -> None:
        code, name = self._cell(row, "area_code"), self._cell(row, "area_name")
        texts = [t for c in range(self.sheet.width) if (t := self.sheet.text(row, c))]
        if not texts:
            return
        area = self._area(row, code, name)
        kind = None if isinstance(area, FoundArea) else self._kind(row, texts, name or texts[0])
        if isinstance(area, FoundArea) and len(area.area_code) == 2:
            self.province = area.area_code  # a province's own row heads its communes
        if kind == "group":
            self.province = self.places.province(GROUP_IN_NAME.sub("", name)) or self.province
        if kind:
            self.skipped.append(SkippedRow(row + 1, kind, " ".join(texts)[:80]))
            return
        nameless = NotFound("unknown_area", "neither code nor name in this row")
        self.rows.append(TableRow(row, self.sheet, area or nameless, f"{code} {name}".strip()))

    def _area(self, row: int, code: str, name: str) -> FoundArea | NotFound | None:
        if code:
            return self.places.find(code, name, self._province(row))
        return self.places.find_outside(name, self._province(row)) if name else None

    def _cell(self, row: int, role: str) -> str:
        column = self.mapping.of_role(role)
        return self.sheet.text(row, column.column) if column else ""

    def _province(self, row: int) -> str | None:
        text = self._cell(row, "province")
        return (self.places.province(text) if text else None) or self.province

    def _kind(self, row: int, texts: list[str], name: str) -> str | None:
        """What a row is that is no known area; ``None`` if it has figures that must not be lost."""
        first = folded_name(texts[0])
        if folded_name(name) in self.headings and len(texts) > 1:
            return "repeated header"
        if begins(folded_name(name), self.vocabulary.totals) or first in self.vocabulary.totals:
            return "total"
        if begins(first, self.vocabulary.footnotes) or texts[0].startswith("*"):
            return "footnote"
        number = self._cell(row, "number")
        if GROUP_NUMBER.fullmatch(number) or GROUP_IN_NAME.match(name):
            return "group"
        if self._has_figures(row):
            return None
        if number.isdecimal():
            return None
        # Without figures and without a number a text is a heading within the table or below it.
        return "group" if self._more_areas(row) else "footnote"

    def _has_figures(self, row: int) -> bool:
        return any(
            looks_like_a_figure(self.sheet.value(row, column.column))
            or (row, column.column) in self.sheet.marks.formulas
            for column in self.mapping.figures
        )

    def _more_areas(self, row: int) -> bool:
        """Whether figures follow below: then the row is a group and no footnote."""
        last = min(row + 4, len(self.sheet.rows))
        return any(self._has_figures(below) for below in range(row + 1, last))


def begins(text: str, words: tuple[str, ...]) -> bool:
    """Whether a folded text is one of the words, or begins with one."""
    return any(text == word or text.startswith(word + " ") for word in words)
