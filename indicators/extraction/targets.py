"""Results and targets: what is reached and what is only wanted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from indicators.extraction.cues import is_thing
from indicators.extraction.lines import Line
from indicators.extraction.named_periods import Period
from indicators.extraction.sentences import Sentence
from indicators.vocabularies.press_words import FoundPhrase, PressWords

_YEARS_AHEAD = re.compile(r"(?:đến|vào|cuối) năm 20[3-9]\d|2026 ?- ?2030|2025 ?- ?2030|tầm nhìn")


_PLANNED = re.compile(
    r"(?:mục tiêu|kế hoạch|chỉ tiêu|nghị quyết|nhiệm vụ|đại hội|hđnd|đã|xã|phường|tỉnh|năm)"
    r"(?: \w+){0,4} $"
)


# "đề ra 12 chỉ tiêu": what follows is wanted, whoever wants it.
_WANTED = re.compile(
    r" (?:các |một số |những |\d+ )?(?:mục tiêu|chỉ tiêu|nhiệm vụ|phương hướng|giải pháp)"
)
# A target told in the first words of a sentence holds for the next ones too, numbers or not.
_OPENING = 40


@dataclass
class TargetTracker:
    """Follows where a text speaks of what is wanted, from sentence to sentence.

    A target holds until its paragraph ends or a result is told; a list behind a colon goes on.
    """

    vocabulary: PressWords
    reference: date | None
    carried: bool = False
    open_list: bool = False
    # Whether the paragraph before ended in targets, and nothing here has said otherwise yet.
    after_targets: bool = False
    _turns: list[tuple[int, bool]] = field(default_factory=list)
    _passing: set[int] = field(default_factory=set)

    def enter(self, sentence: Sentence, line: Line, named: Sequence[Period]) -> None:
        """Take up a sentence: at which places does it turn to targets and back to results?"""
        self._begin(sentence)
        self._turns = [(sentence.start, self.carried)]
        turns = [
            (p.start, True)
            for p in line.phrases
            if p.phrase in self.vocabulary.targets
            and not _told_of_it(line.key, p)
            and not self._is_a_wish_met(line, p)
        ]
        turns += [(p.start, False) for p in line.phrases if p.phrase in self.vocabulary.results]
        turns += [
            (period.at, self.is_ahead(period))
            for period in named
            if self._turns_at(period, line, turns)
        ]
        turns += [(m.start(), True) for m in _YEARS_AHEAD.finditer(line.key, line.start, line.end)
                  if not _names_a_congress(line.key, m.start())]  # fmt: skip
        self._turns += _without_empty_targets(sorted(turns), line)
        self.after_targets = self.after_targets and not (turns or named)
        self._passing = {
            p.start for p in line.phrases if p.phrase in self.vocabulary.passing_targets
        }

    def _is_a_wish_met(self, line: Line, phrase: FoundPhrase) -> bool:
        """Whether "kỳ vọng" or "cam kết" is a noun: "đáp ứng kỳ vọng của người dân"."""
        passing = phrase.phrase in self.vocabulary.passing_targets
        return passing and is_thing(line.key, line.start, phrase)

    def skip(self, sentence: Sentence) -> None:
        """Pass over a sentence without numbers."""
        if sentence.first:
            self.carried = self.after_targets = False

    def _begin(self, sentence: Sentence) -> None:
        if sentence.first and not (self.open_list and sentence.bullet):
            self.after_targets = self.carried
            self.carried = False

    def _turns_at(self, period: Period, line: Line, turns: list[tuple[int, bool]]) -> bool:
        """Whether a period begins something new, and is not the date of a target before it."""
        if period.ignored or period.weak or line.parts[line.part_at(period.at)].depth:
            return False
        if self.is_ahead(period):
            return True
        wanted = [at for at, state in turns if state and at < period.at]
        return not wanted or ";" in line.key[max(wanted) : period.at]

    def is_target(self, offset: int) -> bool:
        """Whether a number at ``offset`` of the sentence is only wanted."""
        return [state for at, state in self._turns if at <= offset][-1]

    def leave(self, line: Line) -> None:
        """Carry a target on where the sentence ended in one that has numbers or opens a list."""
        at, state = self._turns[-1]
        ends_open = line.key[line.start : line.end].rstrip().endswith((":", ";"))
        has_numbers = any(value.number_start >= at for value in line.values)
        whole = at - line.start <= _OPENING
        self.carried = state and at not in self._passing and (ends_open or has_numbers or whole)
        self.open_list = ends_open or (self.open_list and self.carried)

    def is_ahead(self, period: Period) -> bool:
        """Whether a period begins after publication, or is far ahead in an undated text."""
        if self.reference is None:
            return period.end is not None and period.end.year >= 2030
        if period.start is not None:
            return period.start > self.reference
        return period.end is not None and period.end.year > self.reference.year


def _without_empty_targets(turns: list[tuple[int, bool]], line: Line) -> list[tuple[int, bool]]:
    """The turns without results inside a target: "phấn đấu đến nay đạt 19/19 tiêu chí"."""
    kept: list[tuple[int, bool]] = []
    for at, state in turns:
        if not state and kept and kept[-1][1] and not _lies_between(line, kept[-1][0], at):
            continue
        kept.append((at, state))
    return kept


def _lies_between(line: Line, start: int, end: int) -> bool:
    """Whether a number, or the end of a clause with words of its own, parts two places."""
    numbers = any(start <= value.number_start < end for value in line.values)
    head, comma, _ = line.key[start:end].rpartition(",")
    return numbers or ";" in line.key[start:end] or (bool(comma) and len(head.split()) > 4)


def _told_of_it(key: str, phrase: FoundPhrase) -> bool:
    """Whether "đề ra" only says which plan was reached: "đạt mục tiêu Đại hội đề ra"."""
    if phrase.phrase != "đề ra" or _WANTED.match(key, phrase.end):
        return False
    if key[phrase.end : phrase.end + 1] in (",", ".", ";", ")"):
        return True  # "hoàn thành các nội dung công tác đề ra, đạt 25/26 chỉ tiêu"
    return _PLANNED.search(key, max(0, phrase.start - 60), phrase.start) is not None


def _names_a_congress(key: str, offset: int) -> bool:
    """Whether "2025-2030" belongs to the name of a congress or a committee."""
    before = key[max(0, offset - 40) : offset]
    return re.search(r"(?:lần thứ|khóa|đại hội|nhiệm kỳ trước|đảng bộ)[^.;:]*$", before) is not None
