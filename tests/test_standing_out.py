"""What stands out: each rule on a few figures to be followed by hand, and its silence."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from indicators.questions.periods import PeriodSet
from indicators.questions.ranking import Ranking
from indicators.questions.reporting import Coverage
from indicators.questions.standing_out import (
    StandingOut,
    bears_a_sentence,
    chosen,
    middle_half,
    one_apart,
    provinces_apart,
    sides_of_a_line,
)
from indicators.views.standing_out_words import finding_coverage, finding_sentence

NOBODY = pd.DataFrame({"province": [], "reason": []})


def ranking_of(
    *values: float, half: float = 0.5, applicable: int | None = None, provinces: str = "",
    code: str = "2025", **record: Any,
) -> Ranking:  # fmt: skip
    """One invented ranking; each value is known to ± ``half``, its province by a letter."""
    letters = provinces or "A" * len(values)
    rows = pd.DataFrame({
        "area_code": [f"9{n:04}" for n in range(len(values))],
        "name": [f"Bịa {n}" for n in range(len(values))], "area_type": "xã",
        "province_code": list(letters), "province": [f"Tỉnh {one}" for one in letters],
        "value": values, "value_low": [v - half for v in values],
        "value_high": [v + half for v in values], "high_open": False, "contradicted": False,
        "basis": "", "period_set": code, "measures": record.get("measures", "rate"),
    })  # fmt: skip
    indicator = {"indicator_id": "invented", "name_vi": "Chỉ tiêu bịa", "name_en": "Invented",
                 "unit": "%", "unit_en": "%", "decimals": 1, "direction": "none",
                 "headline": False, "position": 1, "against_plan": None, "plausible_low": 0.0,
                 "measures": "rate"} | record  # fmt: skip
    period = PeriodSet(code, "year", 2025, "", len(values), date(2025, 1, 1), date(2025, 12, 31))
    all_of_them = len(values) if applicable is None else applicable
    coverage = Coverage(all_of_them, len(values), {"not_reported": all_of_them - len(values)})
    return Ranking(
        indicator, period, date(2025, 12, 31), "", "commune", None, None, rows, coverage, None
    )


# --- Whether anything may be said -------------------------------------------------------------


def test_nothing_is_said_where_fewer_than_half_have_a_figure() -> None:
    assert bears_a_sentence(ranking_of(1, 2, 3, 4, 5, applicable=10))
    assert not bears_a_sentence(ranking_of(1, 2, 3, 4, 5, applicable=11))


def test_nothing_is_said_of_fewer_areas_than_a_rank_needs() -> None:
    assert not bears_a_sentence(ranking_of(1, 2, 3, 4, applicable=4))


def test_nothing_is_said_over_parts_of_a_year_that_grow_with_it() -> None:
    told = ranking_of(1, 2, 3, 4, 5, 6, measures="total")
    mixed = told.rows.assign(period_set=["2025-06", "2025-09"] * 3)
    assert bears_a_sentence(told)
    assert not bears_a_sentence(replace(told, rows=mixed))


# --- Sides of a line --------------------------------------------------------------------------


def test_an_area_whose_interval_holds_zero_is_on_neither_side() -> None:
    found = sides_of_a_line(ranking_of(-3, -0.5, 0.2, 0.6, 4, plausible_low=-90.0))
    assert found is not None
    assert (found.facts["above"], found.facts["below"], found.facts["untold"]) == (2, 1, 2)
    assert finding_sentence(found, "en") == (
        "Invented (2025): 2 communes surely above 0, 1 surely below; 2 at 0 or not to be told "
        "apart from it."
    )


def test_a_change_worked_out_of_two_ways_of_counting_has_no_sides() -> None:
    ranking = ranking_of(-30, -3, 20, 30, 40, plausible_low=-90.0)
    computed = replace(ranking, rows=ranking.rows.assign(method="change"))
    assert sides_of_a_line(ranking) is not None
    assert sides_of_a_line(computed) is None


def test_what_cannot_fall_below_zero_has_no_line_there() -> None:
    assert sides_of_a_line(ranking_of(1, 2, 3, 4, 5)) is None


def test_a_plan_is_a_line_for_full_years_alone() -> None:
    plan: dict[str, Any] = {"against_plan": "budget", "plausible_low": 0.0}
    found = sides_of_a_line(ranking_of(90, 99.5, 100.5, 120, 130, **plan))
    assert found is not None
    # 99.5 ± 0.5 reaches 100 at its open end or not: it cannot be told.
    assert (found.facts["above"], found.facts["below"], found.facts["untold"]) == (3, 1, 1)
    assert sides_of_a_line(ranking_of(90, 99, 101, 120, 130, code="2025-part", **plan)) is None


def test_a_threshold_is_met_from_its_good_side() -> None:
    poor = ranking_of(1, 2, 3, 4, 8, half=0.1, direction="lower")
    found = sides_of_a_line(poor, (3.0,))
    assert found is not None
    assert (found.facts["above"], found.facts["below"], found.facts["untold"]) == (2, 2, 1)
    assert "2 communes surely meet the threshold of 3%" in finding_sentence(found, "en")
    assert sides_of_a_line(poor, (2.0, 3.0)) is None


def test_no_sides_are_told_where_most_cannot_be() -> None:
    assert sides_of_a_line(ranking_of(-1, 0, 1, 2, 9, half=3, plausible_low=-90.0)) is None


# --- Provinces --------------------------------------------------------------------------------

TWO = "AAAAABBBBB"


def test_the_lowest_and_the_highest_province_are_told_by_their_middle_commune() -> None:
    ranking = ranking_of(1, 2, 3, 4, 50, 10, 20, 30, 40, 41, provinces=TWO)
    found = provinces_apart(ranking, NOBODY)
    assert found is not None
    assert found.facts["lowest"]["median"] == 3
    assert found.facts["highest"]["median"] == 30
    assert "30% in Tỉnh B and 3% in Tỉnh A" in finding_sentence(found, "en")


def test_a_province_of_which_most_communes_are_missing_is_not_compared() -> None:
    ranking = ranking_of(1, 2, 3, 4, 5, 10, 20, 30, 40, 41, provinces=TWO)
    lacking = pd.DataFrame({"province": ["Tỉnh B"] * 6, "reason": ["not_reported"] * 6})
    assert provinces_apart(ranking, lacking) is None
    outside = lacking.assign(reason="not_applicable")
    assert provinces_apart(ranking, outside) is not None


def test_provinces_whose_intervals_touch_are_not_told_apart() -> None:
    ranking = ranking_of(1, 2, 3, 4, 5, 2, 3, 4, 5, 6, half=0.5, provinces=TWO)
    assert provinces_apart(ranking, NOBODY) is None
    assert provinces_apart(ranking_of(1, 2, 3, 4, 5, 2, 3, 4, 5, 6, half=0.1, provinces=TWO),
                           NOBODY) is not None  # fmt: skip


def test_two_provinces_at_the_same_end_are_no_finding() -> None:
    ranking = ranking_of(*[1.0] * 5, *[1.0] * 5, *[9.0] * 5, half=0.1, provinces="AAAAABBBBBCCCCC")
    assert provinces_apart(ranking, NOBODY) is None


# --- One area apart ---------------------------------------------------------------------------


def test_one_area_surely_beyond_all_others_is_named() -> None:
    found = one_apart(ranking_of(1, 2, 3, 4, 9))
    assert found is not None
    assert finding_sentence(found, "vi").endswith(
        "Bịa 4 (xã, Tỉnh A) chắc chắn cao nhất, với 9%; nơi kế tiếp có 4%.")  # fmt: skip


def test_an_area_within_the_interval_of_another_is_not_named() -> None:
    assert one_apart(ranking_of(1, 2, 3, 8.5, 9)) is None


def test_lower_is_better_looks_at_the_lower_end() -> None:
    found = one_apart(ranking_of(1, 20, 30, 31, 32, direction="lower"))
    assert found is not None
    assert (found.facts["end"], found.facts["area"]["value"], found.facts["next"]) == (
        "lowest",
        1,
        20,
    )


def test_a_figure_that_contradicts_its_source_is_never_put_forward() -> None:
    ranking = ranking_of(1, 2, 3, 4, 9)
    doubted = ranking.rows.assign(contradicted=[False] * 4 + [True])
    assert one_apart(replace(ranking, rows=doubted)) is None


# --- The middle half, and the choice ----------------------------------------------------------


def test_the_middle_half_lies_between_the_quartiles() -> None:
    found = middle_half(ranking_of(1, 2, 3, 4, 5))
    assert found is not None
    assert (found.facts["lower_quartile"], found.facts["upper_quartile"]) == (2, 4)
    assert finding_coverage(found, "en") == "Figures of 5 of 5 communes"
    assert middle_half(ranking_of(1, 3, 3, 3, 5)) is None


def test_values_set_by_a_law_have_no_middle() -> None:
    assert middle_half(ranking_of(1, 1, 1, 4, 4, 5)) is None
    assert middle_half(ranking_of(1, 2, 3, 5, 5, 5)) is None


def _everything(ranking: Ranking) -> StandingOut:
    return StandingOut("middle_half", ranking)


def test_each_sentence_is_about_another_indicator_and_there_are_three_at_most() -> None:
    many = [ranking_of(1, 2, 3, 4, 5, indicator_id=str(n), position=n) for n in range(5)]
    found = chosen(many, {"a": _everything, "b": _everything})
    assert [one.ranking.indicator["indicator_id"] for one in found] == ["0", "1", "2"]


def test_headline_indicators_and_newer_figures_are_asked_first() -> None:
    old, new, first = (ranking_of(1, 2, 3, 4, 5, indicator_id=name, headline=name == "first")
                       for name in ("old", "new", "first"))  # fmt: skip
    assert old.period is not None
    old = replace(old, period=replace(old.period, last_end=date(2019, 4, 1)))
    found = chosen([old, new, first], {"a": _everything})
    assert [one.ranking.indicator["indicator_id"] for one in found] == ["first", "new", "old"]


def test_there_are_fewer_sentences_where_rules_find_less() -> None:
    assert chosen([ranking_of(3, 3, 3, 3, 3)], {"a": middle_half, "b": one_apart}) == []


@pytest.mark.parametrize("code", ["2025", "2025-stated"])
def test_a_sentence_leads_to_the_ranking_that_shows_it(code: str) -> None:
    found = middle_half(ranking_of(1, 2, 3, 4, 5, code=code))
    assert found is not None
    assert found.evidence == {"indicator": "invented", "year": code}
