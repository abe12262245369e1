"""A sheet and its mapping → candidates, missing values and rejects; every cell is one of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.catalogue import Indicator
from indicators.curated.observations import Observation
from indicators.curated.rules import RULES, Placed
from indicators.curation.candidate_files import Candidate
from indicators.spreadsheets.cells import (
    Figure,
    MissingMark,
    NotAFigure,
    missing_mark,
    read_figure,
)  # fmt: skip
from indicators.spreadsheets.column_map import Column, Mapping
from indicators.spreadsheets.columns import default_basis, unit_for
from indicators.spreadsheets.indicator_rows import indicator_rows
from indicators.spreadsheets.layout import layout_of
from indicators.spreadsheets.meanings import Meanings
from indicators.spreadsheets.places import Found, NotFound, Places
from indicators.spreadsheets.reference import Reference
from indicators.spreadsheets.refusal import RefusedFileError
from indicators.spreadsheets.rejects import Missing, Reject
from indicators.spreadsheets.review import mark_doubts
from indicators.spreadsheets.rows import SkippedRow, TableRow, table_rows
from indicators.spreadsheets.stated_areas import column_areas, sheet_area
from indicators.spreadsheets.stated_periods import Period, stated_period
from indicators.spreadsheets.workbook import Sheet

REASON_OF_RULE = {
    "known_indicator": "unknown_indicator",
    "area_valid_on_date": "unknown_area",
    "applies_to_area": "not_applicable",
    "value_in_plausible_range": "implausible_value",
}


@dataclass(frozen=True)
class Question:
    """What the person who imports says: source, period, province and area; ``None`` = read it off.

    ``area`` is the code or the name of the commune of a sheet whose rows are indicators.
    """

    source_id: str = ""
    period: Period | None = None
    province: str | None = None
    recorded_on: date = field(default_factory=date.today)
    area: str | None = None


@dataclass(frozen=True)
class Read:
    """One cell that became an observation; ``series`` numbers the figures of its indicator."""

    row: int
    place: str
    observation: Observation
    area_name: str
    unit: str
    column: int
    series: int
    shown_as_percent: bool


@dataclass(frozen=True)
class LeftOut:
    """One cell of a column of figures that holds nothing to be read, and why."""

    place: str
    heading: str
    why: str


@dataclass
class Report:
    """The outcome of one sheet: ``accepted`` + ``missing`` + ``rejects`` are all ``cells_read``.

    ``skipped`` are rows that are no area (groups, totals, footnotes), ``ignored`` the columns that
    hold no results, ``left_out`` single cells of the others, such as the share of the plan in a row
    of which no such share is known; ``unread_sheets`` the other sheets of the file. ``area`` is the
    one commune of the sheet, ``column_areas`` those of single columns,
    and ``area_unused`` tells that one was asked for in vain.
    """

    file: str
    mapping: Mapping
    cells_read: int = 0
    accepted: list[Candidate] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    unread_sheets: list[str] = field(default_factory=list)
    period: Period | None = None
    province: str | None = None
    area: Found | None = None
    column_areas: dict[int, Found | NotFound] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    area_unused: bool = False

    @property
    def ignored(self) -> list[Column]:
        """Columns with a heading that were not read as figures."""
        return [column for column in self.mapping.columns if column.role == "ignored"]


def read_report(
    file: str, sheet: Sheet, mapping: Mapping, reference: Reference, question: Question
) -> Report:
    """Every cell of the sheet's figure columns as candidate, missing value or reject.

    Raises ``RefusedFileError`` where no period or no area can be told.
    """
    reader = _Reader(file, sheet, mapping, reference, question)
    report = reader.report
    rows, report.skipped = reader.sort_rows()
    read = [one for row in rows for one in reader.read_row(row)]
    kept = mark_doubts(read, report, reference, question)
    report.accepted = kept
    report.rejects.sort(key=lambda reject: reject.row)
    return report


class _Reader:
    """Reads rows one after the other into its report."""

    def __init__(
        self, file: str, sheet: Sheet, mapping: Mapping, reference: Reference, question: Question
    ) -> None:
        self.sheet, self.mapping, self.reference = sheet, mapping, reference
        self.question = question
        self.places = Places(reference)
        layout = layout_of(sheet, mapping.header_rows)
        self.first_row = layout.first_row
        self.report = Report(file, mapping)
        titles = (*layout.title, sheet.name)
        stated = (period for text in titles if (period := stated_period(text)))
        self.report.period = question.period or next(stated, None)
        self.report.province = question.province or self.places.province_in(layout.title)
        self._refuse_without_period(file)
        self._place(titles)
        self.meanings = Meanings(sheet, mapping, layout, reference, self.report.period)

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
            mark = missing_mark(self.sheet.value(*cell), self.reference.vocabulary)
            # Formulas and errors such as #DIV/0! may read as blank: they are no missing marks.
            marks = self.sheet.marks
            if mark and cell not in marks.formulas and cell not in marks.errors:
                self._missing(row, area, meant, mark)
            elif isinstance(area, NotFound):
                self._reject(row, meant, area.reason_code, area.detail)
            elif indicator is None:
                self._reject(row, meant, "unknown_indicator", meant.why)
            else:
                yield from self._read_cell(row, area, meant, indicator)

    def _read_cell(
        self, row: TableRow, area: Found, column: Column, indicator: Indicator
    ) -> Iterator[Read]:
        cell = row.index, column.column
        if cell in self.sheet.marks.formulas:
            formula = self.sheet.marks.formulas[cell]
            self._reject(row, column, "formula", f"={formula.removeprefix('of:').lstrip('=')}")
            return
        if cell in self.sheet.marks.errors:
            self._reject(row, column, "not_a_number", "an error value such as #DIV/0!")
            return
        unit = unit_for(column.unit, indicator.unit, self.reference.vocabulary)
        if unit is None:
            self._reject(row, column, "not_a_number", f"unit {column.unit!r}, not {indicator.unit}")
            return
        number_format = self.sheet.marks.formats.get(cell, "")
        figure = read_figure(self.sheet.value(*cell), number_format, unit)
        if isinstance(figure, NotAFigure):
            self._reject(row, column, "not_a_number", figure.found)
            return
        yield from self._checked(row, area, column, indicator, figure)

    def _checked(
        self, row: TableRow, area: Found, column: Column, indicator: Indicator, figure: Figure
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
                self._reject(row, column, code, detail)
                return
        cell = row.index, column.column
        percent = "%" in self.sheet.marks.formats.get(cell, "") or "%" in self.sheet.text(*cell)
        yield Read(row.index, self.sheet.place(*cell), observation, area.name, indicator.unit,
                   column.column, self._series(row, column), percent)  # fmt: skip

    def _series(self, row: TableRow, column: Column) -> int:
        """Where the figures of one indicator stand: in one row or in one column."""
        return row.index if self.mapping.layout == "by_indicator" else column.column

    def _observation(
        self, row: TableRow, area: Found, column: Column, indicator: Indicator, figure: Figure,
        period: Period,
    ) -> Observation:  # fmt: skip
        basis = column.basis
        if basis is None:
            basis = default_basis(indicator.id, self.reference.catalogue, period)
        note_column = self.mapping.of_role("note")
        notes = [row.text(note_column)] if note_column else []
        if figure.rounded_from:
            notes.append(f"ô chứa / the cell holds {figure.rounded_from}")
        return Observation(
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

    def _missing(
        self, row: TableRow, area: Found | NotFound, column: Column, mark: MissingMark
    ) -> None:
        code = area.area_code if isinstance(area, Found) else ""
        place = self.sheet.place(row.index, column.column)
        self.report.missing.append(
            Missing(self.row_number(row), place, code, column.indicator_id, mark.mark, mark.reason)
        )

    def _reject(self, row: TableRow, column: Column, code: str, detail: str) -> None:
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
