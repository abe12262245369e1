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
from functools import cache
from itertools import combinations
from typing import Literal

from indicators.judgement import FEWEST_POINTS, SIGNIFICANCE
from indicators.printed.intervals import Interval

Outcome = Literal["rising", "falling", "unchanged", "cannot_be_told"]
Reason = Literal["too_few", "not_significant"]


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
    signs = [_sign(earlier, later) for earlier, later in combinations(figures, 2)]
    s, doubtful = sum(sign or 0 for sign in signs), signs.count(None)
    if len(figures) < FEWEST_POINTS:
        return TrendTest(len(figures), s, doubtful, None, "cannot_be_told", "too_few")
    if not any(sign != 0 for sign in signs):
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
    orders = _orders_by_inversions(ties)
    pairs = len(orders) - 1  # pairs of unequal figures
    extreme = sum(n for inversions, n in enumerate(orders) if abs(pairs - 2 * inversions) >= s)
    return Fraction(extreme, sum(orders))


def _sign(earlier: Interval, later: Interval) -> int | None:
    """1, -1, 0 for two equal points, ``None`` where the intervals overlap."""
    if earlier.surely_below(later):
        return 1
    if later.surely_below(earlier):
        return -1
    return 0 if earlier.low == earlier.high == later.low == later.high else None


def _ties(figures: Sequence[Interval]) -> tuple[int, ...]:
    """Sizes of the groups of figures that are the same point; every other figure stands alone."""
    points = Counter(one.low for one in figures if one.low == one.high)
    alone = sum(1 for one in figures if one.low != one.high)
    return (*points.values(), *([1] * alone))


def _orders_by_inversions(ties: Sequence[int]) -> list[int]:
    """How many distinct orders have 0, 1, 2 … inversions.

    Their generating function is the Gaussian multinomial coefficient: the product of the
    q-numbers 1 … n, divided by the same product for each group of equal figures.
    """
    orders = _q_factorial(sum(ties))
    for size in ties:
        if size > 1:
            orders = _quotient(orders, _q_factorial(size))
    return orders


@cache
def _q_factorial(n: int) -> list[int]:
    """Coefficients of (1)(1 + q)(1 + q + q²) … up to n factors."""
    product = [1]
    for factor in range(2, n + 1):
        product = [
            sum(product[max(0, power - factor + 1) : power + 1])
            for power in range(len(product) + factor - 1)
        ]
    return product


def _quotient(dividend: list[int], divisor: list[int]) -> list[int]:
    """Coefficients of an exact division of polynomials whose lowest coefficient is 1."""
    rest, quotient = list(dividend), []
    for power in range(len(dividend) - len(divisor) + 1):
        quotient.append(rest[power])
        for offset, coefficient in enumerate(divisor):
            rest[power + offset] -= quotient[power] * coefficient
    return quotient
