"""The interval of a printed number: the table of the methods page, and its properties."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.printed.intervals import QUALIFIERS, Interval, exact_share, interval_of
from indicators.printed.numbers import last_significant_unit, read_numbers


def _interval(printed: str, qualifier: str) -> Interval:
    number = next(read_numbers(printed))
    return interval_of(number.value, qualifier, number.last_digit, number.last_significant)


@pytest.mark.parametrize(
    ("printed", "qualifier", "low", "high", "high_open"),
    [
        ("97,61 %", "exact", "97.605", "97.615", True),
        ("78,6", "about", "78.5", "78.7", False),
        ("1.860", "at_least", "1860", "1870", True),
        ("1.700", "nearly", "1600", "1700", False),
        ("5 %", "at_most", "4", "5", False),
        ("45 tỷ", "at_least", "45E9", "46E9", True),
        ("1,2 nghìn tỉ", "about", "1.1E12", "1.3E12", False),
    ],
)
def test_table_of_the_methods(
    printed: str, qualifier: str, low: str, high: str, high_open: bool
) -> None:
    assert _interval(printed, qualifier) == Interval(Decimal(low), Decimal(high), high_open)


def test_counts_are_exact() -> None:
    assert exact_share(Decimal(1), Decimal(8)) == Interval(Decimal("12.5"), Decimal("12.5"))
    with pytest.raises(ValueError, match="denominator of 0"):
        exact_share(Decimal(1), Decimal(0))


def test_touching_intervals_are_told_apart_only_where_the_bound_is_open() -> None:
    below = Interval(Decimal("97.605"), Decimal("97.615"), high_open=True)
    above = Interval(Decimal("97.615"), Decimal("97.625"), high_open=True)
    assert below.surely_below(above)
    assert not Interval(Decimal("97.605"), Decimal("97.615")).surely_below(above)


def test_unknown_qualifier_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of exact, about"):
        interval_of(Decimal(1), "roughly", Decimal(1), Decimal(1))


positive = st.decimals("0", "100000", places=2)


@given(positive, st.sampled_from(QUALIFIERS))
def test_a_value_lies_in_its_interval(value: Decimal, qualifier: str) -> None:
    step = Decimal("0.01")
    interval = interval_of(value, qualifier, step, last_significant_unit(value))
    assert interval.low <= value <= interval.high


@given(positive, positive, positive, positive)
def test_surely_below_is_never_mutual(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> None:
    first, second = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    assert not (first.surely_below(second) and second.surely_below(first))
    hull = first.hull(second)
    assert not hull.surely_below(first)
    assert not first.surely_below(hull)
