"""Bytes to text, and the way from the cleaned text back to the offsets of the original."""

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cached_property

from indicators.printed.plain_digits import COMPOSABLE, plain_digits

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

# Invisible characters that editors and web pages leave inside words.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")

_TONED_SECOND_VOWEL = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# The pair first, what stands around it then: a pattern is found fastest by its first characters.
_NEWER_TONE_STYLE = re.compile(rf"(?:{'|'.join(_TONED_SECOND_VOWEL)})(?<!q..)(?!\w)")

# "tỉ lệ", "quí III", "nhiệm kì": the other spelling of the same words.
_WRITTEN_WITH_I = {"tỉ": "tỷ", "kỉ": "kỷ", "kì": "kỳ", "lí": "lý", "quí": "quý"}
_I_FOR_Y = re.compile(r"(?:tỉ|kỉ|kì|lí)(?<!\w..)(?!\w)|quí(?<!\w...)(?!\w)")

# Looked for before they are replaced: str.translate visits every character, a pattern does not.
_PLAIN = dict.fromkeys("\u00a0\u2009\u202f\u2007\t\u3000", " ") | {"\u2013": "-"}
_PLAIN |= dict.fromkeys("\u2018\u2019\u02bc\u02b9\u2032`\u00b4", "'")
_TO_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")


def decode(data: bytes) -> str:
    """The text of a file: by its byte-order mark, else UTF-8, else Windows-1258.

    Never fails: what Windows-1258 does not know becomes U+FFFD.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1258", errors="replace")


def comparable(text: str) -> str:
    """The text as phrases are compared: lower case, one spelling, plain blanks; equally long.

    >>> comparable("Xã Hoà\u00a0Bình, tỉ lệ")
    'xã hòa bình, tỷ lệ'
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" becomes two characters
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    plain = _TO_PLAIN.sub(lambda odd: _PLAIN[odd.group()], lowered)
    plain = _NEWER_TONE_STYLE.sub(lambda pair: _TONED_SECOND_VOWEL[pair.group()], plain)
    return _I_FOR_Y.sub(lambda word: _WRITTEN_WITH_I[word.group()], plain)


@dataclass(frozen=True)
class CleanText:
    """A text in NFC with plain digits, without invisible characters, and where each came from.

    ``key`` is as long as ``text`` and what phrases are looked up in. ``starts`` and ``ends``
    hold the span in ``original`` of each character of ``text``; empty where nothing changed.
    """

    original: str
    text: str
    starts: "array[int]"
    ends: "array[int]"

    @classmethod
    def of(cls, original: str) -> "CleanText":
        """Clean ``original``; linear in its length."""
        replacements = _replacements(original)
        plain = plain_digits(original)
        if not replacements:
            return cls(original, plain, array("I"), array("I"))
        pieces: list[str] = []
        starts, ends = array("I"), array("I")
        at = 0
        for start, end, clean in [*replacements, (len(original), len(original), "")]:
            pieces += (plain[at:start], clean)
            starts.extend(range(at, start))
            ends.extend(range(at + 1, start + 1))
            starts.extend([start] * len(clean))
            ends.extend([end] * len(clean))
            at = end
        return cls(original, "".join(pieces), starts, ends)

    @cached_property
    def key(self) -> str:
        """``comparable`` of the text."""
        return comparable(self.text)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``original`` that a span of ``text`` came from; ``start`` < ``end``."""
        if not self.starts:
            return start, end
        return self.starts[start], self.ends[end - 1]


def _replacements(original: str) -> list[tuple[int, int, str]]:
    """Spans of ``original`` that read differently when clean, in order."""
    found = [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(original)]
    if not unicodedata.is_normalized("NFC", original):
        for match in COMPOSABLE.finditer(original):
            composed = unicodedata.normalize("NFC", match.group())
            if composed != match.group():
                found.append((match.start(), match.end(), composed))
        found.sort()
    return found
