"""What stands out in the country: findings made by rules from the figures, each to be checked.

A rule looks at one indicator over all communes and finds something or nothing. It is asked only
where enough of them have a figure (``COUNTRY_WIDE_SHARE_PCT``), all on one basis and of one set of
periods that may be compared; and what it says holds for the intervals of the printed numbers, not
for the numbers alone. ``docs/methods.md`` tells the rules to readers.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from indicators.judgement import MINIMUM_REPORTED, PLAN_MET, is_country_wide
from indicators.questions.overview import glance
from indicators.questions.ranking import Ranking, missing_areas, no_median_because
from indicators.release.store import Store

MOST_FINDINGS = 3
SIDES, PROVINCES, EXTREME, MIDDLE = "sides_of_a_line", "provinces_apart", "one_apart", "middle_half"
# In the order in which they are asked: what a reader could not see in the table comes first.
RULES = (SIDES, PROVINCES, EXTREME, MIDDLE)


@dataclass(frozen=True)
class StandingOut:
    """What one rule found in one ranking.

    ``facts`` by rule: ``sides_of_a_line``: line, above, below, untold (numbers of areas), of
    (``plan``, ``zero``, ``threshold``); ``provinces_apart``: lowest, highest (each province_code,
    province, median, areas), provinces (how many were compared); ``one_apart``: the row of the
    area, end (``highest``, ``lowest``), next (the value that comes nearest); ``middle_half``:
    lower_quartile, upper_quartile, minimum, maximum. Values are in the indicator's unit.
    """

    rule: str
    ranking: Ranking
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def evidence(self) -> dict[str, str]:
        """The question of the ranking that shows it, as keys of an address."""
        period = self.ranking.period
        asked = {"indicator": str(self.ranking.indicator["indicator_id"]),
                 "province": self.ranking.province or "",
                 "year": period.code if period else "", "basis": self.ranking.basis}  # fmt: skip
        return {key: value for key, value in asked.items() if value}


def standing_out(store: Store) -> list[StandingOut]:
    """At most ``MOST_FINDINGS`` findings over all communes, each about another indicator.

    None where no indicator is known of enough communes.
    """
    seen = glance(store)
    rankings = [one for one in (*seen.headline, *seen.country_wide) if bears_a_sentence(one)]
    missing = {id(one): missing_areas(store, one) for one in rankings}
    lines = {id(one): _thresholds(store, one) for one in rankings}
    return chosen(
        rankings,
        {
            SIDES: lambda one: sides_of_a_line(one, lines[id(one)]),
            PROVINCES: lambda one: provinces_apart(one, missing[id(one)]),
            EXTREME: one_apart,
            MIDDLE: middle_half,
        },
    )


def bears_a_sentence(ranking: Ranking) -> bool:
    """Whether a sentence about all areas may be made of these figures at all."""
    return (
        ranking.period is not None
        and is_country_wide(ranking.coverage.reported, ranking.coverage.applicable)
        and no_median_because(ranking.rows) is None
    )


def chosen(
    rankings: Iterable[Ranking], rules: Mapping[str, Callable[[Ranking], StandingOut | None]]
) -> list[StandingOut]:
    """The first finding of each rule, then more of them, each about an indicator of its own.

    Of several indicators the headline one is asked first, then the one with newer figures, then
    the earlier in the catalogue.
    """
    waiting = sorted(rankings, key=_turn)
    found: list[StandingOut] = []
    for _round in range(MOST_FINDINGS):
        for ask in rules.values():
            one = next((one for one in map(ask, waiting) if one is not None), None)
            if one is None or len(found) == MOST_FINDINGS:
                continue
            found.append(one)
            waiting = [rest for rest in waiting if rest is not one.ranking]
    return found


def _turn(ranking: Ranking) -> tuple[bool, int, int]:
    end = ranking.period.last_end.toordinal() if ranking.period else 0
    return not ranking.indicator["headline"], -end, int(ranking.indicator["position"])


# --- The rules --------------------------------------------------------------------------------


def sides_of_a_line(ranking: Ranking, thresholds: tuple[float, ...] = ()) -> StandingOut | None:
    """How many areas are surely on each side of the plan, of zero, or of the one threshold.

    Nothing where the indicator has no such line, where most areas cannot be told, or where a
    change is worked out of two figures: these may have been counted in two ways, which no interval
    of a printed number knows of.
    """
    line, of = _line(ranking, thresholds)
    rows = ranking.rows
    if line is None or (of == "zero" and _worked_out(rows)):
        return None
    low, high = rows["value_low"].astype(float), rows["value_high"].astype(float)
    high_open = rows["high_open"].fillna(False).astype(bool)
    if of == "zero":
        above, below = low > line, (high < line) | ((high == line) & high_open)
    elif ranking.indicator["direction"] == "lower":
        above, below = low > line, high <= line
    else:
        above, below = low >= line, (high < line) | ((high == line) & high_open)
    untold = len(rows) - int(above.sum()) - int(below.sum())
    if 2 * untold > len(rows):
        return None
    return StandingOut(SIDES, ranking, {"line": line, "of": of, "above": int(above.sum()),
                                    "below": int(below.sum()), "untold": untold})  # fmt: skip


def _worked_out(rows: pd.DataFrame) -> bool:
    """Whether any figure is a change between two others rather than printed."""
    return "method" in rows and bool((rows["method"] == "change").any())


def _line(ranking: Ranking, thresholds: tuple[float, ...]) -> tuple[float | None, str]:
    indicator, period = ranking.indicator, ranking.period
    full_year = period is not None and period.code.isdecimal()
    if indicator["against_plan"] == "budget":  # a part of a year has a pace, not a plan
        return (float(PLAN_MET), "plan") if full_year else (None, "")
    if len(thresholds) == 1 and full_year:
        return thresholds[0], "threshold"
    low = indicator["plausible_low"]
    if low is not None and not pd.isna(low) and low < 0:
        return 0.0, "zero"
    return None, ""


def provinces_apart(ranking: Ranking, missing: pd.DataFrame) -> StandingOut | None:
    """The provinces whose middle commune is lowest and highest.

    Compared are provinces in which enough communes have a figure, as for the country; nothing
    where that is less than half of them, or where the two are not surely apart from each other.
    ``missing`` is ``ranking.missing_areas``.
    """
    lacking = missing[missing["reason"] != "not_applicable"].groupby("province").size()
    known: list[dict[str, Any]] = []
    for code, rows in ranking.rows.groupby("province_code", sort=True):
        name = str(rows["province"].iloc[0])
        applicable = len(rows) + int(lacking.get(name, 0))
        if is_country_wide(len(rows), applicable) and no_median_because(rows) is None:
            known.append({"province_code": str(code), "province": name, "areas": len(rows),
                          "median": float(rows["value"].median()),
                          "low": float(rows["value_low"].astype(float).median()),
                          "high": float(rows["value_high"].astype(float).median())})  # fmt: skip
    everywhere = set(ranking.rows["province"]) | set(lacking.index)
    if len(known) < 2 or 2 * len(known) < len(everywhere):
        return None
    ordered = sorted(known, key=lambda one: one["median"])
    lowest, highest = ordered[0], ordered[-1]
    alone = lowest["median"] < ordered[1]["median"] and ordered[-2]["median"] < highest["median"]
    if (len(known) > 2 and not alone) or highest["low"] <= lowest["high"]:
        return None
    return StandingOut(PROVINCES, ranking,
                   {"lowest": lowest, "highest": highest, "provinces": len(known)})  # fmt: skip


def one_apart(ranking: Ranking) -> StandingOut | None:
    """The one area whose figure is surely beyond that of every other; the better end where one is.

    Nothing where two intervals touch, or where the figure contradicts its own source.
    """
    lower = ranking.indicator["direction"] == "lower"
    rows = ranking.rows.sort_values("value", ascending=lower, kind="stable")
    first, others = rows.iloc[0], rows.iloc[1:]
    if bool(first["contradicted"]):
        return None
    if lower:
        apart = float(first["value_high"]) < others["value_low"].astype(float).min()
    else:
        apart = float(first["value_low"]) > others["value_high"].astype(float).max()
    if not apart:
        return None
    end = "lowest" if lower else "highest"
    return StandingOut(EXTREME, ranking, {"area": first.to_dict(), "end": end,
                                      "next": float(others["value"].iloc[0])})  # fmt: skip


def middle_half(ranking: Ranking) -> StandingOut | None:
    """Between which values the middle half of the areas lies.

    Nothing where a quartile is the other one or an end: then a few values, as a law sets them, are
    shared by many areas, and there is no middle to tell of.
    """
    values = ranking.rows["value"].astype(float)
    if len(values) < MINIMUM_REPORTED:
        return None
    lower, upper = float(values.quantile(0.25)), float(values.quantile(0.75))
    if not values.min() < lower < upper < values.max():
        return None
    return StandingOut(MIDDLE, ranking, {"lower_quartile": lower, "upper_quartile": upper,
                                     "minimum": float(values.min()),
                                     "maximum": float(values.max())})  # fmt: skip


def _thresholds(store: Store, ranking: Ranking) -> tuple[float, ...]:
    """The thresholds that hold for all areas on the last day of the period."""
    if ranking.period is None:
        return ()
    found = store.query("map_thresholds", indicator_id=ranking.indicator["indicator_id"],
                        on_date=ranking.period.on_date)  # fmt: skip
    return tuple(float(value) for value in found["value"])
