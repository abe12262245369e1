"""What a table's reader does not tell about its cells: formulas, formats, errors, merges.

python-calamine gives the values. Whether a value was computed, is shown as a percentage, or
stands for ``#DIV/0!`` has to be read off the file itself, and so has the place of the last used
cell, before anything makes room for all cells up to it.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from indicators.problems import quoted
from indicators.refusal import FaultyValueError, RefusedFileError

Place = tuple[int, int]
Merge = tuple[int, int, int, int]

# The largest table of communes has 3,321 rows; the nation's offices write some 60 columns.
MOST_VALUES = 1_000_000
LARGEST_RECTANGLE = 3_000_000
MOST_ROWS = 200_000
# A sheet this large with less than one used cell in 200 is a table and a stray cell.
SPARSE_RECTANGLE, SPARSENESS = 100_000, 200
# One text of a workbook may stand in a million cells, and each becomes a text of its own.
MOST_CHARACTERS = 50_000_000
MOST_MERGES = 20_000


@dataclass
class Marks:
    """Marks of one sheet; rows and columns count from 0.

    ``formulas`` has the formula text where the file tells it, ``formats`` the number format of
    cells that are not General, ``errors`` the cells with ``#N/A`` and its kin, ``merges`` the
    first and last row and column of merged cells as (row, column, row, column), ``unraised`` the
    text of cells without letters that are raised or lowered by their font: notes beside a number.
    """

    sheet: str
    formulas: dict[Place, str] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)
    errors: set[Place] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    unraised: dict[Place, str] = field(default_factory=dict)
    last_row: int = -1
    last_column: int = -1
    values: int = 0
    characters: int = 0

    def add_value(self, file: str, row: int, column: int, count: int = 1) -> None:
        """Count a used cell. Raises ``RefusedFileError`` where the sheet is too large."""
        self.values += count
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)
        rectangle = (self.last_row + 1) * (self.last_column + 1)
        if self.values > MOST_VALUES or rectangle > LARGEST_RECTANGLE:
            raise RefusedFileError(
                self._place(file), "cell_far_away", cell=cell_name(row, column), most=MOST_VALUES,
                cells=LARGEST_RECTANGLE,
            )  # fmt: skip

    def add_text(self, file: str, characters: int) -> None:
        """Count the text of cells. Raises ``RefusedFileError`` beyond all that a person writes."""
        self.characters += characters
        if self.characters > MOST_CHARACTERS:
            raise RefusedFileError(self._place(file), "too_much_text", most=MOST_CHARACTERS)

    def refuse_stretched(self, file: str) -> None:
        """Raise ``RefusedFileError`` for too many rows, or a stray cell far from its table."""
        rectangle = (self.last_row + 1) * (self.last_column + 1)
        last = cell_name(self.last_row, self.last_column)
        if self.last_row >= MOST_ROWS:
            raise RefusedFileError(self._place(file), "cell_too_low", cell=last, most=MOST_ROWS)
        if rectangle > SPARSE_RECTANGLE and self.values * SPARSENESS < rectangle:
            raise RefusedFileError(self._place(file), "cells_spread_out", count=self.values,
                                   cell=last)  # fmt: skip

    def _place(self, file: str) -> str:
        return f"{file}, sheet {quoted(self.sheet)}"

    def add_merge(self, merge: Merge) -> None:
        """Note merged cells, up to a bound that no report reaches."""
        if len(self.merges) < MOST_MERGES:
            self.merges.append(merge)


def column_letters(column: int) -> str:
    """The letters of a column that counts from 0.

    >>> column_letters(0), column_letters(27), column_letters(16383)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=1 << 15)  # a sheet has half as many columns, and names one in every cell
def column_number(letters: str) -> int:
    """The column of letters, from 0: ``column_number("AB")`` is 27.

    Raises ``ValueError`` for anything but one to three Latin letters.
    """
    if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha()):
        raise FaultyValueError("letters_expected", column=repr(letters))
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def cell_name(row: int, column: int) -> str:
    """``C7`` for row 6, column 2, both from 0."""
    return f"{column_letters(column)}{row + 1}"


def place_of(reference: str) -> Place:
    """Row and column, from 0, of a reference such as ``C7`` or ``$C$7``.

    Raises ``ValueError`` for text that is none.
    """
    plain = reference.replace("$", "")
    letters = plain.rstrip("0123456789")
    return int(plain[len(letters) :]) - 1, column_number(letters)
