"""Digits and marks of other scripts as ASCII ones, and letters with their marks composed.

Telephones and input methods leave full-width (１２,５) or Arabic-Indic (٣٤٫٥) digits in
Vietnamese text, and some editors write a letter and its tone mark as two characters.
"""

import re
import unicodedata

# The decimal and the thousands mark of Arabic become those of Vietnamese.
_MARKS = {"．": ".", "，": ",", "％": "%", "／": "/", "٫": ",", "٬": ".", "٪": "%"}
_OTHER_SCRIPT = re.compile(rf"[^\D0-9]|[{''.join(_MARKS)}]")


def plain_digits(text: str) -> str:
    """The text with ASCII digits and number marks; one character becomes one.

    >>> plain_digits("đạt １２,５ tỷ")
    'đạt 12,5 tỷ'
    """
    return text if text.isascii() else _OTHER_SCRIPT.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    character = found.group()
    return _MARKS.get(character) or str(unicodedata.decimal(character))


_TONE_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_TONE_MARK = re.compile(f"[{_TONE_MARKS}]")
# A letter and all marks that combine with it, at most as many as a letter can carry; a longer
# run of marks is not Vietnamese and is left as it is.
COMPOSABLE = re.compile(rf"[^\W\d_][{_TONE_MARKS}]{{1,4}}")


def composed(text: str) -> tuple[str, list[int]]:
    """The text with composed letters, and where each of its offsets lies in ``text``.

    The list is empty where nothing changed. Linear in the length.
    """
    if _TONE_MARK.search(text) is None:
        return text, []
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for found in COMPOSABLE.finditer(text):
        one = unicodedata.normalize("NFC", found.group())
        pieces += (text[at : found.start()], one)
        offsets += [*range(at, found.start()), *range(found.start(), found.start() + len(one))]
        at = found.end()
    return "".join([*pieces, text[at:]]), [*offsets, *range(at, len(text) + 1)]
