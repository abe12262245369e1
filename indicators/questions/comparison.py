"""Several areas side by side, and one of them among all: the frames that the charts take."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from indicators.language.record_texts import in_language
from indicators.questions.profile import can_be_compared, contest_of

# More small panels than this are no longer looked at; the table has all of them.
MOST_PANELS = 12


@dataclass(frozen=True)
class InCommon:
    """How much the compared areas have in common; counts of indicators."""

    of_any: int
    of_all: int


def shared(compared: pd.DataFrame) -> InCommon:
    """How many indicators any of the areas, and all of them, have a figure for.

    ``compared`` is ``profile.compare``: one row per indicator and area.
    """
    known = compared["value"].notna().groupby(compared["indicator_id"])
    return InCommon(of_any=int(known.any().sum()), of_all=int(known.all().sum()))


def undecided(compared: pd.DataFrame) -> list[str]:
    """The indicators with a direction and at least two comparable figures and no sure best."""
    return _without_best(compared, comparable=True)


def not_comparable(compared: pd.DataFrame) -> list[str]:
    """The indicators with a direction whose figures are of different periods or bases."""
    return _without_best(compared, comparable=False)


def _without_best(compared: pd.DataFrame, *, comparable: bool) -> list[str]:
    asked = (compared["direction"] != "none") & (can_be_compared(compared) == comparable)
    ranked = compared[asked & compared["value"].notna()]
    groups = ranked.groupby("indicator_id", sort=False)
    several = groups["value"].count() > 1
    decided = groups["surely_best"].any()
    return several[several & ~decided].index.tolist()


def rug_order(compared: pd.DataFrame) -> list[str]:
    """The indicators that two areas or more have a figure for: judged ones first.

    Among these first what most of the areas have, then headline indicators, then the catalogue's
    order.

    ``compared`` is ``profile.compare``: one row per indicator and area.
    """
    known = compared.groupby("indicator_id")["value"].transform("count")
    rows = compared.assign(_known=known, _judged=compared["direction"] != "none")[known > 1]
    ordered = rows.sort_values(
        ["_judged", "_known", "headline", "position"], ascending=[False, False, False, True],
        kind="stable",
    )  # fmt: skip
    return ordered["indicator_id"].drop_duplicates().tolist()


def main_contest(rows: pd.DataFrame) -> pd.Series:
    """For each row of one indicator whether its figure is of the period and basis of most of them.

    Those alone may share an axis. Of equally many the first ones; false where there is no figure.
    In a set that gathers the latest part of a year of each area the very same part counts.
    """
    known = rows[rows["value"].notna()]
    if known.empty:
        return rows["value"].notna()
    kinds = contest_of(known)
    counts = kinds.map(kinds.value_counts())
    kept = kinds[counts == counts.max()].iloc[0]
    return (kinds == kept).reindex(rows.index, fill_value=False)


def side_by_side(compared: pd.DataFrame) -> pd.Series:
    """For each row whether two or more of the areas have any figure of its indicator.

    Figures on another basis or for another period count: that they cannot be compared is worth
    a line of its own.
    """
    elsewhere = compared["missing_reason"].isin(["other_basis_only", "other_period_only"])
    has_figure = compared["value"].notna() | elsewhere
    return has_figure.groupby(compared["indicator_id"]).transform("sum") > 1


def panels(compared: pd.DataFrame, labels: Mapping[str, str], lang: str) -> pd.DataFrame:
    """The rows of the small multiples: indicators that at least two areas have a figure for.

    Headline indicators first, at most ``MOST_PANELS``. Columns of ``compared`` and
    indicator_name, unit (in ``lang``) and area_label (``labels`` by area_code). No rows where the
    areas share nothing.
    """
    known = compared.groupby("indicator_id")["value"].transform("count")
    rows = compared[known > 1].sort_values(
        ["headline", "position"], ascending=[False, True], kind="stable"
    )
    kept = rows["indicator_id"].drop_duplicates().head(MOST_PANELS)
    rows = with_texts(rows[rows["indicator_id"].isin(kept)], lang)
    return rows.assign(area_label=rows["area_code"].map(labels))


def with_texts(rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """``rows`` with indicator_name and unit in one language, as the charts ask for them."""
    name, unit = (in_language(rows, field, lang) for field in ("name", "unit"))
    return rows.assign(indicator_name=name, unit=unit)
