"""The project's own thresholds, and what is judged by them; thresholds of law are the catalogue's.

Whoever changes one changes what readers are told everywhere: ranks, medians, trends, plans.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

# With fewer reported areas than this a rank says nothing; there are values, but no ranks.
MINIMUM_REPORTED = 5
# A trend is tested from this many points on: with fewer even a perfect order could be chance.
FEWEST_POINTS = 5
# Probability of chance up to which a trend is told.
SIGNIFICANCE = 0.05
# An indicator of which fewer than this per cent of the areas have a figure says nothing of them
# all: no sentence about the country or a province is made of it.
COUNTRY_WIDE_SHARE_PCT = 50
# Per cent of the plan.
PLAN_MET = Decimal(100)
# Percentage points from the plan up to which a figure is near it, and up to which it is off it.
NEAR_PLAN, OFF_PLAN = Decimal(5), Decimal(15)


def is_country_wide(reported: int, applicable: int) -> bool:
    """Whether enough of the areas to which an indicator applies have a figure of it.

    >>> is_country_wide(5, 10), is_country_wide(4, 10), is_country_wide(0, 0)
    (True, False, False)
    """
    return applicable > 0 and 100 * reported >= COUNTRY_WIDE_SHARE_PCT * applicable


Band = Literal["near", "off", "far"]
Side = Literal["above", "below", "both"]
Step = Literal["basic", "advanced", "new_set"]


@dataclass(frozen=True)
class PlanDistance:
    """How far a share of the plan lies from 100, in percentage points: a distance, no praise.

    ``low`` to ``high`` is what the printed number allows (below 0: below plan). ``bands`` holds
    the bands that this touches, nearest first: ``near`` (at most 5 away), ``off`` (at most 15) and
    ``far``. Two of them mean that the printed number does not tell which.
    """

    distance: float
    low: float
    high: float
    bands: tuple[Band, ...]
    side: Side


@dataclass(frozen=True)
class NextStatus:
    """What a commune still lacks of a set of new-rural criteria.

    ``step``: ``basic`` or ``advanced`` (the two sets of 19 criteria, which ended on 14 February
    2026), ``new_set`` (10 criteria). ``remaining`` of ``total`` criteria. That all are met is not
    yet a status: recognition takes a separate decision.
    """

    step: Step
    met: int
    total: int
    remaining: int
