"""What the verdict above a ranking counts, followed by hand in an invented country."""

from pathlib import Path

import pytest

from indicators.questions.ranking import Ranking, rank
from indicators.release.store import Store
from indicators.views.verdict import RankingVerdict, plan_verdicts, summary, verdicts, year_figures
from indicators.views.verdict_words import StripWords, strip_html
from tests.small_country import figure, incomes
from tests.yardstick_country import built_country

PART = {"period_start": "2025-01-01", "period_end": "2025-09-30"}


def _plan(value: str, area: str, basis: str = "area.province", **cells: str) -> dict[str, str]:
    return figure(value, area_code=area, indicator_id="budget_revenue_vs_plan", basis=basis,
                  **cells)  # fmt: skip


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return built_country(tmp_path_factory.mktemp("plans"), [
        _plan("128", "99001"),
        _plan("84", "99001", **PART),  # the full year stands for this commune
        _plan("84", "99001", "own.commune", **PART),  # a part here, the full year there
        _plan("91.5", "99002"),
        _plan("70.2", "99003", period_start="2025-01-01", period_end="2025-06-30"),
        _plan("84", "99003", **PART),  # later than the half-year
        _plan("100", "99004", qualifier="about"),  # 99 to 101: neither met nor below
        _plan("103", "99002", "own.commune"),  # below on one basis, met on another
        _plan("61", "99005", "own.commune", **PART),
        _plan("77", "99006", period_start="2024-01-01", period_end="2024-12-31"),
    ])  # fmt: skip


def _asked(store: Store, **question: str) -> tuple[Ranking, dict[str, RankingVerdict]]:
    ranking = rank(store, "budget_revenue_vs_plan", year="2025", province="99", **question)
    return ranking, {one.basis: one for one in verdicts(store, ranking)}


def _names(verdict: RankingVerdict, outcome: str) -> list[str]:
    return [row["area_code"] for row in verdict.areas.get(outcome, ())]  # type: ignore[call-overload]


def test_each_commune_is_once_in_a_basis_and_a_full_year_stands_before_a_part(plans: Store) -> None:
    _ranking, found = _asked(plans)
    first = found["area.province"]
    assert _names(first, "met") == ["99001"]
    assert _names(first, "below") == ["99002"]
    assert _names(first, "part_year") == ["99003"]
    assert _names(first, "cannot_be_told") == ["99004"]
    assert (first.applicable, first.known, first.not_known) == (7, 4, 3)


def test_bases_are_never_mixed_and_the_fullest_is_first(plans: Store) -> None:
    _ranking, found = _asked(plans)
    assert list(found) == ["area.province", "own.commune"]
    second = found["own.commune"]
    assert _names(second, "met") == ["99002"]
    assert _names(second, "part_year") == ["99001", "99005"]
    assert second.not_known == 4


def test_a_part_of_the_year_is_told_with_the_share_of_the_year_gone(plans: Store) -> None:
    _ranking, found = _asked(plans)
    (part,) = found["area.province"].areas["part_year"]
    # 30 September is day 273 of 365; 84 is the later of two parts.
    assert part["value"] == 84
    assert part["elapsed_pct"] == pytest.approx(100 * 273 / 365)
    assert part["pace"] == "ahead"
    slow = found["own.commune"].areas["part_year"][1]
    assert slow["pace"] == "behind"


def test_a_part_says_that_a_full_year_is_known_on_another_basis(plans: Store) -> None:
    _ranking, found = _asked(plans)
    known, alone = found["own.commune"].areas["part_year"]
    assert [row["value"] for row in known["full_years"]] == [128]
    assert "full_years" not in alone
    told = strip_html([found["own.commune"]], StripWords(_ranking, {}, str, "en"))
    assert "84% with 74.8% of the year gone, full year on another basis: 128%" in told
    assert "61% with 74.8% of the year gone)" in told


def test_all_bases_together_count_each_commune_once_by_the_worst_known(plans: Store) -> None:
    ranking, found = _asked(plans)
    total = summary(list(found.values()))
    assert (total.below, total.met, total.cannot_be_told, total.part_year) == (1, 1, 1, 2)
    assert total.not_known == 2
    assert ranking.coverage.applicable == 7


def test_the_set_of_periods_shown_changes_nothing_in_the_verdict(plans: Store) -> None:
    _ranking, of_year = _asked(plans)
    part = rank(plans, "budget_revenue_vs_plan", year="2025-01-01/2025-09-30", province="99")
    of_part = {one.basis: one for one in verdicts(plans, part)}
    assert {basis: one.known for basis, one in of_part.items()} == {
        basis: one.known for basis, one in of_year.items()
    }


def test_no_figure_is_neither_met_nor_below(plans: Store) -> None:
    ranking = rank(plans, "budget_revenue_vs_plan", year="2025", province="98")
    assert verdicts(plans, ranking) == []
    assert plan_verdicts(year_figures(plans, ranking), 1) == []
    assert summary([]).not_known == 0


def test_a_threshold_that_the_interval_holds_cannot_be_told(tmp_path: Path) -> None:
    # Bắc Trung Bộ: 48 in 2025. "about 48" is 47 to 49.
    figures = [*incomes("60", "41.5", "53"), figure("48", area_code="99004", qualifier="about")]
    figures.append(figure("70", area_code="99007"))  # a ward: the criterion is of communes
    store = built_country(tmp_path, figures)
    (verdict,) = verdicts(store, rank(store, "income_per_capita", year="2025", province="99"))
    assert verdict.kind == "threshold"
    assert verdict.yardstick == (48.0,)
    assert _names(verdict, "met") == ["99001", "99003"]
    assert _names(verdict, "below") == ["99002"]
    assert _names(verdict, "cannot_be_told") == ["99004"]
    assert _names(verdict, "no_yardstick") == ["99007"]
    assert verdict.not_known == 2


def _poverty(values: dict[str, str]) -> list[dict[str, str]]:
    return [figure(value, area_code=code, indicator_id="poverty_rate")
            for code, value in values.items()]  # fmt: skip


def test_without_a_threshold_the_median_is_the_yardstick(tmp_path: Path) -> None:
    store = built_country(tmp_path, _poverty(
        {"99001": "1.2", "99002": "2.5", "99003": "3.1", "99004": "4", "99005": "5.5"}
    ))  # fmt: skip
    (verdict,) = verdicts(store, rank(store, "poverty_rate", year="2025"))
    assert (verdict.kind, verdict.yardstick, verdict.everywhere) == ("median", (3.1,), False)
    # Lower is better; "3.1" is 3.05 to 3.15 and holds the median without being it exactly.
    assert _names(verdict, "better") == ["99001", "99002"]
    assert _names(verdict, "worse") == ["99004", "99005"]
    assert _names(verdict, "cannot_be_told") == ["99003"]


def test_a_province_is_held_against_the_median_of_the_country(tmp_path: Path) -> None:
    store = built_country(tmp_path, _poverty(
        {"99001": "1.2", "99002": "2.5", "99003": "3.1", "99004": "4", "98001": "9"}))  # fmt: skip
    (verdict,) = verdicts(store, rank(store, "poverty_rate", year="2025", province="98"))
    assert verdict.everywhere
    assert _names(verdict, "worse") == ["98001"]
    assert verdict.not_known == 0


def test_too_few_figures_have_no_median_and_it_is_said(tmp_path: Path) -> None:
    store = built_country(tmp_path, _poverty({"99001": "1.2", "99002": "2.5"}))
    (verdict,) = verdicts(store, rank(store, "poverty_rate", year="2025", province="99"))
    assert (verdict.kind, verdict.reason) == ("none", "too_few")
    assert verdict.count("no_yardstick") == 2
    assert verdict.not_known == 5
