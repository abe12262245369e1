"""Which column of a report is what: proposed from the headings, kept in a file, checked again.

A mapping lies beside its report as ``report.xlsx.mapping.yaml``. Next month's report in the same
layout is read with it; in another layout it is refused with the column that moved.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from indicators.catalogue import Catalogue
from indicators.spreadsheets.cells import looks_like_a_figure
from indicators.spreadsheets.columns import Reading, read_heading, unit_for
from indicators.spreadsheets.layout import Layout, find_layout, layout_of
from indicators.spreadsheets.mapping_text import read_mapping_text
from indicators.spreadsheets.marks import column_letters, column_number
from indicators.spreadsheets.refusal import RefusedFileError, name_shown
from indicators.spreadsheets.stated_periods import Period, without_period
from indicators.spreadsheets.vocabulary import Vocabulary
from indicators.spreadsheets.workbook import Sheet

VERSION = 1
SUFFIX = ".mapping.yaml"
ROLES = frozenset({
    "area_name", "area_code", "province", "number", "indicator", "value", "unit", "basis",
    "period", "note", "figure", "ignored", "unknown",
})  # fmt: skip
BY_HEADING = "heading"


@dataclass(frozen=True)
class Column:
    """One column: ``role``, and for a ``figure`` its indicator, basis, unit, period, status.

    ``basis`` is None where the date decides; ``period`` is None where the whole file has one, and
    ``period_by_heading`` where it is read off the heading each time. ``why`` tells why a column is
    ignored or unknown.
    """

    column: int
    heading: str
    role: str
    indicator_id: str = ""
    basis: str | None = None
    unit: str = ""
    period: Period | None = None
    period_by_heading: bool = False
    status: str = "A"
    why: str = ""


@dataclass(frozen=True)
class Mapping:
    """How one sheet is read. ``header_rows`` count from 0; ``layout`` is wide or long."""

    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]

    @property
    def layout(self) -> str:
        """``long`` where a column names the indicator of each row, else ``wide``."""
        roles = {column.role for column in self.columns}
        return "long" if {"indicator", "value"} <= roles else "wide"

    @property
    def figures(self) -> tuple[Column, ...]:
        """Columns whose cells are read as figures, known or not."""
        wanted = ("value",) if self.layout == "long" else ("figure", "unknown")
        return tuple(column for column in self.columns if column.role in wanted)

    def of_role(self, role: str) -> Column | None:
        """The first column of a role."""
        return next((column for column in self.columns if column.role == role), None)


def mapping_path(report: Path) -> Path:
    """Where the mapping of a report lies."""
    return report.with_name(report.name + SUFFIX)


def propose(
    file: str, sheets: list[Sheet], vocabulary: Vocabulary, catalogue: Catalogue,
    wanted: str | None = None,
) -> Mapping:  # fmt: skip
    """The mapping of the sheet with most known figures; ``wanted`` names another.

    Raises ``RefusedFileError`` where no sheet has a table of areas.
    """
    chosen = [sheet for sheet in sheets if wanted in (None, sheet.name)]
    proposals = [
        _proposal(sheet, layout, vocabulary, catalogue)
        for sheet in chosen
        if (layout := find_layout(sheet, vocabulary))
    ]
    if not proposals:
        names = ", ".join(name_shown(sheet.name) for sheet in sheets)
        raise RefusedFileError(
            file, f"no row that heads a column of communes in {names}",
            "a heading such as “Tên đơn vị” or “Xã, phường” over the names",
            "write that heading, or add the one that is used to data/headers.yaml",
        )  # fmt: skip
    hidden = {sheet.name for sheet in sheets if sheet.hidden}
    return max(proposals, key=lambda one: (_known(one), one.sheet not in hidden))


def _known(mapping: Mapping) -> int:
    if mapping.layout == "long":
        return 1000  # a table that says "indicator" and "value" is meant for reading in
    return sum(column.role == "figure" for column in mapping.columns)


def _proposal(
    sheet: Sheet, layout: Layout, vocabulary: Vocabulary, catalogue: Catalogue
) -> Mapping:
    columns = []
    taken: set[str] = set()
    for number, heading in enumerate(layout.headings):
        reading = read_heading(heading, vocabulary, catalogue, layout.unit)
        has_figures = _has_figures(sheet, layout, number)
        column = _column(number, heading, reading, has_figures)
        if column.role in taken and column.role in ("area_name", "area_code", "value"):
            column = replace(column, role="ignored", why=f"a second column of role {column.role}")
        taken.add(column.role)
        if heading or has_figures:
            columns.append(column)
    return Mapping(sheet.name, layout.header_rows, tuple(columns))


def _column(number: int, heading: tuple[str, ...], reading: Reading, has_figures: bool) -> Column:
    text = " / ".join(heading)
    if reading.role:
        return Column(number, text, reading.role)
    if reading.ignored:
        return Column(number, text, "ignored", why=reading.ignored)
    if reading.indicator_id:
        status = "E" if reading.estimate else "A"
        return Column(number, text, "figure", reading.indicator_id, reading.basis, reading.unit,
                      reading.period, reading.period is not None, status)  # fmt: skip
    if not has_figures:
        return Column(number, text, "ignored", why="no figures in it")
    rivals = " or ".join(reading.rivals)
    why = f"the heading fits {rivals}" if rivals else "no indicator has this heading"
    return Column(number, text, "unknown", why=why)


def _has_figures(sheet: Sheet, layout: Layout, column: int) -> bool:
    rows = range(layout.first_row, len(sheet.rows))
    return any(looks_like_a_figure(sheet.value(row, column)) for row in rows)


def save_mapping(mapping: Mapping, path: Path) -> None:
    """Write the mapping as YAML that a person can read and change."""
    columns = [_as_record(column) for column in mapping.columns]
    record = {
        "version": VERSION,
        "sheet": mapping.sheet,
        "header_rows": [row + 1 for row in mapping.header_rows],
        "columns": columns,
    }
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=100)
    path.write_text(f"# How this report is read: python -m indicators import\n{text}", "utf-8")


def _as_record(column: Column) -> dict[str, Any]:
    record: dict[str, Any] = {
        "column": column_letters(column.column), "heading": column.heading, "role": column.role,
    }  # fmt: skip
    if column.role == "figure":
        record["indicator"] = column.indicator_id
        if column.basis is not None:
            record["basis"] = column.basis
        record["unit"] = column.unit
        if column.period_by_heading:
            record["period"] = BY_HEADING
        elif column.period:
            record["period"] = "/".join(map(str, column.period))
        if column.status != "A":
            record["status"] = column.status
    if column.why:
        record["why"] = column.why
    return record


def load_mapping(path: Path, catalogue: Catalogue, vocabulary: Vocabulary) -> Mapping:
    """Read a saved mapping. Raises ``RefusedFileError`` where it is no valid mapping."""
    try:
        record = read_mapping_text(path)
        if record["version"] != VERSION:
            raise ValueError(f"version {record['version']!r}")
        rows = tuple(int(row) - 1 for row in record["header_rows"])
        columns = tuple(_from_record(one, catalogue, vocabulary) for one in record["columns"])
        if not rows or rows != tuple(range(rows[0], rows[0] + len(rows))) or rows[0] < 0:
            raise ValueError(f"header_rows {record['header_rows']!r}")
        return Mapping(str(record["sheet"]), rows, columns)
    except (OSError, KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        found = str(error) if isinstance(error, ValueError) else "other keys or values than in one"
        if isinstance(error, OSError):
            found = error.strerror or "a file that cannot be read"
        raise RefusedFileError(
            path.name,
            found[:300],
            "a mapping as `import --save-mapping` writes it",
            "correct it; without it a new one is proposed",
        ) from error


def _from_record(record: dict[str, Any], catalogue: Catalogue, vocabulary: Vocabulary) -> Column:
    role = record["role"]
    if role not in ROLES:
        raise ValueError(f"role {role!r}, expected one of {', '.join(sorted(ROLES))}")
    heading, number = str(record.get("heading", "")), column_number(str(record["column"]))
    if role != "figure":
        return Column(number, heading, role, why=str(record.get("why", "")))
    indicator = catalogue.indicators.get(record["indicator"])
    if indicator is None:
        raise ValueError(f"indicator {record['indicator']!r} is not in the catalogue")
    unit = str(record.get("unit", indicator.unit))
    if unit_for(unit, indicator.unit, vocabulary) is None:
        raise ValueError(f"unit {unit!r} of {indicator.id}, expected one of {indicator.unit}")
    period = record.get("period")
    by_heading = period == BY_HEADING
    fixed = parse_period(str(period)) if period and not by_heading else None
    basis = record.get("basis")
    return Column(number, heading, role, indicator.id, None if basis is None else str(basis), unit,
                  fixed, by_heading, str(record.get("status", "A")))  # fmt: skip


def parse_period(text: str) -> Period:
    """``2025`` or ``2025-01-01/2025-06-30`` as first and last day. Raises ``ValueError``."""
    first, slash, last = text.partition("/")
    if not slash:
        year = int(text)
        return date(year, 1, 1), date(year, 12, 31)
    period = date.fromisoformat(first), date.fromisoformat(last)
    if period[0] > period[1]:
        raise ValueError(f"found period {text}, expected its first day before its last")
    return period


def fit_mapping(
    file: str, mapping: Mapping, sheets: list[Sheet], vocabulary: Vocabulary, catalogue: Catalogue
) -> Mapping:
    """The saved mapping for this month's file, its periods read again.

    Raises ``RefusedFileError`` naming the sheet, row or column that is not where it was.
    """
    sheet = next((one for one in sheets if one.name == mapping.sheet), None)
    if sheet is None and len(sheets) == 1:  # exports and text files are named after the month
        sheet = sheets[0]
    if sheet is None:
        names = ", ".join(name_shown(one.name) for one in sheets)
        raise _moved(file, f"sheets {names}", f"a sheet {name_shown(mapping.sheet)}")
    found = find_layout(sheet, vocabulary)
    if found and found.header_rows != mapping.header_rows:
        raise _moved(file, f"the header in rows {_counted(found.header_rows)}",
                     f"rows {_counted(mapping.header_rows)}")  # fmt: skip
    if mapping.header_rows[-1] >= len(sheet.rows):
        raise _moved(file, f"{len(sheet.rows):,} rows",
                     f"the header in rows {_counted(mapping.header_rows)}")  # fmt: skip
    headings = layout_of(sheet, mapping.header_rows).headings
    columns = tuple(
        _fit_column(file, column, headings, vocabulary, catalogue) for column in mapping.columns
    )
    known = {column.column for column in columns}
    for number, heading in enumerate(headings):
        if heading and number not in known:
            raise _moved(
                f"{file}, column {column_letters(number)}",
                f"a new column {name_shown(' / '.join(heading))}",
                "no column there",
            )
    return Mapping(sheet.name, mapping.header_rows, columns)


def _fit_column(
    file: str, column: Column, headings: tuple[tuple[str, ...], ...], vocabulary: Vocabulary,
    catalogue: Catalogue,
) -> Column:  # fmt: skip
    texts = [" / ".join(heading) for heading in headings]
    here = texts[column.column] if column.column < len(texts) else ""
    wanted = without_period(column.heading)
    if without_period(here) != wanted:
        place = f"{file}, column {column_letters(column.column)}"
        elsewhere = [n for n, text in enumerate(texts) if text and without_period(text) == wanted]
        moved_to = f" (it is in column {column_letters(elsewhere[0])} now)" if elsewhere else ""
        raise _moved(place, f"the heading {name_shown(here)}",
                     f"{name_shown(column.heading)}{moved_to}")  # fmt: skip
    if not column.period_by_heading:
        return replace(column, heading=here)
    reading = read_heading(headings[column.column], vocabulary, catalogue, "")
    return replace(column, heading=here, period=reading.period)


def _counted(rows: tuple[int, ...]) -> str:
    return ", ".join(str(row + 1) for row in rows)


def _moved(place: str, found: str, expected: str) -> RefusedFileError:
    return RefusedFileError(
        place, found, f"{expected}, as its mapping says",
        "check the report; without the mapping file the new layout is proposed",
    )  # fmt: skip
