"""What a clause claims of its figures: reached, planned, wished, denied, told by others.

One place decides it for every figure, whatever its indicator. Only what is claimed as reached
becomes a figure; what the words leave open becomes one with a doubt; the rest is left out.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indicators.extraction.clauses import Clauses
from indicators.extraction.cues import MOST_CUES, Cue, CueKind, cues
from indicators.extraction.lines import Line, Meaning
from indicators.extraction.values import Value
from indicators.vocabularies.press_words import PressWords


class Claim(StrEnum):
    """What is claimed of a figure."""

    REACHED = "reached"
    PLANNED = "planned"
    WISHED = "wished"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    REPORTED = "reported"
    ASKED = "asked"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim and the words that decided it ("" for what is simply told)."""

    claim: Claim
    words: str = ""


REACHED = Verdict(Claim.REACHED)
# "Nghị quyết HĐND xã đề ra 70 triệu đồng": so many words between a plan and its bare number.
MOST_BARE_WORDS = 5

_ESTIMATED = re.compile(r"(?<!\w)(?:ước|dự kiến|dự ước)(?!\w)")

_CLAIM_OF = {
    CueKind.DENIED: Claim.DENIED,
    CueKind.EXCLUDING: Claim.OPEN,
    CueKind.PLANNED: Claim.PLANNED,
    CueKind.PLAN_NOUN: Claim.PLANNED,
    CueKind.WISHED: Claim.WISHED,
    CueKind.MODAL: Claim.PLANNED,
    CueKind.CONDITION: Claim.CONDITIONAL,
    CueKind.HEARSAY: Claim.REPORTED,
    CueKind.OPINION: Claim.OPEN,
}

# Behind a figure in its clause: "45 tỷ đồng nếu thuận lợi", "45 tỷ đồng là mục tiêu của năm".
_CONDITION_BEHIND = re.compile(
    r"(?<!\w)(?:nếu(?! so)|giả sử|miễn là|với điều kiện|trong trường hợp|chỉ khi|trừ khi"
    r"|một khi)(?!\w)"
)
_PLAN_BEHIND = re.compile(
    r"(?<!\w)là (?:một |những |các )?(?:mục tiêu|chỉ tiêu|kế hoạch|yêu cầu|mức sàn|mức giao"
    r"|số giao|dự toán"
    r"|mong muốn|ước mơ|mơ ước|con số mơ ước|định hướng|nhiệm vụ|đích|quyết tâm|điều kiện"
    r"|kỳ vọng|dự báo)(?!\w)"
)
_ACCORDING_BEHIND = re.compile(
    r"(?<!\w)theo (?:đúng )?(?:kế hoạch|dự toán|nghị quyết|đề án|quy hoạch|phương án"
    r"|lộ trình)(?!\w)"
)
_ASSIGNED_BEHIND = re.compile(
    r"(?<!\w)(?:(?:tỉnh|xã|phường|thành phố|trung ương|cấp trên|được) giao|là (?:khó"
    r"|không thể))(?!\w)"
)
_NOT_REACHED_BEHIND = re.compile(
    r"(?<!\w)(?:chưa|không|chẳng|khó)(?: thể)? (?:đạt|hoàn thành|thành công|thành hiện thực"
    r"|trở thành hiện thực)"
    r"(?: được| tới)? *(?:[.;,!?”\")\n]|$)"
)
# A denied figure put another way ("…, bằng 112% dự toán"), or set right ("…, chỉ đạt 80%").
_PUT_OTHERWISE = re.compile(
    r"[\s(]*(?:và )?(?:bằng|tương đương|tương ứng|tức|chiếm|vượt|tăng|giảm|cao hơn|đạt"
    r"|hoàn thành|hơn|so với|nâng|đưa)(?!\w)"
)
# What a denial denies is still to come: "chưa đạt mức hài lòng của người dân, doanh nghiệp 95%".
_REACHING = re.compile(r"(?: \w+){0,2}? (?:đạt|vượt|hoàn thành|lên|xuống|tới|về|phải|là)(?!\w)")
# A plan whose content is still to come: "yêu cầu xã …, năm 2025, đạt 90%".
_WAITS = re.compile(
    r" *(?:(?:rằng|là|cho|với|đối với|xã|phường|đặc khu|tỉnh|năm|đến|hết|trong"
    r"|cuối)(?!\w)[^,;]*)?[\s,;:]*$"
)
# "Tuy không có khu công nghiệp xã vẫn thu 38 tỷ đồng".
_STILL = re.compile(r"(?<!\w)(?:vẫn|nên|thì|chỉ là)(?!\w)")
# Only this leads out of a rumour; the words of a result belong to it.
_IN_TRUTH = re.compile(r"(?<!\w)(?:thực tế|thực ra|sự thật là|thực chất)(?!\w)")
_SAID_REACHED = re.compile(r"(?<!\w)(?:đạt|thực hiện|đã|hoàn thành|ước đạt)(?!\w)")
_ALREADY = re.compile(r"(?<!\w)đã(?!\w)")


@dataclass(frozen=True)
class SentenceClaims:
    """What the words of one sentence claim of its values."""

    line: Line
    clauses: Clauses
    cues: Sequence[Cue]
    vocabulary: PressWords

    @classmethod
    def of(cls, line: Line, vocabulary: PressWords) -> "SentenceClaims":
        """Find the cues of a sentence."""
        clauses = Clauses.of(line)
        return cls(line, clauses, cues(line, clauses, vocabulary), vocabulary)

    @property
    def unreadable(self) -> bool:
        """Whether a sentence holds more cues than anybody would write."""
        return len(self.cues) > MOST_CUES

    def verdict(self, value: Value) -> Verdict:
        """The strongest of what is said in front of a value and behind it."""
        in_front = (self._by(cue, value) for cue in self.cues)
        told = [*self._behind(value), *filter(None, in_front)]
        firm = [one for one in told if one.claim is not Claim.OPEN]
        return (firm or told or [REACHED])[0]

    def _behind(self, value: Value) -> Iterable[Verdict]:
        """What is said behind a figure of it."""
        key, end = self.line.key, self.clauses.end(value.end)
        semicolon = key.find(";", value.end, self.line.end)
        rest = semicolon if semicolon >= 0 else self.line.end
        if wrong := self.vocabulary.said_wrong.search(key, value.end, rest):
            yield Verdict(Claim.DENIED, wrong.group())
        following = next((v.start for v in self.line.values if v.start >= value.end), end)
        near = min(end, following)
        for pattern, claim in _SAID_BEHIND:
            if found := pattern.search(key, value.end, end):
                yield Verdict(claim, found.group())
        if found := _NOT_REACHED_BEHIND.search(key, value.end, near):
            yield Verdict(Claim.DENIED, found.group().strip(" .,;"))
        if found := _ACCORDING_BEHIND.search(key, value.end, end):
            yield Verdict(Claim.OPEN, found.group())
        if value.unit != "percent" and (found := _ASSIGNED_BEHIND.search(key, value.end, near)):
            yield Verdict(Claim.OPEN, found.group())
        last = self.cues[-1] if self.cues else None
        if (
            last
            and last.kind is CueKind.CONDITION
            and self._closes(last)
            and last.start > value.end
        ):
            yield Verdict(Claim.OPEN, self._words(last))

    def _closes(self, cue: Cue) -> bool:
        """Whether a sentence ends in a condition without a figure of its own."""
        return not self.clauses.values_between(cue.end, self.line.end)

    def _by(self, cue: Cue, value: Value) -> Verdict | None:
        """What a cue in front of a value makes of it; ``None`` where it does not reach so far."""
        if cue.start >= value.start or self._in_zero(cue):
            return None
        claim = _REACH[cue.kind](self, cue, value)
        return None if claim is None else Verdict(claim, self._words(cue))

    def _words(self, cue: Cue) -> str:
        return self.line.key[cue.start : cue.end]

    def _near(self, cue: Cue, value: Value) -> bool:
        return self.clauses.at(cue.start) == self.clauses.at(value.number_start)

    def _in_zero(self, cue: Cue) -> bool:
        """Whether a denial is the figure itself: "không còn hộ nghèo"."""
        return any(
            one.start <= cue.start < one.end
            for one in self.line.phrases
            if one.phrase in self.vocabulary.zero
        )

    def denied(self, cue: Cue, value: Value) -> Claim | None:
        """A denial holds in its clause, up to a turn; behind it for what has no verb of its own."""
        key, claim = self.line.key, _CLAIM_OF[cue.kind]
        if self.vocabulary.denial_ends.search(key, cue.end, value.number_start):
            return None
        near = self._near(cue, value)
        if not near and cue.opens and self._is_unfinished(cue):
            return Claim.OPEN
        if near:
            return None if _STILL.search(key, cue.end, value.number_start) else claim
        end = self.clauses.end(cue.start)
        own = self.clauses.values_between(cue.end, end)
        begins = self.clauses.start(value.number_start)
        if own and begins == end and _PUT_OTHERWISE.match(key, begins):
            return Claim.OPEN
        if self.clauses.has_verb(end, value.number_start):
            return None
        if own:
            return Claim.OPEN
        return claim if _REACHING.match(key, cue.end) else None

    def _is_unfinished(self, cue: Cue) -> bool:
        """Whether the clause of a cue says nothing of its own: "không phải đến nay, …"."""
        end = self.clauses.end(cue.start)
        return not (
            self.clauses.values_between(cue.end, end) or self.clauses.has_verb(cue.end, end)
        )

    def everything(self, cue: Cue, value: Value) -> Claim | None:
        """Rumours and conditions hold for the sentence, up to what is told as true."""
        turn = _IN_TRUTH.search(self.line.key, cue.end, value.number_start)
        if turn and self.clauses.values_between(cue.end, turn.start()):
            return None
        return _CLAIM_OF[cue.kind]

    def planned(self, cue: Cue, value: Value) -> Claim | None:
        """A plan holds in its clause; how far behind it depends on what the clause itself told."""
        claim = _CLAIM_OF[cue.kind]
        turned = self._turned(cue, value)
        if turned is not None:
            return None if turned else Claim.OPEN
        if cue.heads:
            return claim
        if not self._near(cue, value):
            return self._planned_before(cue, value, claim)
        reported = self._words(cue) in self.vocabulary.reported_nouns
        told = (_SAID_REACHED if reported else _ALREADY).search(
            self.line.key, cue.end, value.number_start
        )
        return Claim.OPEN if told or self._words(cue) == "để" else claim

    def _planned_before(self, cue: Cue, value: Value, claim: Claim) -> Claim | None:
        """How a plan of an earlier clause reaches into the value's."""
        end = self.clauses.end(cue.start)
        own = self.clauses.values_between(cue.end, end)
        verb = self.clauses.has_verb(end, value.number_start)
        if own and verb and self._is_bare(cue, own[0]):
            return None if self._is_told_after(own[:1], end, value) else Claim.OPEN
        if own:
            return Claim.OPEN if verb else claim
        return Claim.OPEN if cue.opens or self._waits(cue) else None

    def _waits(self, cue: Cue) -> bool:
        """Whether what a cue governs is still to come: "yêu cầu, đến hết năm 2025, xã …"."""
        return _WAITS.match(self.line.key, cue.end, self.clauses.end(cue.start)) is not None

    def _is_bare(self, cue: Cue, value: Value) -> bool:
        """Whether a plan tells a number only: "nghị quyết đề ra 70 triệu đồng, …"."""
        return len(self.line.key[cue.end : value.start].split()) <= MOST_BARE_WORDS

    def _is_told_after(self, planned: Sequence[Value], start: int, value: Value) -> bool:
        """Whether a value, or one told before it, is the result that a planned one was set for."""
        results = self.clauses.values_between(start, value.end)
        return not {one.unit for one in planned}.isdisjoint(one.unit for one in results)

    def _turned(self, cue: Cue, value: Value) -> bool | None:
        """Whether a result of the same thing follows a plan; ``None`` where nothing turns."""
        end = self.clauses.end(cue.start)
        turn = self.vocabulary.plan_ends.search(self.line.key, end, value.number_start)
        if turn is None:
            return None
        between = self.clauses.values_between(cue.end, turn.start())
        if not between:
            return None
        return self._is_told_after(between, turn.start(), value)


_SAID_BEHIND = (
    (_CONDITION_BEHIND, Claim.CONDITIONAL),
    (_PLAN_BEHIND, Claim.PLANNED),
)
_REACH: dict[CueKind, Callable[[SentenceClaims, Cue, Value], Claim | None]] = {
    CueKind.DENIED: SentenceClaims.denied,
    CueKind.EXCLUDING: SentenceClaims.denied,
    CueKind.PLANNED: SentenceClaims.planned,
    CueKind.PLAN_NOUN: SentenceClaims.planned,
    CueKind.WISHED: SentenceClaims.planned,
    CueKind.MODAL: SentenceClaims.planned,
    CueKind.CONDITION: SentenceClaims.everything,
    CueKind.HEARSAY: SentenceClaims.everything,
    CueKind.OPINION: SentenceClaims.everything,
}


def is_estimate(key: str, meaning: Meaning, end: date | None, published: date | None) -> bool:
    """Whether a figure is estimated: so told, or of a period that ends after publication."""
    start = min(meaning.phrase.start, meaning.value.start)
    if meaning.value.estimate or _ESTIMATED.search(key, start, meaning.value.number_start):
        return True
    return published is not None and end is not None and end > published
