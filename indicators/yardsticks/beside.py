"""What the figures of one area stand beside: how all others lie, and the medians of its groups.

A *contest* is an indicator, a basis and a set of periods, written "indicator|basis|set". Every
figure is set beside those of its own contest alone.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from indicators.judgement import MINIMUM_REPORTED
from indicators.questions.comparison_groups import group_of
from indicators.release.store import Store

# Whose medians stand beside those of province and nation.
GROUPS = ("peers", "neighbours")


def contest_of(figure: Mapping[str, Any]) -> str:
    """The contest that a figure's places are of; ``figure`` as ``evidence.in_usual_sets`` has it.

    >>> contest_of({"indicator_id": "poverty_rate", "basis": "", "compared_set": "2025"})
    'poverty_rate||2025'
    """
    return f"{figure['indicator_id']}|{figure['basis'] or ''}|{figure['compared_set']}"


def spreads(store: Store, area_code: str, contests: Iterable[str]) -> pd.DataFrame:
    """How the figures of all areas of this one's level lie, one row per contest.

    Columns: contest, reported (areas with a figure), minimum, lower_quartile, median,
    upper_quartile, maximum (in the indicator's unit), withheld_because (``too_few``,
    ``mixed_periods`` or missing: then quartiles and medians are missing), province_median and
    province_reported (missing where the area is in no province). Contests without a figure of this
    level have no row.
    """
    return store.query("contest_spreads", area_code=area_code, contests=list(contests))


def group_medians(store: Store, area_code: str, contests: Iterable[str]) -> pd.DataFrame:
    """The medians of the communes most like one commune, and of those that border on it.

    One row per contest in which the commune has a figure, and group of ``GROUPS``. Columns:
    contest, among, reported (of the group with the commune itself), median (missing below
    ``MINIMUM_REPORTED``, and where the periods are of different length). Raises
    ``UnknownNameError`` for anything but a commune of today.
    """
    asked = list(contests)
    found = [_of_group(store, area_code, among, asked) for among in GROUPS]
    return pd.concat(found, ignore_index=True)


def _of_group(store: Store, area_code: str, among: str, contests: list[str]) -> pd.DataFrame:
    group = group_of(store, among, area_code)
    rows = store.query("group_placing", area_code=area_code,
                       area_codes=list(group.codes) if group else [], contests=contests,
                       minimum_reported=MINIMUM_REPORTED)  # fmt: skip
    return pd.DataFrame(
        {
            "contest": rows["contest"],
            "among": among,
            "reported": rows["group_reported"],
            "median": rows["group_median"],
        }
    )
