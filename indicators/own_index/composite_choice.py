"""What can be computed at all: the indicators an index may use, and those that areas share."""

from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from indicators.judgement import MINIMUM_REPORTED
from indicators.questions.ranking import level_of, type_within
from indicators.release.store import Store

SIZES = (2, 3, 4)
MOST_OF_A_SIZE = 3

# All combinations of four out of these are 1,820; out of fifty they would be 230,300.
MOST_CANDIDATES = 16


@dataclass(frozen=True)
class Combination:
    """Some indicators, and how many areas have a figure of every one of them."""

    indicator_ids: tuple[str, ...]
    areas: int


def usable_indicators(catalogue: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The indicators with figures that may enter an index, and those that may not.

    ``catalogue`` is the answer to ``indicators.sql``. An indicator of which more is neither better
    nor worse cannot enter: no score could say which of two areas is the better one. Headline
    indicators first, then in the order of the catalogue.
    """
    known = catalogue[catalogue["observations"] > 0].sort_values(
        ["headline", "position"], ascending=[False, True], kind="stable"
    )
    directed = known["direction"] != "none"
    return known[directed], known[~directed]


def most_complete(
    store: Store, *, province: str | None = None, area_type: str | None = None
) -> list[Combination]:
    """The combinations of two, three and four indicators that most areas have complete.

    Each indicator in its default set and basis. Larger combinations first, of each size at most
    ``MOST_OF_A_SIZE``, with most areas first; none with fewer areas than a ranking needs.
    """
    figures = store.query(
        "rankable_figures",
        level=level_of(area_type),
        province=province or "",
        area_type=type_within(area_type) or "",
    )
    holders = _holders(figures)
    return [
        combination
        for size in reversed(SIZES)
        for combination in _best_of_size(holders, size)[:MOST_OF_A_SIZE]
    ]


def _holders(figures: pd.DataFrame) -> dict[str, int]:
    """For each indicator the areas that have it, as the bits of a number; headline ones first."""
    bits = {code: 1 << place for place, code in enumerate(figures["area_code"].unique())}
    holders: dict[str, int] = {}
    for row in figures.itertuples():
        holders[row.indicator_id] = holders.get(row.indicator_id, 0) | bits[row.area_code]
    largest = sorted(holders, key=lambda one: holders[one].bit_count(), reverse=True)
    kept = set(largest[:MOST_CANDIDATES])
    return {one: areas for one, areas in holders.items() if one in kept}


def _best_of_size(holders: dict[str, int], size: int) -> list[Combination]:
    found = []
    for ids in combinations(holders, size):
        common = holders[ids[0]]
        for one in ids[1:]:
            common &= holders[one]
        if common.bit_count() >= MINIMUM_REPORTED:
            found.append(Combination(ids, common.bit_count()))
    return sorted(found, key=lambda one: one.areas, reverse=True)
