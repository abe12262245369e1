"""A contest that is asked once is counted, one that is asked again is put in order: alike."""

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest

from indicators.over_time import contests
from indicators.over_time.contests import FEW_ASKED, Field
from indicators.over_time.mann_kendall import two_sided_p
from indicators.questions.placing import BetterAxis, in_order, places_of

NAMES = ("rank", "rank_low", "rank_high", "percentile")


def invented_axis(seed: int) -> BetterAxis:
    """Sixty figures with ties, and intervals that touch or overlap."""
    draw = np.random.default_rng(seed)
    goodness = draw.integers(0, 12, 60) / 2
    half = draw.choice([0.0, 0.25, 0.5], 60)
    return BetterAxis(goodness, goodness - half, goodness + half)


@pytest.fixture
def put_in_order(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many figures were put in order, each time."""
    sizes: list[int] = []

    def noted(axis: BetterAxis) -> BetterAxis:
        sizes.append(len(axis.goodness))
        return in_order(axis)

    monkeypatch.setattr(contests, "in_order", noted)
    return sizes


@pytest.mark.parametrize("seed", range(4))
def test_the_same_places_at_every_question(seed: int, put_in_order: list[int]) -> None:
    axis = invented_axis(seed)
    field = Field(np.arange(60), np.arange(60), axis)
    some = axis.at(np.array([3, 11, 40]))
    expected = places_of(some, axis)
    for sorted_so_far in ([], [60], [60]):
        found = field.places_of(some)
        for name in NAMES:
            assert getattr(found, name).tolist() == getattr(expected, name).tolist()
        assert put_in_order == sorted_so_far


def test_many_are_looked_up_in_order_at_once(put_in_order: list[int]) -> None:
    axis = invented_axis(9)
    many = axis.at(np.arange(FEW_ASKED + 1))
    found = Field(np.arange(60), np.arange(60), axis).places_of(many)
    assert found.rank.tolist() == places_of(many, axis).rank.tolist()
    assert put_in_order == [60]


def test_nobody_asked_has_no_place() -> None:
    axis = invented_axis(2)
    none = axis.at(np.zeros(0, dtype=np.intp))
    assert Field(np.arange(60), np.arange(60), axis).places_of(none).percentile.tolist() == []


@pytest.mark.parametrize("values", ["12345", "11234", "112233", "1112345", "1111", "1112222"])
def test_the_share_of_orders_is_that_of_all_orders_written_out(values: str) -> None:
    orders = set(permutations(values))
    sums = [
        abs(sum((b > a) - (b < a) for at, a in enumerate(order) for b in order[at + 1 :]))
        for order in orders
    ]
    ties = [values.count(one) for one in sorted(set(values))]
    for s in range(max(sums) + 2):
        share = Fraction(sum(one >= s for one in sums), len(orders))
        assert two_sided_p(s, ties) == share
