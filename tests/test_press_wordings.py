"""Wordings of the press that were read wrongly, or not at all. The places are invented."""

from datetime import date

import pytest

from indicators import settings
from indicators.catalogue.loading import load_catalogue
from indicators.extraction.gazetteer import Commune, Gazetteer
from indicators.extraction.reader import extract
from indicators.vocabularies.press_words import load_vocabulary
from tests.invented_reader import HOA, SON, read

SUMMER = date(2025, 8, 20)


def figures(text, published=SUMMER):
    """Indicator, value and codes of the doubts of all candidates."""
    return [
        (one.indicator_id, float(one.value), [check.code for check in one.checks])
        for one in read(text, published)
    ]


def dated(text, published=SUMMER):
    """Value, first and last day of all candidates."""
    return [
        (float(one.value), str(one.period_start), str(one.period_end))
        for one in read(text, published)
    ]


def test_the_year_in_brackets_of_a_level_holds_for_the_next_clause_too():
    text = (
        "Tỷ lệ hộ nghèo xã Mẫu Sơn giảm từ 43% (năm 2021) xuống 21% (năm 2024); "
        "cận nghèo giảm còn 31%."
    )
    year = "2024-01-01", "2024-12-31"
    assert dated(text) == [(21, *year), (31, *year)]


@pytest.mark.parametrize("opening", ["Ước đến cuối năm 2025,", "Đến hết năm 2025:"])
def test_a_period_set_off_at_the_start_holds_for_the_whole_list(opening):
    text = f"Xã Mẫu Sơn họp. {opening} thu nhập bình quân đầu người đạt 60 triệu đồng; hộ nghèo 2%."
    assert dated(text) == [(60, "2025-01-01", "2025-12-31"), (2, "None", "2025-12-31")]


def test_a_year_that_is_only_compared_with_is_not_the_texts():
    text = "Xã Mẫu Sơn rà soát năm 2025: còn 1,9% hộ nghèo. So với năm 2024, giảm 0,6%."
    assert [end for *_, end in dated(text, None)] == ["2025-12-31"]


def test_the_years_of_a_standard_date_no_figure():
    text = (
        "Năm 2024, tỷ lệ hộ nghèo xã Mẫu Sơn theo chuẩn nghèo đa chiều giai đoạn 2022-2025 là 2%."
    )
    assert dated(text) == [(2, "2024-01-01", "2024-12-31")]
    text = "Theo chuẩn nghèo đa chiều mới năm 2021, tỷ lệ hộ nghèo xã Mẫu Sơn là 40%."
    assert figures(text) == [("poverty_rate", 40, ["period_assumed"])]


def test_what_is_cumulative_runs_from_the_new_year_and_the_month_is_its_own():
    text = (
        "Xã Mẫu Sơn họp. Thu ngân sách tháng 8 đạt 1,4 tỷ đồng, lũy kế đạt 35,3 tỷ đồng, bằng "
        "41,3% kế hoạch. Chi ngân sách lũy kế bằng 47,6% dự toán."
    )
    months = "2025-01-01", "2025-08-31"
    assert dated(text, date(2025, 9, 2)) == [
        (1.4, "2025-08-01", "2025-08-31"), (35.3, *months), (41.3, *months), (47.6, *months),
    ]  # fmt: skip


def test_more_than_some_months_end_with_the_text():
    text = "Trong hơn 2 tháng đầu năm 2026, xã Mẫu Sơn tiếp nhận 2.100 hồ sơ."
    assert dated(text, date(2026, 3, 11)) == [(2100, "2026-01-01", "2026-03-11")]


def test_the_budget_of_a_bare_year():
    text = "Tổng thu ngân sách 2025 ước đạt 60,4 tỷ đồng, xã Mẫu Sơn cho biết."
    assert dated(text) == [(60.4, "2025-01-01", "2025-12-31")]


def test_what_is_expected_is_not_reached():
    text = "Năm 2025, thu ngân sách xã Mẫu Sơn dự kiến đạt 45 tỷ đồng."
    assert figures(text) == [("budget_revenue", 45, ["perhaps_not_reached"])]


def test_a_target_may_go_on_over_the_border_of_a_sentence():
    text = (
        "Xã Mẫu Sơn phấn đấu thu ngân sách 6 tháng cuối năm đạt 11 tỷ đồng. "
        "Đến cuối năm 2025 thu nhập bình quân đầu người {} 68 triệu đồng."
    )
    assert figures(text.format("đạt"), date(2025, 12, 20)) == [
        ("income_per_capita", 68, ["may_be_target"])
    ]
    assert figures(text.format("ước đạt")) == [("income_per_capita", 68, [])]


def test_a_target_in_brackets_says_nothing_of_what_stands_behind_them():
    text = (
        "Năm 2024, thu nhập bình quân đầu người xã Mẫu Sơn đạt 60 triệu đồng (chỉ tiêu là 58 triệu "
        "đồng), hộ nghèo còn 2%."
    )
    assert figures(text) == [("income_per_capita", 60, []), ("poverty_rate", 2, [])]


def test_a_bound_in_a_congress_report_is_a_target_perhaps():
    text = (
        "Xã Mẫu Sơn tổ chức Đại hội đại biểu Đảng bộ lần thứ I. Tỷ lệ hộ nghèo giảm còn 1,26%, hộ "
        "cận nghèo còn dưới 2,37%."
    )
    assert figures(text) == [
        ("poverty_rate", 1.26, []),
        ("near_poverty_rate", 2.37, ["perhaps_not_reached"]),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Xã Mẫu Sơn không còn hộ nghèo theo chuẩn Thành phố.",
        "Năm 2024, tỷ lệ hộ nghèo xã Mẫu Sơn theo chuẩn của thành phố còn 0,5%.",
        "Năm 2024, xã Mẫu Sơn còn 0,5% hộ nghèo theo chuẩn nghèo TP.",
    ],
)
def test_the_standard_of_a_city_is_another_one(sentence):
    [(indicator, _, codes)] = figures(sentence)
    assert (indicator, codes) == ("poverty_rate", ["other_standard"])


def test_hygienic_water_is_told_apart():
    text = "Năm 2024, tỷ lệ hộ dân xã Mẫu Sơn sử dụng {} đạt 99%."
    assert figures(text.format("nước hợp vệ sinh")) == [("clean_water_share", 99, ["wider_notion"])]
    assert figures(text.format("nước sạch")) == [("clean_water_share", 99, [])]


def test_an_average_of_years_is_no_total():
    assert figures("Giá trị sản xuất xã Mẫu Sơn bình quân hằng năm đạt 1.919 tỷ đồng.") == []


@pytest.mark.parametrize("base", ["năm 2020", "đầu nhiệm kỳ", "nhiệm kỳ trước"])
def test_growth_over_several_years_is_no_growth_of_one(base):
    text = "Năm 2024, giá trị sản xuất xã Mẫu Sơn đạt 48 tỷ đồng, tăng 8% so với {}."
    assert figures(text.format(base)) == [("gross_output", 48, [])]
    assert ("output_growth", 8, []) in figures(text.format("năm 2023"))


def test_targets_that_were_exceeded_are_not_those_that_were_met():
    text = "Năm 2024, xã Mẫu Sơn đã đạt những kết quả ấn tượng: 7/12 chỉ tiêu {} kế hoạch."
    assert figures(text.format("vượt")) == []
    assert figures(text.format("đạt và vượt")) == [("targets_met", 7, [])]


@pytest.mark.parametrize(
    ("units", "codes"),
    [
        ("3 phường: Mẫu A, Mẫu B, Mẫu C và xã Mẫu D", ["more_units_named"]),
        ("3 phường Mẫu A (cũ), Mẫu B, Mẫu C và xã Mẫu D", ["more_units_named"]),
        ("phường Mẫu A và 2 xã Mẫu B, Mẫu C", ["more_units_named"]),
        ("3 xã: Mẫu A, Mẫu B và Mẫu C", []),
        ("3 xã: xã Mẫu A, xã Mẫu B và xã Mẫu C", []),
    ],
)
def test_units_named_beside_those_counted(units, codes):
    text = f"Xã Mẫu Sơn được thành lập trên cơ sở sáp nhập {units}, có diện tích 40 km2."
    assert [one[2] for one in figures(text) if one[0] == "former_units_merged"] == [codes]


def test_what_both_former_communes_reached_is_not_the_communes():
    assert figures("Xã Mẫu Sơn họp. Đến nay, cả 2 xã đều đạt 19/19 tiêu chí nông thôn mới.") == []


def test_cells_beside_other_organisations_are_not_all_of_them():
    text = "Đảng bộ xã Mẫu Sơn có 2 đảng bộ, 32 chi bộ với 959 đảng viên."
    assert figures(text) == [("party_members", 959, [])]
    text = "Đảng bộ xã Mẫu Sơn có 34 chi bộ với 959 đảng viên."
    assert [one[:2] for one in figures(text)] == [
        ("party_organisations", 34),
        ("party_members", 959),
    ]


def test_growth_is_of_a_period_and_not_of_a_day():
    text = "Giá trị sản xuất xã Mẫu Sơn tăng 9,6%."
    assert figures(text) == [("output_growth", 9.6, ["period_assumed"])]
    text = "Đến cuối năm 2024, tốc độ tăng trưởng kinh tế xã Mẫu Sơn đạt 7,7%."
    assert dated(text)[0][1:] == ("2024-01-01", "2024-12-31")


def test_delegates_are_not_the_members():
    assert figures("Xã Mẫu Sơn họp với sự có mặt của 135 đảng viên chính thức.") == []
    text = "Xã Mẫu Sơn: 135 đảng viên chính thức dự đại hội đại diện cho 900 đảng viên."
    assert figures(text) == [("party_members", 900, [])]


def test_guests_do_not_take_the_hosts_figure():
    text = (
        "Ngày 5/8, Đảng bộ xã Mẫu Sơn tổ chức Đại hội. Dự đại hội có lãnh đạo các xã Mẫu Thủy, Mẫu "
        "Lâm và 150 đại biểu đại diện cho 1.437 đảng viên."
    )
    assert [(one.area_code, float(one.value), one.checks) for one in read(text, SUMMER)] == [
        (SON, 1437, ())
    ]


def test_a_host_named_with_its_delegates_keeps_them():
    text = (
        "Xã Mẫu Sơn vừa họp. Dự đại hội Đảng bộ phường Mẫu Hòa có 150 đại biểu đại diện cho 900 "
        "đảng viên."
    )
    assert [one.area_code for one in read(text, SUMMER)] == [HOA]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Xã Mẫu Sơn có diện tích 69km2/49.065 người.", [("area_km2", 69), ("population", 49065)]),
        ("Sau khi sáp nhập, xã có 4.200 đảng viên.", [("party_members", 4200)]),
        (
            "150 đại biểu đại diện cho ý chí, nguyện vọng cho trên 2.000 đảng viên.",
            [("party_members", 2000)],
        ),
        ("Có 765 đảng viên đang sinh hoạt tại xã.", [("party_members", 765)]),
        ("Xã có quy mô hơn 30km².", [("area_km2", 30)]),
        (
            "Xã Mẫu Sơn thuộc nhóm lớn nhất tỉnh Sông Mẫu, với diện tích 120km2, dân số 32.000 "
            "người.",
            [("area_km2", 120), ("population", 32000)],
        ),
        ("Xã có 29 tổ chức cơ sở.", []),
        ("Đảng bộ xã có 29 tổ chức cơ sở.", [("party_organisations", 29)]),
        ("Tỷ lệ hồ sơ thực hiện qua hình thức trực tuyến đạt 80%.", [("online_dossier_share", 80)]),
        (
            "Đường giao thông nông thôn được kiên cố hóa đạt trên 70%.",
            [("paved_road_share", 70)],
        ),
        ("Trong tổng số 22 chỉ tiêu chủ yếu, xã đạt 17.", [("main_targets", 22)]),
        ("Thu nhập bình quân đạt 54 triệu/người/năm.", [("income_per_capita", 54)]),
    ],
)
def test_wordings_that_were_missed(sentence, expected):
    assert [one[:2] for one in figures("Xã Mẫu Sơn họp. " + sentence)] == expected


def test_revenue_by_its_plan_is_read_with_a_doubt():
    text = "6 tháng đầu năm 2025, tổng thu ngân sách xã Mẫu Sơn theo dự toán đạt 56,6 tỷ đồng."
    assert figures(text) == [("budget_revenue", 56.6, ["perhaps_not_reached"])]


def test_a_name_that_holds_a_word_of_planning_plans_nothing():
    places = Gazetteer(
        [Commune("97009", "Mẫu Giao", frozenset({"phường"}), "97")], {"97": "Sông Mẫu"}
    )
    [found] = extract(
        "Năm 2024, thu ngân sách phường Mẫu Giao đạt 60 tỷ đồng.",
        published=SUMMER,
        catalogue=load_catalogue(settings.DATA / "indicators.yaml"),
        gazetteer=places,
        vocabulary=load_vocabulary(settings.DATA / "phrases.yaml"),
    )
    assert (found.area_code, float(found.value), found.checks) == ("97009", 60, ())


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Năm 2025, tỷ lệ hộ nghèo xã Mẫu Sơn giảm còn 1,2%.", ["period_not_over"]),
        ("Đến năm 2025, thu ngân sách xã Mẫu Sơn đạt 11 tỷ đồng.", ["period_not_over"]),
        (
            "Xã Mẫu Sơn ước đạt 38 triệu đồng/người/năm thu nhập; đến năm 2025 tỷ lệ hộ nghèo còn "
            "2%.",
            ["period_not_over"],
        ),
        ("Năm 2025, tỷ lệ hộ nghèo xã Mẫu Sơn ước còn 1,2%.", []),
        ("Ước đến cuối năm 2025, tỷ lệ hộ nghèo xã Mẫu Sơn còn 1,2%.", []),
        ("Năm 2024, tỷ lệ hộ nghèo xã Mẫu Sơn còn 1,2%.", []),
        ("Tỷ lệ hộ nghèo xã Mẫu Sơn còn 1,2%.", []),
    ],
)
def test_a_year_far_from_over_and_not_called_an_estimate(sentence, codes):
    assert [one[2] for one in figures(sentence, date(2025, 7, 30))] == [codes]


@pytest.mark.parametrize(
    ("published", "codes"), [(date(2025, 11, 29), ["period_not_over"]), (date(2025, 12, 1), [])]
)
def test_the_last_month_of_a_year_reports_on_it(published, codes):
    text = "Năm 2025, thu ngân sách xã Mẫu Sơn đạt 11 tỷ đồng."
    assert figures(text, published) == [("budget_revenue", 11, codes)]


@pytest.mark.parametrize(
    ("noun", "codes"),
    [
        ("chi bộ", ["one_kind_counted"]),
        ("chi bộ trực thuộc", []),
        ("chi, đảng bộ trực thuộc", []),
        ("tổ chức cơ sở", []),
    ],
)
def test_cells_alone_may_not_be_all_organisations(noun, codes):
    text = f"Đảng bộ xã Mẫu Sơn có 34 {noun} với 959 đảng viên."
    assert figures(text)[0] == ("party_organisations", 34, codes)
