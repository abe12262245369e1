"""What stands out in a province: found by rules in its rug, each with what it was found in.

Nothing is chosen by hand and nothing is explained: a finding counts, or names who is surely first.
"""

from dataclasses import dataclass, field
from typing import Literal

from indicators.judgement import MINIMUM_REPORTED, is_country_wide
from indicators.views.rug import Rug, RugCell, RugColumn

FindingCode = Literal["judged", "surely_first", "nowhere"]
# What one sentence names without becoming a list.
MOST_NAMED = 3
MOST_FINDINGS = 5
YARDSTICKS = ("threshold", "median", "either")


@dataclass(frozen=True)
class ProvinceFinding:
    """One finding; ``indicator_ids`` and ``area_codes`` are the evidence.

    ``judged``: how the communes with a figure stand to ``yardstick`` (one of ``YARDSTICKS``);
    ``counts`` has a number for each code of a judgement, ``area_codes`` the worst, farthest first.
    ``surely_first``: one commune whose interval lies beyond every other one, on the better side, or
    on the side of more where neither is better. ``nowhere``: headline indicators of which no
    commune has a figure in the set of periods and on the basis that are compared.
    """

    code: FindingCode
    indicator_ids: tuple[str, ...]
    area_codes: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    yardstick: str = ""


def province_findings(drawn: Rug, most: int = MOST_FINDINGS) -> tuple[ProvinceFinding, ...]:
    """The findings of a rug, at most ``most``: judged ones by coverage, first places, then gaps.

    As of the country, nothing is said of a province from figures of less than half of the communes
    that an indicator applies to.
    """
    known = [one for one in drawn.columns if is_country_wide(one.reported, one.applicable)]
    columns = sorted(known, key=lambda column: -column.reported)
    judged = [one for column in columns if (one := _judged(drawn, column))]
    first = [one for column in columns if (one := _surely_first(drawn, column))]
    gaps = _nowhere(drawn)
    room = max(0, most - len(gaps))
    return (*[*judged, *first][:room], *gaps)


def with_figures(drawn: Rug, indicator_id: str) -> list[RugCell]:
    """The cells of a column that hold a figure."""
    cells = (drawn.cell(row.area_code, indicator_id) for row in drawn.rows)
    return [cell for cell in cells if cell.value is not None]


def _judged(drawn: Rug, column: RugColumn) -> ProvinceFinding | None:
    cells = with_figures(drawn, column.indicator_id)
    counts: dict[str, int] = {}
    for cell in cells:
        counts[cell.judgement.code] = counts.get(cell.judgement.code, 0) + 1
    if not counts.keys() - {"not_judged"}:
        return None
    worse = [cell for cell in cells if cell.judgement.code == "worse"]
    worse.sort(key=lambda cell: _goodness(cell, column))
    return ProvinceFinding(
        "judged",
        (column.indicator_id,),
        tuple(cell.area_code for cell in worse[:MOST_NAMED]),
        counts,
        _yardstick(cells),
    )


def _yardstick(cells: list[RugCell]) -> str:
    by_threshold = any(cell.judgement.threshold is not None for cell in cells)
    by_median = any(cell.judgement.median is not None for cell in cells)
    return "either" if by_threshold and by_median else "threshold" if by_threshold else "median"


def _surely_first(drawn: Rug, column: RugColumn) -> ProvinceFinding | None:
    """One commune beyond all others, where enough have a figure of one kind of period."""
    cells = with_figures(drawn, column.indicator_id)
    mixed = any(cell.judgement.reason == "mixed_periods" for cell in cells)
    if len(cells) < MINIMUM_REPORTED or mixed or column.period_set.endswith("-part"):
        return None
    leader = max(cells, key=lambda cell: _goodness(cell, column))
    if all(_beyond(leader, cell, column) for cell in cells if cell is not leader):
        return ProvinceFinding("surely_first", (column.indicator_id,), (leader.area_code,))
    return None


def _nowhere(drawn: Rug) -> list[ProvinceFinding]:
    """One finding about all headline indicators that apply and that no commune has."""
    empty = tuple(
        column.indicator_id
        for column in drawn.columns
        if column.headline and column.applicable and not column.reported
    )
    return [ProvinceFinding("nowhere", empty)] if empty else []


def _goodness(cell: RugCell, column: RugColumn) -> float:
    value = float(cell.value or 0)
    return -value if column.direction == "lower" else value


def _beyond(leader: RugCell, other: RugCell, column: RugColumn) -> bool:
    if leader.interval is None or other.interval is None:
        return False
    if column.direction == "lower":
        return leader.interval.surely_below(other.interval)
    return other.interval.surely_below(leader.interval)
