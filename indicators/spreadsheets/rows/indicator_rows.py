"""The rows below a header of indicators: which hold figures, which are groups or footnotes."""

from indicators.refusal import RefusedFileError
from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.column_map import Mapping
from indicators.spreadsheets.rows.area_rows import SkippedRow, TableRow, begins
from indicators.spreadsheets.rows.by_indicator import MOST_INDICATOR_ROWS, row_text
from indicators.spreadsheets.rows.cells import looks_like_a_figure
from indicators.spreadsheets.rows.places import FoundArea, NotFound, folded_name
from indicators.vocabularies.heading_words import HeadingWords

NO_AREA = NotFound("unknown_area", "neither the heading nor the title names a commune")


def indicator_rows(
    file: str, sheet: Sheet, mapping: Mapping, vocabulary: HeadingWords, first: int,
    area: FoundArea | None,
) -> tuple[list[TableRow], list[SkippedRow]]:  # fmt: skip
    """The rows with figures or marks, and the others that hold anything at all.

    ``area`` is the commune of the whole sheet. Raises ``RefusedFileError`` for more rows than a
    table of indicators has.
    """
    if len(sheet.rows) - first > MOST_INDICATOR_ROWS:
        raise RefusedFileError(
            file, f"{len(sheet.rows) - first:,} rows of indicators",
            f"at most {MOST_INDICATOR_ROWS:,}",
            "split the table, or write it as CSV in the columns of data/observations/*.csv",
        )  # fmt: skip
    headings = {folded_name(line) for column in mapping.columns
                for line in column.heading.split(" / ") if line}  # fmt: skip
    rows, skipped, above = list[TableRow](), list[SkippedRow](), ""
    for row in range(first, len(sheet.rows)):
        texts = [text for c in range(len(sheet.rows[row])) if (text := sheet.text(row, c))]
        kind = _kind(sheet, mapping, vocabulary, headings, row, texts) if texts else ""
        if kind:
            skipped.append(SkippedRow(row + 1, kind, " ".join(texts)[:80]))
            above = " ".join(texts) if kind == "group" else above
        elif texts:
            shown = area.name if area else ""
            rows.append(TableRow(row, sheet, area or NO_AREA, shown, above))
    return rows, skipped


def _kind(
    sheet: Sheet, mapping: Mapping, vocabulary: HeadingWords, headings: set[str], row: int,
    texts: list[str],
) -> str | None:  # fmt: skip
    """What a row is that holds no figures; ``None`` for one whose cells must not be lost."""
    indicator = mapping.of_role("indicator")
    name = folded_name(sheet.text(row, indicator.column)) if indicator else ""
    if name in headings and len(texts) > 1:
        return "repeated header"
    if _holds_figures(sheet, mapping, row) or _holds_marks(sheet, mapping, row):
        return None
    if begins(folded_name(texts[0]), vocabulary.footnotes) or texts[0].startswith("*"):
        return "footnote"
    last = min(row + 4, len(sheet.rows))
    follows = any(_holds_figures(sheet, mapping, below) for below in range(row + 1, last))
    return "group" if follows else "footnote"


def _holds_figures(sheet: Sheet, mapping: Mapping, row: int) -> bool:
    return any(
        looks_like_a_figure(sheet.value(row, column.column))
        or (row, column.column) in sheet.marks.formulas
        or (row, column.column) in sheet.marks.errors
        for column in mapping.figures
    )


def _holds_marks(sheet: Sheet, mapping: Mapping, row: int) -> bool:
    """Whether a row without figures has marks or texts where they would stand, or its unit.

    A row with its unit and blank cells is one that was not filled in; one without is a group.
    """
    unit = mapping.of_role("unit")
    has_unit = bool(unit and sheet.text(row, unit.column))
    filled = any(sheet.text(row, column.column) for column in mapping.figures)
    return bool(row_text(sheet, mapping, row)) and (has_unit or filled)
