"""From where to where an axis of values runs, so that it never shows a difference as larger.

The axis begins at zero wherever the figures still read apart then. Where they lie close together it
begins later: that is a break, which every chart marks and says in words. Figures that hardly differ
at all get an axis longer than their difference, so that no noise fills the chart.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.charts.style import round_ticks
from indicators.language import formats
from indicators.language.texts import translator

# Figures spread over less than this part of the largest would be one heap on an axis from zero.
LEAST_SPREAD_FROM_ZERO = 0.25
# An axis is at least this part of its largest value long.
LEAST_SPREAD_SHOWN = 0.05
ROOM = 0.06
# No share of a whole lies above this.
WHOLE_PER_CENT = 100.0
TICK_DECIMALS = 6


@dataclass(frozen=True)
class ValueRange:
    """An axis from ``low`` to ``high`` with round ``ticks``; ``broken`` where zero is not on it."""

    low: float
    high: float
    ticks: tuple[float, ...]
    broken: bool

    def tick_texts(self, unit: str, lang: str) -> list[str]:
        """The numbers at the ticks; of the units only "%" is written."""
        shown = "%" if unit == "%" else ""
        return [formats.with_unit(tick, TICK_DECIMALS, shown, lang) for tick in self.ticks]

    @property
    def ends(self) -> list[float]:
        """Both ends, as plotly asks for them."""
        return [self.low, self.high]


def value_range(
    numbers: Iterable[float], *, unit: str = "", at_most: int = 6, room: float = ROOM
) -> ValueRange:
    """The axis for these numbers: values, ends of intervals, medians and thresholds; gaps are none.

    ``at_most`` ticks within the numbers; ``room`` beside the outermost ones as a share of the axis.
    Without numbers from 0 to 1.

    >>> value_range([1.0, 2.19]).broken, value_range([98.2, 99.4], unit="%").broken
    (False, True)
    """
    known = [float(number) for number in numbers if math.isfinite(number)]
    if not known:
        return ValueRange(0.0, 1.0, (0.0, 1.0), broken=False)
    low, high = min(known), max(known)
    broken = low * high > 0 and high - low < LEAST_SPREAD_FROM_ZERO * max(abs(low), abs(high))
    low, high = widened(low, high, unit) if broken else (min(low, 0.0), max(high, 0.0))
    beside = (high - low) * room or 1.0
    ticks = _ticks(low, high, beside, unit, at_most) if high > low else (low,)
    return ValueRange(low - beside, high + beside, ticks, broken)


def _ticks(low: float, high: float, beside: float, unit: str, at_most: int) -> tuple[float, ...]:
    """Round numbers, so that the outermost figures stand between two where the room allows it."""
    ticks = round_ticks(low, high, at_most)
    if len(ticks) < 2:
        return tuple(ticks or (low,))
    step = ticks[1] - ticks[0]
    most = max(high, WHOLE_PER_CENT) if unit == "%" else math.inf
    before = [ticks[0] - step] if low < ticks[0] and ticks[0] - step >= low - beside else []
    after = [ticks[-1] + step] if high > ticks[-1] else []
    after = [tick for tick in after if tick <= min(high + beside, most)]
    return tuple(round(tick, 10) for tick in (*before, *ticks, *after))


def widened(low: float, high: float, unit: str) -> tuple[float, float]:
    """At least the shortest axis there is, round the middle; of shares never beyond the whole."""
    largest = max(abs(low), abs(high))
    lacking = max(LEAST_SPREAD_SHOWN * largest - (high - low), 0.0)
    first, last = low - lacking / 2, high + lacking / 2
    if unit == "%" and high <= WHOLE_PER_CENT < last:
        return first - (last - WHOLE_PER_CENT), WHOLE_PER_CENT
    return first, last


def break_sentence(axis: ValueRange, unit: str, lang: str) -> str:
    """That the axis does not begin at zero, with its first and last tick; empty where it does."""
    if not axis.broken:
        return ""
    texts = axis.tick_texts(unit, lang)
    return translator(lang)(
        "The axis is broken: its numbers run from {first} to {last} and zero is not on it, so only "
        "distances between the marks can be compared."
    ).format(first=texts[0], last=texts[-1])


def break_mark(axis: ValueRange, lang: str) -> str:
    """The same in a few words, for narrow places."""
    return translator(lang)("zero is not on this axis") if axis.broken else ""
