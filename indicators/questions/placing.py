"""The places of figures among each other, counted in memory: the rule of ``sql/placing.sql``.

A ranking places some thousand figures at a time; sorting them here takes a tenth of what planning
and running the windows of that file does. The build, which places millions, asks the file; a test
holds the two to each other.
"""

from collections.abc import Iterable, Mapping
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
    return _places(
        count,
        better=count - contest.goodness.searchsorted(asked.goodness, side="right"),
        as_good=count - contest.goodness.searchsorted(asked.goodness, side="left"),
        surely_better=count - contest.worst.searchsorted(asked.best, side="right"),
        perhaps_as_good=count - contest.best.searchsorted(asked.worst, side="left"),
    )


def places_one_by_one(asked: BetterAxis, contest: BetterAxis) -> CountedPlaces:
    """``places_of`` a few figures that are asked once: sorting takes as long as fifteen of them."""
    return _places(
        len(contest.goodness),
        better=_counts(contest.goodness > one for one in asked.goodness),
        as_good=_counts(contest.goodness >= one for one in asked.goodness),
        surely_better=_counts(contest.worst > one for one in asked.best),
        perhaps_as_good=_counts(contest.best >= one for one in asked.worst),
    )


def _places(
    count: int, *, better: Counts, as_good: Counts, surely_better: Counts, perhaps_as_good: Counts
) -> CountedPlaces:
    """Of ``count`` figures how many are better than each asked one, at least as good, and so on."""
    rank = 1 + better
    return CountedPlaces(
        rank=rank,
        rank_low=1 + surely_better,
        rank_high=perhaps_as_good,
        percentile=100.0 * (count - rank - (as_good - rank) / 2.0) / max(count - 1, 1),
    )


def _counts(truths: Iterable[npt.NDArray[np.bool_]]) -> Counts:
    return np.array([np.count_nonzero(one) for one in truths], dtype=np.int64)


def enough_to_rank(count: int) -> bool:
    """Whether so many figures are ranked at all."""
    return count >= MINIMUM_REPORTED
