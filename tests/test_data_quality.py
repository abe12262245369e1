"""Contradictions that are known to be in the curated files are found, and nothing else is told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators.questions import quality as data_quality
from indicators.questions.quality import CoverageCell
from indicators.release.store import Store


@pytest.fixture(scope="module")
def store(database: Path) -> Iterator[Store]:
    with Store(database) as opened:
        yield opened


@pytest.fixture(scope="module")
def contradictions(store: Store) -> pd.DataFrame:
    return data_quality.contradictions(store)


def _found(frame: pd.DataFrame, kind: str, area_code: str, indicator_id: str) -> dict[str, Any]:
    rows = frame[(frame["kind"] == kind) & (frame["area_code"] == area_code)
                 & (frame["indicator_id"] == indicator_id)]  # fmt: skip
    assert len(rows) == 1
    return rows.iloc[0].to_dict()


def test_hoang_loc_prints_98_and_counts_99_65(contradictions: pd.DataFrame) -> None:
    row = _found(contradictions, "counts", "15961", "ontime_dossier_share")
    assert row["name"] == "Hoằng Lộc"
    assert row["value"] == 98
    assert row["other_value"] == pytest.approx(100 * 5898 / 5919, abs=1e-12)
    assert (row["numerator"], row["denominator"]) == (5898, 5919)


def test_nghia_dan_has_two_incomes(contradictions: pd.DataFrame) -> None:
    row = _found(contradictions, "rivals", "16941", "income_per_capita")
    assert row["name"] == "Nghĩa Đàn"
    assert {row["value"], row["other_value"]} == {93.25, 82.52}
    assert not row["within_rounding"]


def test_sao_vang_has_two_plans(contradictions: pd.DataFrame) -> None:
    row = _found(contradictions, "bases", "15553", "budget_revenue_vs_plan")
    assert row["name"] == "Sao Vàng"
    readings = {row["basis"]: row["value"], row["other_basis"]: row["other_value"]}
    assert readings == {"unspecified.commune": 135.7, "unspecified.province": 317}


def test_yen_lac_has_two_budgets_and_a_doubtful_poverty_rate(contradictions: pd.DataFrame) -> None:
    revenue = _found(contradictions, "bases", "09025", "budget_revenue_vs_plan")
    assert {revenue["value"], revenue["other_value"]} == {112, 203}
    poverty = _found(contradictions, "noted", "09025", "poverty_rate")
    assert poverty["value"] == 0.48
    assert "0.08" in poverty["note"]
    assert pd.isna(poverty["other_value"])


def test_yen_lacs_279_and_280_differ_by_rounding_only(contradictions: pd.DataFrame) -> None:
    row = _found(contradictions, "rivals", "09025", "budget_revenue")
    assert {row["value"], row["other_value"]} == {279, 280}
    assert row["within_rounding"]


def test_dien_hongs_share_is_noted_against_its_counts(contradictions: pd.DataFrame) -> None:
    row = _found(contradictions, "noted", "27169", "ontime_dossier_share")
    assert row["name"] == "Diên Hồng"
    assert row["value"] == 99.96
    assert "98.98" in row["note"]


def test_two_newspapers_with_one_value_are_no_contradiction(contradictions: pd.DataFrame) -> None:
    # Sao Vàng: 73.5 in two articles; An Khánh (26662): 178 in two newspapers.
    rivals = contradictions[contradictions["kind"] == "rivals"]
    assert (rivals["value"] != rivals["other_value"]).all()
    assert rivals[rivals["area_code"] == "15553"].empty


def test_a_figure_that_is_told_elsewhere_is_not_noted_again(contradictions: pd.DataFrame) -> None:
    noted = contradictions[contradictions["kind"] == "noted"]
    others = contradictions[contradictions["kind"] != "noted"]
    assert not set(noted["observation_id"]) & set(others["observation_id"])
    # "no counts given" and "consistent with" in a note are not doubts.
    assert noted[noted["note"].str.contains("no counts given|: consistent with")].empty


def test_kinds_come_in_their_order(contradictions: pd.DataFrame) -> None:
    assert contradictions["kind"].drop_duplicates().tolist() == list(
        data_quality.CONTRADICTION_KINDS
    )


def test_every_correction_says_why(store: Store) -> None:
    corrected = data_quality.corrections(store)
    assert (corrected["correction"].str.len() > 10).all()
    misprint = corrected[corrected["as_printed"] == "269.505 tỷ đồng"].iloc[0]
    assert misprint["value"] == 269.505


def test_source_counts_add_up_to_all_figures(store: Store) -> None:
    sources = data_quality.source_counts(store)
    assert sources["figures"].sum() == store.release["observations"]
    assert len(sources) == store.release["sources"]
    assert sources["figures"].is_monotonic_decreasing
    translated = sources[sources["machine_translated"]]
    assert (translated["language"] != "vi").all()


def test_coverage_counts_communes_of_each_province(store: Store) -> None:
    coverage = data_quality.coverage_by_province(store)
    assert coverage["province_code"].tolist()[0] == "VN"
    assert len(coverage) == 35
    nation, provinces = coverage.iloc[0], coverage.iloc[1:]
    assert nation["any"].applicable == 3321
    for column in ("any", "income_per_capita", "ntm_criteria_met"):
        assert sum(cell.reported for cell in provinces[column]) == nation[column].reported
        assert sum(cell.applicable for cell in provinces[column]) == nation[column].applicable
    # Rural criteria exist for the 2,621 xã of 1 July 2025, ten of which became wards later.
    assert nation["ntm_criteria_met"].applicable == 2621


def test_a_share_of_nothing_is_no_zero() -> None:
    assert CoverageCell(0, 0).share_pct is None
    assert CoverageCell(0, 40).share_pct == 0
    assert CoverageCell(10, 40).share_pct == 25
