"""Values of several indicators → one result per area, by one normalisation and one mean.

``values`` have the areas along the last axis but one and the indicators along the last; further
axes in front are draws of a simulation. Missing = NaN.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indicators.own_index import normalisation
from indicators.own_index.aggregation import aggregate

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Rule:
    """How one indicator is turned into a score.

    ``direction`` is higher or lower (is better); ``posts`` (low, high) and ``target`` are in the
    unit of the indicator and needed by the methods of that name only.
    """

    direction: str
    posts: tuple[float, float] | None = None
    target: float | None = None


def scores(values: Values, rules: Sequence[Rule], method: str) -> Values:
    """The score of every value, same shape; raises ``ValueError`` for an unknown method."""
    columns = [_scored(values[..., place], rule, method) for place, rule in enumerate(rules)]
    return np.stack(columns, axis=-1)


def results(
    values: Values, weights: Values, rules: Sequence[Rule], method: str, mean: str
) -> Values:
    """The result of every area: ``scores`` brought together by ``mean``; weights broadcast."""
    return aggregate(scores(values, rules, method), weights, mean)


def _scored(values: Values, rule: Rule, method: str) -> Values:
    if method == "goalposts" and rule.posts is not None:
        return normalisation.goalposts(values, *rule.posts)
    if method == "distance_to_target" and rule.target is not None:
        return normalisation.distance_to_target(values, rule.target, rule.direction)
    plain = {
        "min_max": normalisation.min_max,
        "z_score": normalisation.z_score,
        "percentile": normalisation.percentile,
    }
    if method not in plain:
        known = ", ".join(normalisation.METHODS)
        raise ValueError(f"found method {method!r} with {rule}, expected one of {known} and what "
                         "it needs")  # fmt: skip
    return plain[method](values, rule.direction)
