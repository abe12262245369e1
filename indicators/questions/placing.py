"""The places of figures among each other, counted in memory: the rule of ``sql/placing.sql``.

A ranking places some thousand figures at a time; sorting them here takes a tenth of what planning
and running the windows of that file does. The build, which places millions, asks the file; a test
holds the two to each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from indicators.judgement import MINIMUM_REPORTED

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
ENDS = ("value", "value_low", "value_high", "high_open")


@dataclass(frozen=True)
class BetterAxis:
    """Figures on an axis on which more is better: themselves, and the ends of their intervals.

    An upper end that is not part of its interval is moved to the next smaller double, so that
    intervals that only touch are told apart.
    """

    goodness: Numbers
    worst: Numbers
    best: Numbers

    def at(self, rows: Any) -> "BetterAxis":
        """These rows alone."""
        return BetterAxis(self.goodness[rows], self.worst[rows], self.best[rows])


@dataclass(frozen=True)
class CountedPlaces:
    """Place of each figure (1 is best; equal ones share it), the interval of the place, and the
    share in per cent of the others that it is better than (ties count one half).
    """

    rank: Counts
    rank_low: Counts
    rank_high: Counts
    percentile: Numbers


def axis_of(figures: Mapping[str, Any], rows: Any, direction: str) -> BetterAxis:
    """These rows of the figures turned so that more is better; ``direction`` as in the catalogue.

    ``figures`` has one array each of value, value_low, value_high and high_open.
    """
    value, low, high, high_open = (figures[name][rows] for name in ENDS)
    last_inside = np.where(high_open, np.nextafter(high, low), high)
    if direction == "lower":
        return BetterAxis(-value, -last_inside, -low)
    return BetterAxis(value, low, last_inside)


def places_of(asked: BetterAxis, contest: BetterAxis) -> CountedPlaces:
    """The places of ``asked`` figures, which are of the contest, among all of the contest."""
    return places_in_order(asked, in_order(contest))


def in_order(contest: BetterAxis) -> BetterAxis:
    """Each end of a contest's figures by itself, from worst to best; rows no longer match."""
    return BetterAxis(*map(np.sort, (contest.goodness, contest.worst, contest.best)))


def places_in_order(asked: BetterAxis, contest: BetterAxis) -> CountedPlaces:
    """``places_of`` where the contest is in order already."""
    count = len(contest.goodness)
    rank = 1 + count - contest.goodness.searchsorted(asked.goodness, side="right")
    at_least_as_good = count - contest.goodness.searchsorted(asked.goodness, side="left")
    return CountedPlaces(
        rank=rank,
        rank_low=1 + count - contest.worst.searchsorted(asked.best, side="right"),
        rank_high=count - contest.best.searchsorted(asked.worst, side="left"),
        percentile=100.0 * (count - rank - (at_least_as_good - rank) / 2.0) / max(count - 1, 1),
    )


def enough_to_rank(count: int) -> bool:
    """Whether so many figures are ranked at all."""
    return count >= MINIMUM_REPORTED
