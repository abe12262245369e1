"""Normalisations and means on numbers that can be followed by hand, and what holds for all."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.own_index import aggregation, normalisation
from indicators.own_index.aggregation import arithmetic, contributions, geometric, places
from indicators.own_index.normalisation import (
    distance_to_target,
    goalposts,
    min_max,
    percentile,
    spread_out,
    z_score,
)

NAN = np.nan
SCORES = st.lists(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), min_size=2, max_size=6).map(
    np.array
)
WEIGHTS = st.lists(st.floats(0.1, 10), min_size=3, max_size=3).map(np.array)


def same(found: np.ndarray, expected: list) -> None:
    np.testing.assert_allclose(found, np.array(expected, dtype=float), rtol=0, atol=1e-12)


def test_min_max_goes_from_the_worst_to_the_best() -> None:
    same(min_max(np.array([40.0, 60.0, 50.0, 80.0]), "higher"), [0, 0.5, 0.25, 1])
    same(min_max(np.array([1.0, 3.0, 2.0]), "lower"), [1, 0, 0.5])


def test_missing_stays_missing_and_moves_nobody() -> None:
    values = np.array([40.0, NAN, 60.0, 80.0])
    same(min_max(values, "higher"), [0, NAN, 0.5, 1])
    same(percentile(values, "higher"), [0, NAN, 0.5, 1])
    same(distance_to_target(values, 100, "higher"), [0, NAN, 1 / 3, 2 / 3])
    # Mean 60, deviations -20, 0, 20, variance 800 / 3.
    spread = np.sqrt(800 / 3)
    same(z_score(values, "higher"), [-20 / spread, NAN, 0, 20 / spread])


def test_z_scores_count_standard_deviations_of_the_population() -> None:
    # Mean 3, variance (4 + 4 + 4 + 4) / 4 = 4.
    same(z_score(np.array([1.0, 1.0, 5.0, 5.0]), "lower"), [1, 1, -1, -1])


def test_percentiles_count_ties_one_half() -> None:
    # 60 is better than 50 and 40 and equal to the other 60: (2 + ½) of 4.
    same(percentile(np.array([70.0, 60, 60, 50, 40]), "higher"), [1, 0.625, 0.625, 0.25, 0])
    same(percentile(np.array([70.0, 60, 60, 50, 40]), "lower"), [0, 0.375, 0.375, 0.75, 1])


def test_goalposts_are_cut_on_both_sides_and_may_run_downwards() -> None:
    same(goalposts(np.array([10.0, 20, 52.5, 85, 90]), 20, 85), [0, 0, 0.5, 1, 1])
    same(goalposts(np.array([0.0, 5, 20, 30]), 20, 0), [1, 0.75, 0, 0])
    # 10 is halfway from 1 to 100 in logarithms.
    same(goalposts(np.array([1.0, 10, 100]), 1, 100, logarithmic=True), [0, 0.5, 1])


def test_a_target_that_all_have_reached_gives_all_of_them_everything() -> None:
    same(distance_to_target(np.array([5.0, 10, 20]), 15, "higher"), [0, 0.5, 1])
    same(distance_to_target(np.array([5.0, 3, 1]), 1, "lower"), [0, 0.5, 1])
    same(distance_to_target(np.array([5.0, 10, 20]), 5, "higher"), [1, 1, 1])


def test_equal_values_stand_in_the_middle() -> None:
    equal = np.array([7.0, 7.0, 7.0])
    same(min_max(equal, "higher"), [0.5] * 3)
    same(percentile(equal, "lower"), [0.5] * 3)
    same(z_score(equal, "higher"), [0] * 3)
    assert not spread_out(equal)
    assert spread_out(np.array([7.0, NAN, 8.0]))
    assert not spread_out(np.array([NAN, 8.0]))


def test_each_draw_is_normalised_by_itself() -> None:
    draws = np.array([[1.0, 2, 3], [30, 10, 20]])
    same(min_max(draws, "higher"), [[0, 0.5, 1], [1, 0, 0.5]])
    same(percentile(draws, "higher"), [[0, 0.5, 1], [1, 0, 0.5]])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: min_max(np.array([1.0, 2]), "none"), "found direction 'none'"),
        (lambda: goalposts(np.array([1.0]), 5, 5), "found both goalposts at 5"),
        (lambda: goalposts(np.array([0.0, 2]), 1, 10, logarithmic=True), "found 0 on a log"),
        (lambda: aggregation.aggregate(np.ones((1, 2)), np.ones(2), "harmonic"), "harmonic"),
    ],
)
def test_errors_say_what_was_found(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_means_by_hand() -> None:
    scores = np.array([[0.25, 1.0], [0.5, 0.5]])
    same(arithmetic(scores, np.array([3.0, 1.0])), [0.4375, 0.5])  # (0.75 + 1) / 4
    same(geometric(scores, np.array([1.0, 1.0])), [0.5, 0.5])
    same(geometric(np.array([[0.0, 1.0]]), np.array([1.0, 1.0])), [0.1])  # √(0.01 · 1)


def test_a_missing_score_is_neither_zero_nor_the_mean() -> None:
    scores = np.array([[0.8, NAN], [NAN, NAN]])
    weights = np.array([1.0, 3.0])
    same(arithmetic(scores, weights), [0.8, NAN])
    same(geometric(scores, weights), [0.8, NAN])


def test_contributions_by_hand() -> None:
    same(contributions(np.array([[0.25, 1.0, NAN]]), np.array([3.0, 1, 9]), "arithmetic"),
         [[0.1875, 0.25, NAN]])  # fmt: skip
    # ln(0.1/0.01) = ln 10 and ln(1/0.01) = 2 ln 10: one third and two thirds of √0.1.
    found = contributions(np.array([[0.1, 1.0]]), np.array([1.0, 1.0]), "geometric")
    same(found, [[np.sqrt(0.1) / 3, 2 * np.sqrt(0.1) / 3]])


def test_places_share_ties_and_leave_the_missing_out() -> None:
    assert places(np.array([0.5, 0.9, NAN, 0.5, 0.1])).tolist() == [2, 1, 0, 2, 4]
    # 0.1 + 0.2 and 0.3 differ in the last bit, and are one place.
    assert places(np.array([0.1 + 0.2, 0.3, 0.4])).tolist() == [2, 2, 1]
    # What differs in the ninth decimal is not: no rounding that a reader sees comes first.
    assert places(np.array([0.300000001, 0.3])).tolist() == [1, 2]


@settings(deadline=None)
@given(SCORES, WEIGHTS)
def test_a_geometric_mean_is_never_above_the_arithmetic_one(
    scores: np.ndarray, weights: np.ndarray
) -> None:
    low, high = scores.min(axis=1), scores.max(axis=1)
    both = geometric(scores, weights), arithmetic(scores, weights)
    assert (both[0] <= both[1] + 1e-12).all()
    for found in both:
        assert ((low - 1e-12 <= found) & (found <= high + 1e-12)).all()


@settings(deadline=None)
@given(SCORES, WEIGHTS, st.floats(0.01, 100), st.sampled_from(aggregation.METHODS))
def test_only_the_proportion_of_the_weights_matters(
    scores: np.ndarray, weights: np.ndarray, factor: float, method: str
) -> None:
    found = aggregation.aggregate(scores, weights, method)
    np.testing.assert_allclose(found, aggregation.aggregate(scores, weights * factor, method))


@settings(deadline=None)
@given(SCORES, WEIGHTS, st.sampled_from(aggregation.METHODS))
def test_contributions_sum_to_the_result(
    scores: np.ndarray, weights: np.ndarray, method: str
) -> None:
    given_ = contributions(scores, weights, method)
    np.testing.assert_allclose(
        given_.sum(axis=1), aggregation.aggregate(scores, weights, method), atol=1e-12
    )
    assert (given_ >= 0).all()


@settings(deadline=None)
@given(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=12),
    st.sampled_from(normalisation.WITHOUT_PARAMETERS),
)
def test_no_normalisation_turns_the_order_round(values: list[float], method: str) -> None:
    array = np.array(values)
    for direction, sign in (("higher", 1), ("lower", -1)):
        score = getattr(normalisation, method)(array, direction)
        order = np.argsort(sign * array, kind="stable")
        assert (np.diff(score[order]) >= 0).all()
