"""What part a named place plays: the sentence speaks of it, or only mentions it on the way.

"Xã A, nơi giáp với xã B, thu …" is about A. The words in front of a name tell: those of
``asides`` in ``data/phrases.yaml`` turn it into something beside the matter, a handful of others
(the start of a clause, "của", "tại", the name of an indicator) make it the matter. Where neither
is said and another commune stands in front, the name is ``unclear``: a figure is then doubted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indicators.extraction.mentions import Mention
from indicators.extraction.phrases import Vocabulary

# How far in front of a name the words may stand that tell its part, in characters.
_LEAD = 80
_BOUNDARY = re.compile(r"[,;:()\n“”\"]|[.!?]\s|\s[-–—]\s")
_SENTENCE_END = re.compile(r"[.!?…]\s|[;\n]")
# "xã A, xã B và xã C": what may stand between two names of one list.
_LINK = re.compile(
    r"\s*(?:,|,? ?(?P<joined>và|lẫn|cũng như|hay|hoặc|cùng với|cùng))\s*"
    r"(?:(?:các|hai|ba|của|ở|tại|ubnd|đảng bộ) +)*"
)
_LONGEST_LINK = 40
# Words that may open a clause about the commune that follows them.
_OPENING = frozenset(
    (
        *("còn", "riêng", "và", "nhưng", "trong", "khi", "đó", "tại", "ở", "đối", "với", "theo"),
        *("của", "về", "thì", "là", "năm", "tháng", "quý", "ngày", "đến", "nay", "hiện", "cuối"),
        *("đầu", "hết", "toàn", "cả", "các", "hai", "ba", "trên", "địa", "bàn", "ubnd", "hđnd"),
        *("đảng", "ủy", "bộ", "nhân", "dân", "báo", "cáo", "kết", "quả", "cũng", "đã", "lãnh"),
        *("đạo", "chính", "quyền", "sau", "sáp", "nhập", "như", "vậy", "qua", "nhờ", "tính"),
    )
)
# Directly in front of the commune that a figure is of.
_OWNER = re.compile(
    r"(?<!\w)(?:của|tại|ở|địa bàn|toàn|ubnd|hđnd|đảng bộ|đảng ủy|hội đồng nhân dân|ủy ban nhân dân"
    r"|nhân dân|người dân|hành chính công|chính quyền|riêng|còn|trong khi|cho biết|rằng|biết) $"
)
# "đồng chí Lê A, người xã B": not "đầu người xã B".
_NATIVE = re.compile(r"\s*(?:vốn |là )*người ")


def with_roles(key: str, found: Sequence[Mention], vocabulary: Vocabulary) -> Iterator[Mention]:
    """The mentions in order, each with the part it plays."""
    before: Mention | None = None  # the last commune of the sentence
    subjects: set[object] = set()  # the communes it has spoken of
    at = 0
    for mention in found:
        if _SENTENCE_END.search(key, at, mention.start):
            before, subjects = None, set()
        at = max(at, mention.end)
        if mention.kind == "part" or mention.apposed:
            yield mention
            continue
        role = _role(key, mention, before, subjects, vocabulary)
        if role.kind == "commune":
            before = role
            subjects |= {role.communes} if role.spoken_of else set()
        yield role


def _role(
    key: str, mention: Mention, before: Mention | None, subjects: set[object],
    vocabulary: Vocabulary,
) -> Mention:  # fmt: skip
    link = _link(key, before, mention)
    if link is not None and before is not None and mention.kind == "commune":
        joined = bool(link["joined"])
        if not before.aside:
            return replace(mention, linked=True, unclear=before.unclear)
        if joined:
            return replace(mention, linked=True, aside=True)
        return replace(mention, unclear=bool(subjects - {mention.communes}))
    lead = _lead(key, mention.start)
    if _is_aside(lead, vocabulary):
        return replace(mention, aside=True)
    others = subjects - {mention.communes}
    return replace(mention, unclear=bool(others) and not _is_owner(lead, vocabulary))


def _link(key: str, before: Mention | None, mention: Mention) -> re.Match[str] | None:
    if before is None or mention.start - before.end > _LONGEST_LINK:
        return None
    return _LINK.fullmatch(key, before.end, mention.start)


def _lead(key: str, start: int) -> str:
    """The words of the same part in front of a name."""
    words = key[max(0, start - _LEAD) : start]
    ends = [match.end() for match in _BOUNDARY.finditer(words)]
    return words[ends[-1] if ends else 0 :].lstrip()


def _is_aside(lead: str, vocabulary: Vocabulary) -> bool:
    if lead.strip() == "với":
        return False  # "Với xã A, …" opens a clause about it
    return bool(
        vocabulary.aside_in_front.search(lead)
        or vocabulary.aside_clause.search(lead)
        or _NATIVE.fullmatch(lead)
    )


def _is_owner(lead: str, vocabulary: Vocabulary) -> bool:
    if opens_clause(lead) or _OWNER.search(lead):
        return True
    return any(
        match.group() in vocabulary.subjects and not lead[match.end() :].strip()
        for match in vocabulary.any_phrase.finditer(lead)
    )


def opens_clause(lead: str) -> bool:
    """Whether the words in front of something only lead up to it ("và năm 2025 tại …")."""
    return all(word in _OPENING or word.isdecimal() for word in lead.split())
