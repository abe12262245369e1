"""A sheet and its mapping → candidates, missing values and rejects; every cell is one of them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from indicators.catalogue.records import Indicator
from indicators.curated.observations import Observation, follows_from_print
from indicators.curated.rules import RULES, Placed, count_is_whole
from indicators.doubts import Doubt
from indicators.refusal import RefusedFileError
from indicators.spreadsheets.doubtful import mark_doubts
from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.column_map import MappedColumn, Mapping
from indicators.spreadsheets.headings.columns import default_basis
from indicators.spreadsheets.headings.layout import layout_of
from indicators.spreadsheets.headings.stated_periods import Period, stated_period
from indicators.spreadsheets.mapping.meanings import Meanings
from indicators.spreadsheets.mapping.stated_areas import column_areas, sheet_area
from indicators.spreadsheets.mapping.tables import Tables, table_of
from indicators.spreadsheets.reference import Reference
from indicators.spreadsheets.rejects import Missing, Reject
from indicators.spreadsheets.report import (
    LeftOut,
    NumberMarks,
    Question,
    Read,
    Report,
    together,
)
from indicators.spreadsheets.rows.area_rows import SkippedRow, TableRow, table_rows
from indicators.spreadsheets.rows.cell_doubts import (
    UNQUOTED,
    count_doubts,
    format_doubts,
    row_doubts,
    splits_numbers,
    title_doubts,
    unit_in_cell,
)
from indicators.spreadsheets.rows.cells import (  # fmt: skip
    Figure,
    MissingMark,
    NotAFigure,
    missing_mark,
    read_figure,
)
from indicators.spreadsheets.rows.conventions import COMMA, Tally, convention, tally
from indicators.spreadsheets.rows.indicator_rows import indicator_rows
from indicators.spreadsheets.rows.number_formats import shown_as
from indicators.spreadsheets.rows.places import FoundArea, NotFound, Places

REASON_OF_RULE = {
    "known_indicator": "unknown_indicator",
    "area_valid_on_date": "unknown_area",
    "applies_to_area": "not_applicable",
    "value_in_plausible_range": "implausible_value",
}

__all__ = ["Question", "Report", "read_report"]

POINT_CORRECTION = "cột này viết dấu chấm thập phân / the column writes decimals behind a point"


def read_report(
    file: str, sheet: Sheet, mapping: Mapping, reference: Reference, question: Question
) -> Report:
    """Every cell of the sheet's figure columns as candidate, missing value or reject.

    Raises ``RefusedFileError`` where no period or no area can be told.
    """
    tables = Tables(reference.vocabulary, reference.catalogue, Places(reference)).of(sheet)
    pairs = [(table_of(one, tables), one) for one in (mapping, *mapping.more)]
    of_file = tally(value for table, one in pairs for value in _values(table, one.figures))
    readers, refused = list[_Reader](), list[RefusedFileError]()
    for number, (table, one) in enumerate(pairs):
        try:
            readers.append(_Reader(number, file, table, one, reference, question, of_file))
        except RefusedFileError as error:
            refused.append(error)
    if not readers:
        raise refused[0]
    read = [figure for reader in readers for figure in reader.read_all()]
    report = together(mapping, [reader.report for reader in readers])
    unread = [table for table in tables if all(table is not one for one, _mapping in pairs)]
    report.unread_tables = [str(error) for error in refused] + [
        table.place(table.title_from, 0) for table in unread
    ]
    report.accepted = mark_doubts(read, report, reference, question)
    report.rejects.sort(key=lambda reject: reject.row)
    return report


def _values(sheet: Sheet, columns: tuple[MappedColumn, ...]) -> Iterator[object]:
    """The cells of some columns, from the top of the sheet."""
    for column in columns:
        for row in range(len(sheet.rows)):
            yield sheet.unraised(row, column.column)


class _Reader:
    """Reads the rows of one table one after the other into its report."""

    def __init__(
        self, number: int, file: str, sheet: Sheet, mapping: Mapping, reference: Reference,
        question: Question, of_file: Tally,
    ) -> None:  # fmt: skip
        self.number, self.sheet, self.mapping, self.reference = number, sheet, mapping, reference
        self.question = question
        self.places = Places(reference)
        layout = layout_of(sheet, mapping.header_rows)
        self.first_row = layout.first_row
        self._of_title: dict[str, list[Doubt]] = {}
        self.nearest = (*layout.nearest_title, sheet.name)
        self.report = Report(file, mapping)
        titles = (*layout.title, sheet.name)
        stated = (period for text in titles if (period := stated_period(text)))
        self.report.period = question.period or next(stated, None)
        self.report.province = question.province or self.places.province_in(layout.title)
        self._refuse_without_period(file)
        self._place(titles)
        self.meanings = Meanings(sheet, mapping, layout, reference, self.report.period)
        self._find_conventions(of_file)
        self.last_figure = max((one.column for one in mapping.figures if one.heading), default=0)

    @cached_property
    def unquoted(self) -> bool:
        """Whether the rows of this text file are cut at their decimal commas."""
        figures = [column.column for column in self.mapping.figures]
        return self.sheet.lines is not None and splits_numbers(self.sheet, figures, self.first_row)

    def _title_doubts(self, column: MappedColumn) -> list[Doubt]:
        """Doubts that the title raises; told once for each heading, not for each cell."""
        if column.heading not in self._of_title:
            found = title_doubts(self.nearest, column, self.reference.vocabulary)
            self._of_title[column.heading] = found
        return self._of_title[column.heading]

    def _find_conventions(self, of_file: Tally) -> None:
        """How the text cells of each column are read, and a line of the report about it."""
        self.conventions = {
            column.column: convention([*_values(self.sheet, (column,))], of_file)
            for column in self.mapping.figures
        }
        self.report.number_marks = [
            NumberMarks(column.heading, self.conventions[column.column])
            for column in self.mapping.figures if tally(_values(self.sheet, (column,))) != Tally()
        ]  # fmt: skip

    def read_all(self) -> Iterator[Read]:
        """The observations of all rows; what holds none goes to the report."""
        rows, self.report.skipped = self.sort_rows()
        for row in rows:
            yield from self.read_row(row)

    def _place(self, titles: tuple[str, ...]) -> None:
        """Find the areas of a sheet whose rows name none; the mapping keeps that of the sheet."""
        report = self.report
        report.area = sheet_area(report.file, self.mapping, titles, self.places,
                                 asked=self.question.area, province=report.province)  # fmt: skip
        report.column_areas = column_areas(self.mapping.figures, self.places, report.province)
        if report.area:
            report.mapping = replace(self.mapping, area=report.area.area_code)

    def sort_rows(self) -> tuple[list[TableRow], list[SkippedRow]]:
        """The rows that are read and those that are not."""
        vocabulary, report = self.reference.vocabulary, self.report
        if self.mapping.layout == "by_indicator":
            return indicator_rows(report.file, self.sheet, self.mapping, vocabulary,
                                  self.first_row, report.area)  # fmt: skip
        return table_rows(self.sheet, self.mapping, vocabulary, self.places, self.first_row,
                          report.province)  # fmt: skip

    def _refuse_without_period(self, file: str) -> None:
        figures = [c for c in self.mapping.columns if c.role in ("figure", "by_row")]
        without = [c for c in figures if c.period is None]
        by_row = self.mapping.layout == "long" and self.mapping.of_role("period") is not None
        if self.report.period is None and (without or self.mapping.layout == "long") and not by_row:
            raise RefusedFileError(
                file,
                "no period in title or headings",
                "a period",
                "give --year 2025 or --period 2025-01-01/2025-06-30",
            )

    def read_row(self, row: TableRow) -> Iterator[Read]:
        """The observations of one row; its missing values and rejects go to the report."""
        for column in self.mapping.figures:
            indicator, meant = self.meanings.of(row, column)
            cell = row.index, column.column
            if meant.role == "ignored":
                place = self.sheet.place(*cell)
                self.report.left_out.append(LeftOut(place, column.heading, meant.why))
                continue
            self.report.cells_read += 1
            area = self.report.column_areas.get(column.column, row.area)
            mark = missing_mark(self.sheet.unraised(*cell), self.reference.vocabulary)
            # Formulas and errors such as #DIV/0! may read as blank: they are no missing marks.
            marks = self.sheet.marks
            if row.index in self.sheet.beyond:
                self._reject(row, meant, "more_cells_than_headings", "")
            elif mark and cell not in marks.formulas and cell not in marks.errors:
                self._missing(row, area, meant, mark)
            elif isinstance(area, NotFound):
                self._reject(row, meant, area.reason_code, area.detail)
            elif indicator is None:
                self._reject(row, meant, "unknown_indicator", meant.why)
            else:
                yield from self._read_cell(row, area, meant, indicator)

    def _read_cell(
        self, row: TableRow, area: FoundArea, column: MappedColumn, indicator: Indicator
    ) -> Iterator[Read]:
        cell = row.index, column.column
        if cell in self.sheet.marks.formulas:
            formula = self.sheet.marks.formulas[cell]
            self._reject(row, column, "formula", f"={formula.removeprefix('of:').lstrip('=')}")
            return
        if cell in self.sheet.marks.errors:
            self._reject(row, column, "not_a_number", "an error value such as #DIV/0!")
            return
        value, shown = self.sheet.unraised(*cell), shown_as(self.sheet.marks.formats.get(cell, ""))
        vocabulary = self.reference.vocabulary
        unit, doubts = unit_in_cell(value, shown, column, indicator, vocabulary)
        if unit is None:
            self._reject(row, column, "not_a_number", f"unit {column.unit!r}, not {indicator.unit}")
            return
        marks, whole = self.conventions[column.column], not indicator.decimals and unit.factor == 1
        language = marks.language_of(value, whole) if isinstance(value, str) else COMMA
        figure = read_figure(value, self.sheet.marks.formats.get(cell, ""), unit, language)
        if isinstance(figure, NotAFigure):
            self._reject(row, column, "not_a_number", figure.found)
            return
        of_cell = (
            *self._title_doubts(column), *doubts, *marks.doubts(value, whole),
            *format_doubts(shown, unit, indicator, vocabulary),
            *count_doubts(figure.value, indicator),
            *row_doubts(self.sheet, row.index, self.last_figure),
            *([UNQUOTED] if self.unquoted else []),
        )  # fmt: skip
        column = replace(column, doubts=of_cell)
        yield from self._checked(row, area, column, indicator, figure)

    def _checked(
        self,
        row: TableRow,
        area: FoundArea,
        column: MappedColumn,
        indicator: Indicator,
        figure: Figure,
    ) -> Iterator[Read]:
        period = column.period or self.report.period
        if period is None:
            self._reject(row, column, "breaks_rule", "no period in this row or in the file")
            return
        observation = self._observation(row, area, column, indicator, figure, period)
        placed = Placed(self.report.file, row.index + 1, observation)
        for rule in RULES:
            for problem in rule(self.reference.facts, placed):
                code = REASON_OF_RULE.get(rule.__name__, "breaks_rule")
                detail = f"found {problem.found}, expected {problem.expected}"
                if rule is count_is_whole:
                    self.report.broken_counts.add(self._series(row, column))
                self._reject(row, column, code, detail)
                return
        cell = row.index, column.column
        percent = "%" in self.sheet.marks.formats.get(cell, "") or "%" in self.sheet.text(*cell)
        yield Read(row.index, self.sheet.place(*cell), observation, area.name, indicator.unit,
                   column.column, self._series(row, column), percent, column.doubts)  # fmt: skip

    def _series(self, row: TableRow, column: MappedColumn) -> tuple[int, int]:
        """Where the figures of one indicator stand: in one row or in one column of a table."""
        line = row.index if self.mapping.layout == "by_indicator" else column.column
        return self.number, line

    def _observation(
        self,
        row: TableRow,
        area: FoundArea,
        column: MappedColumn,
        indicator: Indicator,
        figure: Figure,
        period: Period,
    ) -> Observation:
        basis = column.basis
        if basis is None:
            basis = default_basis(indicator.id, self.reference.catalogue, period)
        note_column = self.mapping.of_role("note")
        notes = [row.text(note_column)] if note_column else []
        if figure.rounded_from:
            notes.append(f"ô chứa / the cell holds {figure.rounded_from}")
        if self.sheet.marks.unraised.get((row.index, column.column)):
            notes.append(f"ô chứa / the cell holds {self.sheet.text(row.index, column.column)}")
        observation = Observation(
            area_code=area.area_code, indicator_id=indicator.id,
            # A stock is a state on a day: the day itself is the period.
            period_start=None if indicator.measures == "stock" else period[0],
            period_end=period[1], basis=basis, value=figure.value, numerator=figure.numerator,
            denominator=figure.denominator or _criteria(indicator, basis),
            qualifier=figure.qualifier, status=column.status, source_id=self.question.source_id,
            locator=self.sheet.place(row.index, column.column), as_printed=figure.as_printed,
            correction="", note="; ".join(note for note in notes if note),
            recorded_on=self.question.recorded_on, revision=1,
        )  # fmt: skip
        if not isinstance(self.sheet.value(row.index, column.column), str):
            return observation
        by_comma = follows_from_print(observation, indicator.unit, "vi")
        return observation if by_comma else replace(observation, correction=POINT_CORRECTION)

    def _missing(
        self, row: TableRow, area: FoundArea | NotFound, column: MappedColumn, mark: MissingMark
    ) -> None:
        code = area.area_code if isinstance(area, FoundArea) else ""
        place = self.sheet.place(row.index, column.column)
        self.report.missing.append(
            Missing(self.row_number(row), place, code, column.indicator_id, mark.mark, mark.reason)
        )

    def _reject(self, row: TableRow, column: MappedColumn, code: str, detail: str) -> None:
        found = self.sheet.text(row.index, column.column)[:200]
        place = self.sheet.place(row.index, column.column)
        indicator = column.indicator_id or column.heading
        self.report.rejects.append(
            Reject(
                self.row_number(row),
                place,
                column.area or row.shown,
                indicator,
                found,
                code,
                detail,
            )
        )

    def row_number(self, row: TableRow) -> int:
        """The row as the program that shows the file counts it."""
        return self.sheet.lines[row.index] if self.sheet.lines else row.index + 1


def _criteria(indicator: Indicator, basis: str) -> Decimal | None:
    """The number of criteria of a set, which a column of counts leaves out."""
    sizes: dict[str, Any] = {"set_2021": Decimal(19), "set_2026": Decimal(10)}
    return sizes.get(basis) if indicator.unit == "tiêu chí" else None
