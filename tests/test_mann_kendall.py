"""The trend test against counts that can be made by hand."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest

from indicators.over_time.mann_kendall import trend_test, two_sided_p
from indicators.printed.intervals import Interval, point


def exact(*values: float) -> list[Interval]:
    return [point(Decimal(str(value))) for value in values]


def rounded(*values: float, half: str = "0.5") -> list[Interval]:
    return [
        Interval(Decimal(str(v)) - Decimal(half), Decimal(str(v)) + Decimal(half), high_open=True)
        for v in values
    ]


@pytest.mark.parametrize(
    ("s", "ties", "expected"),
    [
        # Four figures: of 24 orders one rises and one falls throughout.
        (6, (1, 1, 1, 1), Fraction(2, 24)),
        # Five: 120 orders have 0, 1, 2 … inversions 1, 4, 9, 15, 20, 22, 20, 15, 9, 4, 1 times.
        (10, (1,) * 5, Fraction(2, 120)),
        (8, (1,) * 5, Fraction(2 * (1 + 4), 120)),
        (6, (1,) * 5, Fraction(2 * (1 + 4 + 9), 120)),
        (0, (1,) * 5, Fraction(1)),
        # Two equal ones among five: 60 orders, nine pairs that differ.
        (9, (2, 1, 1, 1), Fraction(2, 60)),
        # Two pairs of equal ones: 6 orders of a, a, b, b with 0, 1, 2, 2, 3, 4 inversions.
        (4, (2, 2), Fraction(2, 6)),
        (2, (2, 2), Fraction(4, 6)),
    ],
)
def test_probabilities_of_small_tables(s: int, ties: tuple[int, ...], expected: Fraction) -> None:
    assert two_sided_p(s, ties) == expected


@pytest.mark.parametrize("values", [(1, 2, 3, 4, 5, 6), (1, 1, 2, 3, 3, 3), (1, 2, 2, 4, 5, 5)])
def test_the_distribution_is_that_of_all_orders(values: tuple[int, ...]) -> None:
    def s_of(order: tuple[int, ...]) -> int:
        return sum(
            (later > earlier) - (later < earlier)
            for place, earlier in enumerate(order)
            for later in order[place + 1 :]
        )

    orders = [s_of(order) for order in permutations(values)]
    ties = tuple(values.count(value) for value in sorted(set(values)))
    for s in range(16):
        share = Fraction(sum(abs(found) >= s for found in orders), len(orders))
        assert two_sided_p(s, ties) == share


def test_five_rising_figures_are_the_fewest_that_say_something() -> None:
    four = trend_test(exact(1, 2, 3, 4))
    assert (four.outcome, four.reason, four.p_value) == ("cannot_be_told", "too_few", None)
    five = trend_test(exact(1, 2, 3, 4, 5))
    assert (five.outcome, five.s, five.doubtful) == ("rising", 10, 0)
    assert five.p_value == pytest.approx(2 / 120)
    assert trend_test(exact(5, 4, 3, 2, 1)).outcome == "falling"


def test_one_exchange_among_five_is_not_enough() -> None:
    found = trend_test(exact(1, 2, 3, 5, 4))
    assert (found.s, found.outcome, found.reason) == (8, "cannot_be_told", "not_significant")
    assert found.p_value == pytest.approx(10 / 120)


def test_pairs_that_cannot_be_told_count_against_the_trend() -> None:
    # 60 and 60.4 overlap as [59.5, 60.5) and [59.9, 60.9): nine sure pairs less one are 8.
    found = trend_test(rounded(60, 60.4, 62, 64, 66))
    assert (found.s, found.doubtful) == (9, 1)
    assert found.p_value == pytest.approx(10 / 120)
    assert found.outcome == "cannot_be_told"


def test_equal_counts_are_ties_and_not_doubts() -> None:
    found = trend_test(exact(14, 14, 15, 16, 17))
    assert (found.s, found.doubtful, found.outcome) == (9, 0, "rising")
    assert found.p_value == pytest.approx(2 / 60)


def test_the_same_exact_figure_throughout_is_unchanged() -> None:
    assert trend_test(exact(19, 19, 19, 19, 19)).outcome == "unchanged"
    # Printed alike is not known to be the same.
    assert trend_test(rounded(60, 60, 60, 60, 60)).outcome == "cannot_be_told"
