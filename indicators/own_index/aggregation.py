"""From the scores of several indicators to one: two weighted means, and what each part gives.

``scores`` have the areas along the last axis but one and the indicators along the last, missing =
NaN; ``weights`` have the indicators along the last axis and broadcast over the rest. Weights need
not sum to 1. An area's weights are shared among the indicators it has: nothing is put in the place
of a missing one. An area without any is missing.

The sums run over the indicators one by one, so that two areas with equal scores have equal results
to the last bit, wherever they stand in the array; a product of matrices does not promise that.
"""

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

METHODS = ("arithmetic", "geometric")

# A score of 0 in one indicator would make a geometric mean 0 whatever the others are. Scores below
# a hundredth of the scale count as a hundredth.
GEOMETRIC_FLOOR = 0.01

# Sums of the same numbers in another order differ in the last bits. What is equal to this many
# decimals shares a place; it is far below any figure that is displayed.
DECIMALS_OF_TIES = 12


def arithmetic(scores: Values, weights: Values) -> Values:
    """Σ wᵢ sᵢ / Σ wᵢ over the indicators an area has.

    >>> arithmetic(np.array([[0.75, 0.0], [1.0, np.nan]]), np.array([2.0, 1.0])).tolist()
    [0.5, 1.0]
    """
    total, weight = _sums(scores, weights)
    return _mean(total, weight)


def geometric(scores: Values, weights: Values) -> Values:
    """Exp(Σ wᵢ ln max(sᵢ, 0.01) / Σ wᵢ) over the indicators an area has.

    >>> geometric(np.array([[0.25, 1.0]]), np.array([1.0, 1.0])).round(12).tolist()
    [0.5]
    """
    total, weight = _sums(np.log(np.maximum(scores, GEOMETRIC_FLOOR)), weights)
    with np.errstate(invalid="ignore"):
        mean: Values = np.exp(_mean(total, weight))
    return mean


def aggregate(scores: Values, weights: Values, method: str) -> Values:
    """``arithmetic`` or ``geometric`` by name; raises ``ValueError`` for another one."""
    if method not in METHODS:
        raise ValueError(f"found aggregation {method!r}, expected one of {', '.join(METHODS)}")
    return arithmetic(scores, weights) if method == "arithmetic" else geometric(scores, weights)


def contributions(scores: Values, weights: Values, method: str) -> Values:
    """What each indicator gives to each area's result; the parts sum to it, missing ones are NaN.

    Arithmetic: wᵢ sᵢ / Σ w. Geometric: the result, divided in proportion to wᵢ ln(sᵢ / 0.01), the
    height above the floor in logarithms, in which a geometric mean is a sum.
    """
    if method == "arithmetic":
        _total, weight = _sums(scores, weights)
        return scores * weights / weight[..., None]
    heights = weights * np.log(np.maximum(scores, GEOMETRIC_FLOOR) / GEOMETRIC_FLOOR)
    total, _weight = _sums(heights, np.ones_like(weights))
    whole = aggregate(scores, weights, method)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = heights / total[..., None]
    equal = np.where(np.isnan(scores), np.nan, 1.0 / np.isfinite(scores).sum(-1)[..., None])
    return whole[..., None] * np.where(total[..., None] > 0, shares, equal)


def places(results: Values) -> npt.NDArray[np.int32]:
    """Places from 1 at the largest result; equal ones share the best place (1, 2, 2, 4).

    Areas along the last axis; a missing result has place 0. Computed before any rounding that a
    reader sees (``DECIMALS_OF_TIES``).
    """
    down = -np.round(results, DECIMALS_OF_TIES)
    order = np.argsort(down, axis=-1, kind="stable")  # NaN last
    sorted_down = np.take_along_axis(down, order, axis=-1)
    place = np.broadcast_to(np.arange(1, down.shape[-1] + 1, dtype=np.int32), down.shape)
    edge = np.ones((*down.shape[:-1], 1), dtype=bool)
    starts = np.concatenate([edge, sorted_down[..., 1:] != sorted_down[..., :-1]], axis=-1)
    first = np.maximum.accumulate(np.where(starts, place, 0), axis=-1)
    found = np.empty(down.shape, dtype=np.int32)
    np.put_along_axis(found, order, first.astype(np.int32), axis=-1)
    return np.where(np.isnan(down), 0, found).astype(np.int32)


def _sums(scores: Values, weights: Values) -> tuple[Values, Values]:
    """Σ wᵢ sᵢ and Σ wᵢ over the indicators that are there."""
    shape = np.broadcast_shapes(scores.shape[:-1], weights.shape[:-1])
    total, weight = np.zeros(shape), np.zeros(shape)
    for place in range(scores.shape[-1]):
        score, own = scores[..., place], weights[..., place]
        known = np.isfinite(score)
        total += np.where(known, score * own, 0.0)
        weight += np.where(known, own, 0.0)
    return total, weight


def _mean(total: Values, weight: Values) -> Values:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(weight > 0, total / weight, np.nan)
