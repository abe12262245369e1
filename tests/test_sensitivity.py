"""The simulation: the same by its seed, honest about ties, and never without the place itself."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.own_index import sensitivity
from indicators.own_index.scoring import Rule, results, scores
from indicators.own_index.sensitivity import (
    Spread,
    alternatives,
    drawn_places,
    places_without_one,
    spread,
)

HIGHER = Rule("higher")
CHOICE: dict[str, Any] = {"normalisation": "min_max", "mean": "arithmetic"}
TABLES = st.lists(st.lists(st.floats(0, 100), min_size=3, max_size=3), min_size=2, max_size=8).map(
    np.array
)


def spread_of(values: np.ndarray, half: float, *, seed: int = 1, draws: int = 200) -> Spread:
    rules = [HIGHER] * values.shape[1]
    return spread(drawn_places(values - half, values + half, np.ones(values.shape[1]), rules,
                               **CHOICE, draws=draws, seed=seed))  # fmt: skip


def test_the_pairs_that_can_be_calculated() -> None:
    assert alternatives("min_max", "arithmetic") == [
        ("min_max", "arithmetic"),
        ("min_max", "geometric"),
        ("z_score", "arithmetic"),
        ("percentile", "arithmetic"),
        ("percentile", "geometric"),
    ]
    assert ("goalposts", "geometric") in alternatives("goalposts", "arithmetic")
    assert ("z_score", "geometric") not in alternatives("z_score", "arithmetic")


def test_an_area_that_is_best_in_everything_is_first_in_every_draw() -> None:
    values = np.array([[90.0, 80.0], [50.0, 40.0], [10.0, 20.0]])
    found = spread_of(values, 1)
    assert found.low.tolist() == found.high.tolist() == [1, 2, 3]
    assert found.first.tolist() == [1.0, 0.0, 0.0]
    assert found.top_ten.tolist() == [1.0, 1.0, 1.0]


def test_two_areas_that_cannot_be_told_apart_share_the_first_place_between_them() -> None:
    values = np.array([[50.0, 50.0], [50.0, 50.0], [0.0, 0.0]])
    found = spread_of(values, 5, draws=1000)
    assert found.low.tolist() == [1, 1, 3]
    assert found.high.tolist() == [2, 2, 3]
    # Values drawn from intervals are never equal, so the shares of the two add up to 1.
    assert found.first[0] + found.first[1] == 1
    assert found.first[0] == pytest.approx(0.5, abs=0.05)


def test_exact_ties_are_first_jointly_in_every_draw() -> None:
    found = spread_of(np.array([[50.0, 50.0], [50.0, 50.0], [0.0, 0.0]]), 0)
    assert found.first.tolist() == [1.0, 1.0, 0.0]
    assert found.high.tolist() == [1, 1, 3]


def test_the_seed_decides_and_the_size_of_a_chunk_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = np.random.default_rng(5).uniform(0, 100, (20, 3))
    question: dict[str, Any] = {**CHOICE, "draws": 100, "seed": 7}
    arguments: tuple[Any, ...] = (values - 3, values + 3, np.ones(3), [HIGHER] * 3)
    first = drawn_places(*arguments, **question)
    assert (first == drawn_places(*arguments, **question)).all()
    assert (first != drawn_places(*arguments, **{**question, "seed": 8})).any()
    monkeypatch.setattr(sensitivity, "VALUES_AT_ONCE", 7 * values.size)
    assert (first == drawn_places(*arguments, **question)).all()


def test_weights_stay_between_three_quarters_and_five_quarters() -> None:
    # A is best in the first indicator, B in the second, by equal scores. With weights 5 : 3 A is
    # first unless 5·f < 3·g, and 5 · 0.75 = 3.75 = 3 · 1.25: B can reach A but never pass it.
    values = np.array([[100.0, 0.0], [0.0, 100.0]])
    question: dict[str, Any] = {**CHOICE, "draws": 500, "seed": 3}
    found = spread(drawn_places(values, values, np.array([5.0, 3.0]), [HIGHER] * 2, **question))
    assert found.first.tolist() == [1.0, 0.0]
    closer = spread(drawn_places(values, values, np.array([4.0, 3.0]), [HIGHER] * 2, **question))
    assert 0 < closer.first[1] < 0.3


def test_a_missing_figure_stays_missing_in_every_draw() -> None:
    values = np.array([[90.0, np.nan], [50.0, 80.0], [10.0, 20.0]])
    found = spread_of(values, 0)
    assert found.high.tolist()[2] == 3


def test_leaving_one_out_is_the_index_of_the_others() -> None:
    # Without the second indicator A 3, B 2, C 1 by the first; without the first the reverse.
    values = np.array([[1.0, 9.0], [2.0, 5.0], [3.0, 1.0]])
    found = places_without_one(values, np.ones(2), [HIGHER] * 2, **CHOICE)
    assert found.tolist() == [[1, 2, 3], [3, 2, 1]]


def test_an_area_with_no_other_figure_has_no_place_without_it() -> None:
    values = np.array([[1.0, np.nan], [2.0, 5.0], [3.0, 1.0]])
    found = places_without_one(values, np.ones(2), [HIGHER] * 2, **CHOICE)
    assert found[0].tolist() == [0, 1, 2]


def test_a_method_needs_its_numbers() -> None:
    with pytest.raises(ValueError, match="found method 'goalposts'"):
        scores(np.ones((3, 1)), [HIGHER], "goalposts")
    posts = [Rule("higher", posts=(0, 10)), Rule("lower", target=0)]
    values = np.array([[5.0, 4.0], [10.0, 2.0]])
    assert scores(values, posts[:1], "goalposts")[:, 0].tolist() == [0.5, 1.0]
    assert scores(values[:, 1:], posts[1:], "distance_to_target")[:, 0].tolist() == [0.0, 0.5]


@settings(deadline=None, max_examples=30)
@given(TABLES, st.integers(0, 2**32 - 1))
def test_every_draw_places_all_areas(values: np.ndarray, seed: int) -> None:
    found = drawn_places(values - 1, values + 1, np.ones(3), [HIGHER] * 3, **CHOICE, draws=100,
                         seed=seed)  # fmt: skip
    assert found.min() == 1 and found.max() <= len(values)
    assert (found.min(axis=1) == 1).all()  # somebody is first in every draw


@settings(deadline=None, max_examples=30)
@given(TABLES, st.floats(0.1, 50))
def test_places_do_not_depend_on_the_unit_of_the_weights(values: np.ndarray, factor: float) -> None:
    rules, weights = [HIGHER] * 3, np.array([1.0, 2.0, 4.0])
    found = results(values, weights, rules, "min_max", "arithmetic")
    again = results(values, weights * factor, rules, "min_max", "arithmetic")
    np.testing.assert_allclose(found, again)
