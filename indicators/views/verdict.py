"""What a ranking answers at a glance: how many areas are below, how many above, what is not known.

A verdict holds figures against one yardstick: the plan of one basis, one threshold, or the median.
Each area is counted once in it. An interval that holds the yardstick is "cannot be told", a count
of its own; an area without a figure is "not known", and never counts as met or as below.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, overload

import pandas as pd

from indicators.judgement import PLAN_MET
from indicators.over_time.changes import interval
from indicators.over_time.pace import against_even_pace
from indicators.questions.periods import ALL_BASES
from indicators.questions.ranking import Ranking, no_median_because, rank, scope
from indicators.release.store import Store
from indicators.yardsticks.thresholds import against, thresholds

Row = Mapping[str, Any]
Kind = Literal["plan", "threshold", "median", "none"]
# In the order in which they are told. Of a plan or a threshold: below, met; of a median: better,
# worse, or above, below where more is neither, and the same.
Outcome = Literal["below", "met", "part_year", "better", "worse", "over", "under", "same",
                  "cannot_be_told", "no_yardstick"]  # fmt: skip

# A full year before a part of it; a level stated without its part of the year last.
KINDS_BY_WORTH = {"year": 0, "part": 1, "stated": 2}


# What is told of a row that is held against the median.
TOLD = ("observation_id", "area_code", "name")


@dataclass(frozen=True)
class RankingVerdict:
    """Figures against one yardstick; ``areas`` are the rows of each outcome that occurs.

    Each area of ``applicable`` stands in one outcome or is ``not_known``. ``basis`` is that of the
    figures; ``yardstick`` the values held against (several where a threshold differs by region),
    in the unit of the indicator; ``label`` the threshold's record. ``reason`` says why there is no
    median (``NO_MEDIAN_REASONS``). ``everywhere`` tells that the median is of the whole country.
    """

    kind: Kind
    basis: str
    areas: Mapping[Outcome, Sequence[Row]]
    applicable: int
    yardstick: tuple[float, ...] = ()
    label: Row | None = None
    reason: str | None = None
    everywhere: bool = False

    def count(self, outcome: Outcome) -> int:
        """How many areas have this outcome."""
        return len(self.areas.get(outcome, ()))

    def told(self) -> Iterator[tuple[Outcome, Row]]:
        """Every figure with its outcome."""
        for outcome, rows in self.areas.items():
            for row in rows:
                yield outcome, row

    @property
    def known(self) -> int:
        """How many areas have a figure."""
        return sum(len(rows) for rows in self.areas.values())

    @property
    def not_known(self) -> int:
        """How many areas have no figure that could be held against the yardstick."""
        return self.applicable - self.known


@dataclass(frozen=True)
class PlanSummary:
    """All bases together, each area once: the worst that is known of it on any basis.

    ``below`` (a full year, on at least one basis), ``met`` (on every basis with a full year),
    ``cannot_be_told``, ``part_year`` (nothing but parts of the year), ``not_known``.
    """

    below: int
    met: int
    part_year: int
    cannot_be_told: int
    not_known: int


def verdicts(store: Store, ranking: Ranking) -> list[RankingVerdict]:
    """The verdicts on one ranking, those on most figures first; at least one.

    Against a plan there is one per basis of the year, whatever set of periods is shown.
    """
    if ranking.period is None:
        return []
    if against_plan(ranking):
        return plan_verdicts(year_figures(store, ranking), ranking.coverage.applicable)
    judged = _judged(store, ranking)
    if len(judged):
        return threshold_verdicts(ranking, judged)
    return [median_verdict(ranking, _benchmark(store, ranking))]


def against_plan(ranking: Ranking) -> bool:
    """Whether the figures are shares of a plan."""
    return bool(pd.notna(ranking.indicator["against_plan"]))


def year_figures(store: Store, ranking: Ranking) -> pd.DataFrame:
    """The figures of the ranking's year and areas on any basis: rows of ``year_figures.sql``."""
    asked = scope(ranking)
    here = ("indicator_id", "year", "level", "province", "area_type", "among_codes", "on_date")
    return store.query("year_figures", **{name: asked[name] for name in here})


def plan_verdicts(figures: pd.DataFrame, applicable: int) -> list[RankingVerdict]:
    """One verdict per basis, most figures first; a full year stands before a part of it.

    ``figures`` as ``year_figures`` gives them. A part of the year whose area has a full year on
    other bases holds those figures as ``full_years``, each basis by itself: else it would read as
    a failure of the year.
    """
    full: dict[str, tuple[Row, ...]] = {}
    of_year = figures[figures["set_kind"] == "year"].sort_values(["area_code", "basis"])
    for row in of_year.to_dict("records"):
        full[row["area_code"]] = (*full.get(row["area_code"], ()), row)
    found = []
    for basis, rows in figures.groupby("basis"):
        judged = _by_outcome(_against_plan(row, full) for row in once_each(rows))
        found.append(RankingVerdict("plan", str(basis), judged, applicable, (float(PLAN_MET),)))
    return sorted(found, key=lambda one: (-one.known, one.basis))


def once_each(figures: pd.DataFrame) -> list[dict[str, Any]]:
    """One figure of each area: the full year, else the latest part and of these the longest."""
    best = figures.assign(worth=figures["set_kind"].map(KINDS_BY_WORTH)).sort_values(
        ["area_code", "worth", "period_end", "period_start"], ascending=[True, True, False, True]
    )
    return best.drop_duplicates("area_code").drop(columns="worth").to_dict("records")


def summary(found: Sequence[RankingVerdict]) -> PlanSummary:
    """The verdicts on a plan taken together, each area once."""
    outcomes: dict[str, set[str]] = {}
    for verdict in found:
        for outcome, row in verdict.told():
            outcomes.setdefault(row["area_code"], set()).add(outcome)
    order = ("below", "cannot_be_told", "met", "part_year")
    worst = [next(one for one in order if one in told) for told in outcomes.values()]
    counts = {one: worst.count(one) for one in order}
    applicable = found[0].applicable if found else 0
    return PlanSummary(**counts, not_known=applicable - len(outcomes))


def threshold_verdicts(ranking: Ranking, judged: pd.DataFrame) -> list[RankingVerdict]:
    """One verdict per threshold (by its name) on the rows of a ranking.

    ``judged`` as ``thresholds`` gives it for them. Where the threshold of some areas was not found
    they are counted as ``no_yardstick``.
    """
    rows = {row["observation_id"]: row for row in ranking.rows.to_dict("records")}
    return [
        _threshold_verdict(ranking, of_one, rows)
        for _label, of_one in judged.groupby("label_vi", sort=False)
    ]


def _threshold_verdict(
    ranking: Ranking, judged: pd.DataFrame, rows: dict[str, Any]
) -> RankingVerdict:
    words: dict[str, Outcome] = {"met": "met", "not_met": "below"}
    told = {one["observation_id"]: one for one in judged.to_dict("records")}

    def outcome(row: Row) -> tuple[Outcome, Row]:
        one = told.get(row["observation_id"])
        if one is None:
            return "no_yardstick", row
        more = {"threshold_value": one["threshold_value"], "because": one["reason"]}
        return words.get(one["outcome"], "cannot_be_told"), {**row, **more}

    return RankingVerdict(
        "threshold", ranking.basis, _by_outcome(map(outcome, rows.values())),
        ranking.coverage.applicable, label=judged.iloc[0].to_dict(),
        yardstick=tuple(sorted(set(judged["threshold_value"]))),
    )  # fmt: skip


def median_verdict(ranking: Ranking, benchmark: Ranking) -> RankingVerdict:
    """The rows of a ranking against the median of ``benchmark``, which may be the ranking itself.

    Without a median (too few figures, bases or parts of a year mixed) every figure is counted as
    ``no_yardstick``, and ``reason`` says why.
    """
    rows = ranking.rows.drop_duplicates("area_code")
    reason = no_median_because(benchmark.rows)
    applicable = ranking.coverage.applicable
    if reason:
        areas: dict[Outcome, Sequence[Row]] = {}
        if len(rows):
            areas["no_yardstick"] = ToldRows(rows)
        return RankingVerdict("none", ranking.basis, areas, applicable, reason=reason)
    median = float(benchmark.rows["value"].median())
    sides = _against_median(rows, median, ranking.indicator["direction"])
    return RankingVerdict(
        "median",
        ranking.basis,
        {outcome: ToldRows(rows[is_so]) for outcome, is_so in sides.items() if is_so.any()},
        applicable,
        yardstick=(median,),
        everywhere=benchmark is not ranking,
    )


class ToldRows(Sequence[Row]):
    """What a strip tells of each row, made where it is looked at: a whole country has thousands."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self._rows = rows[list(TOLD)]

    @property
    def observation_ids(self) -> list[str]:
        """The figures, without their areas."""
        return list(self._rows["observation_id"].to_numpy(dtype=object))

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        wanted = [self._rows[name].to_numpy(dtype=object).tolist() for name in TOLD]
        return (dict(zip(TOLD, row, strict=True)) for row in zip(*wanted, strict=True))

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        return tuple(self)[at]


def observation_ids(rows: Sequence[Row]) -> list[str]:
    """Of which figures the rows of an outcome are."""
    if isinstance(rows, ToldRows):
        return rows.observation_ids
    return [row["observation_id"] for row in rows]


def _against_median(
    rows: pd.DataFrame, median: float, direction: str
) -> dict[Outcome, "pd.Series[bool]"]:
    """Which rows lie on which side with their whole interval, by the rule of ``cell_judgement``.

    One that is the median exactly is the same; any other that holds it cannot be told.
    """
    low, high = rows["value_low"].astype(float), rows["value_high"].astype(float)
    above, same = low > median, (low == median) & (high == median)
    below = (high < median) | ((high == median) & rows["high_open"].astype(bool))
    names: tuple[Outcome, Outcome] = ("over", "under") if direction == "none" else (
        ("better", "worse") if direction == "higher" else ("worse", "better"))  # fmt: skip
    below &= ~same
    return {names[0]: above, names[1]: below, "same": same,
            "cannot_be_told": ~(above | below | same)}  # fmt: skip


def _against_plan(row: dict[str, Any], full: Mapping[str, tuple[Row, ...]]) -> tuple[Outcome, Row]:
    """A full year against its plan; a part of a year with the share of the year that had gone."""
    if row["set_kind"] == "part":
        pace = against_even_pace({**row, "amount": row["indicator_id"]})
        elsewhere = full.get(row["area_code"])
        return "part_year", row | pace | ({"full_years": elsewhere} if elsewhere else {})
    if row["set_kind"] == "stated":
        return "cannot_be_told", row
    words: dict[str, Outcome] = {"met": "met", "not_met": "below"}
    return words.get(against(interval(row), PLAN_MET, "higher"), "cannot_be_told"), row


def _by_outcome(told: Iterable[tuple[Outcome, Row]]) -> dict[Outcome, tuple[Row, ...]]:
    found: dict[Outcome, list[Row]] = {}
    for outcome, row in told:
        found.setdefault(outcome, []).append(row)
    return {outcome: tuple(rows) for outcome, rows in found.items()}


def _judged(store: Store, ranking: Ranking) -> pd.DataFrame:
    """The thresholds that count for the rows of a ranking; none where bases are mixed."""
    if ranking.basis == ALL_BASES or ranking.rows.empty:
        return pd.DataFrame()
    one = str(ranking.indicator["indicator_id"])
    if one not in set(store.kept("all_thresholds")["indicator_id"]):
        return pd.DataFrame()
    found = thresholds(store, sorted(set(ranking.rows["area_code"])), indicator_id=one)
    return found[found["observation_id"].isin(ranking.rows["observation_id"])]


def _benchmark(store: Store, ranking: Ranking) -> Ranking:
    """The ranking of the whole country that a province is held against; itself elsewhere."""
    if ranking.province is None or ranking.period is None or ranking.group is not None:
        return ranking
    return rank(store, str(ranking.indicator["indicator_id"]), year=ranking.period.code,
                area_type=ranking.among,
                basis="all" if ranking.basis == ALL_BASES else ranking.basis)  # fmt: skip
