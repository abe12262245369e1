"""What the select boxes of the filters offer, on an invented country."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.judgement import MINIMUM_REPORTED
from indicators.questions.ranking import rank
from indicators.release.build import build
from indicators.release.store import Store
from indicators.views.filter_labels import (
    default_indicator,
    grouped_indicators,
    period_labels,
    province_labels,
)
from tests.small_country import figure, incomes, write_country

PART = {"period_start": "2025-01-01", "period_end": "2025-06-30"}
OTHER_PART = {"period_start": "2025-01-01", "period_end": "2025-09-30"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("labels")
    poverty = {"indicator_id": "poverty_rate"}
    figures = [
        *incomes("60", "61", "62"),
        figure("50", area_code="98001"),
        figure("3", area_code="99001", **poverty),
        figure("4", area_code="98001", **poverty),
        figure("30", area_code="99004", **PART),
        figure("45", area_code="99005", **OTHER_PART),
        figure("9", area_code="98001", indicator_id="near_poverty_rate"),
    ]
    db = folder / "indicators.duckdb"
    build(write_country(folder / "data", figures), db)
    with Store(db) as opened:
        yield opened


def test_indicators_stand_theme_by_theme_with_counts_of_the_country(store: Store) -> None:
    assert grouped_indicators(store, province="", lang="vi") == {
        "income_per_capita": "Thu nhập bình quân đầu người · 6 đơn vị · Thu nhập và sản xuất",
        "poverty_rate": "Tỷ lệ hộ nghèo · 2 đơn vị · Giảm nghèo và an sinh",
        "near_poverty_rate": "Tỷ lệ hộ cận nghèo · 1 đơn vị · Giảm nghèo và an sinh",
    }


def test_counts_are_those_of_the_chosen_province(store: Store) -> None:
    labels = grouped_indicators(store, province="98", lang="en")
    counted = {code: label.split(" · ")[1] for code, label in labels.items()}
    assert counted == {
        "income_per_capita": "1 area", "poverty_rate": "1 area", "near_poverty_rate": "1 area",
    }  # fmt: skip
    assert "0 đơn vị" in grouped_indicators(store, province="99", lang="vi")["near_poverty_rate"]


def test_years_are_counted_in_the_province_as_its_ranking_counts(store: Store) -> None:
    asked = {"indicator_id": "income_per_capita", "level": "commune", "basis": "*", "lang": "vi"}
    for province in ("99", "98"):
        labels = period_labels(store, province=province, **asked)
        for code, label in labels.items():
            there = rank(store, "income_per_capita", year=code, province=province, basis="all")
            assert label.endswith(f"· {there.coverage.reported} đơn vị"), (code, label)
    assert period_labels(store, province="99", **asked)["2025"] == "năm 2025 · 3 đơn vị"
    assert period_labels(store, province="98", **asked)["2025"] == "năm 2025 · 1 đơn vị"
    assert period_labels(store, **asked)["2025"] == "năm 2025 · 4 đơn vị"
    assert period_labels(store, province="99", **asked)["2025-part"].endswith("· 2 đơn vị")


# Headline and first in the catalogue, and what is neither.
HEADLINE, OTHER = "income_per_capita", "near_poverty_rate"


@pytest.mark.parametrize("headlines, others, begun", [
    (1, 2, OTHER),
    (2, 2, HEADLINE),
    (MINIMUM_REPORTED - 1, MINIMUM_REPORTED, OTHER),
    (MINIMUM_REPORTED, MINIMUM_REPORTED + 1, HEADLINE),
])  # fmt: skip
def test_the_page_begins_with_a_headline_that_has_enough_areas_for_a_rank(
    tmp_path: Path, headlines: int, others: int, begun: str
) -> None:
    figures = [figure(str(10 + n), area_code=f"9900{n}", indicator_id=name)
               for name, count in ((HEADLINE, headlines), (OTHER, others))
               for n in range(1, count + 1)]  # fmt: skip
    build(write_country(tmp_path / "data", figures), tmp_path / "country.duckdb")
    with Store(tmp_path / "country.duckdb") as opened:
        assert default_indicator(opened) == begun


def test_what_has_too_few_areas_for_a_rank_stands_last(tmp_path: Path) -> None:
    figures = [figure(str(10 + n), area_code=f"9900{n}", indicator_id=name)
               for name, count in (("poverty_rate", MINIMUM_REPORTED - 1),
                                   (OTHER, MINIMUM_REPORTED), (HEADLINE, 1))
               for n in range(1, count + 1)]  # fmt: skip
    build(write_country(tmp_path / "data", figures), tmp_path / "country.duckdb")
    with Store(tmp_path / "country.duckdb") as opened:
        # Inside each theme of the filter, and as what a page begins with.
        assert list(grouped_indicators(opened, province="", lang="vi")) == [
            HEADLINE, OTHER, "poverty_rate"
        ]  # fmt: skip
        assert default_indicator(opened) == OTHER


def test_provinces_follow_the_vietnamese_alphabet(store: Store) -> None:
    assert list(province_labels(store).values()) == ["Tỉnh Bịa", "Tỉnh Bịa Khác"]
