"""Communes that a list names without the word in front: "các xã A, B và C"."""

import re
from collections.abc import Iterator, Sequence

from indicators.country import COMMUNE_TYPES
from indicators.extraction.gazetteer import Gazetteer, Mention, name_key
from indicators.printed.clean_text import CleanText

_LINK = re.compile(r"\s*(?:,|[-–]|,? ?(?P<joined>và))\s+")
_SEVERAL = re.compile(r"(?<!\w)(?:các|những|cụm|nhóm|liên|hai|ba|bốn|năm|sáu|bảy|[2-9]) $")
_TOGETHER = re.compile(r"\s*,?\s*(?:đều|cùng|lần lượt|mỗi|cũng|theo thứ tự|tương ứng)(?!\w)")
# A longer list is cut: its figures are no single commune's anyway.
_LONGEST = 40


def listed(clean: CleanText, gazetteer: Gazetteer, found: Sequence[Mention]) -> list[Mention]:
    """The bare names behind the mentions of ``found`` that a list goes on with."""
    taken = {mention.end for mention in found}
    return [
        one
        for mention in found
        if mention.kind == "commune"
        for one in _behind(clean, gazetteer, mention)
        if one.end not in taken
    ]


def _behind(clean: CleanText, gazetteer: Gazetteer, first: Mention) -> list[Mention]:
    """The names behind ``first``; none where nothing says that they are of its list."""
    kind = next((one for one in COMMUNE_TYPES if
                 clean.key.startswith(one, first.start)), None)  # fmt: skip
    names = list(_names(clean, gazetteer, first.end, kind)) if kind else []
    if not names:
        return []
    several = _SEVERAL.search(clean.key, max(0, first.start - 8), first.start)
    joined = clean.key.endswith("và ", 0, names[-1].start)
    together = _TOGETHER.match(clean.key, names[-1].end)
    return names if several or joined or together else []


def _names(clean: CleanText, gazetteer: Gazetteer, at: int, kind: str) -> Iterator[Mention]:
    """Names that follow each other behind commas, up to the one behind "và"."""
    for _ in range(_LONGEST):
        link = _LINK.match(clean.key, at)
        name = gazetteer.name_at(clean, link.end(), kind) if link else None
        if link is None or name is None:
            return
        at, communes = name
        yield Mention(link.end(), at, "commune", name_key(clean.text[link.end() : at]), communes)
        if link["joined"]:
            return
