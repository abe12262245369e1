"""Figures of a part: of some of the people, or of a body within the commune."""

import re
from collections.abc import Iterator, Sequence

from indicators.extraction.gazetteer import Mention
from indicators.extraction.lines import Line, Meaning
from indicators.extraction.roles import opens_clause
from indicators.vocabularies.press_words import PressWords

# "tỷ lệ hộ nghèo trong hộ đồng bào …", "645 đảng viên là người dân tộc …": the next word narrows.
_NARROWS = re.compile(
    r"(?<!\w)(?:trong|của|ở|đối với|riêng|thuộc|là|với)"
    r"(?: (?:số|các|nhóm|hộ|người|vùng|những)){0,3} "
)
# "tỷ lệ hộ nghèo dân tộc Mông".
_AT_ONCE = re.compile(r" (?:(?:số|các|nhóm|hộ|người|là) ){0,3}")
_HOW_MANY = frozenset(("mỗi", "từng", "nhiều", "một", "số", "hầu", "sau", "qua", "nhờ"))
_MARK = re.compile(r"[,;:()]")
# How far behind a count the words may stand that narrow it, in characters.
_BEHIND = 50
# How far a body's name and the commune it lies in may stand apart.
_BODY_REACH = 70


def of_a_part(
    line: Line, meaning: Meaning, named: Sequence[Mention], vocabulary: PressWords
) -> bool:
    """Whether the figure is only that of some people, or of a body within the commune."""
    return _of_some_people(line, meaning, vocabulary) or _of_a_body(
        line, meaning, named, vocabulary
    )


def _of_some_people(line: Line, meaning: Meaning, vocabulary: PressWords) -> bool:
    phrase, value = meaning.phrase, meaning.value
    if phrase.end <= value.start:
        words = line.key[phrase.end : value.start]
        mark = _MARK.search(words)
        return _narrowed(words[: mark.start() if mark else None], meaning, vocabulary)
    end = min(line.parts[line.part_at(phrase.start)].end, phrase.end + _BEHIND)
    return value.unit == "count" and _narrowed(line.key[phrase.end : end], meaning, vocabulary)


def _narrowed(words: str, meaning: Meaning, vocabulary: PressWords) -> bool:
    """Whether a group of people follows at once, or behind "trong", "của" and the like."""
    at_once = _AT_ONCE.match(words)
    places = [at_once.end() if at_once else 0, *(m.end() for m in _NARROWS.finditer(words))]
    groups = (vocabulary.groups_of_people.match(words, place) for place in places)
    return any(group and group.group() not in meaning.phrase.phrase for group in groups)


def _of_a_body(
    line: Line, meaning: Meaning, named: Sequence[Mention], vocabulary: PressWords
) -> bool:
    """Whether a body, or some people, open the clause and the name only says where they are."""
    offset = meaning.value.number_start
    part = line.parts[line.part_at(offset)]
    return any(
        body.start() < m.start < min(offset, body.end() + _BODY_REACH)
        for body in _opening(line, part.start, offset, meaning, vocabulary)
        for m in named
        if m.kind == "commune"
    )


def _opening(
    line: Line, start: int, offset: int, meaning: Meaning, vocabulary: PressWords
) -> Iterator[re.Match[str]]:
    """The body, or the people, that a part begins with."""
    for pattern in (vocabulary.bodies, vocabulary.groups_of_people):
        found = pattern.search(line.key, start, offset)
        told = found is not None and found.group() not in meaning.phrase.phrase
        if found and told and opens_clause(line.key[start : found.start()], _HOW_MANY):
            yield found
