"""Ranking on an invented country, every number traceable by hand."""

from collections.abc import Iterator
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


def _of_year(rows: list[dict[str, str]], which: int, **cells: str) -> list[dict[str, str]]:
    period = {"period_start": f"{which}-01-01", "period_end": f"{which}-12-31"}
    return [{**row, **period, "recorded_on": "2026-11-01", **cells} for row in rows]


def _revenue(code: str, value: str, basis: str) -> dict[str, str]:
    return figure(value, area_code=code, indicator_id="budget_revenue_vs_plan", basis=basis)


def _figures() -> list[dict[str, str]]:
    """What is ranked apart, in one table: other indicators, and incomes of other years."""
    poverty, criteria = {"indicator_id": "poverty_rate"}, {"indicator_id": "ntm_criteria_met"}
    about = {"area_code": "99005", "qualifier": "about", "as_printed": "khoảng 61"}
    return [
        *incomes("60", "61", "62", "63", "64"), figure("90", area_code="98001"),
        *_of_year([*incomes("70", "60", "60", "50"), figure("61", **about)], 2024),
        *_of_year(incomes("61", "60", "59", "58", "57"), 2023),
        *_of_year(incomes("60.04", "60.01", "60.03", "60.02", "60.05"), 2022),
        *_of_year(incomes("60", "61", "62", "63"), 2021),
        *_of_year(incomes("70", "60"), 2020),
        *_of_year([figure("3"), figure("3.4", **about | {
            "area_code": "99002", "as_printed": "khoảng 3,4"})], 2020, **poverty),
        *({**row, **poverty} for row in incomes("3", "1", "2", "5", "4")),
        *({**row, "indicator_id": "population"} for row in incomes("5", "6", "7", "8", "9")),
        figure("14", basis="set_2021", **criteria),
        figure("15", area_code="99002", basis="set_2021", **criteria),
        figure("8", area_code="99003", basis="set_2026", **criteria),
        figure("16", area_code="99004", basis="set_2021", period_start="", **criteria),
        *(_revenue(f"9900{n}", str(100 + n), "own.province") for n in range(1, 6)),
        _revenue("99001", "203", "own.commune"),
        # Printed 98 %, counts 5,898 of 5,919 = 99.645…: the figure may be either.
        figure("98", indicator_id="ontime_dossier_share", numerator="5898", denominator="5919",
               note="the two disagree"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with _store(tmp_path_factory.mktemp("ranking"), _figures()) as store:
        yield store


def _places(rows: pd.DataFrame) -> dict[str, tuple[int, int, int]]:
    return {
        row.area_code: (int(row.rank), int(row.rank_low), int(row.rank_high))
        for row in rows.itertuples()
    }


def test_equal_values_share_a_place_and_overlap_widens_it(store: Store) -> None:
    # 60 and 60 share place 2; "khoảng 61" is 60 to 62 and overlaps [59.5, 60.5).
    ranking = rank(store, "income_per_capita", year="2024")
    assert _places(ranking.rows) == {
        "99001": (1, 1, 1),
        "99005": (2, 2, 4),
        "99002": (3, 2, 4),
        "99003": (3, 2, 4),
        "99004": (5, 5, 5),
    }
    assert ranking.rows["percentile"].tolist() == [100.0, 75.0, 37.5, 37.5, 0.0]


def test_intervals_that_only_touch_are_told_apart(store: Store) -> None:
    # [59.5, 60.5) and [60.5, 61.5): the bound belongs to the upper one alone.
    ranking = rank(store, "income_per_capita", year="2023")
    assert len(ranking.rows) == 5
    assert all(row.rank_low == row.rank == row.rank_high for row in ranking.rows.itertuples())


def test_lower_is_better_for_poverty(store: Store) -> None:
    ranking = rank(store, "poverty_rate")
    assert ranking.rows["area_code"].tolist() == ["99002", "99003", "99001", "99005", "99004"]
    assert ranking.rows["rank"].tolist() == [1, 2, 3, 4, 5]


def test_ranks_are_computed_on_unrounded_values(store: Store) -> None:
    ranking = rank(store, "income_per_capita", year="2022")
    assert ranking.rows["value"].tolist() == [60.05, 60.04, 60.03, 60.02, 60.01]
    assert ranking.rows["rank"].tolist() == [1, 2, 3, 4, 5]


def test_fewer_than_five_have_values_but_no_ranks(store: Store) -> None:
    ranking = rank(store, "income_per_capita", year="2021")
    assert not ranking.ranked
    assert ranking.not_ranked_because == "too_few"
    assert ranking.rows["rank"].isna().all()
    assert ranking.rows["value"].tolist() == [63.0, 62.0, 61.0, 60.0]


def test_no_direction_is_listed_never_ranked(store: Store) -> None:
    ranking = rank(store, "population")
    assert ranking.not_ranked_because == "no_direction"
    assert ranking.rows["rank"].isna().all()


def test_coverage_adds_up_with_reasons(store: Store) -> None:
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
    best = _of_year(incomes("60", "61", "62", "63", "64", "65"), 2023)
    enough = rank(
        _store(tmp_path / "a", best + _of_year(incomes("60", "61", "62"), 2024)),
        "income_per_capita",
    )
    assert enough.period is not None
    assert enough.period.code == "2024"
    too_few = rank(
        _store(tmp_path / "b", best + _of_year(incomes("60", "61"), 2024)), "income_per_capita"
    )
    assert too_few.period is not None
    assert too_few.period.code == "2023"


def test_bases_are_mixed_only_when_asked_for_and_then_not_ranked(store: Store) -> None:
    one = rank(store, "budget_revenue_vs_plan")
    assert one.basis == "own.province"
    assert one.ranked
    everything = rank(store, "budget_revenue_vs_plan", basis="all")
    assert everything.not_ranked_because == "mixed_bases"
    assert len(everything.rows) == 6
    assert set(everything.rows["basis"]) == {"own.province", "own.commune"}


def test_missing_is_never_zero(store: Store) -> None:
    ranking = rank(store, "income_per_capita")
    assert (ranking.rows["value"] > 0).all()
    assert "99006" not in set(ranking.rows["area_code"])
    row = profile(store, "99006").set_index("indicator_id").loc["income_per_capita"]
    assert row[["value", "rank"]].isna().all()
    assert row["missing_reason"] == "not_reported"
    nothing = rank(store, "satisfaction_rate")
    assert nothing.rows.empty
    assert nothing.period is None
    assert nothing.coverage.missing["not_reported"] == nothing.coverage.applicable == 8


def test_province_narrows_the_contest(store: Store) -> None:
    assert rank(store, "income_per_capita").rows["area_code"].iloc[0] == "98001"
    inside = rank(store, "income_per_capita", province="99")
    assert inside.rows["area_code"].iloc[0] == "99005"
    row = profile(store, "99005").set_index("indicator_id").loc["income_per_capita"]
    assert (row["rank"], row["reported"]) == (2, 6)
    assert (row["province_rank"], row["province_reported"]) == (1, 5)


def test_contradicting_counts_widen_the_interval(store: Store) -> None:
    found = rank(store, "ontime_dossier_share").rows.iloc[0]
    assert found["contradicted"]
    assert found["value_low"] == 97.5
    assert found["value_high"] == pytest.approx(100 * 5898 / 5919)


def test_best_is_marked_only_where_nothing_overlaps(store: Store) -> None:
    rows = compare(store, ["99001", "99002"], year="2020")
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
    store: Store, question: dict[str, str], words: str
) -> None:
    with pytest.raises(UnknownNameError, match=words):
        rank(store, **question)
