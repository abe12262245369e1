"""The ranking of one indicator, with what it leaves out: pages, command line and files ask here."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

import pandas as pd

from indicators.country import LEVEL_OF_TYPE
from indicators.errors import UnknownNameError
from indicators.judgement import MINIMUM_REPORTED
from indicators.questions.areas_held import scope_of
from indicators.questions.comparison_groups import Group, group_of
from indicators.questions.periods import ALL_BASES, PeriodSet, period_asked
from indicators.questions.ranked_rows import ranked_rows, same_text
from indicators.questions.reporting import (
    IN_SET,
    Coverage,
    ReportingState,
    reporting_state,
)
from indicators.release.store import Array, Store

# Types of area that may be asked for, and whole levels: provinces are ranked with cities.
RANKED_LEVELS = ("commune", "province")
ASKED_LEVELS = LEVEL_OF_TYPE | {level: level for level in RANKED_LEVELS}

# The parameters of a question that choose its areas.
SCOPE = ("indicator_id", "on_date", "level", "province", "area_type", "among_codes")

# Why there is no median of some figures.
NO_MEDIAN_REASONS = ("mixed_bases", "mixed_periods", "too_few")

# Why a ranking shows values but no ranks.
NOT_RANKED_REASONS = ("no_direction", "mixed_bases", "mixed_periods", "too_few")


class RankingQuestion(TypedDict):
    """What the filters of a ranking choose, as the parameters of ``rank``; ``None``: not chosen."""

    indicator_id: str
    year: str | None
    province: str | None
    area_type: str | None
    basis: str | None


@dataclass(frozen=True)
class Ranking:
    """One answered question.

    ``rows`` has one row per area (per figure where all bases are shown), best first: rank,
    rank_low, rank_high, percentile (100 = best; all empty where ``ranked`` is false), area_code,
    name, area_type, province_code, province, value (unit of the indicator), printed_value,
    printed_decimals, value_low, value_high, high_open, qualifier, status, basis, period_start,
    period_end, period_set, source_id, locator, as_printed, numerator, denominator,
    computed_share, contradicted, corrected, observation_id, measures (as in the catalogue).

    value is the one number that decides place, interval and "best", and lies inside its own
    interval; printed_value is the number of the curated file, which sentences quote.
    ``not_ranked_because`` is one of ``NOT_RANKED_REASONS`` or None. ``area_type`` is None for a
    whole ``level``; ``group`` are the communes ranked where one asked for those around a commune.
    ``period`` is None where the indicator has no figure at this level; then there
    are no rows. ``on_date`` is the day whose areas and rules are meant: that of the period, else
    that of the release.
    """

    indicator: dict[str, Any]
    period: PeriodSet | None
    on_date: date
    basis: str
    level: str
    province: str | None
    area_type: str | None
    rows: pd.DataFrame
    coverage: Coverage
    not_ranked_because: str | None
    group: Group | None = None

    @property
    def among(self) -> str | None:
        """The type of area, or the level above communes, that is ranked; ``None``: communes."""
        return self.area_type or (None if self.level == "commune" else self.level)

    @property
    def ranked(self) -> bool:
        """Whether the rows carry ranks."""
        return self.not_ranked_because is None


def rank(
    store: Store,
    indicator_id: str,
    *,
    year: str | int | None = None,
    province: str | None = None,
    area_type: str | None = None,
    basis: str | None = None,
    among: str | None = None,
    anchor: str | None = None,
) -> Ranking:
    """Rank the areas of one indicator.

    ``year`` is a period set's code (see ``periods``), ``province`` a 2-digit code, ``area_type``
    one of ``ASKED_LEVELS``: a type, or a level for all of its types (``province`` ranks provinces
    and cities together), ``basis`` a code of the indicator or ``all`` (listed, never ranked).
    ``among`` (one of ``comparison_groups.AMONG``) ranks only the group of the commune ``anchor``.
    Raises ``UnknownNameError`` for a name that the release does not have.
    """
    indicator = indicator_record(store, indicator_id)
    group = group_of(store, among, anchor)
    level = level_of(area_type)
    area_type = type_within(area_type)
    _require_province(store, province)
    period = period_asked(store, indicator_id, level, year=year, basis=basis)
    on_date = period.on_date if period else store.day
    question = _question(indicator, period, on_date, level, province, area_type, group)
    obstacle = _obstacle(indicator, period)
    figures, state = _figures_and_state(store, question)
    rows = ranked_rows(figures, state.scope, indicator, rankable=obstacle is None)
    return Ranking(
        indicator=indicator,
        period=period,
        on_date=on_date,
        basis=question["basis"],
        level=level,
        province=province,
        area_type=area_type,
        rows=rows,
        coverage=state.coverage,
        not_ranked_because=obstacle or _too_few(rows),
        group=group,
    )


def indicator_record(store: Store, indicator_id: str) -> dict[str, Any]:
    """The catalogue's record of one indicator; raises ``UnknownNameError`` with near ids."""
    record = store.held(("indicator", indicator_id), lambda: _record(store, indicator_id))
    return dict(record)


def _record(store: Store, indicator_id: str) -> dict[str, Any]:
    found = store.query("indicator", indicator_id=indicator_id)
    if found.empty:
        known = store.kept("known_indicators")["indicator_id"].tolist()
        raise UnknownNameError("indicator", indicator_id, known)
    return {str(name): value for name, value in found.iloc[0].to_dict().items()}


def no_median_because(rows: pd.DataFrame) -> str | None:
    """Why the figures of some areas have no median, one of ``NO_MEDIAN_REASONS`` or ``None``.

    ``rows`` as in a ``Ranking``, any part of them. Figures on different bases have none, nor those
    of different parts of a year that grow through it, nor those of fewer areas than a rank needs.
    """
    if "basis" in rows and rows["basis"].nunique() > 1:
        return "mixed_bases"
    grows = "measures" not in rows or bool((rows["measures"] != "rate").any())
    if grows and "period_set" in rows and rows["period_set"].nunique() > 1:
        return "mixed_periods"
    return "too_few" if rows["area_code"].nunique() < MINIMUM_REPORTED else None


def missing_areas(store: Store, ranking: Ranking) -> pd.DataFrame:
    """The chosen areas without a figure: area_code, name, area_type, province, reason."""
    _figures, state = _figures_and_state(store, scope(ranking))
    return state.missing_areas


def scope(ranking: Ranking) -> dict[str, Any]:
    """The parameters by which the files of SQL know what a ranking was asked."""
    return _question(
        ranking.indicator, ranking.period, ranking.on_date, ranking.level, ranking.province,
        ranking.area_type, ranking.group,
    )  # fmt: skip


def level_of(area_type: str | None) -> str:
    """The level of a type of area, or of the level itself; communes where none is asked for.

    Raises ``UnknownNameError`` for any other name.
    """
    if area_type is None:
        return "commune"
    if area_type not in ASKED_LEVELS:
        raise UnknownNameError("area type", area_type, list(ASKED_LEVELS))
    return ASKED_LEVELS[area_type]


def type_within(area_type: str | None) -> str | None:
    """The one type of area that is asked for; ``None`` for all types of a level."""
    return None if area_type in RANKED_LEVELS else area_type


def _require_province(store: Store, province: str | None) -> None:
    if province is None:
        return
    known = store.held("provinces", lambda: store.query("provinces")["area_code"].tolist())
    if province not in known:
        raise UnknownNameError("province", province, known)


def _question(
    indicator: dict[str, Any],
    period: PeriodSet | None,
    on_date: date,
    level: str,
    province: str | None,
    area_type: str | None,
    group: Group | None,
) -> dict[str, Any]:
    """Which figures of which areas are asked for: parameters of SQL, and of ``scope_of``."""
    gathered = period is not None and period.gathered
    return {
        "indicator_id": indicator["indicator_id"],
        "set_kind": period.kind if period else "",
        "year": period.year if period else 0,
        "period_set": period.code if period and not gathered else "",
        "basis": period.basis if period else "",
        "level": level,
        "province": province or "",
        "area_type": area_type or "",
        "among_codes": list(group.codes) if group else None,
        "on_date": on_date,
    }


def _obstacle(indicator: dict[str, Any], period: PeriodSet | None) -> str | None:
    """What forbids ranks whatever the figures are."""
    if indicator["direction"] == "none":
        return "no_direction"
    if period is not None and period.basis == ALL_BASES:
        return "mixed_bases"
    if period is not None and period.gathered and indicator["measures"] != "rate":
        return "mixed_periods"
    return None


def _too_few(rows: pd.DataFrame) -> str | None:
    return "too_few" if len(rows) < MINIMUM_REPORTED else None


def _figures_and_state(
    store: Store, question: dict[str, Any]
) -> tuple[dict[str, Array], ReportingState]:
    """The figures of the chosen set and basis of all areas, and which chosen areas have one."""
    figures = _figures(store, {name: question[name] for name in (*IN_SET, "basis")})
    scope_parameters = {name: question[name] for name in SCOPE}
    chosen = scope_of(store, **scope_parameters)
    return figures, reporting_state(store, question, chosen, figures["area_number"])


def _figures(store: Store, asked: dict[str, Any]) -> dict[str, Array]:
    """The columns of ``set_figures.sql`` with period_set and basis."""
    if asked["period_set"] == "" or asked["basis"] == ALL_BASES:
        return store.arrays("ranking_of_several", **asked)
    figures = store.arrays("ranking", **asked)
    count = len(figures["area_number"])
    return figures | {name: same_text(asked[name], count) for name in ("period_set", "basis")}
