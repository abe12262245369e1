"""Vietnamese names in the order of a Vietnamese dictionary.

The letters are a ă â b c d đ e ê … o ô ơ … u ư … y, so Đà Nẵng stands after every D and Ô after
every O; the tones (level, huyền, hỏi, ngã, sắc, nặng) decide only between names whose letters are
the same. A blank comes before every letter: Hà Tĩnh stands before Hải Phòng.
"""

import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# In the order of the dictionary: none, grave, hook, tilde, acute, dot below.
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_PLACE = {letter: place for place, letter in enumerate(LETTERS)}
_TONE = {mark: place for place, mark in enumerate(TONES) if mark}

OrderKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]


def vietnamese_order(name: str) -> OrderKey:
    """A key for ``sorted``: letters first, tones where the letters are equal, then the text.

    >>> sorted(["Đà Nẵng", "Hải Phòng", "Hà Tĩnh", "Gia Lai", "Điện Biên"], key=vietnamese_order)
    ['Đà Nẵng', 'Điện Biên', 'Gia Lai', 'Hà Tĩnh', 'Hải Phòng']
    """
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for letter in unicodedata.normalize("NFC", name.casefold()):
        base, tone = _without_tone(letter)
        letters.append(_place_of(base))
        tones.append(tone)
    return tuple(letters), tuple(tones), name


def _without_tone(letter: str) -> tuple[str, int]:
    """The letter of the alphabet, and the place of its tone: "ế" is "ê" with the fifth."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONE[mark] for mark in marks if mark in _TONE), 0)
    kept = "".join(mark for mark in marks if mark not in _TONE)
    return unicodedata.normalize("NFC", kept), tone


def _place_of(letter: str) -> tuple[int, int]:
    """Blanks, then signs and digits by their code, then the alphabet, then other letters."""
    if letter.isspace():
        return 0, 0
    if letter in _PLACE:
        return 2, _PLACE[letter]
    return (3 if letter.isalpha() else 1), ord(letter[:1] or "\0")
