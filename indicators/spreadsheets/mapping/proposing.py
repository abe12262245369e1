"""Which sheet of a report is read, and what each column of its tables is: the first proposal."""

from dataclasses import replace

from indicators.catalogue.records import Catalogue
from indicators.problems import quoted
from indicators.refusal import RefusedFileError
from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.column_map import Mapping
from indicators.spreadsheets.mapping.tables import Tables
from indicators.spreadsheets.rows.by_area import figures_by_area, heads_units, propose_by_area
from indicators.spreadsheets.rows.by_indicator import Proposal, propose_by_indicator
from indicators.spreadsheets.rows.places import Places
from indicators.vocabularies.heading_words import HeadingWords


def propose(
    file: str, sheets: list[Sheet], vocabulary: HeadingWords, catalogue: Catalogue,
    wanted: str | None = None, *, places: Places | None = None, area_asked: bool = False,
) -> Mapping:  # fmt: skip
    """The mapping of the sheet with most known indicators; ``wanted`` names another.

    Sheets whose rows are indicators are looked for where ``places`` tell names of communes; one
    that names none comes last, unless its area is asked for. Raises ``RefusedFileError`` where no
    sheet has a table.
    """
    tables = Tables(vocabulary, catalogue, places)
    proposals = [
        proposal for sheet in sheets if wanted in (None, sheet.name)
        if (proposal := _of_sheet(tables.of(sheet), vocabulary, catalogue, places))
    ]  # fmt: skip
    if not proposals:
        names = ", ".join(quoted(sheet.name) for sheet in sheets)
        raise RefusedFileError(
            file, f"no row that heads a column of communes or of indicators in {names}",
            "a heading such as “Tên đơn vị” or “Xã, phường” over the names, or “Chỉ tiêu”",
            "write that heading, or add the one that is used to data/headers.yaml",
        )  # fmt: skip
    hidden = {sheet.name for sheet in sheets if sheet.hidden}
    best = max(proposals, key=lambda one: (one.placed or area_asked, one.known,
                                           one.mapping.sheet not in hidden))  # fmt: skip
    return best.mapping


def _of_sheet(
    tables: list[Sheet], vocabulary: HeadingWords, catalogue: Catalogue, places: Places | None
) -> Proposal | None:
    """The mapping of all tables of a sheet together; the first table has the others as more."""
    found = [one for table in tables if (one := _better(table, vocabulary, catalogue, places))]
    if not found:
        return None
    first, *more = found
    return Proposal(
        replace(first.mapping, more=tuple(one.mapping for one in more)),
        sum(one.known for one in found), sum(one.figures for one in found),
        any(one.placed for one in found),
    )  # fmt: skip


def _better(
    sheet: Sheet, vocabulary: HeadingWords, catalogue: Catalogue, places: Places | None
) -> Proposal | None:
    """Of the two ways to read a sheet the one with more known figures."""
    wide = _by_area(sheet, vocabulary, catalogue)
    named = wide and wide.mapping.of_role("area_name")
    if wide and places and named and not wide.mapping.of_role("area_code"):
        below = wide.mapping.header_rows[-1]
        wide = None if heads_units(sheet, named.column, below, vocabulary) else wide
    if places is None or (wide and wide.mapping.layout == "long" and wide.figures >= 0):
        return wide
    by_indicator = propose_by_indicator(sheet, places, vocabulary, catalogue)
    if wide is None or by_indicator is None:
        return wide or by_indicator
    return by_indicator if by_indicator.figures > wide.figures else wide


def _by_area(sheet: Sheet, vocabulary: HeadingWords, catalogue: Catalogue) -> Proposal | None:
    mapping = propose_by_area(sheet, vocabulary, catalogue)
    if mapping is None:
        return None
    return Proposal(mapping, _known(mapping), figures_by_area(sheet, mapping), placed=True)


def _known(mapping: Mapping) -> int:
    if mapping.layout == "long":
        return 1000  # a table that says "indicator" and "value" is meant for reading in
    return sum(column.role == "figure" for column in mapping.columns)
