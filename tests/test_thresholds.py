"""Thresholds, distance from plan and the next status, each case worked out by hand."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from indicators.judgement import NextStatus
from indicators.language.yardstick_words import plan_words, status_words, threshold_words
from indicators.printed.intervals import Interval
from indicators.release.store import Store
from indicators.yardsticks.thresholds import against, next_status, plan_distance, thresholds
from tests.small_country import figure
from tests.yardstick_country import built_country


def plan(low: float, value: float, high: float, **cells: Any) -> dict[str, Any]:
    return {"against_plan": "budget", "period_set": "2025", "value": value,
            "value_low": low, "value_high": high, "high_open": True} | cells  # fmt: skip


def criteria(met: int, total: int, **cells: Any) -> dict[str, Any]:
    return {"criteria_set": "basic", "basis": "set_2021", "value": met,
            "denominator": total} | cells  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "high_open", "direction", "outcome"),
    [
        ("100", "100.5", False, "higher", "met"),
        ("99.5", "100.5", True, "higher", "cannot_be_told"),
        ("99.5", "100", True, "higher", "not_met"),
        ("99.5", "100", False, "higher", "cannot_be_told"),
        ("98", "99", False, "higher", "not_met"),
        ("99", "100", False, "lower", "met"),
        ("100", "101", False, "lower", "cannot_be_told"),
        ("100.1", "101", False, "lower", "not_met"),
    ],
)
def test_an_interval_against_100(
    low: str, high: str, high_open: bool, direction: str, outcome: str
) -> None:
    value = Interval(Decimal(low), Decimal(high), high_open=high_open)
    assert against(value, Decimal(100), direction) == outcome


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (plan(111.5, 112, 112.5), "Lệch trên 5%: trên dự toán 12 điểm phần trăm"),
        (plan(101.5, 102, 102.5),
         "Sát dự toán (lệch không quá 5%): trên dự toán 2 điểm phần trăm"),
        (plan(99.5, 100, 100.5),
         "Sát dự toán (lệch không quá 5%): không phân biệt được trên hay dưới dự toán"),
        (plan(79.5, 80, 80.5), "Lệch trên 15%: dưới dự toán 20 điểm phần trăm"),
        (plan(104.5, 105, 105.5),
         "Không phân biệt được: sát dự toán (lệch không quá 5%) hoặc lệch trên 5%"),
        (plan(105, 105, 105, high_open=False),
         "Sát dự toán (lệch không quá 5%): trên dự toán 5 điểm phần trăm"),
    ],
)  # fmt: skip
def test_distance_from_plan_in_words(row: dict[str, Any], words: str) -> None:
    found = plan_distance(row)
    assert found is not None
    assert plan_words(found, "vi") == words


def test_distance_from_plan_keeps_what_the_print_allows() -> None:
    found = plan_distance(plan(185.5, 186, 186.5))
    assert found is not None
    assert (found.distance, found.low, found.high) == (86.0, 85.5, 86.5)
    assert (found.bands, found.side) == (("far",), "above")


def test_part_of_a_year_and_other_indicators_have_no_band() -> None:
    assert plan_distance(plan(50, 50, 50, period_set="2025-01-01/2025-06-30")) is None
    assert plan_distance(plan(50, 50, 50, against_plan=None)) is None
    assert plan_distance(plan(50, 50, 50, against_plan="work")) is None


def test_the_way_to_the_next_status() -> None:
    found = next_status(criteria(15, 19))
    assert found == NextStatus("basic", met=15, total=19, remaining=4)
    assert status_words(found, "vi") == [
        "Còn 4 tiêu chí nữa là đủ 19 tiêu chí của bộ cơ bản.",
        "Bộ này đã hết hiệu lực từ ngày 15/2/2026; bộ mới có 10 tiêu chí.",
    ]
    done = next_status(criteria(19, 19))
    assert done and status_words(done, "vi")[:2] == [
        "Đủ 19 tiêu chí của bộ cơ bản; việc công nhận cần quyết định riêng.",
        "Bước tiếp theo khi ấy là bộ nâng cao (19 tiêu chí, đếm riêng).",
    ]


def test_advanced_criteria_and_the_set_of_2026_are_counted_apart() -> None:
    advanced = next_status(criteria(14, 19, criteria_set="advanced"))
    assert advanced == NextStatus("advanced", met=14, total=19, remaining=5)
    new = next_status(criteria(7, 10, basis="set_2026"))
    assert new and status_words(new, "en") == ["3 criteria are missing of the 10 of the set of "
                                               "2026-2030."]  # fmt: skip


def test_without_a_total_nothing_is_said() -> None:
    assert next_status(criteria(15, 19, denominator=None)) is None
    assert next_status(criteria(15, 10)) is None
    assert next_status(criteria(15, 19, criteria_set=None)) is None


REVENUE = {"indicator_id": "budget_revenue_vs_plan", "basis": "unspecified.unspecified"}
FIGURES = [
    figure("60", area_code="99001"),
    figure("48", area_code="99002"),
    figure("60", area_code="99003", period_start="", period_end="2025-12-31"),
    figure("60", area_code="99007"),  # a ward has no new-rural floor
    figure("60", area_code="98001"),  # a province in no region
    figure("112", area_code="99001", **REVENUE),
    figure("60", area_code="99002", **REVENUE, period_end="2025-06-30"),
    figure("60", area_code="99003", **REVENUE, period_start="2025-07-01"),
]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with built_country(tmp_path_factory.mktemp("country"), FIGURES) as store:
        yield store


def outcomes(store: Store, area_code: str, indicator_id: str) -> list[tuple[Any, ...]]:
    found = thresholds(store, [area_code])
    own = found[found["indicator_id"] == indicator_id]
    return list(zip(own["threshold_value"], own["outcome"], own["reason"], strict=True))


def test_the_floor_of_the_region_and_year_of_a_rural_commune(country: Store) -> None:
    # Bắc Trung Bộ 2025: 48, known from memory only. 48 as printed is 47.5 to 48.5.
    assert outcomes(country, "99001", "income_per_capita") == [(48, "met", None)]
    assert outcomes(country, "99002", "income_per_capita") == [(48, "cannot_be_told", "overlap")]
    assert outcomes(country, "99007", "income_per_capita") == []
    assert outcomes(country, "98001", "income_per_capita") == []


def test_a_level_of_no_stated_year_is_not_held_against_the_floor_of_one(country: Store) -> None:
    assert outcomes(country, "99003", "income_per_capita") == [
        (48, "cannot_be_told", "not_a_full_year")
    ]


def test_revenue_within_a_year_against_the_plan_of_the_year(country: Store) -> None:
    revenue = "budget_revenue_vs_plan"
    assert outcomes(country, "99001", revenue) == [(100, "met", None)]
    assert outcomes(country, "99002", revenue) == [(100, "not_met", None)]
    assert outcomes(country, "99003", revenue) == [(100, "cannot_be_told", "not_from_january")]


def test_an_unverified_floor_says_so_and_a_defined_one_need_not(country: Store) -> None:
    rows = thresholds(country, ["99001"]).to_dict("records")
    told = {row["indicator_id"]: threshold_words(row, "vi") for row in rows}
    assert told["income_per_capita"] == (
        "Ngưỡng “mức tiêu chí thu nhập nông thôn mới năm 2025” (48 triệu đồng/người/năm): đạt. "
        "Chưa kiểm chứng: nhớ theo 318/QĐ-TTg, chưa đọc được văn bản"
    )
    assert told["budget_revenue_vs_plan"] == "Ngưỡng “đạt dự toán” (100%): đạt"


def test_in_a_province_merged_across_regions_nothing_can_be_told(database: Any) -> None:
    with Store(database) as store:
        (row,) = [
            row
            for row in thresholds(store, ["09025"]).to_dict("records")
            if row["indicator_id"] == "income_per_capita"
        ]
    assert (row["outcome"], row["reason"]) == ("cannot_be_told", "province_excluded")
    assert threshold_words(row, "vi") == (
        "Ngưỡng “mức tiêu chí thu nhập nông thôn mới năm 2025”: không nói được (tỉnh gộp từ những "
        "nơi có mức khác nhau). Chưa kiểm chứng: nhớ theo 318/QĐ-TTg, chưa đọc được văn bản"
    )
