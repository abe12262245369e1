"""Digits and marks of other scripts as ASCII ones, character for character.

Telephones and input methods leave full-width (１２,５) or Arabic-Indic (٣٤٫٥) digits in
Vietnamese text. One character becomes one, so that offsets stay what they are.
"""

import re
import unicodedata

# The decimal and the thousands mark of Arabic become those of Vietnamese.
_MARKS = {"．": ".", "，": ",", "％": "%", "／": "/", "٫": ",", "٬": ".", "٪": "%"}
_OTHER_SCRIPT = re.compile(rf"[^\D0-9]|[{''.join(_MARKS)}]")


def plain_digits(text: str) -> str:
    """The text with ASCII digits and number marks; as long as before.

    >>> plain_digits("đạt １２,５ tỷ")
    'đạt 12,5 tỷ'
    """
    return text if text.isascii() else _OTHER_SCRIPT.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    character = found.group()
    return _MARKS.get(character) or str(unicodedata.decimal(character))
