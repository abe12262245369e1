"""Where one figure stands among all others, as places along a line in per cent of its length.

Better is always to the right; a line without a better and a worse runs from less to more. The line
reaches as far as the figures and the thresholds do, and its ends are told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from indicators.charts.spine import position

Kind = Literal["nation", "province", "peers", "neighbours", "threshold"]
# From the widest group to the nearest: a legend and the words keep this order.
KINDS: tuple[Kind, ...] = ("nation", "province", "peers", "neighbours", "threshold")


@dataclass(frozen=True)
class Mark:
    """One yardstick on the line: what it is, its value in the indicator's unit, its place (%)."""

    kind: Kind
    value: float
    at: float


@dataclass(frozen=True)
class SpineLine:
    """Places from 0 (left) to 100 (right).

    ``reach`` is the interval that the print of the figure stands for, ``half`` the middle half of
    all areas, ``ends`` the values at both ends from left to right; ``neutral`` where more is
    neither better nor worse.
    """

    own: float
    reach: tuple[float, float]
    half: tuple[float, float]
    marks: tuple[Mark, ...]
    ends: tuple[float, float]
    neutral: bool


def spine_line(
    figure: Mapping[str, Any],
    spread: Mapping[str, Any] | None,
    medians: Mapping[Kind, float],
    thresholds: Iterable[float] = (),
) -> SpineLine | None:
    """The line of one figure; ``None`` where there is no spread that it could stand in.

    ``figure`` has value, value_low, value_high and direction, ``spread`` is a row of
    ``beside.spreads``, ``medians`` the known ones by group.
    """
    if spread is None or not _stands_in(figure, spread):
        return None
    given = [Mark(kind, value, 0) for kind, value in medians.items()]
    given += [Mark("threshold", value, 0) for value in thresholds]
    low = min([spread["minimum"], *(mark.value for mark in given)])
    high = max([spread["maximum"], *(mark.value for mark in given)])

    def at(value: float) -> float:
        inside = min(max(float(value), low), high)
        return round(100 * position(inside, low, high, figure["direction"]), 2)

    return SpineLine(
        own=at(figure["value"]),
        reach=_ordered(at(_known(figure, "value_low")), at(_known(figure, "value_high"))),
        half=_ordered(at(spread["lower_quartile"]), at(spread["upper_quartile"])),
        marks=tuple(Mark(mark.kind, mark.value, at(mark.value)) for mark in given),
        ends=(high, low) if figure["direction"] == "lower" else (low, high),
        neutral=figure["direction"] == "none",
    )


def _stands_in(figure: Mapping[str, Any], spread: Mapping[str, Any]) -> bool:
    """Whether there is a spread to stand in, and the figure one of those that it is of."""
    if isinstance(spread["withheld_because"], str) or pd.isna(spread["median"]):
        return False
    return bool(spread["minimum"] <= figure["value"] <= spread["maximum"])


def _known(figure: Mapping[str, Any], end: str) -> float:
    """An end of the interval of a figure; the figure itself where it has none."""
    found = figure.get(end)
    return float(figure["value"] if found is None or pd.isna(found) else found)


def _ordered(one: float, other: float) -> tuple[float, float]:
    return (one, other) if one <= other else (other, one)
