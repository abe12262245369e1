"""A sentence with what was found in it, and a number understood."""

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from indicators.extraction.phrases import Found, IndicatorPhrases, Reading
from indicators.extraction.sentences import Part
from indicators.extraction.values import Value


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with everything found in it; offsets of the clean text."""

    key: str
    start: int
    end: int
    parts: list[Part]
    part_starts: list[int]
    phrases: list[Found]
    values: list[Value]

    def part_at(self, offset: int) -> int:
        """The place in ``parts`` of the part that holds ``offset``."""
        return max(bisect_right(self.part_starts, offset) - 1, 0)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A value understood. ``inherited`` tells that its phrase stands in an earlier part.

    ``plan_told`` tells that the plan of a share of a plan is named, ``above_plan`` that it was
    printed as the part above 100; ``perhaps_change`` that the number may be by how much it fell.
    """

    indicator: IndicatorPhrases
    reading: Reading
    value: Value
    phrase: Found
    amount: Decimal
    basis: str
    inherited: bool
    plan_told: bool = True
    above_plan: bool = False
    perhaps_change: bool = False
