"""Which mark separates decimals in the text cells of a column: found from all its cells.

"47.247" alone may be 47 thousand or 47.2; beside "52.8" it is 47.2. A column is read by one
convention, that of its own cells, else of the whole file, else the Vietnamese one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.doubts import Doubt, doubt
from indicators.printed.numbers import plain_decimal
from indicators.spreadsheets.rows.cells import looks_like_a_figure

COMMA, POINT = "vi", "en"  # the language whose decimal mark it is
COLUMN, FILE, USUAL = "the column", "the file", "nothing, as usual"
WITH_MARKS = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)+(?![\d.,])")
DECIMAL_MARK = {COMMA: ",", POINT: "."}


@dataclass(frozen=True)
class Tally:
    """How many text cells prove each convention, and how many fit both."""

    comma: int = 0
    point: int = 0
    either: int = 0


@dataclass(frozen=True)
class Convention:
    """How the text cells of one column are read.

    ``found_in`` tells what proves it: the column, the file, or nothing, so that it is as usual;
    ``mixed`` that these cells contradict one another; ``numbers_beside`` that numbers with decimals
    stand among texts that prove nothing.
    """

    language: str = COMMA
    found_in: str = USUAL
    mixed: bool = False
    numbers_beside: bool = False

    def language_of(self, text: str, whole: bool) -> str:
        """The convention by which one cell is read; counts are ``whole`` in any."""
        if whole and self.found_in == USUAL and "," in text and proved_by(text) == "":
            return POINT
        return self.language

    def doubts(self, value: object, whole: bool) -> list[Doubt]:
        """What speaks against reading this cell so."""
        if not isinstance(value, str) or not (found := WITH_MARKS.search(value)):
            return []
        printed, own = found[0], proved_by(value)
        language = self.language_of(value, whole)
        open_ = self.mixed or self.numbers_beside or language != self.language
        if own == language or (own == "" and not open_):
            return []
        if own:
            return [doubt("other_decimal_mark", printed=printed, mark=DECIMAL_MARK[language])]
        other = COMMA if language == POINT else POINT
        return [doubt("thousands_mark", printed=printed, meant=plain_decimal(printed, other))]


def proved_by(text: str) -> str:
    """The convention that one cell proves; empty where it fits both.

    >>> proved_by("52.8"), proved_by("1.204,6"), proved_by("47.247"), proved_by("1,204,600")
    ('en', 'vi', '', 'en')
    """
    found = WITH_MARKS.search(text)
    if found is None:
        return ""
    printed = found[0]
    marks = [character for character in printed if character in ".,"]
    last, behind = marks[-1], re.split(r"[.,]", printed)[-1]
    if len(marks) > 1:
        decimal = last if len(set(marks)) == 2 else {".": ",", ",": "."}[last]
    else:
        before = printed.partition(last)[0]
        if len(behind) == 3 and len(before) <= 3 and not before.startswith("0"):
            return ""
        decimal = last
    return COMMA if decimal == "," else POINT


def tally(values: Iterable[object]) -> Tally:
    """Count the text cells that hold one figure with marks."""
    counts = {COMMA: 0, POINT: 0, "": 0}
    for value in values:
        if isinstance(value, str) and looks_like_a_figure(value) and WITH_MARKS.search(value):
            counts[proved_by(value)] += 1
    return Tally(counts[COMMA], counts[POINT], counts[""])


def convention(values: list[object], of_file: Tally) -> Convention:
    """The convention of one column by its cells, else by those of the whole file."""
    own = tally(values)
    beside = any(isinstance(one, float) and not one.is_integer() for one in values)
    in_column, in_file = bool(own.comma or own.point), bool(of_file.comma or of_file.point)
    proves = own if in_column else of_file
    language = POINT if proves.point > proves.comma else COMMA
    found_in = COLUMN if in_column else FILE if in_file else USUAL
    mixed = bool(proves.comma and proves.point)
    return Convention(language, found_in, mixed, beside and found_in == USUAL)
