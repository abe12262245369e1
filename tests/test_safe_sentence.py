"""Sentences that the data bear, and what they do not allow: exact words, one rule at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indicators.errors import UnknownNameError
from indicators.questions.profile import area_observations
from indicators.release.store import Store
from indicators.yardsticks.caution_words import figure_cautions
from indicators.yardsticks.safe_comparison import comparison_paragraph
from indicators.yardsticks.safe_sentence import SafeParagraph, figure_paragraph
from tests.small_country import SOURCE, figure, incomes, source
from tests.yardstick_country import built_country

# Incomes 60, 62, 64, 66 and "khoảng 66": 65 to 67, which overlaps 65.5 to 66.5.
FIGURES = [
    *incomes("60", "62", "64", "66"),
    figure("66", area_code="99005", qualifier="about", as_printed="khoảng 66"),
    figure("112", area_code="99001", indicator_id="budget_revenue_vs_plan", status="E",
           basis="unspecified.unspecified"),
    figure("98", area_code="99001", indicator_id="ontime_dossier_share", numerator="5898",
           denominator="5919", period_start="2025-07-01", as_printed="98%",
           note="province inferred, not printed", source_id="bia-english"),
    figure("15", area_code="99001", indicator_id="ntm_criteria_met", basis="set_2021",
           numerator="15", denominator="19", as_printed="15/19"),
]  # fmt: skip

CAUTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "estimate": ({"status": "E"},
                 "Đây là số ước tính: không được viết như số chính thức cuối cùng."),
    "provisional": ({"status": "P"},
                    "Đây là số sơ bộ: không được viết như số chính thức cuối cùng."),
    "rounded": ({"qualifier": "about"}, "Nguồn viết “khoảng 60%”: không được bỏ chữ đầu."),
    "part": ({"set_kind": "part"},
             "Đây là số của một phần năm: không được viết thành số cả năm."),
    "span": ({"set_kind": "span"},
             "Đây là số của nhiều năm: không được viết thành số của một năm."),
    "stated": ({"set_kind": "stated"},
               "Nguồn không nêu năm của số liệu: không được gắn cho một năm cụ thể."),
    "basis": ({"basis": "area.unspecified"},
              "Nguồn không nói rõ số được so với gì hoặc tính trên phạm vi nào: không được so với "
              "số trên cơ sở khác."),
    "counts": ({"contradicted": True, "computed_share": 99.645},
               "Số đếm in cạnh đó cho ra 99,65%: không được dẫn con số in ra mà không nói điều "
               "này."),
    "corrected": ({"correction": "thousands mark"},
                  "Con số in ra đã được đính chính: không được dẫn như nguyên văn của nguồn."),
    "language": ({"language": "en"},
                 "Số được đọc từ bản dịch hoặc bài tiếng nước ngoài: không được trích nguyên văn "
                 "như lời của bản tiếng Việt."),
    "publisher": ({"publisher": "Báo Bịa (suy đoán)"},
                  "Tên cơ quan đăng tin là suy ra: cần kiểm tra trước khi dẫn."),
    "province": ({"note": "province inferred, not printed"},
                 "Nguồn không in tên tỉnh; tỉnh là suy ra: cần kiểm tra trước khi dẫn."),
    "period": ({"note": "period_end inferred"},
               "Nguồn không in đủ kỳ của số liệu; kỳ là suy ra: cần kiểm tra trước khi dẫn."),
    "direction": ({"direction": "none"},
                  "Ở chỉ tiêu này nhiều hơn không phải là tốt hơn hay kém hơn: không được dùng để "
                  "khen hay chê."),
    "plan": ({"indicator_id": "budget_revenue_vs_plan", "value": 132.0},
             "Thu vượt dự toán không chứng tỏ điều hành tốt hơn: có thể do tiền sử dụng đất hoặc "
             "dự toán giao thấp."),
    "criteria": ({"indicator_id": "ntm_criteria_met"},
                 "Số tiêu chí đạt chưa phải là danh hiệu được công nhận; không cộng hay so tiêu "
                 "chí cơ bản với tiêu chí nâng cao."),
}  # fmt: skip


def plain_figure(**cells: Any) -> dict[str, Any]:
    """A figure about which nothing has to be said."""
    return {"status": "A", "qualifier": "exact", "value": 60.0, "unit": "%", "unit_en": "%",
            "decimals": 2, "set_kind": "year", "basis": "", "contradicted": False,
            "computed_share": None, "correction": None, "language": "vi", "source_note": None,
            "publisher": "Báo Bịa", "note": None, "direction": "higher",
            "indicator_id": "clean_water_share"} | cells  # fmt: skip


def test_a_plain_figure_has_no_caution() -> None:
    assert figure_cautions(plain_figure(), "vi") == []


@pytest.mark.parametrize("name", CAUTIONS)
def test_each_caution_alone(name: str) -> None:
    cells, sentence = CAUTIONS[name]
    assert figure_cautions(plain_figure(**cells), "vi") == [sentence]


def test_revenue_near_the_plan_needs_no_word_about_praise() -> None:
    near = plain_figure(indicator_id="budget_revenue_vs_plan", value=105.0)
    assert figure_cautions(near, "vi") == []


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    sources = [SOURCE, source("bia-english", language="en", publisher="Bịa News",
                              published_on="", title="An invented text")]  # fmt: skip
    with built_country(tmp_path_factory.mktemp("country"), FIGURES, sources) as store:
        yield store


def paragraph(store: Store, area_code: str, indicator_id: str, lang: str = "vi") -> SafeParagraph:
    known = area_observations(store, area_code)
    own = known[(known["indicator_id"] == indicator_id) & known["is_current"]]
    return figure_paragraph(store, area_code, int(own["observation_id"].iloc[0]), lang)


def test_a_figure_with_its_place_and_median(country: Store) -> None:
    found = paragraph(country, "99001", "income_per_capita")
    assert found.said == (
        "Theo Báo Bịa, 2/1/2026: thu nhập bình quân đầu người của Bịa Một (xã, Tỉnh Bịa), "
        "năm 2025, là 60 triệu đồng/người/năm.",
        "Trong 5 nơi có số liệu năm 2025, trên 8 nơi áp dụng chỉ tiêu này, đơn vị này xếp hạng 5.",
        "Trung vị của 5 nơi có số liệu là 64 triệu đồng/người/năm.",
    )
    assert found.not_allowed == (
        "Ngưỡng “mức tiêu chí thu nhập nông thôn mới năm 2025”: chưa kiểm chứng; không được nói "
        "là đạt hay chưa đạt.",
    )


def test_overlap_is_a_place_between_and_forbids_better_or_worse(country: Store) -> None:
    found = paragraph(country, "99005", "income_per_capita")
    assert found.said[1] == (
        "Trong 5 nơi có số liệu năm 2025, trên 8 nơi áp dụng chỉ tiêu này, đơn vị này xếp hạng 1; "
        "các con số in ra cho phép mọi hạng từ 1 đến 2."
    )
    assert found.not_allowed[:2] == (
        "Khoảng giá trị chồng với nơi khác: không được nói hơn hay kém các nơi ở hạng 1 đến 2.",
        "Nguồn viết “khoảng 66 triệu đồng/người/năm”: không được bỏ chữ đầu.",
    )


def test_few_reported_estimate_basis_and_threshold(country: Store) -> None:
    found = paragraph(country, "99001", "budget_revenue_vs_plan")
    assert found.said == (
        "Theo Báo Bịa, 2/1/2026: thu ngân sách so với dự toán – không rõ loại thu và ai giao dự "
        "toán – của Bịa Một (xã, Tỉnh Bịa), năm 2025, là 112%.",
        "Ngưỡng “đạt dự toán” (100%): đạt.",
    )
    assert found.not_allowed == (
        "Chỉ 1 trong 8 nơi có số liệu: không được xếp hạng.",
        CAUTIONS["estimate"][1],
        CAUTIONS["basis"][1],
        CAUTIONS["plan"][1],
    )


def test_contradicted_counts_part_year_other_language_and_inferred_province(
    country: Store,
) -> None:
    found = paragraph(country, "99001", "ontime_dossier_share")
    assert found.said == (
        "Theo Bịa News, không thấy ngày: tỷ lệ hồ sơ giải quyết trước và đúng hạn của Bịa Một "
        "(xã, Tỉnh Bịa), 6 tháng cuối năm 2025, là 98%.",
    )
    assert found.not_allowed[1:] == tuple(
        CAUTIONS[name][1] for name in ("part", "counts", "language", "province")
    )


def test_a_count_keeps_its_total(country: Store) -> None:
    found = paragraph(country, "99001", "ntm_criteria_met")
    assert found.said[0].endswith("của Bịa Một (xã, Tỉnh Bịa), năm 2025, là 15 trên 19 tiêu chí.")
    assert found.said[1] == (
        "Ngưỡng “đủ 19 tiêu chí (việc công nhận đạt chuẩn cần quyết định riêng)” (19 tiêu chí): "
        "chưa đạt. Căn cứ: 318/QĐ-TTg."
    )


def test_the_text_to_copy_ends_with_its_citation(country: Store) -> None:
    lines = paragraph(country, "99001", "income_per_capita").text.splitlines()
    assert lines[1:3] == ["", "Số liệu này không cho phép nói:"]
    assert lines[3].startswith("– Ngưỡng “mức tiêu chí")
    assert lines[-2] == ("Nguồn: Báo Bịa, “Bài bịa để thử”, 2/1/2026, https://example.invalid/bai.")
    assert country.release["release_id"] in lines[-1]


def test_the_same_in_english(country: Store) -> None:
    found = paragraph(country, "99005", "income_per_capita", "en")
    assert found.said == (
        "According to Báo Bịa, 2 Jan 2026: income per capita of Bịa Năm (commune, Tỉnh Bịa), 2025, "
        "is about 66 million VND per person per year.",
        "Among the 5 areas with a figure for 2025, of 8 that could have one, its place is 1; the "
        "printed numbers allow any place from 1 to 2.",
        "The median of the 5 areas with a figure is 64 million VND per person per year.",
    )


def test_a_figure_of_another_area_is_refused(country: Store) -> None:
    with pytest.raises(UnknownNameError, match="found figure '999999'"):
        figure_paragraph(country, "99001", 999_999, "vi")
    with pytest.raises(UnknownNameError):
        figure_paragraph(country, "97777", 1, "vi")


def test_a_comparison_of_areas_that_can_and_cannot_be_told_apart(country: Store) -> None:
    found = comparison_paragraph(
        country, ["99001", "99004", "99005", "98001"], "income_per_capita", "vi"
    )
    assert found.said == (
        "Thu nhập bình quân đầu người, năm 2025, từ cao xuống thấp: Bịa Bốn (xã, Tỉnh Bịa) 66 "
        "triệu đồng/người/năm; Bịa Năm (xã, Tỉnh Bịa) khoảng 66 triệu đồng/người/năm; Bịa Một "
        "(xã, Tỉnh Bịa) 60 triệu đồng/người/năm.",
        "Số của Bịa Một (xã, Tỉnh Bịa) chắc chắn thấp nhất trong các số này.",
        "Không phân biệt được vì khoảng giá trị chồng nhau: Bịa Bốn (xã, Tỉnh Bịa) và Bịa Năm "
        "(xã, Tỉnh Bịa).",
    )
    assert found.not_allowed == (
        "Bịa Năm (xã, Tỉnh Bịa): Nguồn viết “khoảng 66 triệu đồng/người/năm”: không được bỏ chữ "
        "đầu.",
        "Chênh lệch chưa phải là nguyên nhân: không được nói vì sao một nơi hơn.",
        "Không có số liệu để so: Bịa Một (xã, Tỉnh Bịa Khác) (chưa tìm thấy số liệu). Thiếu không "
        "phải là 0, cũng không phải là kém.",
    )
    assert found.citation[0] == (
        "Nguồn về Bịa Bốn (xã, Tỉnh Bịa): Báo Bịa, “Bài bịa để thử”, 2/1/2026, "
        "https://example.invalid/bai."
    )


def test_two_areas_of_which_one_is_surely_higher(country: Store) -> None:
    found = comparison_paragraph(country, ["99001", "99002"], "income_per_capita", "en")
    assert found.said[1:] == (
        "The figure of Bịa Hai (commune, Tỉnh Bịa) is surely the highest of these.",
    )


def test_one_figure_is_no_comparison(country: Store) -> None:
    with pytest.raises(UnknownNameError, match="found indicator 'ntm_criteria_met'"):
        comparison_paragraph(country, ["99001", "99002"], "ntm_criteria_met", "vi")


def test_a_real_figure(database: Path) -> None:
    with Store(database) as store:
        found = paragraph(store, "15961", "ontime_dossier_share")
    assert found.said[0] == (
        "Theo Báo Thanh Hóa, 4/1/2026: tỷ lệ hồ sơ giải quyết trước và đúng hạn của Hoằng Lộc "
        "(xã, Thanh Hóa), 6 tháng cuối năm 2025, là 98%."
    )
    assert CAUTIONS["counts"][1] in found.not_allowed


def test_real_areas_without_a_sure_order(database: Path) -> None:
    with Store(database) as store:
        found = comparison_paragraph(store, ["09076", "25099"], "income_per_capita", "vi")
    assert found.said == (
        "Thu nhập bình quân đầu người, năm 2025, từ cao xuống thấp: Vĩnh Tường (xã, Phú Thọ) "
        "khoảng 76 triệu đồng/người/năm; Đạ Huoai (xã, Lâm Đồng) 75,5 triệu đồng/người/năm.",
        "Không phân biệt được vì khoảng giá trị chồng nhau: Vĩnh Tường (xã, Phú Thọ) và Đạ Huoai "
        "(xã, Lâm Đồng).",
    )
