"""From values in their own units to scores that can be added: five ways, each a formula.

Every function takes ``values`` (any shape, the areas along the last axis, missing = NaN) and gives
scores of the same shape, missing where the value is. More is better in every score. Statistics
such as the smallest value are those of the areas that have a value, so a score says where an area
stands among the areas it is compared with. ``direction`` is ``higher`` or ``lower`` (is better).

With b = the best and w = the worst value among the areas:

| method | score | range |
|---|---|---|
| ``min_max`` | (x − w) / (b − w) | 0 to 1 |
| ``z_score`` | ± (x − mean) / standard deviation (of the population, ÷ n) | around 0 |
| ``percentile`` | (areas that are worse + ½ of the other equal ones) / (n − 1) | 0 to 1 |
| ``goalposts`` | (x − low post) / (high post − low post), cut to 0 … 1 | 0 to 1 |
| ``distance_to_target`` | (x − w) / (target − w), cut to 1 | 0 to 1 |
"""

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

METHODS = ("min_max", "z_score", "percentile", "goalposts", "distance_to_target")

# What needs no numbers from the reader, and may stand in for another method in the simulation.
WITHOUT_PARAMETERS = ("min_max", "z_score", "percentile")

# A z-score has no zero point and is negative for half of the areas: it has no geometric mean.
WITH_ZERO_POINT = ("min_max", "percentile", "goalposts", "distance_to_target")


def min_max(values: Values, direction: str) -> Values:
    """0 for the worst area, 1 for the best one.

    >>> min_max(np.array([10.0, 15.0, 20.0]), "lower").tolist()
    [1.0, 0.5, 0.0]
    """
    good = _more_is_better(values, direction)
    worst = _over_areas(np.fmin, good)
    return _ratio(good - worst, _over_areas(np.fmax, good) - worst)


def z_score(values: Values, direction: str) -> Values:
    """Distance from the mean in standard deviations.

    >>> z_score(np.array([1.0, 1.0, 5.0, 5.0]), "higher").tolist()
    [-1.0, -1.0, 1.0, 1.0]
    """
    good = _more_is_better(values, direction)
    number = np.isfinite(good).sum(axis=-1, keepdims=True)
    mean = np.nansum(good, axis=-1, keepdims=True) / number
    variance = np.nansum((good - mean) ** 2, axis=-1, keepdims=True) / number
    return _ratio(good - mean, np.sqrt(variance), if_all_equal=0.0)


def percentile(values: Values, direction: str) -> Values:
    """The share of the other areas that an area is better than; equal ones count one half.

    The same rule as the column ``percentile`` of a ranking, there in per cent.

    >>> percentile(np.array([70.0, 60.0, 60.0, 50.0, 40.0]), "higher").tolist()
    [1.0, 0.625, 0.625, 0.25, 0.0]
    """
    good = _more_is_better(values, direction)
    others = np.isfinite(good).sum(axis=-1, keepdims=True) - 1
    first, last = _joint_places(good)
    return _ratio((first + last) / 2, others.astype(float))


def goalposts(values: Values, low: float, high: float, *, logarithmic: bool = False) -> Values:
    """0 at the post ``low``, 1 at the post ``high``, cut to that range.

    ``low`` is the post that counts as nothing reached, ``high`` as all; for an indicator of which
    less is better ``low`` is the larger number. ``logarithmic`` measures the way between the posts
    in logarithms, as the Human Development Index does with income. Raises ``ValueError`` for
    equal posts, and for a post or value that has no logarithm.

    >>> goalposts(np.array([20.0, 52.5, 90.0]), 20, 85).tolist()
    [0.0, 0.5, 1.0]
    """
    if low == high:
        raise ValueError(f"found both goalposts at {low:g}, expected two different numbers")
    if logarithmic:
        smallest = min(low, high, float(np.nanmin(values)))
        if smallest <= 0:
            raise ValueError(f"found {smallest:g} on a logarithmic scale, expected more than 0")
        values, low, high = np.log(values), float(np.log(low)), float(np.log(high))
    return np.clip((values - low) / (high - low), 0.0, 1.0)


def distance_to_target(values: Values, target: float, direction: str) -> Values:
    """0 for the worst area, 1 for every area at the target or beyond it.

    Where even the worst area has reached the target, all of them have 1.

    >>> distance_to_target(np.array([2.0, 6.0, 8.0, 12.0]), 10, "higher").tolist()
    [0.0, 0.5, 0.75, 1.0]
    """
    good = _more_is_better(values, direction)
    aim = target if direction == "higher" else -target
    worst = _over_areas(np.fmin, good)
    way = aim - worst
    reached = np.where(np.isnan(good), np.nan, 1.0)
    return np.where(way > 0, np.minimum(_ratio(good - worst, way), 1.0), reached)


def spread_out(values: Values) -> bool:
    """Whether the areas have at least two different values, without which no score tells them."""
    known = values[np.isfinite(values)]
    return bool(len(known)) and float(known.min()) < float(known.max())


def _more_is_better(values: Values, direction: str) -> Values:
    if direction not in ("higher", "lower"):
        raise ValueError(f"found direction {direction!r}, expected higher or lower")
    return values if direction == "higher" else -values


def _over_areas(smaller_or_larger: np.ufunc, values: Values) -> Values:
    """The smallest or largest value of each question; ``fmin`` and ``fmax`` pass over NaN."""
    found: Values = smaller_or_larger.reduce(values, axis=-1, keepdims=True)
    return found


def _ratio(part: Values, whole: Values, if_all_equal: float = 0.5) -> Values:
    """``part / whole``; the middle of the scale where all areas are equal (``whole`` is 0)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = part / whole
    return np.where((whole == 0) & np.isfinite(part), if_all_equal, ratio)


def _joint_places(good: Values) -> tuple[Values, Values]:
    """For each value the first and the last place, from 0 at the worst, that equal ones share."""
    order = np.argsort(good, axis=-1, kind="stable")  # NaN last
    ascending = np.take_along_axis(good, order, axis=-1)
    place = np.broadcast_to(np.arange(good.shape[-1], dtype=float), good.shape)
    differs = ascending[..., 1:] != ascending[..., :-1]
    edge = np.ones((*good.shape[:-1], 1), dtype=bool)
    first = np.maximum.accumulate(
        np.where(np.concatenate([edge, differs], axis=-1), place, 0.0), axis=-1
    )
    ends = np.where(np.concatenate([differs, edge], axis=-1), place, np.inf)
    last = np.minimum.accumulate(ends[..., ::-1], axis=-1)[..., ::-1]
    return _back(first, order, good), _back(last, order, good)


def _back(sorted_values: Values, order: npt.NDArray[np.intp], good: Values) -> Values:
    """Values in the order of the areas again, missing where the area has none."""
    back = np.empty_like(sorted_values)
    np.put_along_axis(back, order, sorted_values, axis=-1)
    return np.where(np.isnan(good), np.nan, back)
