"""Totals of a term or of several years, and levels told beside them. The places are invented."""

from datetime import date

import pytest

from tests.invented_reader import SON, read

CONGRESS = date(2025, 8, 12)
OPENING = (
    "Ngày 12/8, Đảng bộ xã Mẫu Sơn tổ chức Đại hội đại biểu lần thứ I, nhiệm kỳ 2025-2030. Dự đại "
    "hội có 150 đại biểu đại diện cho 912 đảng viên trong toàn Đảng bộ.\n\n"
)


def doubts(text, indicator, published=CONGRESS):
    """The codes of the doubts of the figures of one indicator; an open period told once."""
    return [
        tuple(check.code for check in one.checks if one.checks[0] == check or not _is_open(check))
        for one in read(text, published)
        if one.indicator_id == indicator
    ]


def _is_open(check):
    return check.code == "period_assumed"


def days(text, indicator, published=CONGRESS):
    """First and last day of the figures of one indicator."""
    return [
        (str(one.period_start), str(one.period_end))
        for one in read(text, published)
        if one.indicator_id == indicator
    ]


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("Tổng thu ngân sách nhà nước trên địa bàn đạt 19,2 tỷ đồng.", "budget_revenue"),
        ("Tổng giá trị sản xuất đạt 2.700 tỷ đồng.", "gross_output"),
        ("Giá trị sản xuất tăng 8%.", "output_growth"),
        ("Thu ngân sách đạt 130% dự toán giao.", "budget_revenue_vs_plan"),
        ("Đảng bộ đã kết nạp 140 đảng viên mới.", "party_members_admitted"),
        ("Đã hoàn thành 13/15 chỉ tiêu.", "targets_met"),
    ],
)
def test_a_total_in_a_congress_report_may_be_of_the_term(sentence, indicator):
    assert doubts(OPENING + sentence, indicator) == [("year_or_term",)]


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("Trong nhiệm kỳ, Đảng bộ xã kết nạp được 93 đảng viên mới.", "party_members_admitted"),
        ("Trong 5 năm, toàn xã kết nạp 120 đảng viên mới.", "party_members_admitted"),
        ("Thu ngân sách trên địa bàn 5 năm 220,9 tỷ đồng.", "budget_revenue"),
        ("Tổng thu ngân sách 5 năm đạt hơn 26,1 tỷ đồng.", "budget_revenue"),
        ("Nhiệm kỳ 2020-2025, 8/8 chỉ tiêu đều đạt và vượt.", "targets_met"),
        ("Tổng thu ngân sách giai đoạn 2020-2025 của xã ước đạt 213 tỷ đồng.", "budget_revenue"),
        ("Giá trị sản xuất nhiệm kỳ tăng 9,15%.", "output_growth"),
    ],
)
def test_a_total_told_of_the_term_is_none_of_a_year(sentence, indicator):
    assert doubts(OPENING + sentence, indicator) == [("whole_term",)]
    assert doubts("Xã Mẫu Sơn. " + sentence, indicator) == [("whole_term",)]


def test_a_total_of_the_term_has_the_days_of_the_term_that_the_text_names():
    text = OPENING + (
        "Thực hiện Nghị quyết Đại hội nhiệm kỳ 2020-2025, xã có nhiều chuyển biến. "
        "Trong 5 năm, tổng thu ngân sách nhà nước đạt 135,5 tỷ đồng."
    )
    assert days(text, "budget_revenue") == [("2020-01-01", "2025-12-31")]


def test_a_year_named_for_the_figure_itself_settles_it():
    text = OPENING + "Trong nhiệm kỳ, kinh tế phát triển, năm 2024 thu ngân sách đạt 45 tỷ đồng."
    assert doubts(text, "budget_revenue") == [()]
    assert days(text, "budget_revenue") == [("2024-01-01", "2024-12-31")]


def test_a_level_in_a_congress_report_is_stated_on_its_day():
    text = OPENING + "Thu nhập bình quân đầu người đạt 64 triệu đồng/năm."
    assert days(text, "income_per_capita") == [("None", "2025-08-12")]
    assert doubts(text, "income_per_capita") == [()]


def test_a_year_named_further_on_is_not_that_of_the_levels_before_it():
    text = OPENING + (
        "Thu nhập bình quân đầu người đạt 64 triệu đồng/năm. "
        "Đến năm 2025, tổng giá trị sản xuất đạt 3.600 tỷ đồng."
    )
    assert days(text, "income_per_capita") == [("None", "2025-08-12")]
    assert days(text, "gross_output") == [("2025-01-01", "2025-12-31")]
    assert doubts(text, "gross_output") == [()]


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2025, tổng giá trị sản xuất đạt 3.600 tỷ đồng. Tỷ lệ hộ nghèo giảm còn 0,3%.",
        "Thu ngân sách đạt và vượt; thu nhập bình quân đầu người năm 2025 đạt 51,5 triệu đồng; "
        "tỷ lệ hộ nghèo giảm còn 0,3%.",
    ],
)
def test_the_year_of_a_neighbour_is_doubted_where_a_term_is_told_of(text):
    assert doubts(OPENING + text, "poverty_rate") == [("year_or_term",)]
    assert doubts("Xã Mẫu Sơn. " + text, "poverty_rate") == [()]


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("Năm 2025, thu ngân sách đạt 256,3% chỉ tiêu Nghị quyết Đại hội.",
         "budget_revenue_vs_plan"),
        ("Năm 2025, thu ngân sách vượt 28% so với mục tiêu Đại hội đề ra.",
         "budget_revenue_vs_plan"),
        ("Đến năm 2025, xã hoàn thành 16/16 chỉ tiêu Nghị quyết Đại hội đề ra.", "targets_met"),
    ],
)  # fmt: skip
def test_the_targets_of_a_congress_are_no_plan_of_a_year(sentence, indicator):
    assert doubts("Xã Mẫu Sơn. " + sentence, indicator) == [("plan_of_congress",)]


def test_a_report_about_one_year_is_no_congress():
    text = (
        "Ngày 24/12, HĐND xã Mẫu Sơn tổ chức Kỳ họp thứ 4 đánh giá tình hình năm 2025, năm đầu "
        "thực hiện Nghị quyết Đại hội đại biểu Đảng bộ xã lần thứ I, nhiệm kỳ 2025-2030.\n\n"
        "Thu ngân sách đạt 45 tỷ đồng; tỷ lệ hộ nghèo còn 1,9%."
    )
    found = read(text, date(2025, 12, 25))
    assert [(one.indicator_id, str(one.period_start), one.checks) for one in found] == [
        ("budget_revenue", "2025-01-01", ()),
        ("poverty_rate", "2025-01-01", ()),
    ]
    assert {one.area_code for one in found} == {SON}


CONGRESS_ON = (
    "{day} Đảng bộ xã Mẫu Sơn tổ chức Đại hội đại biểu lần thứ I, nhiệm kỳ 2025-2030. "
    "Đảng bộ xã có "
    "912 đảng viên."
)


@pytest.mark.parametrize(
    ("day", "expected", "codes"),
    [
        ("Sáng 30/7,", "2025-07-30", ("period_assumed",)),
        ("Ngày 12-8,", "2025-08-12", ("period_assumed",)),
        ("(GLO)- Chiều ngày 16-8,", "2025-08-16", ("period_assumed",)),
        ("Trong 2 ngày 29 - 30/7,", "2025-07-30", ("period_assumed",)),
        ("Trong hai ngày 22 và 23/7/2025,", "2025-07-23", ()),
        ("Chiều 15/8/2025,", "2025-08-15", ()),
    ],
)
def test_an_undated_article_is_of_the_day_that_it_tells(day, expected, codes):
    [members] = read(CONGRESS_ON.format(day=day), None)
    assert str(members.period_end) == expected
    assert tuple(check.code for check in members.checks) == codes


def test_an_undated_session_is_of_the_year_that_it_speaks_of():
    text = "Ngày 19/12, phường Mẫu Hòa đánh giá kết quả năm 2025. Đảng bộ phường có 757 đảng viên."
    assert days(text, "party_members", None) == [("None", "2025-12-19")]
    assert doubts(text, "party_members", None) == [("period_assumed",)]


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Nghị quyết ngày 12/8, Đảng bộ xã Mẫu Sơn có 912 đảng viên.",
        "Ngày 12/8, xã Mẫu Sơn họp. Đảng bộ xã có 912 đảng viên.",
        "Ngày 5/1, xã Mẫu Sơn tổng kết năm 2025. Đảng bộ xã có 912 đảng viên.",
    ],
)
def test_a_day_whose_year_cannot_be_told_is_none(text):
    [members] = read(text, None)
    assert str(members.period_end) in ("None", "2025-12-31")
    assert [check.code for check in members.checks] == ["period_assumed"]


def test_a_total_without_any_period_is_doubted():
    assert doubts("Thu ngân sách xã Mẫu Sơn đạt 45 tỷ đồng.", "budget_revenue") == [
        ("period_assumed",)
    ]
    assert doubts("Tỷ lệ hộ nghèo xã Mẫu Sơn còn 2%.", "poverty_rate") == [()]
