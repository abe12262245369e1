"""Phrases as whole words, spelled with their marks: "năm" (year) is not "nam" (men).

Where a whole text is written without marks, as old programs did, words are compared without them.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from indicators.names import fold

SIGNS = {"%": "phần trăm", "‰": "phần nghìn"}


@dataclass(frozen=True)
class Word:
    """One word of a text: as it stands there from ``start`` to ``end``, and as it is compared."""

    shown: str
    start: int
    end: int
    plain: str
    marked: str


def has_marks(text: str) -> bool:
    """Whether a text is written with Vietnamese marks at all."""
    return any(unicodedata.combining(c) or c in "đĐ" for c in unicodedata.normalize("NFD", text))


@lru_cache(maxsize=65_536)
def _compared(word: str) -> tuple[str, str]:
    """A word without marks, and with its marks in one order: hoà and hòa are one word."""
    folded = fold(word)
    decomposed = unicodedata.normalize("NFD", word.casefold())
    marks = sorted(c for c in decomposed if unicodedata.combining(c) or c == "đ")
    return folded, folded + "".join(marks)


def words_of(text: str) -> list[Word]:
    """The words and numbers of a text in NFC; ``%`` and ``‰`` are words as well."""
    words, start = list[Word](), -1
    for at, character in enumerate(f"{text} "):
        if character.isalnum() or unicodedata.combining(character):
            start = at if start < 0 else start
            continue
        if start >= 0:
            words.append(Word(text[start:at], start, at, *_compared(text[start:at])))
            start = -1
        if character in SIGNS:
            words += [Word(character, at, at + 1, *_compared(one))
                      for one in SIGNS[character].split()]  # fmt: skip
    return words


class Phrases:
    """A list of phrases, found in a text by their first words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._plain: dict[str, list[tuple[str, ...]]] = {}
        self._marked: dict[str, list[tuple[str, ...]]] = {}
        for phrase in dict.fromkeys(phrases):
            words = words_of(unicodedata.normalize("NFC", phrase))
            if words:
                self._plain.setdefault(words[0].plain, []).append(tuple(w.plain for w in words))
                self._marked.setdefault(words[0].marked, []).append(tuple(w.marked for w in words))

    def cover(self, words: list[Word], *, marked: bool) -> set[int]:
        """The numbers of the words that belong to any of the phrases."""
        table = self._marked if marked else self._plain
        keys = [word.marked if marked else word.plain for word in words]
        return {
            at + offset
            for at, key in enumerate(keys) for phrase in table.get(key, ())
            if tuple(keys[at : at + len(phrase)]) == phrase for offset in range(len(phrase))
        }  # fmt: skip
