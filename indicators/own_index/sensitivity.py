"""How far the places of an index depend on what might as well have been chosen otherwise.

A Monte-Carlo simulation by a seed: every draw is one more index that nobody could call wrong. At
once it takes other weights, each of them between three quarters and five quarters of the chosen
one; another pair of normalisation and mean (all pairs that can be calculated are equally likely,
the chosen one among them); and for every figure another value between the bounds of what the
printed number stands for. The same seed gives the same draws, whatever the machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indicators.own_index.aggregation import METHODS as MEANS
from indicators.own_index.aggregation import places
from indicators.own_index.normalisation import WITH_ZERO_POINT, WITHOUT_PARAMETERS
from indicators.own_index.scoring import Rule, results

Values = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]

WEIGHTS_VARY_BY = 0.25  # of each weight, both ways
INTERVAL = (0.05, 0.95)  # the interval of places leaves one draw in twenty out on either side
TOP = 10

# 8 MB for each array of a chunk: 3,321 areas with 8 indicators go through 37 draws at a time.
VALUES_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class Spread:
    """What the draws say of each area; arrays have one element per area.

    ``low`` and ``high`` bound the middle nine tenths of its places, ``first`` and ``top_ten`` are
    shares of the draws (0 to 1) in which it is first (jointly counts) and in the first ten.
    """

    low: Places
    high: Places
    first: Values
    top_ten: Values


def alternatives(normalisation: str, mean: str) -> list[tuple[str, str]]:
    """The pairs of normalisation and mean that are drawn from, the chosen one first."""
    methods = dict.fromkeys((normalisation, *WITHOUT_PARAMETERS))
    pairs = [
        (method, other)
        for method in methods
        for other in MEANS
        if other == "arithmetic" or method in WITH_ZERO_POINT
    ]
    return list(dict.fromkeys([(normalisation, mean), *pairs]))


def spread(found: Places) -> Spread:
    """The spread of every area's place over the draws of ``drawn_places``."""
    # "inverted_cdf" takes one of the places that were drawn, never something between two of them.
    bounds = np.quantile(found, INTERVAL, axis=0, method="inverted_cdf")
    return Spread(
        low=bounds[0].astype(np.int32),
        high=bounds[1].astype(np.int32),
        first=(found == 1).mean(axis=0),
        top_ten=(found <= TOP).mean(axis=0),
    )


def drawn_places(
    low: Values,
    high: Values,
    weights: Values,
    rules: Sequence[Rule],
    *,
    normalisation: str,
    mean: str,
    draws: int,
    seed: int,
) -> Places:
    """The place of every area in every draw: draws × areas, from 1, equal ones the best place.

    ``low`` and ``high`` are the bounds of each figure: areas × indicators, missing = NaN;
    ``weights`` one per indicator. Every area needs at least one figure.
    """
    random = np.random.default_rng(seed)
    pairs = alternatives(normalisation, mean)
    chosen = random.integers(len(pairs), size=draws)
    factors = random.uniform(1 - WEIGHTS_VARY_BY, 1 + WEIGHTS_VARY_BY, (draws, len(weights)))
    found = np.empty((draws, len(low)), dtype=np.int32)
    for first in range(0, draws, step := max(1, VALUES_AT_ONCE // low.size)):
        part = slice(first, min(first + step, draws))
        # Filled row by row, so that the size of a chunk does not change any draw.
        values = low + random.random((part.stop - first, *low.shape)) * (high - low)
        for number in np.unique(chosen[part]):
            of_pair = chosen[part] == number
            own_weights = (weights * factors[part][of_pair])[:, None, :]
            scored = results(values[of_pair], own_weights, rules, *pairs[number])
            found[part][of_pair] = places(scored)
    return found


def places_without_one(
    values: Values, weights: Values, rules: Sequence[Rule], *, normalisation: str, mean: str
) -> Places:
    """The place of every area when one indicator is left out: indicators × areas.

    0 where an area has no figure but that of the indicator left out.
    """
    kept = [[place for place in range(len(rules)) if place != out] for out in range(len(rules))]
    return np.stack([
        places(results(values[:, rest], weights[rest], [rules[place] for place in rest],
                       normalisation, mean))
        for rest in kept
    ])  # fmt: skip
