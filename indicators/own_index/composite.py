"""A reader's own index: scores, places with their intervals, contributions, and who is left out.

The index is the reader's choice and nobody's official one. It is made of figures as they are:
what is missing is neither 0 nor estimated, and an area without enough of the chosen indicators is
listed with the reason in place of being ranked. Formulas: ``normalisation``, ``aggregation``;
intervals of places: ``sensitivity``.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.coded import coded
from indicators.judgement import MINIMUM_REPORTED
from indicators.own_index.aggregation import aggregate, contributions, places
from indicators.own_index.composite_definition import (
    Component,
    CompositeDefinition,
    DefinitionError,
    part_of,
)
from indicators.own_index.normalisation import spread_out
from indicators.own_index.scoring import Rule, scores
from indicators.own_index.sensitivity import drawn_places, places_without_one, spread
from indicators.questions.ranking import Ranking, missing_areas, rank
from indicators.release.store import Store

Values = npt.NDArray[np.float64]

# Scores from 0 to 1 are shown as points of 100; z-scores are standard deviations as they are.
POINTS = {"z_score": 1.0}
POINTS_OTHERWISE = 100.0

AREA_COLUMNS = ["area_code", "name", "area_type", "province_code", "province"]
FIGURE_COLUMNS = ["value", "printed_value", "printed_decimals", "value_low", "value_high",
                  "as_printed", "qualifier", "status", "basis", "period_start", "period_end",
                  "source_id"]  # fmt: skip
ROW_COLUMNS = ["rank", "rank_low", "rank_high", "share_first", "share_top_ten", *AREA_COLUMNS,
               "score", "known"]  # fmt: skip
PART_COLUMNS = ["area_code", *FIGURE_COLUMNS, "indicator_id", "points", "contribution",
                "rank_without"]  # fmt: skip


@dataclass(frozen=True)
class Composite:
    """One computed index.

    ``rows``: one row per ranked area, best first: rank, rank_low, rank_high (the middle nine
    tenths of the draws, never without the rank itself), area_code, name, area_type,
    province_code, province, score (points of 100; standard deviations for z-scores), share_first
    and share_top_ten (per cent of the draws), known (indicators the area has).

    ``parts``: one row per ranked area and indicator: area_code, indicator_id, value, printed_value,
    value_low, value_high (unit of the indicator), printed_decimals, as_printed, qualifier, status,
    basis, period_start, period_end, source_id (all empty where missing), points, contribution
    (they sum to the score), rank_without (the place when this indicator is left out).

    ``left_out``: one row per area that has some of the indicators, but too few: area_code, name,
    area_type, province_code, province, known, and reasons (list of (indicator_id, reason of
    ``reporting.MISSING_REASONS``)). ``without_any`` counts the areas that have none of them.

    ``rankings`` has one ranking per indicator, in the order of the definition, with the set of
    periods, basis and coverage. Fewer than ``MINIMUM_REPORTED`` complete areas are not ranked:
    then ``rows`` and ``parts`` are empty and those areas are in ``too_few``. Indicators in
    ``same_everywhere`` have one value in all ranked areas and tell none of them apart.
    """

    definition: CompositeDefinition
    rankings: tuple[Ranking, ...]
    rows: pd.DataFrame
    parts: pd.DataFrame
    too_few: pd.DataFrame
    left_out: pd.DataFrame
    without_any: int
    same_everywhere: tuple[str, ...]

    @property
    def indicators(self) -> list[dict[str, Any]]:
        """The catalogue's records of the indicators, in the order of the definition."""
        return [ranking.indicator for ranking in self.rankings]


def compose(store: Store, definition: CompositeDefinition) -> Composite:
    """Compute an index.

    Raises ``UnknownNameError`` for a name that the release does not have, and ``DefinitionError``
    for an indicator that cannot enter: no direction, or figures of different parts of a year of
    something that grows with its length.
    """
    rankings = tuple(_ranking(store, definition, one) for one in definition.components)
    rules = [_rule(one, ranking) for one, ranking in zip(definition.components, rankings,
                                                         strict=True)]  # fmt: skip
    areas, table = _table(rankings)
    enough = (areas["known"] >= definition.least_known).to_numpy()
    complete = areas[enough].reset_index(drop=True)
    ranked = len(complete) >= MINIMUM_REPORTED
    inside = {name: values[enough] for name, values in table.items()}
    rows, parts = pd.DataFrame(columns=ROW_COLUMNS), pd.DataFrame(columns=PART_COLUMNS)
    if ranked:
        rows, parts = _computed(definition, rules, complete, inside, rankings)
    return Composite(
        definition=definition,
        rankings=rankings,
        rows=rows,
        parts=parts,
        too_few=complete.head(0 if ranked else None),
        left_out=_left_out(store, areas[~enough], rankings),
        without_any=_areas_in_scope(rankings[0]) - len(areas),
        same_everywhere=_same_everywhere(definition, inside["value"]) if ranked else (),
    )


def effect_of_leaving_out(composite: Composite) -> pd.DataFrame:
    """What each indicator does to the places: one row per indicator, in the definition's order.

    Columns: indicator_id, moved (areas whose place changes), median_change and largest_change (in
    places), area_code (of the largest change), rank and rank_without (of that area),
    top_ten_kept (areas of the first ten that stay there). No rows where nothing is ranked.
    """
    ranks = composite.rows.set_index("area_code")["rank"]
    effects = []
    for indicator_id, parts in composite.parts.groupby("indicator_id", sort=False):
        without = parts.set_index("area_code")["rank_without"].dropna().astype(int)
        change = (without - ranks.loc[without.index]).abs()
        moved_most = change.idxmax()
        effects.append({
            "indicator_id": indicator_id,
            "moved": int((change > 0).sum()),
            "median_change": float(change.median()),
            "largest_change": int(change.max()),
            "area_code": moved_most,
            "rank": int(ranks[moved_most]),
            "rank_without": int(without[moved_most]),
            "top_ten_kept": int(((ranks.loc[without.index] <= 10) & (without <= 10)).sum()),
        })  # fmt: skip
    return pd.DataFrame(effects)


def _ranking(store: Store, definition: CompositeDefinition, component: Component) -> Ranking:
    """The figures of one indicator, where they can be compared at all."""
    one = component.indicator_id
    ranking = rank(store, one, year=component.period_set, basis=component.basis,
                   province=definition.province, area_type=definition.area_type)  # fmt: skip
    if ranking.not_ranked_because == "no_direction":
        raise DefinitionError(coded("index_indicator"), coded("index_found_neutral", indicator=one),
                              coded("index_wants_direction"), "no_direction")  # fmt: skip
    if ranking.not_ranked_because == "mixed_periods":
        found = ranking.period.code if ranking.period else ""
        raise DefinitionError(part_of("set", one), coded("index_found_parts", period=found),
                              coded("index_wants_one_period"), "mixed_periods")  # fmt: skip
    return ranking


def _rule(component: Component, ranking: Ranking) -> Rule:
    direction = ranking.indicator["direction"]
    if component.posts:
        low, high = component.posts
        if (low < high) != (direction == "higher"):
            first = "index_wants_smaller_first" if direction == "higher" else (
                "index_wants_larger_first")  # fmt: skip
            raise DefinitionError(part_of("posts", component.indicator_id),
                                  coded("index_found_posts", low=low, high=high),
                                  coded(first), "posts_reversed")  # fmt: skip
    return Rule(direction, component.posts, component.target)


def _table(rankings: tuple[Ranking, ...]) -> tuple[pd.DataFrame, dict[str, Values]]:
    """The areas with any of the figures, and their values and bounds: areas × indicators.

    The areas are in the order of their codes; ``known`` counts the figures that each has.
    """
    known = pd.concat([ranking.rows[AREA_COLUMNS] for ranking in rankings])
    areas = known.drop_duplicates("area_code").sort_values("area_code").reset_index(drop=True)
    columns = {name: np.full((len(areas), len(rankings)), np.nan)
               for name in ("value", "value_low", "value_high")}  # fmt: skip
    for place, ranking in enumerate(rankings):
        rows = ranking.rows.set_index("area_code").reindex(areas["area_code"])
        for name, values in columns.items():
            values[:, place] = rows[name].to_numpy("float64", na_value=np.nan)
    return areas.assign(known=np.isfinite(columns["value"]).sum(axis=1)), columns


def _computed(
    definition: CompositeDefinition,
    rules: list[Rule],
    areas: pd.DataFrame,
    table: dict[str, Values],
    rankings: tuple[Ranking, ...],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows and parts of a ``Composite``, best first."""
    weights = np.array([component.weight for component in definition.components])
    weights = weights / weights.sum()
    method, mean = definition.normalisation, definition.aggregation
    scored = scores(table["value"], rules, method)
    result = aggregate(scored, weights, mean)
    points = POINTS.get(method, POINTS_OTHERWISE)
    place = places(result)
    rows = areas.assign(score=result * points)
    rows = pd.concat([_places_of(definition, rules, weights, table, place), rows], axis=1)
    without = places_without_one(table["value"], weights, rules, normalisation=method, mean=mean)
    given = contributions(scored, weights, mean)
    parts = [
        _part(ranking, areas, scored[:, number] * points, given[:, number] * points,
              without[number])
        for number, ranking in enumerate(rankings)
    ]  # fmt: skip
    order = np.lexsort((areas["area_code"].to_numpy(str), place))
    return (
        rows.iloc[order][ROW_COLUMNS].reset_index(drop=True),
        pd.concat([part.iloc[order] for part in parts], ignore_index=True),
    )


def _places_of(
    definition: CompositeDefinition,
    rules: list[Rule],
    weights: Values,
    table: dict[str, Values],
    place: npt.NDArray[np.int32],
) -> pd.DataFrame:
    """Place, interval of places and shares of the draws, one row per area."""
    drawn = spread(drawn_places(
        table["value_low"], table["value_high"], weights, rules,
        normalisation=definition.normalisation, mean=definition.aggregation,
        draws=definition.draws, seed=definition.seed,
    ))  # fmt: skip
    return pd.DataFrame({
        "rank": place,
        "rank_low": np.minimum(drawn.low, place),
        "rank_high": np.maximum(drawn.high, place),
        "share_first": np.round(100 * drawn.first, 4),
        "share_top_ten": np.round(100 * drawn.top_ten, 4),
    })  # fmt: skip


def _part(
    ranking: Ranking,
    areas: pd.DataFrame,
    points: Values,
    contribution: Values,
    rank_without: npt.NDArray[np.int32],
) -> pd.DataFrame:
    """The figures of one indicator with what they give, in the order of ``areas``."""
    figures = ranking.rows.set_index("area_code")[FIGURE_COLUMNS].reindex(areas["area_code"])
    return figures.reset_index().assign(
        indicator_id=ranking.indicator["indicator_id"],
        points=points,
        contribution=contribution,
        rank_without=pd.Series(rank_without, dtype="Int64").mask(rank_without == 0),
    )[PART_COLUMNS]


def _left_out(
    store: Store, incomplete: pd.DataFrame, rankings: tuple[Ranking, ...]
) -> pd.DataFrame:
    """The areas with too few of the indicators, with the reason for each that is missing."""
    reasons: dict[str, list[tuple[str, str]]] = {code: [] for code in incomplete["area_code"]}
    for ranking in rankings:
        missing = missing_areas(store, ranking)
        for row in missing[missing["area_code"].isin(incomplete["area_code"])].itertuples():
            reasons[row.area_code].append((ranking.indicator["indicator_id"], row.reason))
    told = [reasons[code] for code in incomplete["area_code"]]
    return incomplete.assign(reasons=told).sort_values(
        ["known", "area_code"], ascending=[False, True], kind="stable", ignore_index=True
    )


def _areas_in_scope(ranking: Ranking) -> int:
    return ranking.coverage.applicable + ranking.coverage.missing["not_applicable"]


def _same_everywhere(definition: CompositeDefinition, values: Values) -> tuple[str, ...]:
    return tuple(
        one for place, one in enumerate(definition.indicator_ids)
        if not spread_out(values[:, place])
    )  # fmt: skip
