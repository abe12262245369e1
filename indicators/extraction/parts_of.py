"""Figures of a part: of some of the people, or of a body within the commune."""

import re
from collections.abc import Sequence

from indicators.extraction.lines import Line, Meaning
from indicators.extraction.mentions import Mention
from indicators.extraction.phrases import Vocabulary
from indicators.extraction.roles import opens_clause

# "tỷ lệ hộ nghèo trong hộ đồng bào …", "645 đảng viên là người dân tộc …": the next word narrows.
_NARROWS = re.compile(
    r"(?<!\w)(?:trong|của|ở|đối với|riêng|thuộc|là|với)"
    r"(?: (?:số|các|nhóm|hộ|người|vùng|những)){0,3} "
)
_MARK = re.compile(r"[,;:()]")
# How far behind a count the words may stand that narrow it, in characters.
_BEHIND = 50
# How far a body's name and the commune it lies in may stand apart.
_BODY_REACH = 70


def of_a_part(
    line: Line, meaning: Meaning, named: Sequence[Mention], vocabulary: Vocabulary
) -> bool:
    """Whether the figure is only that of some people, or of a body within the commune."""
    return _of_some_people(line, meaning, vocabulary) or _of_a_body(
        line, meaning, named, vocabulary
    )


def _of_some_people(line: Line, meaning: Meaning, vocabulary: Vocabulary) -> bool:
    phrase, value = meaning.phrase, meaning.value
    if phrase.end <= value.start:
        words = line.key[phrase.end : value.start]
        mark = _MARK.search(words)
        return _narrowed(words[: mark.start() if mark else None], meaning, vocabulary)
    end = min(line.parts[line.part_at(phrase.start)].end, phrase.end + _BEHIND)
    return value.unit == "count" and _narrowed(line.key[phrase.end : end], meaning, vocabulary)


def _narrowed(words: str, meaning: Meaning, vocabulary: Vocabulary) -> bool:
    return any(
        (group := vocabulary.groups_of_people.match(words, narrows.end()))
        and group.group() not in meaning.phrase.phrase
        for narrows in _NARROWS.finditer(words)
    )


def _of_a_body(
    line: Line, meaning: Meaning, named: Sequence[Mention], vocabulary: Vocabulary
) -> bool:
    """Whether a body opens the clause and the commune's name only says where it is."""
    offset = meaning.value.number_start
    part = line.parts[line.part_at(offset)]
    body = vocabulary.bodies.search(line.key, part.start, offset)
    if body is None or not opens_clause(line.key[part.start : body.start()]):
        return False
    return any(
        body.start() < m.start < min(offset, body.end() + _BODY_REACH)
        for m in named
        if m.kind == "commune"
    )
