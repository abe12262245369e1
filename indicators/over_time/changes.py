"""From one figure to the next: what changed, and whether that can be told at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from indicators.printed.intervals import Interval

Change = Literal["rise", "fall", "same", "cannot_be_told"]
Judgement = Literal["better", "worse"]


@dataclass(frozen=True)
class ValueChange:
    """``low`` to ``high`` is what the two intervals allow, both in the unit of the values."""

    difference: float
    low: float
    high: float
    outcome: Change


def interval(row: Mapping[str, Any], prefix: str = "value") -> Interval:
    """The interval of a row with ``value_low``, ``value_high`` and ``high_open``."""
    return Interval(
        Decimal(repr(float(row[f"{prefix}_low"]))),
        Decimal(repr(float(row[f"{prefix}_high"]))),
        high_open=bool(row["high_open"]),
    )


def intervals_of(figures: Mapping[str, Any]) -> list[Interval]:
    """The interval of each row, with columns ``value_low``, ``value_high`` and ``high_open``."""
    columns = (figures[name].tolist() for name in ("value_low", "value_high", "high_open"))
    return [
        Interval(Decimal(repr(low)), Decimal(repr(high)), high_open=bool(is_open))
        for low, high, is_open in zip(*columns, strict=True)
    ]


def value_change(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> ValueChange:
    """The change from one figure to a later one.

    Both rows have value, value_low, value_high and high_open. Where the intervals overlap the
    outcome is ``cannot_be_told``; ``same`` needs two equal figures that are known exactly.
    """
    values = (Decimal(repr(float(row["value"]))) for row in (earlier, later))
    return change_between((*values,), (interval(earlier), interval(later)))


def change_between(
    values: tuple[Decimal, ...], intervals: tuple[Interval, Interval]
) -> ValueChange:
    """``value_change`` of two figures, earlier and later, that are decimal already."""
    before, after = intervals
    return ValueChange(
        float(values[1] - values[0]),
        float(after.low - before.high),
        float(after.high - before.low),
        _outcome(before, after),
    )


def _outcome(before: Interval, after: Interval) -> Change:
    if before.surely_below(after):
        return "rise"
    if after.surely_below(before):
        return "fall"
    return "same" if before == after and before.low == before.high else "cannot_be_told"


def rank_change(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Change:
    """``rise`` where the place surely improved; rows with rank_low (best) and rank_high (worst).

    Rank intervals that overlap cannot be told apart.
    """
    if later["rank_high"] < earlier["rank_low"]:
        return "rise"
    if later["rank_low"] > earlier["rank_high"]:
        return "fall"
    fixed = earlier["rank_low"] == earlier["rank_high"] == later["rank_low"] == later["rank_high"]
    return "same" if fixed else "cannot_be_told"


def judgement(outcome: str, direction: str) -> Judgement | None:
    """Whether a rise or fall is for the better; ``None`` where nobody can say or it is neither.

    >>> judgement("fall", "lower")
    'better'
    """
    upwards = {"rise": 1, "rising": 1, "fall": -1, "falling": -1}.get(outcome, 0)
    good = {"higher": 1, "lower": -1}.get(direction, 0)
    sign = upwards * good
    if not sign:
        return None
    return "better" if sign > 0 else "worse"
