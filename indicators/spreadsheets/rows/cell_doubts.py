"""What speaks against one cell, or against all cells of a table, beside its heading."""

import re
from collections.abc import Iterable
from decimal import Decimal

from indicators.catalogue.records import Indicator
from indicators.doubts import Doubt, doubt
from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.column_map import MappedColumn
from indicators.spreadsheets.headings.plans_and_changes import is_planned
from indicators.spreadsheets.headings.units import unit_for
from indicators.spreadsheets.rows.number_formats import ShownAs
from indicators.vocabularies.heading_words import HeadingWords, Unit, key_of, stands_in

UNQUOTED = doubt("unquoted_commas")
SHORT_ROW = doubt("short_row")
# "(Kèm theo Kế hoạch số 12/KH-UBND …)": names the letter, not what the table holds.
OF_LETTER = re.compile(r"k[èe]m theo|\d\s*/\s*[a-zđ]", re.IGNORECASE)
LONGEST_PART = 10  # digits of a number before or behind its comma
WORD_BEHIND = re.compile(r"\d\s*[^\W\d_]|%")


def title_doubts(
    titles: Iterable[str], column: MappedColumn, vocabulary: HeadingWords
) -> list[Doubt]:
    """Doubts about a table whose title speaks of a plan, or of a part of the people.

    ``titles`` come from the nearest up: the first that speaks of a plan or a result decides.
    """
    told = [title for title in titles if not OF_LETTER.search(title)]
    achieved = (*vocabulary.title_result_words, *vocabulary.estimate_words)

    def is_done(text: str) -> bool:
        return any(stands_in(word, key_of(text)) for word in achieved)

    tells = next((one for one in told if is_done(one) or is_planned(one, vocabulary)), "")
    plans = [tells] if tells and not is_done(tells) and not is_done(column.heading) else []
    parts = [title for title in told
             if any(stands_in(part, key_of(title)) for part in vocabulary.part_words)]  # fmt: skip
    return [
        *(doubt("title_of_plan", title=title[:120]) for title in plans[:1]),
        *(doubt("title_of_part", title=title[:120]) for title in parts[:1]),
    ]


def unit_in_cell(
    value: object,
    shown: ShownAs,
    column: MappedColumn,
    indicator: Indicator,
    vocabulary: HeadingWords,
) -> tuple[Unit | None, tuple[Doubt, ...]]:
    """The unit of a cell and the doubts of its column that the cell itself does not settle.

    A unit that no heading tells may stand in the cell or its number format.
    """
    unit = unit_for(column.unit, indicator.unit, vocabulary)
    assumed = [one for one in column.doubts if one.code == "unit_assumed"]
    if not assumed or unit is None:
        return unit, column.doubts
    of_format = unit_for(shown.words, indicator.unit, vocabulary) if shown.words else None
    told = shown.percent or (isinstance(value, str) and bool(WORD_BEHIND.search(value)))
    if not told and of_format is None:
        return unit, column.doubts
    return of_format or unit, tuple(one for one in column.doubts if one not in assumed)


def format_doubts(
    shown: ShownAs, unit: Unit, indicator: Indicator, vocabulary: HeadingWords
) -> list[Doubt]:
    """A doubt where the number format writes another unit, or other words, beside the number."""
    words = shown.words
    if not any(character.isalpha() or character in "%‰" for character in words):
        return []
    own = unit_for(words, indicator.unit, vocabulary)
    if own is not None and own.factor == unit.factor:
        return []
    return [doubt("format_says", words=words, unit=unit.scale or unit.unit)]


def count_doubts(value: Decimal, indicator: Indicator) -> list[Doubt]:
    """A doubt where things that are counted are not whole."""
    if indicator.decimals or value == value.to_integral_value():
        return []
    return [doubt("not_whole", value=value, unit=indicator.unit)]


def row_doubts(sheet: Sheet, row: int, last_figure: int) -> list[Doubt]:
    """A doubt about a row of a text file that ends before its last column of figures."""
    return [SHORT_ROW] if sheet.lines is not None and len(sheet.rows[row]) <= last_figure else []


def splits_numbers(sheet: Sheet, figures: list[int], first: int) -> bool:
    """Whether rows of a text file were cut at decimal commas.

    Digits stand beside digits where a row has more cells than the heading, where the next column is
    none of figures, or where the second part begins with 0: "4,05".
    """
    for row in range(first, len(sheet.rows)):
        cells = sheet.rows[row]
        for column in figures:
            left, right = (_digits(cells, at) for at in (column, column + 1))
            beyond = row in sheet.beyond or column + 1 not in figures
            if left and right and (beyond or (right.startswith("0") and len(right) > 1)):
                return True
    return False


def _digits(cells: list[object], at: int) -> str:
    text = str(cells[at]).strip() if at < len(cells) else ""
    return text if text.isdecimal() and len(text) < LONGEST_PART else ""
