"""The rug of an invented country: what each cell says, and what none may say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.errors import UnknownNameError
from indicators.release.build import build
from indicators.release.store import Store
from indicators.views.rug import Rug, rug, rug_indicators
from indicators.yardsticks.cell_judgement import judge_cell
from tests.asked_questions import asked_questions
from tests.small_country import figure, incomes, write_country

# Six incomes: the median is (50 + 60) / 2 = 55.
INCOMES = incomes("40", "45", "50", "60", "65", "70")
REVENUE = "budget_revenue_vs_plan"
PLAN = {"indicator_id": REVENUE, "basis": "area.province"}
# No threshold counts for these: the poverty rates of five communes have the median 3.
RATES = [
    figure(value, area_code=f"9900{n}", indicator_id="poverty_rate")
    for n, value in enumerate(("1.00", "2.00", "3.00", "4.00", "5.00"), 1)
]
WHOLE_PLANS = [
    figure("104.00", area_code="99001", **PLAN),
    figure("96.00", area_code="99002", **PLAN),
    figure("100", area_code="99003", qualifier="about", as_printed="khoảng 100", **PLAN),
]
PARTS = [
    figure("84.00", area_code="99001", period_start="2025-01-01", period_end="2025-09-30", **PLAN),
    figure("101.00", area_code="99002", period_start="2025-01-01", period_end="2025-09-30", **PLAN),
]
COMMUNES = [f"9900{n}" for n in range(1, 8)]
ONCE_A_RELEASE = ["areas_held", "areas_by_code", "default_profile"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("rug")
    estimate = figure("12", area_code="99001", indicator_id="ntm_criteria_met", basis="set_2021",
                      denominator="19", status="E")  # fmt: skip
    elsewhere = figure("3.50", area_code="99006", indicator_id="poverty_rate",
                       period_start="2024-01-01", period_end="2024-12-31")  # fmt: skip
    rows = [*INCOMES, *RATES, *WHOLE_PLANS, estimate, elsewhere]
    build(write_country(folder / "data", rows), folder / "rug.duckdb")
    with Store(folder / "rug.duckdb") as opened:
        yield opened


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("parts")
    build(write_country(folder / "data", PARTS), folder / "rug.duckdb")
    with Store(folder / "rug.duckdb") as opened:
        yield opened


def _rug(store: Store, *indicators: str, lang: str = "en", **asked: object) -> Rug:
    return rug(store, COMMUNES, indicators, lang=lang, **asked)  # type: ignore[arg-type]


def _codes(drawn: Rug, indicator: str) -> list[str]:
    return [drawn.cell(row.area_code, indicator).judgement.code for row in drawn.rows]


def test_there_is_a_cell_for_each_pair_in_the_order_asked_for(store: Store) -> None:
    drawn = rug(store, ["99003", "99001", "99003"], ["poverty_rate", "income_per_capita"],
                lang="vi")  # fmt: skip
    assert [row.area_code for row in drawn.rows] == ["99003", "99001"]
    assert [column.indicator_id for column in drawn.columns] == ["poverty_rate",
                                                                 "income_per_capita"]  # fmt: skip
    assert len(drawn.cells) == 4
    assert drawn.rows[0].figures == 2


def test_lower_is_better_where_the_catalogue_says_so(store: Store) -> None:
    """Rates 1 to 5 have the median 3: 3.00 itself is [2.995, 3.005), which holds it."""
    drawn = _rug(store, "poverty_rate")
    assert _codes(drawn, "poverty_rate") == [
        "better", "better", "unknown", "worse", "worse", "missing", "missing",
    ]  # fmt: skip
    assert drawn.cell("99001", "poverty_rate").word == "Better than the median of the country (3%)"
    assert drawn.cell("99001", "poverty_rate").sign == "+"
    assert drawn.cell("99003", "poverty_rate").sign == "?"
    assert "cannot be told" in drawn.cell("99003", "poverty_rate").short


def test_a_gap_tells_its_reason_and_is_no_zero(store: Store) -> None:
    drawn = _rug(store, "poverty_rate", "ntm_criteria_met")
    other_year, none = (drawn.cell(code, "poverty_rate") for code in ("99006", "99007"))
    assert (other_year.value, other_year.value_text) == (None, "")
    assert other_year.missing_reason == "other_period_only"
    assert none.missing_reason == "not_reported"
    assert drawn.cell("99007", "ntm_criteria_met").missing_reason == "not_applicable"  # a ward
    assert other_year.word == "Only for another period"
    assert other_year.sign == "↗"  # on the page of the area
    assert none.sign == ""


def test_a_plan_is_judged_by_its_threshold_and_the_interval(store: Store) -> None:
    """About 100 may be above or below 100; nobody can say which."""
    drawn = _rug(store, REVENUE)
    assert _codes(drawn, REVENUE)[:3] == ["better", "worse", "unknown"]
    assert drawn.cell("99002", REVENUE).word.startswith("Threshold “plan met” (100%): not met")


def test_a_part_of_the_year_is_no_failure(parts: Store) -> None:
    """84 % of the plan on 30 September, day 273 of 365: not below plan, but not judged."""
    drawn = _rug(parts, REVENUE)
    behind, met = (drawn.cell(code, REVENUE) for code in ("99001", "99002"))
    assert (behind.judgement.code, behind.judgement.reason) == ("not_judged", "part_of_year")
    assert "74.8%" in behind.word
    assert met.judgement.code == "better"  # what is met in September is met at the year's end


def test_the_median_of_the_province_may_judge_instead(store: Store) -> None:
    drawn = _rug(store, "poverty_rate", against="province")
    assert drawn.cell("99001", "poverty_rate").word.startswith(
        "Better than the median of its province"
    )


def test_too_few_figures_have_no_median(tmp_path: Path) -> None:
    build(write_country(tmp_path / "data", RATES[:4]), tmp_path / "few.duckdb")
    with Store(tmp_path / "few.duckdb") as few:
        cell = _rug(few, "poverty_rate").cell("99001", "poverty_rate")
    assert (cell.judgement.code, cell.judgement.reason) == ("not_judged", "too_few")
    assert cell.value == 1.0


def test_a_remark_stands_beside_the_figure(store: Store) -> None:
    cell = _rug(store, "ntm_criteria_met").cell("99001", "ntm_criteria_met")
    assert cell.remarks == "estimate"
    assert cell.period == "2025"


def test_a_column_tells_its_set_basis_and_coverage(store: Store) -> None:
    (column,) = _rug(store, REVENUE).columns
    assert (column.period_set, column.basis_code) == ("2025", "area.province")
    assert (column.reported, column.applicable) == (3, 7)
    assert column.basis == "collected in the area, plan set by the province"


def test_a_year_without_figures_leaves_every_cell_empty(store: Store) -> None:
    drawn = _rug(store, "income_per_capita", year="2024")
    assert set(_codes(drawn, "income_per_capita")) == {"missing"}


def test_an_unknown_area_is_named(store: Store) -> None:
    with pytest.raises(UnknownNameError):
        rug(store, ["99999"], ["poverty_rate"], lang="vi")


def test_a_rug_begins_with_the_headline_and_has_what_half_the_communes_report(
    store: Store,
) -> None:
    """Of eight communes six have an income, five a rate; nothing else is known of half."""
    found = rug_indicators(store)
    assert found[:3] == [REVENUE, "income_per_capita", "poverty_rate"]
    catalogue = store.query("indicators")
    assert found == catalogue["indicator_id"][catalogue["headline"]].tolist()


def test_equal_to_the_median_needs_a_number_known_exactly() -> None:
    row = {"value": 19.0, "value_low": 19.0, "value_high": 19.0, "high_open": False,
           "direction": "higher", "median": 19.0, "province_median": None,
           "spread_withheld_because": None, "missing_reason": None, "against_plan": None,
           "period_set": "2025"}  # fmt: skip
    assert judge_cell(row).code == "same"
    assert judge_cell({**row, "value_low": 18.5, "value_high": 19.5}).code == "unknown"
    assert judge_cell({**row, "direction": "none"}).code == "not_judged"
    assert judge_cell(row, against="province").reason == "too_few"
    assert judge_cell({**row, "spread_withheld_because": "mixed_periods"}).reason == "mixed_periods"


@pytest.mark.parametrize(("codes", "indicators"), [
    (COMMUNES[:1], ("poverty_rate",)),
    (COMMUNES, ("poverty_rate", "income_per_capita", REVENUE)),
])  # fmt: skip
def test_any_size_takes_the_same_questions(
    store: Store, monkeypatch: pytest.MonkeyPatch, codes: list[str], indicators: tuple[str, ...]
) -> None:
    with Store(store.path) as unasked:
        asked = asked_questions(monkeypatch)
        for _again in range(2):
            rug(unasked, codes, indicators, lang="en")
    figures = ["rug_figures", "figure_thresholds", "all_bases"]
    assert asked == [*ONCE_A_RELEASE, *figures, *figures]
