"""Where a scale may end before its outermost figures, so that one of them does not squeeze all.

One area at 1,300 % of its plan puts all others into one heap. Such a scale ends at the last figure
that is not far out; what lies beyond stands at its edge with a sign, and its number beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.language.texts import translator

FIGURE = ["value", "value_low", "value_high"]
Numbers = npt.NDArray[np.float64]

# Tukey's outer fence: farther from the quartiles than so many times their distance is far out.
FAR_OUT = 3.0
# Where more than this share is far out, that is how the figures are spread, not a few of them.
MOST_BEYOND = 0.1
# Fewer figures have no quartiles worth the name.
FEWEST = 5
# The others must gain at least so much room.
LEAST_GAIN = 2.0
# What stands beside a figure beyond the end, and beside the number of that end.
ABOVE, BELOW = "›", "‹"


@dataclass(frozen=True)
class CutEnds:
    """The ends of a scale; ``below`` and ``above`` where figures lie beyond them."""

    low: float
    high: float
    below: bool = False
    above: bool = False

    @property
    def cut(self) -> bool:
        """Whether anything lies beyond."""
        return self.below or self.above

    def within(self, values: Numbers) -> Numbers:
        """The values, each beyond an end as that end; missing stays missing."""
        return np.clip(values, self.low, self.high)

    def sign(self, value: float) -> str:
        """``›`` for a value above the scale, ``‹`` below it, else nothing."""
        return ABOVE if value > self.high else BELOW if value < self.low else ""


def cut_ends(figures: Numbers, *, kept: Iterable[float] = ()) -> CutEnds:
    """The ends of a scale for figures (rows of value, low and high), far ones left beyond.

    ``kept`` are yardsticks that are always on it. Without figures from 0 to 1.

    >>> rows = [(v, v, v) for v in (90, 100, 110, 120, 130, 140, 150, 160, 170, 1300)]
    >>> cut_ends(np.array(rows, dtype=float))
    CutEnds(low=90.0, high=170.0, below=False, above=True)
    """
    held = [float(one) for one in kept]
    every = whole_ends(figures, kept=held)
    values = figures[:, 0]
    if len(values) < FEWEST:
        return every
    first, third = np.percentile(values, (25, 75))
    reach = FAR_OUT * (third - first)
    below, above = values < first - reach, values > third + reach
    if not reach or not 0 < (below | above).sum() <= max(1, MOST_BEYOND * len(values)):
        return every
    near = whole_ends(figures[~(below | above)], kept=held)
    if every.high - every.low < LEAST_GAIN * (near.high - near.low):
        return every
    return replace(near, below=bool((values < near.low).any()),
                   above=bool((values > near.high).any()))  # fmt: skip


def ends_of_rows(rows: pd.DataFrame) -> CutEnds:
    """The ends of a scale for rows with value, value_low and value_high."""
    return cut_ends(rows[FIGURE].to_numpy("float64", na_value=np.nan))


def within_ends(rows: pd.DataFrame, ends: CutEnds) -> pd.DataFrame:
    """The rows as they are drawn: values and intervals end where the scale does."""
    return rows.assign(**{name: ends.within(rows[name].to_numpy("float64", na_value=np.nan))
                          for name in FIGURE})  # fmt: skip


def beyond_sentence(ends: CutEnds, lang: str) -> str:
    """What the sign beside a figure means; empty where the scale holds them all."""
    if not ends.cut:
        return ""
    signs = " ".join(sign for sign, there in ((BELOW, ends.below), (ABOVE, ends.above)) if there)
    told = translator(lang)("the figure lies beyond the end of the scale and stands at its edge.")
    return f"{signs} {told}"


def whole_ends(figures: Numbers, *, kept: Iterable[float] = ()) -> CutEnds:
    """The ends of a scale on which everything lies, as ``cut_ends`` is asked."""
    numbers = [*figures[np.isfinite(figures)].tolist(), *map(float, kept)]
    return CutEnds(min(numbers), max(numbers)) if numbers else CutEnds(0.0, 1.0)
