"""What stands beside a figure: medians of its province, region, type and of the nation.

A median counts the area itself and every other area of the group with a figure in the same set of
periods and on the same basis. It carries no judgement; below five figures it is withheld, and the
number of figures is told all the same.
"""

import pandas as pd

from indicators.judgement import MINIMUM_REPORTED
from indicators.release.store import Store

# From the nearest to the widest group.
SCOPES = ("province", "region", "area_type", "nation")

# Why there is no median.
WITHHELD_REASONS = ("too_few", "mixed_periods")

OFFICIAL_KINDS = ("law", "official", "portal")


def benchmarks(
    store: Store, area_codes: list[str], *, period_set: str | None = None
) -> pd.DataFrame:
    """The medians beside the figures of some areas, in one set of periods or in all of theirs.

    One row per area, contest (indicator, basis and set of periods) and scope (``SCOPES``). Columns:
    area_code, indicator_id, basis, period_set, scope, scope_code, scope_name_vi, scope_name_en,
    reported (areas of the group with a figure), median (in the indicator's unit; missing where
    withheld), withheld_because (one of ``WITHHELD_REASONS`` or missing). An area in no region has
    no row for it; codes without figures have no rows at all.
    """
    return store.query("benchmarks", area_codes=list(area_codes), period_set=period_set,
                       minimum_reported=MINIMUM_REPORTED)  # fmt: skip


def official_figures(store: Store, area_codes: list[str]) -> pd.DataFrame:
    """The figures printed for the province and the nation themselves, beside those of some areas.

    One row per area's figure and higher area, only for rates and shares on the same basis. Columns:
    area_code, indicator_id, basis, period_set (those of the area's own figure), scope (province or
    nation), scope_code, scope_name, value, qualifier, status, period_start, period_end,
    found_period_set (those of the higher figure), same_period (false where only another year has
    one), source_id, source_kind, publisher, title, url, published_on, and official: whether the
    source is an official text and not the press.
    """
    found = store.query("official_figures", area_codes=list(area_codes))
    return found.assign(official=found["source_kind"].isin(OFFICIAL_KINDS))


def medians_table(store: Store) -> pd.DataFrame:
    """The medians of every indicator in its default set, for the open-data bundle.

    One row per indicator, level, scope and group. Columns: indicator_id, level (of the areas
    counted), basis, period_set, scope, scope_code, reported, median, unit, withheld_because.
    """
    return store.query("medians", minimum_reported=MINIMUM_REPORTED)
