"""Cutting a text into paragraphs, sentences and parts of sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

# The end of a sentence: a mark, perhaps a closing quotation mark, a blank and a capital letter
# or a digit. "TP. Huế" and "ThS. Nguyễn" are no ends.
# Repetitions are possessive and begin where the run begins: a megabyte of dots is read once.
# A pattern that begins with a set of characters is looked for much faster than one that begins
# with a condition; so the mark comes first and looks back then.
# Small letters are named one by one: in Unicode small and capital Vietnamese letters alternate.
_SMALL = "".join(letter for letter in map(chr, range(0x00E0, 0x1EFA)) if letter.islower())
_END = re.compile(
    rf"[.!?…\n](?:(?<=\n)(?<!\n\n)(?:\n++|(?![a-z{_SMALL}]))"
    rf"|(?<!\n)(?<![.!?…]{{2}})[.!?…]*+[”\"’')\]]*+(?=\s+[^\sa-z{_SMALL}]))"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:TP|Tp|TX|TT|P|Q|H|ThS|TS|PGS|GS|BS|KS|ĐC|Đ/c|St|Mr|Th\.S)$"
)
_PART = re.compile(r"[;,()\[\]“”\"\-–—](?:(?<=[;,])(?=\s|$)|(?<=[()\[\]“”\"])|(?<=\s[-–—])\s)")

# Longer pieces are no sentences but lists or damage; cutting them bounds the work per number.
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Sentence:
    """Offsets of a sentence in the clean text; ``paragraph`` counts from 0.

    ``first`` tells whether it opens its paragraph; ``bullet`` whether it is an item of a list.
    """

    start: int
    end: int
    paragraph: int
    first: bool
    bullet: bool


_BULLET = re.compile(r"\s*(?:[-–—•+*·]\s|\(?\d{1,2}[.)]\s|[a-zđ][.)]\s)")


def sentences(text: str) -> Iterator[Sentence]:
    """Every sentence of ``text`` in order, none longer than ``LONGEST``."""
    start = paragraph = 0
    first = True
    for end, ends_paragraph in _ends(text):
        if text[start:end].strip():
            yield from _bounded(text, start, end, paragraph, first)
            first = False
        if ends_paragraph:
            paragraph += 1
            first = True
        start = end


def _ends(text: str) -> Iterator[tuple[int, bool]]:
    for match in _END.finditer(text):
        newline = match.group().startswith("\n")
        if not newline and _ABBREVIATION.search(text, max(0, match.start() - 6), match.start()):
            continue
        yield match.end(), newline
    yield len(text), True


def _bounded(text: str, start: int, end: int, paragraph: int, first: bool) -> Iterator[Sentence]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        yield Sentence(start, cut, paragraph, first, False)
        start, first = cut, False
    bullet = first and _BULLET.match(text, start, end) is not None
    yield Sentence(start, end, paragraph, first, bullet)


class Part(NamedTuple):
    """A part of a sentence between commas, semicolons, dashes, quotation marks or brackets.

    ``mark`` is the mark in front of it ("" for the first part); ``depth`` counts the brackets
    it stands in.
    """

    start: int
    end: int
    mark: str
    depth: int


def parts(text: str, start: int, end: int) -> list[Part]:
    """The parts of the sentence from ``start`` to ``end``, in order; none is left out."""
    found = []
    at, mark, depth = start, "", 0
    for match in _PART.finditer(text, start, end):
        found.append(Part(at, match.start(), mark, depth))
        mark = match.group().strip() or "-"
        depth += (mark in "([" and 1) or 0
        depth -= 1 if mark in ")]" and depth else 0
        at = match.end()
    found.append(Part(at, end, mark, depth))
    return found
