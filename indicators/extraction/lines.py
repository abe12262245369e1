"""A sentence with what was found in it, and a number understood."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.extraction.sentences import Part
from indicators.extraction.values import Value
from indicators.vocabularies.press_words import FoundPhrase, IndicatorPhrases, Wording


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with everything found in it; offsets of the clean text."""

    key: str
    start: int
    end: int
    parts: list[Part]
    part_starts: list[int]
    phrases: list[FoundPhrase]
    values: list[Value]
    names: Sequence[tuple[int, int]] = ()  # where places are named

    def part_at(self, offset: int) -> int:
        """The place in ``parts`` of the part that holds ``offset``."""
        return max(bisect_right(self.part_starts, offset) - 1, 0)

    def reaches(self, told: int, offset: int) -> bool:
        """Whether words at ``told`` hold at ``offset``: those in brackets end with them."""
        first, last = self.part_at(told), self.part_at(offset)
        depth = self.parts[first].depth
        return not depth or all(part.depth >= depth for part in self.parts[first : last + 1])


@dataclass(frozen=True, slots=True)
class Meaning:
    """A value understood. ``inherited`` tells that its phrase stands in an earlier part.

    ``plan_told`` tells that the plan of a share of a plan is named, ``above_plan`` that it was
    printed as the part above 100; ``perhaps_change`` that the number may be by how much it fell.
    """

    indicator: IndicatorPhrases
    reading: Wording
    value: Value
    phrase: FoundPhrase
    amount: Decimal
    basis: str
    inherited: bool
    plan_told: bool = True
    above_plan: bool = False
    perhaps_change: bool = False
