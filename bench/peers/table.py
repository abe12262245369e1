"""Medians of the rounds, and the Markdown table with ratios to the naive page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Column:
    """One measure: milliseconds, thousands of bytes, or millions of bytes of memory."""

    key: str
    heading: str
    unit: str


COLUMNS = (
    Column("cold_chart", "cold start → chart", "ms"),
    Column("warm_chart", "warm → chart", "ms"),
    Column("warm_both", "warm → chart and table", "ms"),
    Column("change", "change", "ms"),
    Column("first_load", "first load", "kB"),
    Column("change_bytes", "a change", "kB"),
    Column("memory", "memory", "MB"),
    Column("first_answer", "first HTTP answer", "ms"),
)

Measured = Mapping[str, float]


def medians(rounds: Sequence[Measured]) -> dict[str, float]:
    """The median of each column over the rounds of one contestant."""
    return {one.key: median(taken[one.key] for taken in rounds) for one in COLUMNS}


def markdown(
    titles: Mapping[str, str], measured: Mapping[str, Sequence[Measured]], yardstick: str
) -> str:
    """One row per contestant in the order of ``titles``; ratios in bold, none for the yardstick.

    Without the yardstick among ``measured`` the table has no ratios.
    """
    found = {name: medians(rounds) for name, rounds in measured.items()}
    base = found.get(yardstick)
    lines = ["| | " + " | ".join(one.heading for one in COLUMNS) + " |",
             "|---" * (len(COLUMNS) + 1) + "|"]  # fmt: skip
    for name, row in found.items():
        ratios = base if name != yardstick else None
        cells = [_cell(one, row[one.key], ratios) for one in COLUMNS]
        lines.append(f"| {titles[name]} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(column: Column, value: float, base: Measured | None) -> str:
    if base is None:
        return amount(value, column.unit)
    return f"{amount(value, column.unit)} **{value / base[column.key]:.2f}**"


def amount(value: float, unit: str) -> str:
    """A time or a size as the table shows it: ``1.62 s``, ``206 ms``, ``2.9 MB``, ``47 kB``."""
    larger = {"ms": "s", "kB": "MB"}
    if unit in larger and value >= 1000:
        return f"{value / 1000:.{2 if unit == 'ms' else 1}f} {larger[unit]}"
    return f"{value:.{1 if value < 10 else 0}f} {unit}"
