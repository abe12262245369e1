"""The variables by which communes are alike, with the weights that hold until one changes them."""

import math
from collections.abc import Mapping

from indicators.errors import UnknownNameError

# Type decides the tasks, region and wage region the conditions; size, density and the urban share
# of 2019 are known of all but a few.
DEFAULT_WEIGHTS: Mapping[str, float] = {
    "type": 3.0,
    "region": 2.0,
    "area_km2": 2.0,
    "distance": 1.0,
    "former_units": 1.0,
    "population": 2.0,
    "density": 2.0,
    "urban_share": 2.0,
    "wage_region": 2.0,
}
VARIABLES = tuple(DEFAULT_WEIGHTS)

# Where a difference counts as complete. Sizes are compared as ratios: ten times as large.
FULL_DISTANCE_KM = 500.0
FULL_FORMER_UNITS = 5.0
FULL_RATIO_LOG10 = 1.0
FULL_URBAN_POINTS = 50.0
FULL_WAGE_STEPS = 3.0

HEAVIEST = 100.0


class WeightError(ValueError):
    """A weight that is no number from 0 to 100, or weights that leave nothing to compare."""


def checked_weights(changed: Mapping[str, float] | None = None) -> dict[str, float]:
    """All variables with their weights: those of ``changed``, else the default ones.

    A weight of 0 leaves the variable out. Raises ``UnknownNameError`` for an unknown variable and
    ``WeightError`` for a weight that cannot be used.
    """
    weights = dict(DEFAULT_WEIGHTS)
    for variable, weight in (changed or {}).items():
        if variable not in weights:
            raise UnknownNameError("variable", variable, list(VARIABLES))
        if not (math.isfinite(weight) and 0 <= weight <= HEAVIEST):
            raise WeightError(
                f"found the weight {weight} of {variable}, expected a number from 0 to {HEAVIEST:g}"
            )
        weights[variable] = float(weight)
    if not any(weights.values()):
        raise WeightError("found only weights of 0, expected one above 0; give one variable weight")
    return weights


def weights_from_text(text: str) -> dict[str, float]:
    """Weights as they are typed, such as ``area_km2=2,type=1``; those not named keep the default.

    Raises as ``checked_weights`` does.

    >>> weights_from_text("type=1,density=0")["type"]
    1.0
    """
    changed: dict[str, float] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        variable, _, weight = part.partition("=")
        try:
            changed[variable.strip()] = float(weight)
        except ValueError:
            raise WeightError(
                f"found {part[:80]!r}, expected VARIABLE=NUMBER, such as type=2"
            ) from None
    return checked_weights(changed)
