"""What a cell stands for: by its column, by its row, or by both together."""

import unicodedata
from dataclasses import replace

from indicators.catalogue.records import Catalogue, Indicator
from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.column_map import MappedColumn, Mapping
from indicators.spreadsheets.headings.columns import HeadingReading, read_heading
from indicators.spreadsheets.headings.layout import Layout
from indicators.spreadsheets.headings.plans_and_changes import (
    PLAN,
    SHARE_OF_PLAN,
    is_planned,
    is_rate,
    is_share_of_plan,
    told_ratios,
)
from indicators.spreadsheets.headings.stated_periods import (
    Period,
    completed_period,
    part_of_year,
    stated_period,
    without_standard,
)
from indicators.spreadsheets.headings.units import COUNT_HEADING, printed_unit
from indicators.spreadsheets.mapping.saved_mapping import parse_period
from indicators.spreadsheets.reference import Reference
from indicators.spreadsheets.rows.area_rows import TableRow
from indicators.spreadsheets.rows.by_indicator import lines_of, row_text
from indicators.vocabularies.heading_words import HeadingWords, key_of, stands_in

PART = "a part of the row above it"


class Meanings:
    """Tells the indicator of every cell of one sheet, and its column filled in from the row."""

    def __init__(
        self, sheet: Sheet, mapping: Mapping, layout: Layout, reference: Reference,
        period: Period | None,
    ) -> None:  # fmt: skip
        self.sheet, self.mapping, self.reference = sheet, mapping, reference
        self.sheet_unit = layout.unit
        vocabulary = reference.vocabulary
        headings = dict(enumerate(told_ratios(layout.headings, vocabulary)))
        self.lines = {
            column.column: lines_of(headings.get(column.column, ()), column.area, vocabulary)
            for column in mapping.figures
        }
        self.periods = {
            column.column: column.period or _completed(self.lines[column.column], period)
            for column in mapping.figures
        }
        self.shares = {column for column, lines in self.lines.items()
                       if is_share_of_plan(lines, vocabulary)}  # fmt: skip
        self.own_units = self.shares | {
            column for column, lines in self.lines.items()
            if printed_unit(lines, vocabulary)
        }  # fmt: skip
        # Thousands of columns of communes have one heading: what it says of a row is read once.
        self._row_read, self._readings = -1, dict[tuple[str, ...], tuple[HeadingReading, str]]()

    def of(self, row: TableRow, column: MappedColumn) -> tuple[Indicator | None, MappedColumn]:
        """The indicator of a cell and its column as filled in; ``why`` says why there is none.

        A column of role ``ignored`` comes back where the cell holds nothing to be read at all.
        """
        if self.mapping.layout == "by_indicator":
            filled = self._by_row_and_heading(row, column)
        elif self.mapping.layout == "long":
            filled = self._by_row(row, column)
        else:
            period = self.periods[column.column]
            filled = column if period == column.period else replace(column, period=period)
        return self.reference.catalogue.indicators.get(filled.indicator_id), filled

    def _by_row(self, row: TableRow, column: MappedColumn) -> MappedColumn:
        """The column of values, filled in with what the cells beside it say."""
        text = row.text(self.mapping.of_role("indicator"))
        printed = row.text(self.mapping.of_role("unit")).strip("()")
        told = f"{text} ({printed})" if printed else text
        reading = read_heading((told,), self.reference.vocabulary, self.reference.catalogue,
                               self.sheet_unit)  # fmt: skip
        known = text in self.reference.catalogue.indicators
        indicator_id = text if known else reading.indicator_id or ""
        basis = row.text(self.mapping.of_role("basis")) or reading.basis
        return MappedColumn(
            column.column,
            text,
            "figure",
            indicator_id,
            basis,
            printed or reading.unit,
            self._row_period(row) or reading.period,
            why=f"no indicator is called {text[:80]!r}",
            doubts=() if known else reading.doubts,
        )

    def _row_period(self, row: TableRow) -> Period | None:
        text = row.text(self.mapping.of_role("period"))
        try:
            return parse_period(text)
        except ValueError:
            return stated_period(text)

    def _by_row_and_heading(self, row: TableRow, column: MappedColumn) -> MappedColumn:
        """The column, filled in with what the row's text and the heading say together."""
        text = row.text(self.mapping.of_role("indicator"))
        if column.role != "by_row":
            return replace(column, heading=text)
        lines = self.lines[column.column]
        reading, why = self._read_once(row, lines)
        if column.column in self.shares and not reading.indicator_id:
            return replace(column, role="ignored", why=SHARE_OF_PLAN)
        period, own = self.periods[column.column], stated_period(without_standard(text))
        if period and own and period != own:
            reading, why = (
                HeadingReading(),
                f"the row says {_shown(own)}, its column {_shown(period)}",
            )
        return replace(
            column, heading=text, role="figure", indicator_id=reading.indicator_id or "",
            basis=reading.basis, unit=self._unit(row, column, reading), period=period or own,
            status="E" if reading.estimate else column.status, why=why, doubts=reading.doubts,
        )  # fmt: skip

    def _read_once(self, row: TableRow, lines: tuple[str, ...]) -> tuple[HeadingReading, str]:
        """What a row says below these lines, and why it may say nothing."""
        if row.index != self._row_read:
            self._row_read, self._readings = row.index, {}
        if lines not in self._readings:
            text = row_text(self.sheet, self.mapping, row.index)
            reading = self._together(text, lines)
            why = reading.ignored or _unknown(text, reading)
            if row.above and (other := self._of_group(row.above, text, lines, reading)):
                reading, why = HeadingReading(), f"below {row.above[:80]!r} it may be {other}"
            self._readings[lines] = reading, why
        return self._readings[lines]

    def _of_group(
        self, above: str, text: str, lines: tuple[str, ...], reading: HeadingReading
    ) -> str:
        """Another indicator that the row would be together with the group above; mostly empty.

        "Số tiêu chí đạt" below "Nông thôn mới nâng cao" counts criteria of another set.
        """
        if not reading.indicator_id:
            return ""
        found = self._together(f"{above[:200]} {text}", lines).indicator_id
        return found if found and found != reading.indicator_id else ""

    def _together(self, text: str, lines: tuple[str, ...]) -> HeadingReading:
        return read_row_and_heading(
            text, lines, self.reference.vocabulary, self.reference.catalogue, self.sheet_unit
        )

    def _unit(self, row: TableRow, column: MappedColumn, reading: HeadingReading) -> str:
        """The unit of the heading, else that of the row, known or not; else that of the sheet."""
        if column.column in self.own_units:
            return reading.unit
        return row.text(self.mapping.of_role("unit")).strip("()") or reading.unit


def read_row_and_heading(
    text: str, lines: tuple[str, ...], vocabulary: HeadingWords, catalogue: Catalogue,
    sheet_unit: str,
) -> HeadingReading:  # fmt: skip
    """What a row's text, with its unit in brackets, and the lines over a column say together.

    The share of a plan is an indicator of its own or nothing (``ignored``); a part of the row
    above, and an indicator that the heading alone announces, are none of the row's.
    """
    share = is_share_of_plan(lines, vocabulary)
    if share and is_rate(text):
        return HeadingReading(ignored=SHARE_OF_PLAN)
    alone = read_heading((text,), vocabulary, catalogue, sheet_unit)
    if alone.ignored or (not share and _is_plan(text, vocabulary)):
        return HeadingReading(ignored=alone.ignored or PLAN)
    if any(stands_in(word, key_of(text)) for word in vocabulary.part_words):
        return HeadingReading(ignored=PART)
    counted = COUNT_HEADING.match(unicodedata.normalize("NFC", text))
    if share:
        lines = (*lines[:-1], f"{lines[-1]} (%)")
    path = (text, *lines)
    together = read_heading(path, vocabulary, catalogue, "" if counted else sheet_unit)
    if together.indicator_id in (None, alone.indicator_id):
        return together
    heading = read_heading(lines, vocabulary, catalogue, "")
    return HeadingReading() if together.indicator_id == heading.indicator_id else together


def _is_plan(text: str, vocabulary: HeadingWords) -> bool:
    """A row such as "Thu NSNN trên địa bàn (dự toán tỉnh giao)"; brackets count in a row."""
    words = key_of(text)
    achieved = any(stands_in(word, words) for word in vocabulary.result_words)
    return is_planned(text, vocabulary) and not achieved


def _completed(lines: tuple[str, ...], period: Period | None) -> Period | None:
    """The period of "6 tháng" or "cả năm" in a heading, in the one year of the whole report."""
    if period is None or period[0].year != period[1].year:
        return None
    parts = (part for line in reversed(lines) if (part := part_of_year(line)))
    part = next(parts, "")
    return completed_period(part, period[1].year) if part else None


def _unknown(text: str, reading: HeadingReading) -> str:
    if reading.rivals:
        return f"the row and its heading fit {' or '.join(reading.rivals)}"
    return f"no indicator is called {text[:80]!r}"


def _shown(period: Period) -> str:
    return "/".join(map(str, period))
