"""Which column of a report is what: proposed from the headings, kept in a file, checked again.

A mapping lies beside its report as ``report.xlsx.mapping.yaml``. Next month's report in the same
layout is read with it; in another layout it is refused with the column that moved.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from indicators.catalogue.records import Catalogue
from indicators.coded import Coded, coded
from indicators.doubts import SEPARATOR, Doubt, read_doubts
from indicators.problems import quoted
from indicators.refusal import FaultyValueError, RefusedFileError
from indicators.spreadsheets.files.marks import column_letters, column_number
from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.column_map import ROLES, MappedColumn, Mapping
from indicators.spreadsheets.headings.columns import read_heading
from indicators.spreadsheets.headings.layout import PLACE_ROLES, find_layout, layout_of
from indicators.spreadsheets.headings.stated_periods import Period, heading_period, without_period
from indicators.spreadsheets.headings.units import unit_for
from indicators.spreadsheets.mapping.mapping_text import read_mapping_text
from indicators.spreadsheets.mapping.tables import Tables, table_of
from indicators.spreadsheets.rows.by_indicator import lines_of
from indicators.spreadsheets.rows.places import Places
from indicators.vocabularies.heading_words import HeadingWords
from indicators.writing import write_whole

VERSION = 1
SUFFIX = ".mapping.yaml"
BY_HEADING = "heading"


def mapping_path(report: Path) -> Path:
    """Where the mapping of a report lies."""
    return report.with_name(report.name + SUFFIX)


def save_mapping(mapping: Mapping, path: Path) -> None:
    """Write the mapping as YAML that a person can read and change."""
    record = {
        "version": VERSION,
        "sheet": mapping.sheet,
        **_table_record(mapping),
        **({"more_tables": [_table_record(one) for one in mapping.more]} if mapping.more else {}),
    }
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=100)
    head = "# How this report is read: python -m indicators import\n"
    write_whole(path, (head + text).encode("utf-8"))


def _table_record(mapping: Mapping) -> dict[str, Any]:
    return {
        **({"area": mapping.area} if mapping.area else {}),
        "header_rows": [row + 1 for row in mapping.header_rows],
        "columns": [_as_record(column) for column in mapping.columns],
    }


def _as_record(column: MappedColumn) -> dict[str, Any]:
    record: dict[str, Any] = {
        "column": column_letters(column.column), "heading": column.heading, "role": column.role,
    }  # fmt: skip
    if column.role == "figure":
        record["indicator"] = column.indicator_id
        if column.basis is not None:
            record["basis"] = column.basis
        record["unit"] = column.unit
        if column.doubts:  # whoever is sure of the column deletes them
            record["doubts"] = SEPARATOR.join(map(str, column.doubts))
    if column.area:
        record["area"] = column.area
    if column.period_by_heading:
        record["period"] = BY_HEADING
    elif column.period:
        record["period"] = "/".join(map(str, column.period))
    if column.status != "A":
        record["status"] = column.status
    if column.why:
        record["why"] = str(column.why)
    return record


def load_mapping(path: Path, catalogue: Catalogue, vocabulary: HeadingWords) -> Mapping:
    """Read a saved mapping. Raises ``RefusedFileError`` where it is no valid mapping."""
    try:
        record = read_mapping_text(path)
        if record["version"] != VERSION:
            raise FaultyValueError("other_version", version=repr(record["version"])[:80])
        sheet, others = str(record["sheet"]), record.get("more_tables", [])
        first, *more = (_table(one, sheet, catalogue, vocabulary) for one in (record, *others))
        return replace(first, more=tuple(more))
    except (OSError, KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise RefusedFileError(path.name, "mapping_wrong", found=_fault(error)) from error


def _fault(error: Exception) -> Coded | str:
    """What is wrong with a mapping."""
    if isinstance(error, FaultyValueError):
        return error.fact
    if isinstance(error, OSError):
        return error.strerror or coded("file_unreadable")
    return str(error)[:300] if isinstance(error, ValueError) else coded("other_keys")


def _table(
    record: dict[str, Any], sheet: str, catalogue: Catalogue, vocabulary: HeadingWords
) -> Mapping:
    """One table of a saved mapping. Raises ``ValueError`` where it is none."""
    rows = tuple(int(row) - 1 for row in record["header_rows"])
    columns = tuple(_from_record(one, catalogue, vocabulary) for one in record["columns"])
    if not rows or rows != tuple(range(rows[0], rows[0] + len(rows))) or rows[0] < 0:
        raise FaultyValueError("header_rows", rows=repr(record["header_rows"])[:80])
    mapping = Mapping(sheet, rows, columns, str(record.get("area", "")))
    if mapping.layout == "by_indicator" and not mapping.of_role("indicator"):
        raise FaultyValueError("by_row_without_indicator")
    return mapping


def _from_record(
    record: dict[str, Any], catalogue: Catalogue, vocabulary: HeadingWords
) -> MappedColumn:
    role = record["role"]
    if role not in ROLES:
        raise FaultyValueError("role_unknown", role=repr(role)[:80],
                               roles=", ".join(sorted(ROLES)))  # fmt: skip
    heading, number = str(record.get("heading", "")), column_number(str(record["column"]))
    column = MappedColumn(number, heading, role, why=_why(record))
    if role not in ("figure", "by_row"):
        return column
    period = record.get("period")
    by_heading = period == BY_HEADING
    fixed = parse_period(str(period)) if period and not by_heading else None
    column = replace(column, period=fixed, period_by_heading=by_heading,
                     status=str(record.get("status", "A")), why=None)  # fmt: skip
    if role == "by_row":
        return replace(column, area=str(record.get("area", "")))
    return _with_indicator(column, record, catalogue, vocabulary)


def _why(record: dict[str, Any]) -> Coded | None:
    """Why a column is not read, as it was proposed; the words of a person stand for themselves."""
    text = str(record.get("why", ""))
    read = read_doubts(text)
    if not read:
        return None
    return read[0] if isinstance(read[0], Coded) else coded("own_words", words=text)


def _with_indicator(
    column: MappedColumn, record: dict[str, Any], catalogue: Catalogue, vocabulary: HeadingWords
) -> MappedColumn:
    """The column with indicator, basis and unit. Raises ``ValueError`` where they do not fit."""
    indicator = catalogue.indicators.get(record["indicator"])
    if indicator is None:
        raise FaultyValueError("indicator_not_known", indicator=repr(record["indicator"])[:80])
    unit = str(record.get("unit", indicator.unit))
    if unit_for(unit, indicator.unit, vocabulary) is None:
        raise FaultyValueError("unit_of_indicator", unit=quoted(unit), indicator=indicator.id,
                               expected=indicator.unit)  # fmt: skip
    basis = record.get("basis")
    doubts = tuple(one for one in read_doubts(str(record.get("doubts", "")))
                   if isinstance(one, Doubt))  # fmt: skip
    return replace(column, indicator_id=indicator.id, unit=unit, doubts=doubts,
                   basis=None if basis is None else str(basis))  # fmt: skip


def parse_period(text: str) -> Period:
    """``2025`` or ``2025-01-01/2025-06-30`` as first and last day. Raises ``ValueError``."""
    first, slash, last = text.partition("/")
    if not slash:
        year = int(text)
        return date(year, 1, 1), date(year, 12, 31)
    period = date.fromisoformat(first), date.fromisoformat(last)
    if period[0] > period[1]:
        raise FaultyValueError("period_backwards", period=text)
    return period


def fit_mapping(
    file: str,
    mapping: Mapping,
    sheets: list[Sheet],
    vocabulary: HeadingWords,
    catalogue: Catalogue,
    places: Places | None = None,
) -> Mapping:
    """The saved mapping for this month's file, its periods read again.

    Raises ``RefusedFileError`` naming the sheet, row or column that is not where it was.
    """
    sheet = next((one for one in sheets if one.name == mapping.sheet), None)
    if sheet is None and len(sheets) == 1:  # exports and text files are named after the month
        sheet = sheets[0]
    if sheet is None:
        names = ", ".join(quoted(one.name) for one in sheets)
        raise RefusedFileError(file, "sheet_moved", names=names, sheet=quoted(mapping.sheet))
    tables = Tables(vocabulary, catalogue, places).of(sheet)
    first, *more = (
        _fit_table(file, one, table_of(one, tables), vocabulary, catalogue)
        for one in (mapping, *mapping.more)
    )
    return replace(first, more=tuple(more))


def _fit_table(
    file: str, mapping: Mapping, sheet: Sheet, vocabulary: HeadingWords, catalogue: Catalogue
) -> Mapping:
    """One table of a saved mapping. Raises ``RefusedFileError`` where it is not where it was."""
    roles = ("indicator",) if mapping.layout == "by_indicator" else PLACE_ROLES
    found = find_layout(sheet, vocabulary, roles)
    if found and found.header_rows != mapping.header_rows:
        raise RefusedFileError(file, "header_moved", rows=_counted(found.header_rows),
                               expected=_counted(mapping.header_rows))  # fmt: skip
    if mapping.header_rows[-1] >= len(sheet.rows):
        raise RefusedFileError(file, "header_gone", count=len(sheet.rows),
                               expected=_counted(mapping.header_rows))  # fmt: skip
    headings = layout_of(sheet, mapping.header_rows).headings
    columns = tuple(
        _fit_column(file, column, headings, vocabulary, catalogue) for column in mapping.columns
    )
    known = {column.column for column in columns}
    for number, heading in enumerate(headings):
        if heading and number not in known:
            raise RefusedFileError(f"{file}, column {column_letters(number)}", "column_added",
                                   heading=quoted(" / ".join(heading)))  # fmt: skip
    return replace(mapping, sheet=sheet.name, columns=columns, more=())


def _fit_column(
    file: str,
    column: MappedColumn,
    headings: tuple[tuple[str, ...], ...],
    vocabulary: HeadingWords,
    catalogue: Catalogue,
) -> MappedColumn:
    texts = [" / ".join(heading) for heading in headings]
    here = texts[column.column] if column.column < len(texts) else ""
    wanted = without_period(column.heading)
    if without_period(here) != wanted:
        place = f"{file}, column {column_letters(column.column)}"
        elsewhere = [n for n, text in enumerate(texts) if text and without_period(text) == wanted]
        moved_to = {"column": column_letters(elsewhere[0])} if elsewhere else {}
        raise RefusedFileError(place, "heading_moved" if elsewhere else "heading_other",
                               heading=quoted(here), expected=quoted(column.heading),
                               **moved_to)  # fmt: skip
    if not column.period_by_heading:
        return replace(column, heading=here)
    if column.role == "by_row":
        lines = lines_of(headings[column.column], column.area, vocabulary)
        return replace(column, heading=here, period=heading_period(lines))
    reading = read_heading(headings[column.column], vocabulary, catalogue, "")
    return replace(column, heading=here, period=reading.period)


def _counted(rows: tuple[int, ...]) -> str:
    return ", ".join(str(row + 1) for row in rows)
