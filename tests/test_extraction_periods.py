"""Periods that newspapers name, as days."""

from datetime import date

import pytest

from indicators.extraction.named_periods import (
    Calendar,
    header_date,
    latest_date,
    periods,
    spoken_year,
)

PUBLISHED = date(2025, 11, 19)


def first(text, published=PUBLISHED):
    calendar = Calendar(published, published.year if published else None)
    found = [one for one in periods(text, 0, len(text), calendar) if not one.ignored]
    return (str(found[0].start), str(found[0].end)) if found else None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("năm 2025", "2025-01-01", "2025-12-31"),
        ("6 tháng đầu năm", "2025-01-01", "2025-06-30"),
        ("sáu tháng đầu năm 2024", "2024-01-01", "2024-06-30"),
        ("9 tháng năm 2025", "2025-01-01", "2025-09-30"),
        ("6 tháng cuối năm 2024", "2024-07-01", "2024-12-31"),
        ("quý iii/2026", "2026-07-01", "2026-09-30"),
        ("từ ngày 1/7 đến 10/11", "2025-07-01", "2025-11-10"),
        ("từ ngày 1/7/2025 đến nay", "2025-07-01", "2025-11-19"),
        ("từ đầu năm đến nay", "2025-01-01", "2025-11-19"),
        ("đến ngày 15/9", "None", "2025-09-15"),
        ("đến cuối năm 2024", "None", "2024-12-31"),
        ("đến nay", "None", "2025-11-19"),
        ("tháng 8/2025", "2025-08-01", "2025-08-31"),
        ("giai đoạn 2021 - 2025", "2021-01-01", "2025-12-31"),
        (
            "sau 6 tháng chính thức vận hành chính quyền địa phương 2 cấp",
            "2025-07-01",
            "2025-12-31",
        ),
        ("sau hơn 2 tháng hoạt động", "2025-07-01", "2025-11-19"),
    ],
)
def test_words_become_days(words, start, end):
    assert first(words) == (start, end)


def test_a_day_without_a_year_is_the_last_one_before_publication():
    assert first("đến ngày 20/12", date(2026, 1, 5)) == ("None", "2025-12-20")


def test_the_base_of_a_comparison_is_no_period():
    assert first("so với năm 2024") is None
    assert first("cùng kỳ năm 2024") is None


def test_the_name_of_a_congress_is_no_period():
    assert first("đại hội lần thứ i, nhiệm kỳ 2025-2030") is None


def test_a_year_of_birth_is_no_period():
    assert first("sinh năm 2003") is None


def test_impossible_days_are_no_period():
    assert first("từ ngày 31/2/2025 đến 30/6/2025") is None


def test_days_that_a_text_itself_gives():
    assert header_date(" date 2025-12-23 Xã Mẫu Sơn") == date(2025, 12, 23)
    assert header_date(" date 2025-08 Xã Mẫu Sơn") == date(2025, 8, 31)
    assert header_date("Xã Mẫu Sơn") is None
    assert latest_date("ngày 1/7/2025 và 31/12/2025") == date(2025, 12, 31)
    assert spoken_year("năm 2025, năm 2026, năm 2025, năm 2030") == 2025


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("trong tháng 11", "2025-11-01", "2025-11-30"),
        ("9 tháng đạt", "2025-01-01", "2025-09-30"),
        ("đến hết tháng 12/2025", "None", "2025-12-31"),
        ("từ đầu tháng 7/2025", "2025-07-01", "2026-01-08"),
    ],
)
def test_months_without_a_year_are_those_before_publication(words, start, end):
    assert first(words, date(2026, 1, 8)) == (start, end)
