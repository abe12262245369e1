"""Rounds in which everything takes its turn, and the table of ratios they give."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Case = Callable[[int], object]
# What a reader waits for; and what the processors did, for a machine that others share.
CLOCKS = {"wall": time.perf_counter, "processor": time.process_time}


@dataclass(frozen=True)
class Comparison:
    """One line of the report: ours against a yardstick, both medians of the same rounds.

    ``most`` is the ratio to reach, or None where the figure is for information.
    """

    what: str
    ours: float
    yardstick_name: str
    yardstick: float
    unit: str
    most: float | None = None

    @property
    def ratio(self) -> float:
        """Ours in terms of the yardstick: below 1 is better than it."""
        return self.ours / self.yardstick

    @property
    def verdict(self) -> str:
        """What the ratio was to be, and whether it is."""
        if self.most is None:
            return ""
        return f"≤ {self.most:g}  {'reached' if self.ratio <= self.most else 'NOT REACHED'}"


def interleaved_medians(
    cases: Mapping[str, Case], rounds: int, clock: str = "wall"
) -> dict[str, float]:
    """Milliseconds of each case: the median of ``rounds`` rounds after one that does not count.

    In each round every case runs once, with the number of the round, so that a busy moment of
    the machine meets all of them. Rubbish is collected between, not within, the cases.
    """
    milliseconds: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(-1, rounds):
        for name, case in cases.items():
            taken = _milliseconds(case, number, CLOCKS[clock])
            if number >= 0:
                milliseconds[name].append(taken)
    return {name: statistics.median(taken) for name, taken in milliseconds.items()}


def _milliseconds(case: Case, number: int, clock: Callable[[], float]) -> float:
    gc.collect()
    gc.disable()
    try:
        start = clock()
        case(number)
        return 1000 * (clock() - start)
    finally:
        gc.enable()


def print_comparisons(title: str, comparisons: Sequence[Comparison]) -> None:
    """Print one table: ratio first, since only ratios travel between machines."""
    heads = ("ratio", "to reach", "what", "ours", "yardstick", "")
    rows = [
        (
            f"{one.ratio:.3f}" if one.ratio < 1 else f"{one.ratio:.2f}",
            one.verdict,
            one.what,
            f"{one.ours:,.1f} {one.unit}",
            f"{one.yardstick:,.1f} {one.unit}",
            one.yardstick_name,
        )
        for one in comparisons
    ]
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    print(f"\n{title}")
    for row in (heads, *rows):
        print(
            "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        )
