"""What the table of a ranking draws, row by row, followed by hand in an invented country."""

from pathlib import Path
from typing import Any

import pytest

from indicators.questions.ranking import rank
from indicators.release.store import Store
from indicators.views.answer_table import DrawnMarks, marks_of, scale_of, with_paces
from indicators.views.ranking import answer_groups, ranking_view
from indicators.views.rug import rug
from indicators.views.verdict import verdicts
from indicators.views.verdict_words import StripWords, strip_html
from tests.small_country import figure
from tests.yardstick_country import built_country

SHARE = "budget_revenue_vs_plan"
FROM_JULY = {"period_start": "2025-07-01", "period_end": "2025-12-31"}
TO_SEPTEMBER = {"period_start": "2025-01-01", "period_end": "2025-09-30"}
IN_A_RUG = {"cannot_be_told": "unknown"}
OTHERS = ("99001", "99002", "99003", "99004")


def _plan(value: str, area: str, basis: str = "area.province", **cells: str) -> dict[str, str]:
    return figure(value, area_code=area, indicator_id=SHARE, basis=basis, **cells)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return built_country(tmp_path_factory.mktemp("answers"), [
        *(_plan(value, area) for value, area in zip(("90", "104", "98", "120"), OTHERS,
                                                    strict=True)),
        _plan("72.5", "99005", **FROM_JULY),
        _plan("84", "99006", **TO_SEPTEMBER),
        # Two full years elsewhere, which differ, beside a part here.
        _plan("61", "99001", "own.commune", **TO_SEPTEMBER),
        _plan("110.25", "99001", "area.commune"),
        *(figure(value, area_code=area, indicator_id="population")
          for value, area in zip(("1000", "2000", "3000"), OTHERS, strict=False)),
    ])  # fmt: skip


def _view(store: Store, indicator_id: str, **asked: Any) -> Any:
    question = {"year": "2025", "province": None, "area_type": None, "basis": None} | asked
    return ranking_view(store, indicator_id=indicator_id, page=1, lang="en", **question)


def _row(view: Any, code: str, basis: str) -> dict[str, Any]:
    (found,) = [row for group in view.groups if group.basis == basis
                for row in group.rows if row["code"] == code]  # fmt: skip
    return dict(found)


def test_a_part_from_july_is_not_held_against_the_year_gone(country: Store) -> None:
    ranking = rank(country, SHARE, year="2025")
    parts = [row for one in verdicts(country, ranking) for row in one.areas.get("part_year", ())]
    (row,) = [row for row in parts if row["area_code"] == "99005"]
    assert row["pace"] == "not_from_january"
    told = strip_html(verdicts(country, ranking), StripWords(ranking, {}, str, "en"))
    assert "100% of the year gone" not in told
    assert "72.5% (" in told
    drawn = _row(_view(country, SHARE), "99005", "area.province")
    assert "tick" not in drawn
    assert "gone" not in drawn
    assert "tick" in _row(_view(country, SHARE), "99006", "area.province")


def test_a_ranking_of_parts_from_july_draws_no_share_of_the_year(country: Store) -> None:
    part = rank(country, SHARE, year="2025-07-01/2025-12-31")
    assert with_paces(DrawnMarks(), part).ticks == {}


def test_each_basis_with_a_full_year_is_told_by_itself(country: Store) -> None:
    ranking = rank(country, SHARE, year="2025")
    (mine,) = [one for one in verdicts(country, ranking) if one.basis == "own.commune"]
    (part,) = mine.areas["part_year"]
    assert [(row["basis"], row["value"]) for row in part["full_years"]] == [
        ("area.commune", 110.25), ("area.province", 90)]  # fmt: skip
    names = {"area.commune": "first plan", "area.province": "second plan"}
    told = strip_html([mine], StripWords(ranking, names, str, "en"))
    assert "full year, first plan: 110.25%" in told
    assert "full year, second plan: 90%" in told
    note = _row(_view(country, SHARE), "99001", "own.commune")["note"]
    assert note.count("full year, ") == 2


def test_the_ends_of_the_scale_are_numbers_of_the_data(country: Store) -> None:
    ranking = rank(country, "population", year="2025")
    groups = answer_groups([ranking], [])
    scale = scale_of(groups, marks_of([]))
    least, most = ranking.rows["value_low"].min(), ranking.rows["value_high"].max()
    assert (scale.low, scale.high) == (least, most)
    assert (scale.place(least), scale.place(most)) == (0, 100)


def _judged(store: Store, indicator_id: str) -> dict[str, str]:
    """By area what the strip of a ranking against the median says; the rug says the same."""
    (verdict,) = verdicts(store, rank(store, indicator_id, year="2025"))
    told: dict[str, str] = {row["area_code"]: outcome for outcome, row in verdict.told()}
    drawn = rug(store, list(told), [indicator_id], lang="en")
    in_rug = {code: drawn.cell(code, indicator_id).kind for code in told}
    assert in_rug == {code: IN_A_RUG.get(outcome, outcome) for code, outcome in told.items()}
    return told


@pytest.mark.parametrize(("counted", "middle"), [(True, "same"), (False, "cannot_be_told")])
def test_only_a_figure_known_exactly_can_be_the_median_itself(
    tmp_path: Path, counted: bool, middle: str
) -> None:
    """20 of 100 is a point; "20 %" is anything from 19.5 to 20.5, and holds the median."""
    share = "online_dossier_share"
    store = built_country(tmp_path, [
        figure(value, area_code=area, indicator_id=share,
               **({"numerator": value, "denominator": "100"} if counted else {}))
        for value, area in zip(("10", "15", "20", "25", "30"), (*OTHERS, "99005"), strict=True)
    ])  # fmt: skip
    assert _judged(store, share) == {
        "99001": "worse", "99002": "worse", "99003": middle, "99004": "better", "99005": "better",
    }  # fmt: skip
    ranking = rank(store, share, year="2025")
    strip = strip_html(verdicts(store, ranking), StripWords(ranking, {}, str, "en"))
    assert ("the median itself" in strip) is counted
