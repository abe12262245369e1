"""What the first page tells: each indicator in one line, the country's coverage, what is new."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.judgement import COUNTRY_WIDE_SHARE_PCT
from indicators.questions.periods import PeriodSet
from indicators.questions.ranking import Ranking, no_median_because, rank
from indicators.questions.reporting import Coverage
from indicators.release.opened import kept_by_store
from indicators.release.store import Store


@dataclass(frozen=True)
class Glance:
    """The indicators that the first page begins with, each ranked over all communes.

    ``headline`` in the catalogue's order; ``country_wide`` those of which
    at least ``COUNTRY_WIDE_SHARE_PCT`` per cent of the communes they apply to have a figure.
    ``others`` are the ids of all the rest that have a figure of a commune, ``without`` of those
    that have none.
    """

    headline: tuple[Ranking, ...]
    country_wide: tuple[Ranking, ...]
    others: tuple[str, ...]
    without: tuple[str, ...]


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator over all communes, in its default set of periods and basis.

    ``values``: every figure in the indicator's unit, lowest first; empty where there is none or
    where they must not be laid on one line (``apart_because``: ``mixed_periods`` or
    ``mixed_bases``).
    """

    indicator: dict[str, Any]
    period: PeriodSet | None
    coverage: Coverage
    values: npt.NDArray[np.float64]
    apart_because: str | None


@kept_by_store(1)
def glance(store: Store) -> Glance:
    """Headline and country-wide indicators with their figures, and which others there are."""
    catalogue, begun = store.kept("known_indicators"), first_indicators(store)
    headline = begun["headline"].astype(bool)
    rest = catalogue[~catalogue["indicator_id"].isin(begun["indicator_id"])]
    return Glance(
        headline=tuple(rank(store, code) for code in begun.loc[headline, "indicator_id"]),
        country_wide=tuple(rank(store, code) for code in begun.loc[~headline, "indicator_id"]),
        others=tuple(rest.loc[rest["communes"] > 0, "indicator_id"]),
        without=tuple(rest.loc[rest["communes"] == 0, "indicator_id"]),
    )


def first_indicators(store: Store) -> pd.DataFrame:
    """The headline indicators, then the country-wide ones, as ``judgement.is_country_wide`` says.

    One row per indicator in the catalogue's order of each part: indicator_id, headline, reported
    and applicable (communes).
    """
    return store.query("country_wide_indicators", least_share_pct=COUNTRY_WIDE_SHARE_PCT)


def other_lines(store: Store) -> list[IndicatorLine]:
    """One line for each of ``Glance.others``; those that most communes have first."""
    lines = [indicator_line(rank(store, code)) for code in glance(store).others]
    return sorted(lines, key=lambda line: -line.coverage.reported)


def indicator_line(ranking: Ranking) -> IndicatorLine:
    """What one line of the first page tells of a ranking of all communes."""
    apart = no_median_because(ranking.rows) if len(ranking.rows) else None
    apart = None if apart == "too_few" else apart
    values = ranking.rows["value"].to_numpy("float64") if apart is None else np.empty(0)
    return IndicatorLine(
        ranking.indicator, ranking.period, ranking.coverage, np.sort(values), apart
    )


def headline_coverage(store: Store) -> pd.DataFrame:
    """How many communes of each province have a headline figure.

    One row per province of today, by code: province_code, province, communes, with_headline (of
    any headline indicator, period and basis) and share_pct.
    """
    found = store.query("headline_coverage")
    return found.assign(share_pct=100 * found["with_headline"] / found["communes"].clip(lower=1))


def newest_figures(store: Store, how_many: int = 8) -> pd.DataFrame:
    """The figures of communes published last; columns as in ``sql/newest_figures.sql``."""
    return store.query("newest_figures", how_many=how_many)
