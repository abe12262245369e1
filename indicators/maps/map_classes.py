"""Classes of values for a map: equal parts of the areas, or cut where a threshold says so."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indicators.catalogue.records import is_against_plan
from indicators.judgement import NEAR_PLAN, OFF_PLAN, PLAN_MET

# More shades than these are not told apart in cells of a few pixels.
MOST_QUANTILES = 5
LEAST_AREAS_PER_QUANTILE = 4
# With a threshold between them, each side is divided at most so often.
MOST_QUANTILES_PER_SIDE = 3

# Distance from the plan in per cent of it: near, off, far. Distance, not praise.
PLAN_CUTS = tuple(
    float(PLAN_MET + distance) for distance in (-OFF_PLAN, -NEAR_PLAN, NEAR_PLAN, OFF_PLAN)
)


@dataclass(frozen=True)
class ValueClass:
    """The lowest and the highest value found in a class, and how many areas it has."""

    low: float
    high: float
    areas: int


@dataclass(frozen=True)
class ValueClasses:
    """``classes`` from the lowest values to the highest; ``of_area`` is each value's class.

    ``cuts`` are the thresholds that separate classes, a value at a cut is above it; empty where
    the classes are quantiles alone.
    """

    classes: tuple[ValueClass, ...]
    of_area: npt.NDArray[np.int8]
    cuts: tuple[float, ...]


def cuts_of(indicator_id: str, thresholds: Sequence[float]) -> tuple[float, ...]:
    """Where the classes of an indicator are cut: around its plan, else at its thresholds."""
    if is_against_plan(indicator_id):
        return PLAN_CUTS
    return tuple(sorted(set(thresholds)))


def value_classes(values: npt.NDArray[np.float64], cuts: Sequence[float] = ()) -> ValueClasses:
    """Put complete ``values`` into classes; equal values are always in the same one.

    Without ``cuts``: up to five classes of about equal numbers of areas. With them: no class
    reaches over a cut; with a single cut each side is divided again. Classes without an area are
    left out. Raises ``ValueError`` for no values or a missing one.
    """
    if not len(values) or not np.isfinite(values).all():
        raise ValueError(f"found {len(values)} values, expected at least one and none missing")
    between = np.searchsorted(np.sort(np.asarray(cuts, "float64")), values, side="right")
    most = {0: MOST_QUANTILES, 1: MOST_QUANTILES_PER_SIDE}.get(len(cuts), 1)
    finer = np.zeros(len(values), dtype="int64")
    for side in np.unique(between):
        chosen = between == side
        finer[chosen] = _quantiles(values[chosen], most)
    names, of_area = np.unique(between * (most + 1) + finer, return_inverse=True)
    return ValueClasses(
        classes=tuple(_described(values[of_area == number]) for number in range(len(names))),
        of_area=of_area.astype("int8"),
        cuts=tuple(cuts),
    )


def _quantiles(values: npt.NDArray[np.float64], most: int) -> npt.NDArray[np.int64]:
    """The class of each value: the share of strictly smaller values decides."""
    count = len(values)
    classes = min(most, max(2, count // LEAST_AREAS_PER_QUANTILE))
    smaller = np.searchsorted(np.sort(values), values, side="left")
    return np.minimum(classes, most) * smaller // count


def _described(values: npt.NDArray[np.float64]) -> ValueClass:
    return ValueClass(float(values.min()), float(values.max()), len(values))
