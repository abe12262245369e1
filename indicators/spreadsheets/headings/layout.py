"""Where the table of a sheet stands: title, unit, header rows, headings, first row of data."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from indicators.names import fold
from indicators.spreadsheets.files.marks import Place
from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.columns import role_of
from indicators.spreadsheets.headings.units import unit_in
from indicators.vocabularies.heading_words import HeadingWords

DEEPEST_HEADER = 80  # rows above a table: letterhead, title, "kèm theo báo cáo số …"
MOST_HEADER_ROWS = 4
WIDEST_SEARCH = 100  # columns in which the names of areas are looked for
UNIT_LINE = re.compile(
    r"(?:đvt|đơn vị tính|đơn vị|unit)\s*[:：]\s*(.{1,40}?)\s*\)?\s*$", re.IGNORECASE
)
NUMBERING = re.compile(r"\(?(?:[A-Za-z]|\d{1,2})\)?|\(?\d{1,2}\)?\s*=.{1,30}")
REMARK_ROWS, SHORTEST_REMARK = 15, 8
YEAR_CELL = re.compile(r"(?:19|20)\d\d")
FIGURE_LIKE = re.compile(r"[<>≥≤~-]?\s*\d[\d.,\s]*(?:%|/\d+)?")
PLACE_ROLES = ("area_name", "area_code")


@dataclass(frozen=True)
class Layout:
    """The table of one sheet; rows and columns count from 0.

    ``headings`` has the lines of each column's heading, from the top, repeated lines left out;
    ``title`` the texts above the header, those of this table alone first, and ``nearest_title``
    from the nearest up; ``unit`` what they, or the lines below the table, say of its units
    ("triệu đồng, %"), or empty.
    """

    header_rows: tuple[int, ...]
    first_row: int
    headings: tuple[tuple[str, ...], ...]
    title: tuple[str, ...]
    unit: str
    nearest_title: tuple[str, ...] = ()


def find_layout(
    sheet: Sheet, vocabulary: HeadingWords, roles: tuple[str, ...] = PLACE_ROLES
) -> Layout | None:
    """The layout of a sheet's table; ``None`` where no row heads a column of one of these roles."""
    for row in range(min(DEEPEST_HEADER, len(sheet.rows))):
        widest = min(sheet.width, WIDEST_SEARCH)
        columns = (c for c in range(widest) if _heads(sheet, row, c, vocabulary, roles))
        column = next(columns, None)
        if column is not None:
            rows = header_rows(sheet, row, column)
            if len(_filled(sheet, rows)) > 1:
                return layout_of(sheet, rows)
    return None


def layout_of(sheet: Sheet, rows: tuple[int, ...]) -> Layout:
    """The layout that goes with these header rows."""
    lines = _lines(sheet, rows)
    headings = tuple(_heading(lines, column) for column in range(sheet.width))
    own, shared = range(sheet.title_from, rows[0]), range(min(sheet.title_from, rows[0]))
    title = _texts(sheet, (*own, *shared))
    nearest = _texts(sheet, (*reversed(own), *reversed(shared)))
    unit = unit_in(reversed(title)) or unit_in(_below(sheet, rows[-1]))
    first = rows[-1] + 1
    headed = [column for column, heading in enumerate(headings) if heading]
    while first < len(sheet.rows) and _is_numbering(sheet, first, headed[:2]):
        first += 1
    return Layout(rows, first, headings, title, unit, nearest)


def _texts(sheet: Sheet, rows: Iterable[int]) -> tuple[str, ...]:
    """The texts of some rows, each once."""
    texts = (sheet.text(row, column) for row in rows for column in range(sheet.width))
    return tuple(dict.fromkeys(text for text in texts if text))


def _below(sheet: Sheet, header: int) -> list[str]:
    """The texts that stand alone in one of the last rows: a remark may tell the unit."""
    last = range(max(header + 1, len(sheet.rows) - REMARK_ROWS), len(sheet.rows))
    filled = ([text for text in map(str, sheet.rows[row]) if text.strip()] for row in last)
    return [texts[0] for texts in filled if len(texts) == 1 and len(texts[0]) > SHORTEST_REMARK]


def _heads(
    sheet: Sheet, row: int, column: int, vocabulary: HeadingWords, roles: tuple[str, ...]
) -> bool:
    value = sheet.value(row, column)
    if not isinstance(value, str) or not 1 < len(value) < 80:
        return False
    return role_of(value, vocabulary) in roles


def header_rows(sheet: Sheet, row: int, column: int) -> tuple[int, ...]:
    """The rows of the header of which one cell is known to head the areas or the indicators."""
    first, last = row, row
    for top, left, bottom, right in sheet.marks.merges:
        if top <= row <= bottom and left <= column <= right:
            first, last = top, min(bottom, top + MOST_HEADER_ROWS - 1)
    if first > 0 and _is_group_line(sheet, first - 1, column):
        first -= 1
    while last + 1 < len(sheet.rows) and last - first < MOST_HEADER_ROWS - 1:
        if not _goes_on(sheet, last + 1, column):
            break
        last += 1
    return tuple(range(first, last + 1))


def _is_group_line(sheet: Sheet, row: int, area_column: int) -> bool:
    """A line of headings over groups of columns: all of it right of the column of areas."""
    filled = [c for c in range(sheet.width) if sheet.text(row, c)]
    texts = [sheet.text(row, c) for c in filled]
    return (
        bool(filled)
        and min(filled) > area_column
        and not any(UNIT_LINE.search(text) or is_figure(text) for text in texts)
    )


def _goes_on(sheet: Sheet, row: int, area_column: int) -> bool:
    """Whether the header goes on: texts or years, nothing where the areas would stand."""
    if any(sheet.text(row, c) for c in range(area_column + 1)):
        return False
    values = [sheet.value(row, c) for c in range(sheet.width)]
    texts = [text for c in range(sheet.width) if (text := sheet.text(row, c))]
    if not texts or not all(isinstance(value, str | int | float) for value in values):
        return False
    return all(YEAR_CELL.fullmatch(text) or not is_figure(text) for text in texts) and any(
        len(fold(text)) > 1 for text in texts
    )


def is_figure(text: str) -> bool:
    """Whether a text is nothing but a figure; a year is none."""
    return bool(FIGURE_LIKE.fullmatch(text)) and not YEAR_CELL.fullmatch(text)


def _is_numbering(sheet: Sheet, row: int, first_columns: list[int]) -> bool:
    """A line such as "A | B | (1) | (2) | (3)=(2)/(1)" below the headings, from the first on."""
    if not all(sheet.text(row, column) for column in first_columns):
        return False  # figures of a row whose name is missing may count up too
    texts = [text for c in range(sheet.width) if (text := sheet.text(row, c))]
    return (
        len(texts) > 1
        and all(NUMBERING.fullmatch(text) for text in texts)
        and (
            all("(" in text or not text.isdecimal() for text in texts)
            or _counts_up([text for text in texts if text.isdecimal()])
        )
    )


def _counts_up(numbers: list[str]) -> bool:
    values = [int(number) for number in numbers]
    return values == list(range(values[0], values[0] + len(values))) and values[0] in (0, 1)


def _filled(sheet: Sheet, rows: tuple[int, ...]) -> list[int]:
    return [c for c in range(sheet.width) if any(sheet.text(r, c) for r in rows)]


def _lines(sheet: Sheet, rows: tuple[int, ...]) -> list[list[str]]:
    """For each header row the text over each column; a merged cell counts for all it covers."""
    anchors = _anchors(sheet, rows)
    lines = [
        [sheet.text(*anchors.get((row, column), (row, column))) for column in range(sheet.width)]
        for row in rows
    ]
    if not sheet.marks.merges:
        for upper, lower in pairwise(lines):
            _carry_right(upper, lower)
    return lines


def _carry_right(upper: list[str], lower: list[str]) -> None:
    """Without merged cells (CSV) a heading over several columns stands over the first alone."""
    last = ""
    for column, text in enumerate(upper):
        last = text or last
        if not text and lower[column]:
            upper[column] = last


def _heading(lines: list[list[str]], column: int) -> tuple[str, ...]:
    """The lines over one column, from the top, each once."""
    return tuple(dict.fromkeys(line[column] for line in lines if line[column]))


def _anchors(sheet: Sheet, rows: tuple[int, ...]) -> dict[Place, Place]:
    """For the merged cells of these rows, the cell that holds their text."""
    return {
        (row, column): (top, left)
        for top, left, bottom, right in sheet.marks.merges
        for row in range(max(top, rows[0]), min(bottom, rows[-1]) + 1)
        for column in range(left, min(right, sheet.width - 1) + 1)
    }
