"""What part a named place plays: the sentence speaks of it, or only mentions it on the way.

"Xã A, nơi giáp với xã B, thu …" is about A. The words in front of a name tell: those of
``asides`` in ``data/phrases.yaml`` turn it into something beside the matter, a handful of others
(the start of a clause, "của", "tại", the name of an indicator) make it the matter. Where neither
is said and another commune stands in front, the name is ``unclear``: a figure is then doubted.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from indicators.extraction.gazetteer import Mention
from indicators.vocabularies.press_words import PressWords

# How far in front of a name the words may stand that tell its part, in characters.
_LEAD = 70
_BOUNDARY = re.compile(r"[;:()\n“”\"]|[,.!?](?!\d)|\s[-–—]\s")
_SENTENCE_END = re.compile(r"[.!?…]\s|[;\n]")
# "xã A, xã B và xã C": what may stand between two names of one list.
_LINK = re.compile(
    r"\s*(?:,|[-–](?=\s)|,? ?(?P<joined>và|lẫn|cũng như|hay|hoặc|cùng với|cùng))\s*"
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
        *("đạo", "chính", "quyền", "như", "vậy", "tính", "nếu"),
        *("người", "trung", "tâm", "phục", "vụ", "hành", "công", "cho", "biết", "rằng"),
    )
)
# "xã A đạt 5% còn xã B …": a new clause without a mark.
_TURNS = re.compile(
    r"\d.*(?<!\w)(?:còn|trong khi|trong khi đó|riêng|và|nhưng|thì)(?: (?:của|tại|ở))? $"
)
_ENUMERATES = ("gồm ", "như ", "trong đó có ", "là các ")
# What may stand between an aside and the name.
_SMALL = frozenset(
    ("với", "của", "là", "các", "hai", "ba", "những", "ubnd", "trung", "tâm", "nhân", "dân", "địa")
)
_MOST_SMALL = 3
_TOPICS = ("đối với ", "nếu như ", "riêng với ", "ứng với ")
# "đồng chí Lê A, người xã B": not "đầu người xã B".
_NATIVE = re.compile(r"\s*(?:vốn |là )*người ")


def with_roles(key: str, found: Sequence[Mention], vocabulary: PressWords) -> Iterator[Mention]:
    """The mentions in order, each with the part it plays."""
    sentence = _Sentence()
    at = 0
    for mention in found:
        if _SENTENCE_END.search(key, at, mention.start):
            sentence = _Sentence()
        at = max(at, mention.end)
        if mention.kind == "part" or mention.apposed:
            yield mention
        else:
            yield sentence.taken_up(key, mention, vocabulary)


class _Sentence:
    """What a sentence has named so far: its last commune and all that it has spoken of."""

    def __init__(self) -> None:
        self.last: Mention | None = None
        self.subjects: set[object] = set()
        self.enumerates = False  # the last aside opened a list: "gồm xã A, xã B"

    def taken_up(self, key: str, mention: Mention, vocabulary: PressWords) -> Mention:
        """The next mention with its part."""
        role = self._joined(key, mention) or self._alone(key, mention, vocabulary)
        if role.kind == "commune":
            self.last = role
            self.subjects |= {role.communes} if role.spoken_of else set()
        return role

    def _joined(self, key: str, mention: Mention) -> Mention | None:
        """The part that a list gives to the mention; ``None`` where none joins it."""
        before = self.last
        link = _link(key, before, mention)
        if link is None or before is None or mention.kind != "commune":
            return None
        if not before.aside:
            return replace(mention, linked=True, unclear=before.unclear)
        if link["joined"] or self.enumerates:
            return replace(mention, linked=True, aside=True)
        return replace(mention, unclear=self._rivalled(mention))

    def _alone(self, key: str, mention: Mention, vocabulary: PressWords) -> Mention:
        lead = _lead(key, mention.start)
        if _is_aside(lead, vocabulary):
            self.enumerates = lead.endswith(_ENUMERATES)
            return replace(mention, aside=True)
        beside = self.last is not None and self.last.end > mention.start - len(lead)
        if not (beside or self._rivalled(mention)):
            return mention
        known = self.last is not None and self.last.communes == mention.communes
        if known or self._is_owner(key, lead, mention, vocabulary, beside=beside):
            return mention
        return replace(mention, unclear=True)

    def _rivalled(self, mention: Mention) -> bool:
        return len(self.subjects) > (mention.communes in self.subjects)

    def _is_owner(
        self, key: str, lead: str, mention: Mention, vocabulary: PressWords, *, beside: bool
    ) -> bool:
        """Whether the words in front say that the clause is about this commune.

        ``beside``: another one stands in the same part.
        """
        if beside and self.last is not None:
            return _TURNS.search(key, self.last.end, mention.start) is not None
        return _is_owner(lead, vocabulary)


def _link(key: str, before: Mention | None, mention: Mention) -> re.Match[str] | None:
    if before is None or mention.start - before.end > _LONGEST_LINK:
        return None
    return _LINK.fullmatch(key, before.end, mention.start)


def _lead(key: str, start: int) -> str:
    """The words of the same part in front of a name."""
    words = key[max(0, start - _LEAD) : start]
    ends = [match.end() for match in _BOUNDARY.finditer(words)]
    return words[ends[-1] if ends else 0 :].lstrip()


def _is_aside(lead: str, vocabulary: PressWords) -> bool:
    words = lead.split()
    if not words or words == ["với"] or lead.endswith(_TOPICS):
        return False  # "Với xã A, …" opens a clause about it
    if _NATIVE.fullmatch(lead) or _ends_in_aside(words, vocabulary):
        return True
    told = not vocabulary.aside_clause_words.isdisjoint(words)
    return told and vocabulary.aside_clause.search(lead) is not None


def _ends_in_aside(words: list[str], vocabulary: PressWords) -> bool:
    """Whether the last words, but for small ones behind them, are an aside."""
    end = len(words)
    for _ in range(_MOST_SMALL + 1):
        if any(" ".join(words[max(0, end - n) : end]) in vocabulary.asides
               for n in vocabulary.aside_lengths):  # fmt: skip
            return True
        if not end or words[end - 1] not in _SMALL:
            return False
        end -= 1
    return False


def _is_owner(lead: str, vocabulary: PressWords) -> bool:
    """Whether the words open a clause, or name an indicator and then lead up to its place."""
    if opens_clause(lead):
        return True
    return any(
        match.group() in vocabulary.subjects and opens_clause(lead[match.end() :])
        for match in vocabulary.any_phrase.finditer(lead)
    )


def opens_clause(lead: str, also: Container[str] = ()) -> bool:
    """Whether the words in front of something only lead up to it ("và năm 2025 tại …")."""
    return all(word in _OPENING or word in also or word.isdecimal() for word in lead.split())
