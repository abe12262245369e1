"""Ranking on an invented country, every number traceable by hand."""

from pathlib import Path

import pandas as pd
import pytest

from indicators.errors import UnknownNameError
from indicators.questions.profile import compare, profile
from indicators.questions.ranking import missing_areas, rank
from indicators.release.build import build
from indicators.release.store import Store
from tests.small_country import figure, incomes, write_country


def _store(tmp_path: Path, figures: list[dict[str, str]]) -> Store:
    db = tmp_path / "release.duckdb"
    build(write_country(tmp_path / "data", figures), db)
    return Store(db)


def _places(rows: pd.DataFrame) -> dict[str, tuple[int, int, int]]:
    return {
        row.area_code: (int(row.rank), int(row.rank_low), int(row.rank_high))
        for row in rows.itertuples()
    }


def test_equal_values_share_a_place_and_overlap_widens_it(tmp_path: Path) -> None:
    # 60 and 60 share place 2; "khoảng 61" is 60 to 62 and overlaps [59.5, 60.5).
    figures = [
        *incomes("70", "60", "60", "50"),
        figure("61", area_code="99005", qualifier="about", as_printed="khoảng 61"),
    ]
    ranking = rank(_store(tmp_path, figures), "income_per_capita")
    assert _places(ranking.rows) == {
        "99001": (1, 1, 1),
        "99005": (2, 2, 4),
        "99002": (3, 2, 4),
        "99003": (3, 2, 4),
        "99004": (5, 5, 5),
    }
    assert ranking.rows["percentile"].tolist() == [100.0, 75.0, 37.5, 37.5, 0.0]


def test_intervals_that_only_touch_are_told_apart(tmp_path: Path) -> None:
    # [59.5, 60.5) and [60.5, 61.5): the bound belongs to the upper one alone.
    ranking = rank(_store(tmp_path, incomes("61", "60", "59", "58", "57")), "income_per_capita")
    assert all(row.rank_low == row.rank == row.rank_high for row in ranking.rows.itertuples())


def test_lower_is_better_for_poverty(tmp_path: Path) -> None:
    figures = [{**row, "indicator_id": "poverty_rate"} for row in incomes("3", "1", "2", "5", "4")]
    ranking = rank(_store(tmp_path, figures), "poverty_rate")
    assert ranking.rows["area_code"].tolist() == ["99002", "99003", "99001", "99005", "99004"]
    assert ranking.rows["rank"].tolist() == [1, 2, 3, 4, 5]


def test_ranks_are_computed_on_unrounded_values(tmp_path: Path) -> None:
    ranking = rank(
        _store(tmp_path, incomes("60.04", "60.01", "60.03", "60.02", "60.05")), "income_per_capita"
    )
    assert ranking.rows["value"].tolist() == [60.05, 60.04, 60.03, 60.02, 60.01]
    assert ranking.rows["rank"].tolist() == [1, 2, 3, 4, 5]


def test_fewer_than_five_have_values_but_no_ranks(tmp_path: Path) -> None:
    ranking = rank(_store(tmp_path, incomes("60", "61", "62", "63")), "income_per_capita")
    assert not ranking.ranked
    assert ranking.not_ranked_because == "too_few"
    assert ranking.rows["rank"].isna().all()
    assert ranking.rows["value"].tolist() == [63.0, 62.0, 61.0, 60.0]


def test_no_direction_is_listed_never_ranked(tmp_path: Path) -> None:
    figures = [{**row, "indicator_id": "population"} for row in incomes("5", "6", "7", "8", "9")]
    ranking = rank(_store(tmp_path, figures), "population")
    assert ranking.not_ranked_because == "no_direction"
    assert ranking.rows["rank"].isna().all()


def test_coverage_adds_up_with_reasons(tmp_path: Path) -> None:
    criteria = {"indicator_id": "ntm_criteria_met", "basis": "set_2021"}
    figures = [
        figure("14", **criteria),
        figure("15", area_code="99002", **criteria),
        figure("8", area_code="99003", **{**criteria, "basis": "set_2026"}),
        figure("16", area_code="99004", period_start="", **criteria),
    ]
    store = _store(tmp_path, figures)
    ranking = rank(store, "ntm_criteria_met", year="2025", basis="set_2021")
    coverage = ranking.coverage
    # Eight communes: seven xã, to which the criteria apply, and one phường.
    assert (coverage.applicable, coverage.reported) == (7, 2)
    assert coverage.missing == {
        "not_reported": 3,
        "other_basis_only": 1,
        "other_period_only": 1,
        "not_applicable": 1,
    }
    reasons = missing_areas(store, ranking).set_index("area_code")["reason"].to_dict()
    assert reasons == {
        "98001": "not_reported",
        "99003": "other_basis_only",
        "99004": "other_period_only",
        "99005": "not_reported",
        "99006": "not_reported",
        "99007": "not_applicable",
    }


def test_part_year_figures_never_meet_full_year_ones(tmp_path: Path) -> None:
    half = [
        {**row, "period_end": "2025-06-30", "area_code": row["area_code"][:4] + "6"}
        for row in incomes("90")
    ]
    store = _store(tmp_path, [*incomes("60", "61", "62", "63", "64"), *half])
    full = rank(store, "income_per_capita")
    assert full.period is not None
    assert full.period.code == "2025"
    assert "99006" not in set(full.rows["area_code"])
    assert full.coverage.missing["other_period_only"] == 1
    part = rank(store, "income_per_capita", year="2025-01-01/2025-06-30")
    assert part.rows["area_code"].tolist() == ["99006"]
    assert part.not_ranked_because == "too_few"


def test_default_year_needs_half_as_many_areas_as_the_best(tmp_path: Path) -> None:
    def year(rows: list[dict[str, str]], which: int) -> list[dict[str, str]]:
        return [
            {
                **row,
                "period_start": f"{which}-01-01",
                "period_end": f"{which}-12-31",
                "recorded_on": "2026-11-01",
            }
            for row in rows
        ]

    best = year(incomes("60", "61", "62", "63", "64", "65"), 2023)
    enough = rank(
        _store(tmp_path / "a", best + year(incomes("60", "61", "62"), 2024)), "income_per_capita"
    )
    assert enough.period is not None
    assert enough.period.code == "2024"
    too_few = rank(
        _store(tmp_path / "b", best + year(incomes("60", "61"), 2024)), "income_per_capita"
    )
    assert too_few.period is not None
    assert too_few.period.code == "2023"


def test_bases_are_mixed_only_when_asked_for_and_then_not_ranked(tmp_path: Path) -> None:
    def revenue(code: str, value: str, basis: str) -> dict[str, str]:
        return figure(value, area_code=code, indicator_id="budget_revenue_vs_plan", basis=basis)

    figures = [revenue(f"9900{n}", str(100 + n), "own.province") for n in range(1, 6)]
    figures.append(revenue("99001", "203", "own.commune"))
    store = _store(tmp_path, figures)
    one = rank(store, "budget_revenue_vs_plan")
    assert one.basis == "own.province"
    assert one.ranked
    everything = rank(store, "budget_revenue_vs_plan", basis="all")
    assert everything.not_ranked_because == "mixed_bases"
    assert len(everything.rows) == 6
    assert set(everything.rows["basis"]) == {"own.province", "own.commune"}


def test_missing_is_never_zero(tmp_path: Path) -> None:
    store = _store(tmp_path, incomes("60", "61", "62", "63", "64"))
    ranking = rank(store, "income_per_capita")
    assert (ranking.rows["value"] > 0).all()
    assert "99006" not in set(ranking.rows["area_code"])
    row = profile(store, "99006").set_index("indicator_id").loc["income_per_capita"]
    assert row[["value", "rank"]].isna().all()
    assert row["missing_reason"] == "not_reported"
    nothing = rank(store, "poverty_rate")
    assert nothing.rows.empty
    assert nothing.period is None
    assert nothing.coverage.missing["not_reported"] == nothing.coverage.applicable == 8


def test_province_narrows_the_contest(tmp_path: Path) -> None:
    figures = [*incomes("60", "61", "62", "63", "64"), figure("90", area_code="98001")]
    store = _store(tmp_path, figures)
    assert rank(store, "income_per_capita").rows["area_code"].iloc[0] == "98001"
    inside = rank(store, "income_per_capita", province="99")
    assert inside.rows["area_code"].iloc[0] == "99005"
    row = profile(store, "99005").set_index("indicator_id").loc["income_per_capita"]
    assert (row["rank"], row["reported"]) == (2, 6)
    assert (row["province_rank"], row["province_reported"]) == (1, 5)


def test_contradicting_counts_widen_the_interval(tmp_path: Path) -> None:
    # Printed 98 %, counts 5,898 of 5,919 = 99.645…: the figure may be either.
    row = figure(
        "98",
        indicator_id="ontime_dossier_share",
        numerator="5898",
        denominator="5919",
        note="the two disagree",
    )
    found = rank(_store(tmp_path, [row]), "ontime_dossier_share").rows.iloc[0]
    assert found["contradicted"]
    assert found["value_low"] == 97.5
    assert found["value_high"] == pytest.approx(100 * 5898 / 5919)


def test_best_is_marked_only_where_nothing_overlaps(tmp_path: Path) -> None:
    figures = [
        *incomes("70", "60"),
        figure("3", indicator_id="poverty_rate"),
        figure(
            "3.4",
            indicator_id="poverty_rate",
            area_code="99002",
            qualifier="about",
            as_printed="khoảng 3,4",
        ),
    ]
    rows = compare(_store(tmp_path, figures), ["99001", "99002"])
    best = rows.set_index(["indicator_id", "area_code"])["surely_best"].to_dict()
    assert best == {
        ("income_per_capita", "99001"): True,
        ("income_per_capita", "99002"): False,
        ("poverty_rate", "99001"): False,
        ("poverty_rate", "99002"): False,
    }


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"indicator_id": "income_per_capta"}, "income_per_capita"),
        ({"indicator_id": "income_per_capita", "province": "77"}, "98, 99"),
        ({"indicator_id": "income_per_capita", "area_type": "xa"}, "xã"),
        ({"indicator_id": "income_per_capita", "year": "1999"}, "2025"),
        ({"indicator_id": "income_per_capita", "basis": "own"}, "all"),
    ],
)
def test_unknown_names_list_what_there_is(
    tmp_path: Path, question: dict[str, str], words: str
) -> None:
    store = _store(tmp_path, incomes("60"))
    with pytest.raises(UnknownNameError, match=words):
        rank(store, **question)
