"""How unlike communes are, written so that different ones read differently.

The ten most similar of 3,321 communes lie so close together that "0.99" would stand ten times. The
distance is told in points of 100 with as many decimals as tell the list apart, and beside it how
many times the distance of the most similar one that is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

POINTS = 100
LEAST_DECIMALS, MOST_DECIMALS = 1, 6


@dataclass(frozen=True)
class Unlikeness:
    """One commune's distance: ``points`` (0 alike to 100), ``times`` that of the nearest.

    ``decimals`` are those of the whole list; ``times`` is ``None`` where the nearest is entirely
    alike, ``share`` is its part of the largest distance in the list (0 to 1).
    """

    points: float
    decimals: int
    times: float | None
    share: float


def unlikeness(distances: Sequence[float]) -> list[Unlikeness]:
    """Distances from 0 to 1, of one list, each beside the others; none may be missing.

    >>> [(one.points, one.decimals, one.times) for one in unlikeness([0.0081, 0.0084, 0.0162])]
    [(0.81, 2, 1.0), (0.84, 2, 1.037037037037037), (1.62, 2, 2.0)]
    """
    points = [round(POINTS * distance, 9) for distance in distances]
    decimals = decimals_apart(points)
    nearest, farthest = min(points, default=0.0), max(points, default=0.0)
    return [
        Unlikeness(
            points=one,
            decimals=decimals,
            times=one / nearest if nearest > 0 else None,
            share=one / farthest if farthest > 0 else 0.0,
        )
        for one in points
    ]


def decimals_apart(numbers: Sequence[float]) -> int:
    """The fewest decimals with which different numbers are written differently.

    Never fewer than one; numbers that differ by less than six decimals show stay equal.

    >>> decimals_apart([1.64, 3.47, 3.90, 3.94])
    2
    >>> decimals_apart([2.0, 2.0])
    1
    """
    finest = {_written(number, MOST_DECIMALS) for number in numbers}
    for decimals in range(LEAST_DECIMALS, MOST_DECIMALS):
        if len({_written(number, decimals) for number in finest}) == len(finest):
            return decimals
    return MOST_DECIMALS if len(finest) > 1 else LEAST_DECIMALS


def _written(number: float | Decimal, decimals: int) -> Decimal:
    return round(Decimal(repr(number)) if isinstance(number, float) else number, decimals)
