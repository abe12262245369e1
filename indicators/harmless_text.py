"""Text for spreadsheets: what a spreadsheet would run is made harmless, what it cannot hold is cut.

Titles and notes come from the press. A cell that begins like a formula is calculated by Excel and
LibreOffice when a CSV is opened, and when a text cell of a workbook is edited or saved as CSV.
"""

import re
import unicodedata

FORMULA_STARTS = frozenset("=+-@\u2212")  # U+2212 is the minus sign of typography

# The same rule for DuckDB (RE2), which writes files of millions of rows: apostrophes, then a tab or
# a line break, or what nobody sees and one of the signs in any of their forms.
MAY_CALCULATE = (
    r"^'*(?:[\t\r\n]|[\p{Z}\p{Cc}\p{Cf}]*"
    "[=+\\-@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20\u207a-\u207c\u208a-\u208c\ufb29])"
)

# Neither XML 1.0 nor a spreadsheet can hold these.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# What a spreadsheet that is let guess makes a number, a day, a time or a sum of money of: digits
# with signs around them and at most one word, such as 00123, 12/19, 1.234, 60 %, 5-Jun or 1e5.
MAY_BE_CONVERTED = re.compile(
    r"""
    (?= [^0-9]* [0-9] )             # a digit somewhere
    [0-9\s.,:/()%$€₫+-]*            # figures and the signs around them
    (?: (?: [a-zđ]{1,9} | tháng )   # the name of a month, "đ", the e of powers of ten
        [0-9\s.,:/()%$€₫+-]*
    )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
MOST_TEXT_IN_A_FORMULA = 255  # characters, in Excel

MOST_CELL_CHARACTERS = 32_767  # of a cell in Excel


def harmless(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet might take it for a formula.

    Full-width forms count, and so do blanks and invisible characters that stand before the sign.

    >>> harmless("=1+1"), harmless("＝1+1"), harmless("98%")
    ("'=1+1", "'＝1+1", '98%')
    """
    return f"'{text}" if _may_calculate(text) else text


def kept_as_text(text: str) -> str:
    """``text`` for an office program that guesses: harmless, and what it would convert as ``="…"``.

    That is the one form which Excel and LibreOffice open as the very text by a double click; only
    digits, signs and one word stand in it, so that it calculates nothing.

    >>> kept_as_text("00123"), kept_as_text("=1+1"), kept_as_text("Bịa 2")
    ('="00123"', "'=1+1", 'Bịa 2')
    """
    ready = harmless(text)
    guessed = len(ready) <= MOST_TEXT_IN_A_FORMULA and MAY_BE_CONVERTED.fullmatch(ready)
    return f'="{ready}"' if guessed else ready


def _may_calculate(text: str) -> bool:
    if text[:1] in ("\t", "\r", "\n"):
        return True
    first = next((letter for letter in text if not _unseen(letter)), "")
    return unicodedata.normalize("NFKC", first) in FORMULA_STARTS


def protected(text: str) -> str:
    """``text`` as ``harmless`` writes it, for a file that is read again; ``restored`` undoes it.

    A text that has such an apostrophe of its own gets another, so that none is lost.

    >>> protected("=1+1"), protected("'=1+1"), protected("'a'")
    ("'=1+1", "''=1+1", "'a'")
    """
    return f"'{text}" if _may_calculate(text.lstrip("'")) else text


def restored(text: str) -> str:
    """The text that ``protected`` was given.

    >>> restored("'=1+1"), restored("''=1+1"), restored("'a'")
    ('=1+1', "'=1+1", "'a'")
    """
    return text[1:] if text.startswith("'") and _may_calculate(text.lstrip("'")) else text


def cell_text(text: str) -> str:
    """``harmless(text)`` without characters that a workbook cannot hold, cut to Excel's limit."""
    shown = harmless(NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text))
    if len(shown) <= MOST_CELL_CHARACTERS:
        return shown
    return shown[: MOST_CELL_CHARACTERS - 1] + "…"


def _unseen(letter: str) -> bool:
    """Blanks, control and format characters, among them the byte order mark."""
    return letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf")
