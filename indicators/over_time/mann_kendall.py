"""The Mann–Kendall test of a monotone trend, exact for any number of points, with doubtful pairs.

Every later figure is set against every earlier one: a pair counts +1 where the later is surely
higher, -1 where it is surely lower. The sum is S. Printed figures are intervals, so some pairs
cannot be told; these are counted against the trend, so that no way of resolving them could make
the stated probability larger. The probability is exact: among all orders of the same figures, the
share whose |S| is at least as large. With fewer than five points even a perfect order has a
probability above 5 %, so fewer are not tested.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from itertools import accumulate
from operator import sub
from typing import Literal

import numpy as np
import numpy.typing as npt

from indicators.judgement import FEWEST_POINTS, SIGNIFICANCE
from indicators.printed.intervals import Interval

Outcome = Literal["rising", "falling", "unchanged", "cannot_be_told"]
Reason = Literal["too_few", "not_significant"]
Rows = npt.NDArray[np.intp]

# Sizes of equal groups whose orders are kept counted: sixty figures take a millisecond.
MOST_COUNTED = 256


@dataclass(frozen=True)
class TrendTest:
    """``points`` tested, ``s`` over the pairs that can be told, ``doubtful`` pairs that cannot.

    ``p_value`` is two-sided and ``None`` where nothing was tested; ``reason`` says why the outcome
    is ``cannot_be_told``.
    """

    points: int
    s: int
    doubtful: int
    p_value: float | None
    outcome: Outcome
    reason: Reason | None


def trend_test(figures: Sequence[Interval]) -> TrendTest:
    """Test figures in the order of their periods.

    >>> from decimal import Decimal
    >>> from indicators.printed.intervals import point
    >>> trend_test([point(Decimal(n)) for n in (11, 12, 13, 14, 15)]).p_value
    0.016666666666666666
    """
    rises, falls, equal = _pairs(figures)
    pairs = len(figures) * (len(figures) - 1) // 2
    s, doubtful = rises - falls, pairs - rises - falls - equal
    if len(figures) < FEWEST_POINTS:
        return TrendTest(len(figures), s, doubtful, None, "cannot_be_told", "too_few")
    if equal == pairs:
        return TrendTest(len(figures), 0, 0, None, "unchanged", None)
    p_value = float(two_sided_p(max(abs(s) - doubtful, 0), _ties(figures)))
    if p_value > SIGNIFICANCE:
        return TrendTest(len(figures), s, doubtful, p_value, "cannot_be_told", "not_significant")
    outcome: Outcome = "rising" if s > 0 else "falling"
    return TrendTest(len(figures), s, doubtful, p_value, outcome, None)


def two_sided_p(s: int, ties: Sequence[int]) -> Fraction:
    """The share of all orders whose |S| is at least ``s``; ``ties`` are sizes of equal groups.

    Five figures of which two are equal have ``ties`` (2, 1, 1, 1).

    >>> two_sided_p(10, (1, 1, 1, 1, 1))
    Fraction(1, 60)
    """
    at_least = _orders_at_least(tuple(sorted(ties)))
    return Fraction(at_least[s] if s < len(at_least) else 0, at_least[0])


@lru_cache(maxsize=MOST_COUNTED)
def _orders_at_least(ties: tuple[int, ...]) -> list[int]:
    """How many distinct orders have an |S| of at least 0, 1, 2 …"""
    orders = _orders_by_inversions(ties)
    pairs = len(orders) - 1  # pairs of unequal figures
    exactly = [0] * (pairs + 1)
    for inversions, count in enumerate(orders):
        exactly[abs(pairs - 2 * inversions)] += count
    return list(accumulate(reversed(exactly)))[::-1]


def _pairs(figures: Sequence[Interval]) -> tuple[int, int, int]:
    """How many later figures are surely higher than an earlier one, surely lower, and equal points.

    Ends are compared by their places among all ends: exact, and thousands of pairs at a time.
    """
    ends = sorted({end for one in figures for end in (one.low, one.high)})
    place = {end: at for at, end in enumerate(ends)}
    low = np.array([place[one.low] for one in figures], dtype=np.intp)
    high = np.array([place[one.high] for one in figures], dtype=np.intp)
    is_open = np.array([one.high_open for one in figures], dtype=bool)
    earlier, later = np.triu_indices(len(figures), 1)

    def surely_below(one: Rows, other: Rows) -> npt.NDArray[np.bool_]:
        return (high[one] < low[other]) | ((high[one] == low[other]) & is_open[one])

    rises, falls = surely_below(earlier, later), surely_below(later, earlier)
    points = low == high
    equal = points[earlier] & points[later] & (low[earlier] == low[later]) & ~rises & ~falls
    return int(rises.sum()), int((falls & ~rises).sum()), int(equal.sum())


def _ties(figures: Sequence[Interval]) -> tuple[int, ...]:
    """Sizes of the groups of figures that are the same point; every other figure stands alone."""
    points = Counter(one.low for one in figures if one.low == one.high)
    alone = sum(1 for one in figures if one.low != one.high)
    return (*points.values(), *([1] * alone))


def _orders_by_inversions(ties: tuple[int, ...]) -> list[int]:
    """How many distinct orders have 0, 1, 2 … inversions.

    Their generating function is the Gaussian multinomial coefficient: the product of the
    q-numbers 1 … n, divided by the same product for each group of equal figures.
    """
    pairs = (sum(ties) ** 2 - sum(size**2 for size in ties)) // 2  # of unequal figures
    # As many orders have k inversions as have all but k: one half is worked out.
    half = _q_factorial(sum(ties))[: pairs // 2 + 1]
    for size in ties:
        for factor in range(2, size + 1):
            half = _over_q_number(half, factor)
    return half + half[: (pairs + 1) // 2][::-1]


@cache
def _q_factorial(n: int) -> list[int]:
    """Coefficients of (1)(1 + q)(1 + q + q²) … up to n factors."""
    return [1] if n < 2 else _times_q_number(_q_factorial(n - 1), n)


def _times_q_number(polynomial: list[int], factor: int) -> list[int]:
    """The product with 1 + q + … of ``factor`` terms: each coefficient a sum of that many."""
    nothing = [0] * (factor - 1)
    added = [*polynomial, *nothing]
    fallen_out = [*nothing, 0, *polynomial[:-1]]
    return list(accumulate(map(sub, added, fallen_out)))


def _over_q_number(product: list[int], factor: int) -> list[int]:
    """What gives ``product`` by ``_times_q_number``: as many of its first coefficients."""
    steps = list(map(sub, product, [0, *product]))
    quotient = [0] * len(product)
    for first in range(factor):
        quotient[first::factor] = accumulate(steps[first::factor])
    return quotient
