"""Names of places: one spelling for display, one folded form for comparing.

Display. Official lists in Viet Nam put the tone mark of a final ``oa``, ``oe``, ``uy`` on the
first vowel (Hòa, Thủy): in the names of the 3,321 communes of 2025, of the 10,040 units before
them and of their districts and provinces, all 2,633 such syllables are written so and none the
newer way (Hoà, Thuỷ). Therefore
``normalise_name`` writes the first style, in NFC, with ``'`` as the only apostrophe.

Comparing. Readers type without accents, in NFC or NFD, with any apostrophe, hyphen or none.
``fold`` maps all of these to one text; ``fold_tight`` also drops the spaces, so that
"dakndrung" meets "Đắk N'Drung".
"""

import re
import unicodedata

APOSTROPHES = "'\u2018\u2019\u02bc\u02b9\u2032`\u00b4"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
# Đ has no decomposition; its look-alikes (Icelandic eth, African D) come from old fonts.
STROKED_D = {"Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Ɖ": "D", "ɖ": "d"}

_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_ONE_DASH = str.maketrans(dict.fromkeys(DASHES, "-"))
_ONE_STROKED_D = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})


class _FoldedCharacters(dict[int, str]):
    """What each decomposed, lower-case character adds to a folded text, found out once."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        blank = category[0] in "PSZ" or category == "Cc"
        folded = "" if category in ("Mn", "Cf") else " " if blank else chr(code)
        if code < _MOST_REMEMBERED:
            self[code] = folded
        return folded


_MOST_REMEMBERED = 0x3000  # all alphabets; nobody fills the memory with the letters of a dictionary
_FOLDED = _FoldedCharacters(str.maketrans({**dict.fromkeys(APOSTROPHES, ""), **STROKED_D}))

# A toned last vowel after o or u at the end of a syllable; "quý" is q-u plus ý, not u-y.
_FINAL_PAIR = re.compile(r"(?<![qQ])([oOuU])([^\W\d_])(?!\w)")
_FIRST_VOWEL_CARRIES_TONE = frozenset({"oa", "oe", "uy"})
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def fold(text: str) -> str:
    """Return the text as it is compared: lower case, without marks, blanks collapsed.

    Combining marks, apostrophes and invisible characters vanish, đ becomes d, every other
    punctuation or symbol becomes one blank. NFC and NFD give the same; folding twice changes
    nothing.

    >>> fold("Xã Đắk N\u2019Drung")
    'xa dak ndrung'
    """
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    return " ".join(decomposed.translate(_FOLDED).split())


def fold_tight(text: str) -> str:
    """Return ``fold(text)`` without its blanks: what is left of "Đắk N'Drung" is "dakndrung"."""
    return fold(text).replace(" ", "")


def normalise_name(text: str) -> str:
    """Return the name as it is displayed: NFC, first tone-mark style, ``'``, single blanks.

    >>> normalise_name("Phường  Thuỷ Xuân")
    'Phường Thủy Xuân'
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    unified = plain.translate(_ONE_APOSTROPHE).translate(_ONE_DASH).translate(_ONE_STROKED_D)
    return _FINAL_PAIR.sub(_tone_on_first_vowel, unified)


def _tone_on_first_vowel(pair: re.Match[str]) -> str:
    """Return hoà's "oà" as "òa"; any other pair as it was."""
    first, second = pair.groups()
    decomposed = unicodedata.normalize("NFD", second)
    base, tone = decomposed[0], decomposed[1:]
    if (first + base).lower() in _FIRST_VOWEL_CARRIES_TONE and tone in _TONES:
        return unicodedata.normalize("NFC", first + tone) + base
    return pair.group()
