"""A sheet whose rows are areas: what each of its columns is, proposed from the headings."""

from dataclasses import replace
from itertools import islice

from indicators.catalogue.records import Catalogue
from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.column_map import MappedColumn, Mapping
from indicators.spreadsheets.headings.columns import HeadingReading, read_heading
from indicators.spreadsheets.headings.layout import Layout, find_layout
from indicators.spreadsheets.headings.plans_and_changes import told_ratios
from indicators.spreadsheets.rows.cells import looks_like_a_figure
from indicators.vocabularies.heading_words import HeadingWords, unit_key

CELLS_LOOKED_AT = 50


def propose_by_area(sheet: Sheet, vocabulary: HeadingWords, catalogue: Catalogue) -> Mapping | None:
    """The mapping of a sheet whose rows are areas; ``None`` where no heading is over areas."""
    layout = find_layout(sheet, vocabulary)
    if layout is None:
        return None
    columns = []
    taken: set[str] = set()
    told = told_ratios(layout.headings, vocabulary)
    for number, heading in enumerate(layout.headings):
        reading = read_heading(told[number], vocabulary, catalogue, layout.unit)
        has_figures = has_figures_below(sheet, layout, number)
        column = _column(number, heading, reading, has_figures)
        if column.role in taken and column.role in ("area_name", "area_code", "value"):
            column = replace(column, role="ignored", why=f"a second column of role {column.role}")
        taken.add(column.role)
        if heading or has_figures:
            columns.append(column)
    return Mapping(sheet.name, layout.header_rows, tuple(columns))


def _column(
    number: int, heading: tuple[str, ...], reading: HeadingReading, has_figures: bool
) -> MappedColumn:
    text = " / ".join(heading)
    if reading.role:
        return MappedColumn(number, text, reading.role)
    if reading.ignored:
        return MappedColumn(number, text, "ignored", why=reading.ignored)
    if reading.indicator_id:
        status = "E" if reading.estimate else "A"
        return MappedColumn(
            number,
            text,
            "figure",
            reading.indicator_id,
            reading.basis,
            reading.unit,
            reading.period,
            reading.period is not None,
            status,
            doubts=reading.doubts,
        )
    if not has_figures:
        return MappedColumn(number, text, "ignored", why="no figures in it")
    rivals = " or ".join(reading.rivals)
    why = f"the heading fits {rivals}" if rivals else "no indicator has this heading"
    return MappedColumn(number, text, "unknown", why=why)


def has_figures_below(sheet: Sheet, layout: Layout, column: int) -> bool:
    """Whether any cell of a column may be meant as a figure."""
    rows = range(layout.first_row, len(sheet.rows))
    return any(looks_like_a_figure(sheet.value(row, column)) for row in rows)


def heads_units(sheet: Sheet, column: int, below: int, vocabulary: HeadingWords) -> bool:
    """Whether the cells of a column are units: "Đơn vị" heads areas here and units there."""
    texts = (sheet.text(row, column) for row in range(below + 1, len(sheet.rows)))
    first = list(islice(filter(None, texts), CELLS_LOOKED_AT))
    return 2 * sum(unit_key(text) in vocabulary.units for text in first) > len(first)


def figures_by_area(sheet: Sheet, mapping: Mapping) -> int:
    """The number of known figures; -1 where no column names the areas."""
    if not (mapping.of_role("area_name") or mapping.of_role("area_code")):
        return -1
    known = [column.column for column in mapping.columns if column.role == "figure"]
    below = range(mapping.header_rows[-1] + 1, len(sheet.rows))
    return sum(looks_like_a_figure(sheet.value(row, column)) for row in below for column in known)
