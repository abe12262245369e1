"""The tables of one sheet: below one another and side by side, each with its own headings.

Each becomes a sheet of its own in which the cells of the others are empty, so that every cell keeps
its place. A header that is only repeated on the next page begins no new table.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from indicators.catalogue.records import Catalogue
from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.column_map import Mapping
from indicators.spreadsheets.headings.columns import read_heading, role_of
from indicators.spreadsheets.headings.layout import PLACE_ROLES, header_rows, is_figure, layout_of
from indicators.spreadsheets.rows.cells import looks_like_a_figure
from indicators.spreadsheets.rows.places import NotFound, Places, folded_name
from indicators.vocabularies.heading_words import HeadingWords

HEADING_ROLES = (*PLACE_ROLES, "indicator")
BESIDE_ROLES = ("number", "area_code", "province")  # columns left of the names of a block
MOST_TITLE_ROWS = 6  # lines between two tables
NAMES_LOOKED_AT = 50


@dataclass(frozen=True)
class Header:
    """The rows of one header; ``column`` heads areas or indicators, None where none is known."""

    rows: tuple[int, ...]
    column: int | None


class Tables:
    """Cuts sheets into their tables; ``places`` tell names of areas from other words."""

    def __init__(
        self, vocabulary: HeadingWords, catalogue: Catalogue, places: Places | None = None
    ) -> None:
        self.vocabulary, self.catalogue, self.places = vocabulary, catalogue, places

    def of(self, sheet: Sheet) -> list[Sheet]:
        """The tables from the top, from the left; the sheet itself where it is one table."""
        tables = []
        for part in self._below_one_another(sheet):
            beside = self._side_by_side(part)
            tables += [table for one in beside for table in self._below_one_another(one)]
        return tables

    def _below_one_another(self, sheet: Sheet) -> list[Sheet]:
        headers = self._headers(sheet)
        begins = [header for n, header in enumerate(headers)
                  if n == 0 or self._is_new(sheet, headers[n - 1], header)]  # fmt: skip
        if len(begins) < 2:
            return [_with_rows_beyond(sheet, begins[0].rows)] if begins else [sheet]
        titles = [0, *(_title_from(sheet, header.rows[0]) for header in begins[1:])]
        shared = begins[0].rows[0]
        ends = [*titles[1:], len(sheet.rows)]
        return [
            _with_rows_beyond(_rows_only(sheet, shared, title, end), header.rows)
            for header, title, end in zip(begins, titles, ends, strict=True)
        ]  # fmt: skip

    def _headers(self, sheet: Sheet) -> list[Header]:
        headers, row = list[Header](), 0
        while row < len(sheet.rows):
            column = self._heading_column(sheet, row)
            if column is not None and not (headers and self._is_area(sheet, row, headers[-1])):
                headers.append(Header(header_rows(sheet, row, column), column))
            elif headers and self._announces(sheet, row, headers[-1]):
                headers.append(Header((row,), None))
            row = max(row, headers[-1].rows[-1] if headers else 0) + 1
        return [one for one, after in pairwise([*headers, Header((-1,), 0)])
                if one.column is not None or one.rows[0] not in after.rows]  # fmt: skip

    def _heading_column(self, sheet: Sheet, row: int) -> int | None:
        """The column of a header row that heads areas or indicators; None for any other row."""
        texts = _texts(sheet, row)
        roles = {column: role_of(text, self.vocabulary) for column, text in texts.items()
                 if 1 < len(text) < 80}  # fmt: skip
        heads = [column for column, role in roles.items() if role in HEADING_ROLES]
        if not heads or len(texts) < 2:
            return None
        others = [column for column in texts if column != heads[0]]
        understood = any(map(roles.get, others)) or any(self._says(texts[one]) for one in others)
        return heads[0] if understood or len(texts) == 2 else None

    def _is_area(self, sheet: Sheet, row: int, header: Header) -> bool:
        """Whether the row is one of an area: "Xã" beside its name is its kind and no heading."""
        name = "" if header.column is None else sheet.text(row, header.column)
        found = self.places.find_outside(name, None) if self.places and name else None
        return found is not None and (
            not isinstance(found, NotFound) or found.reason_code == "ambiguous_area"
        )

    def _announces(self, sheet: Sheet, row: int, header: Header) -> bool:
        """Whether a row without figures names indicators where figures stand, but no areas."""
        texts = _texts(sheet, row)
        above = {column: sheet.text(header.rows[-1], column) for column in texts}
        return len(texts) > 1 and any(
            self._indicator(text) for column, text in texts.items()
            if role_of(above[column], self.vocabulary) in (None, "value")
        )  # fmt: skip

    def _says(self, text: str) -> bool:
        reading = read_heading((text,), self.vocabulary, self.catalogue, "")
        return bool(reading.indicator_id or reading.ignored or reading.rivals)

    def _indicator(self, text: str) -> bool:
        return bool(read_heading((text,), self.vocabulary, self.catalogue, "").indicator_id)

    def _is_new(self, sheet: Sheet, before: Header, header: Header) -> bool:
        """Whether a header says other things than the one before it, or has a title of its own."""
        if header.column is None or before.column is None:
            return True
        if any(sheet.text(row, column) for row in range(_title_from(sheet, header.rows[0]),
               header.rows[0]) for column in range(sheet.width)):  # fmt: skip
            return True
        first, second = (layout_of(sheet, one.rows).headings for one in (before, header))
        pairs = zip(first, second, strict=True)
        return any(_folded(lower) - _folded(upper) for upper, lower in pairs)

    def _side_by_side(self, sheet: Sheet) -> list[Sheet]:
        header = next((one for one in self._headers(sheet) if one.column is not None), None)
        if header is None:
            return [sheet]
        starts = [0, *self._starts(sheet, header)]
        if len(starts) == 1:
            return [sheet]
        ends = [*starts[1:], sheet.width]
        return [_columns_only(sheet, header.rows[0], first, end)
                for first, end in zip(starts, ends, strict=True)]  # fmt: skip

    def _starts(self, sheet: Sheet, header: Header) -> Iterator[int]:
        """Where a block begins: figures on its left, names again, and figures on its right."""
        layout = layout_of(sheet, header.rows)
        roles = [role_of(heading[-1], self.vocabulary) if heading else None
                 for heading in layout.headings]  # fmt: skip
        last = header.column or 0
        named = roles[last]
        below = range(layout.first_row, len(sheet.rows))
        figures = [role is None and any(looks_like_a_figure(sheet.value(row, column))
                   for row in below) for column, role in enumerate(roles)]  # fmt: skip
        for column in range(last + 1, sheet.width):
            unheaded = roles[column] is None and not figures[column]
            again = roles[column] in HEADING_ROLES or (unheaded and self.places is not None)
            again = again and (roles[column] == "indicator") == (named == "indicator")
            between = again and any(figures[last:column]) and any(figures[column:])
            if between and (named == "indicator" or self._names_areas(sheet, below, column)):
                yield _from_left(roles, last, column)
                last = column

    def _names_areas(self, sheet: Sheet, below: range, column: int) -> bool:
        """Whether most cells are names of areas; "Xã" and "Phường" may be kinds of them."""
        texts = [text for row in below if (text := sheet.text(row, column))][:NAMES_LOOKED_AT]
        if self.places is None:
            return True
        found = (self.places.find_outside(text, None) for text in texts)
        known = sum(not isinstance(one, NotFound) or one.reason_code == "ambiguous_area"
                    for one in found)  # fmt: skip
        return bool(texts) and 2 * known > len(texts)


def table_of(mapping: Mapping, tables: list[Sheet]) -> Sheet:
    """Of the tables of a sheet the one that a mapping is about: with most of its headings."""
    columns = {column.column for column in mapping.columns if column.heading}

    def headed(table: Sheet) -> int:
        rows = [row for row in mapping.header_rows if row < len(table.rows)]
        return sum(any(table.text(row, column) for row in rows) for column in columns)

    return max(tables, key=headed)


def _texts(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts of a row by column; none at all where a figure stands among them."""
    texts = {}
    for column, value in enumerate(sheet.rows[row]):
        text = sheet.text(row, column)
        if text and (is_figure(text) or not isinstance(value, str | int | float)):
            return {}
        if text:
            texts[column] = text
    return texts


def _folded(lines: tuple[str, ...]) -> set[str]:
    return {folded_name(line) for line in lines}


def _title_from(sheet: Sheet, header: int) -> int:
    """The first of the lines that stand above a header inside a sheet."""
    row = header
    while row > 0 and header - row < MOST_TITLE_ROWS:
        filled = [c for c in range(len(sheet.rows[row - 1])) if sheet.text(row - 1, c)]
        if len(filled) > 1 or any(looks_like_a_figure(sheet.value(row - 1, c)) and len(
                sheet.text(row - 1, c)) < 5 for c in filled):  # fmt: skip
            break
        row -= 1
    return row


def _from_left(roles: list[str | None], last: int, column: int) -> int:
    """The first column of a block: its numbers and codes stand left of its names."""
    first = column
    while first - 1 > last and roles[first - 1] in BESIDE_ROLES:
        first -= 1
    return first


def _rows_only(sheet: Sheet, shared: int, first: int, end: int) -> Sheet:
    """The lines above all tables, and the rows from ``first`` to ``end``."""
    rows = [row if n < shared or first <= n < end else [] for n, row in enumerate(sheet.rows)]
    return replace(sheet, rows=rows, title_from=first)


def _columns_only(sheet: Sheet, header: int, first: int, end: int) -> Sheet:
    """The lines above the tables, and the columns from ``first`` to ``end``."""
    rows = [
        row if n < header else [value if first <= c < end else "" for c, value in enumerate(row)]
        for n, row in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows)


def _with_rows_beyond(sheet: Sheet, header: tuple[int, ...]) -> Sheet:
    """The sheet, of a text file, with its rows that have more cells than the heading."""
    if sheet.lines is None:
        return sheet
    width = max(_length(sheet, row) for row in header)
    below = range(header[-1] + 1, len(sheet.rows))
    beyond = frozenset(row for row in below if _length(sheet, row) > width)
    return replace(sheet, beyond=sheet.beyond | beyond)


def _length(sheet: Sheet, row: int) -> int:
    """The number of cells up to the last that is not empty."""
    cells = sheet.rows[row]
    return next((n for n in range(len(cells), 0, -1) if str(cells[n - 1]).strip()), 0)
