"""Numbers, dates, periods and ranks exactly as readers of each language see them."""

from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from indicators.language import formats


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (78.6, 1, "78,6", "78.6"),
        (78.6, 2, "78,60", "78.60"),
        (1860, 0, "1.860", "1,860"),
        (1234567.5, 1, "1.234.567,5", "1,234,567.5"),
        (Decimal("2.5"), 0, "3", "3"),  # a half goes up, not to the even neighbour
        (-0.04, 1, "0,0", "0.0"),
        (-3.25, 1, "-3,3", "-3.3"),
        (np.float64(0.1) + 0.2, 2, "0,30", "0.30"),
    ],
)
def test_number(value: float, decimals: int, vietnamese: str, english: str) -> None:
    assert formats.number(value, decimals, "vi") == vietnamese
    assert formats.number(value, decimals, "en") == english


def test_number_as_needed_drops_zeros_at_the_end_only() -> None:
    assert formats.number_as_needed(78.60, 3, "vi") == "78,6"
    assert formats.number_as_needed(100.0, 2, "vi") == "100"
    assert formats.number_as_needed(12.3456, 3, "en") == "12.346"


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, float("inf"), np.nan, ""])
def test_a_missing_number_raises_and_is_never_0(missing: object) -> None:
    for write in (formats.number, formats.number_as_needed):
        with pytest.raises(ValueError, match="expected a number"):
            write(missing, 1, "vi")


def test_with_unit() -> None:
    assert formats.with_unit(12.675, 3, "tỷ đồng", "vi") == "12,675 tỷ đồng"
    assert formats.with_unit(12.675, 3, "billion VND", "en") == "12.675 billion VND"
    assert formats.with_unit(78.6, 2, "%", "vi") == "78,6%"
    assert formats.with_unit(14, 0, "", "vi") == "14"


@pytest.mark.parametrize(
    ("qualifier", "vietnamese", "english"),
    [
        ("exact", "78,6", "78.6"),
        ("about", "khoảng 78,6", "about 78.6"),
        ("at_least", "hơn 78,6", "more than 78.6"),
        ("nearly", "gần 78,6", "nearly 78.6"),
        ("at_most", "dưới 78,6", "below 78.6"),
    ],
)
def test_qualified(qualifier: str, vietnamese: str, english: str) -> None:
    assert formats.qualified(78.6, qualifier, 2, "vi") == vietnamese
    assert formats.qualified(78.6, qualifier, 2, "en") == english


def test_qualified_with_unit_and_an_unknown_qualifier() -> None:
    assert formats.qualified(1860, "at_least", 0, "vi", "hồ sơ") == "hơn 1.860 hồ sơ"
    with pytest.raises(ValueError, match="found qualifier 'roughly', expected one of exact"):
        formats.qualified(1, "roughly", 0, "vi")


def test_day() -> None:
    assert formats.day(date(2025, 12, 31), "vi") == "31/12/2025"
    assert formats.day(date(2025, 7, 1), "vi") == "1/7/2025"
    assert formats.day(datetime(2025, 12, 31, 23, 59), "en") == "31 Dec 2025"
    assert formats.day(pd.Timestamp("2025-09-02"), "en") == "2 Sep 2025"
    with pytest.raises(ValueError, match="expected a date"):
        formats.day(pd.NaT, "vi")


@pytest.mark.parametrize(
    ("start", "end", "vietnamese", "english"),
    [
        ("2025-01-01", "2025-12-31", "năm 2025", "2025"),
        ("2025-07-01", "2025-12-31", "6 tháng cuối năm 2025", "second half of 2025"),
        ("2025-01-01", "2025-06-30", "6 tháng đầu năm 2025", "first half of 2025"),
        ("2025-01-01", "2025-09-30", "9 tháng đầu năm 2025", "first 9 months of 2025"),
        ("2025-01-01", "2025-02-28", "2 tháng đầu năm 2025", "first 2 months of 2025"),
        ("2025-08-01", "2025-12-31", "5 tháng cuối năm 2025", "last 5 months of 2025"),
        ("2025-07-01", "2025-09-30", "quý III/2025", "Q3 2025"),
        ("2025-01-01", "2025-03-31", "quý I/2025", "Q1 2025"),
        ("2025-07-01", "2025-07-31", "tháng 7/2025", "July 2025"),
        ("2024-02-01", "2024-02-29", "tháng 2/2024", "February 2024"),
        ("2025-02-01", "2025-04-30", "1/2–30/4/2025", "1 Feb–30 Apr 2025"),
        ("2025-07-01", "2025-11-10", "1/7–10/11/2025", "1 Jul–10 Nov 2025"),
        ("2025-08-14", "2025-08-14", "ngày 14/8/2025", "on 14 Aug 2025"),
        ("2021-01-01", "2025-12-31", "giai đoạn 2021–2025", "2021–2025"),
        ("2024-07-01", "2025-06-30", "1/7/2024–30/6/2025", "1 Jul 2024–30 Jun 2025"),
    ],
)
def test_period(start: str, end: str, vietnamese: str, english: str) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert formats.period(first, last, "vi") == vietnamese
    assert formats.period(pd.Timestamp(first), pd.Timestamp(last), "en") == english


def test_a_stated_level_has_a_day_only() -> None:
    assert formats.period(None, date(2025, 12, 31), "vi") == "tại 31/12/2025"
    assert formats.period(pd.NaT, date(2025, 12, 31), "en") == "as of 31 Dec 2025"


def test_a_period_that_ends_before_it_starts_raises() -> None:
    with pytest.raises(ValueError, match="found a period from 2025-12-31 to 2025-01-01"):
        formats.period(date(2025, 12, 31), date(2025, 1, 1), "vi")


@pytest.mark.parametrize(
    ("code", "vietnamese", "english"),
    [
        ("2025", "năm 2025", "2025"),
        ("2025-07-01/2025-12-31", "6 tháng cuối năm 2025", "second half of 2025"),
        (
            "2025-part",
            "một phần năm 2025 (số mới nhất của từng đơn vị)",
            "part of 2025 (latest figure of each area)",
        ),
        (
            "2025-stated",
            "nêu trong năm 2025, không rõ số của năm nào",
            "stated in 2025, the year of the figure not given",
        ),
    ],
)
def test_period_set(code: str, vietnamese: str, english: str) -> None:
    assert formats.period_set(code, "vi") == vietnamese
    assert formats.period_set(code, "en") == english


@pytest.mark.parametrize("code", ["", "25", "2025-", "2025-07-01", "2025-half"])
def test_an_unknown_period_set_raises(code: str) -> None:
    with pytest.raises(ValueError, match="found period set"):
        formats.period_set(code, "vi")


def test_rank_interval() -> None:
    assert formats.rank_interval(3, 2, 6, "vi") == "3 (2–6)"
    assert formats.rank_interval(3, 3, 3, "vi") == "3"
    assert formats.rank_interval(1204, 1190, 1230, "vi") == "1.204 (1.190–1.230)"
    with pytest.raises(ValueError, match="expected a number"):
        formats.rank_interval(None, None, None, "vi")


def test_separators() -> None:
    assert (formats.separators("vi"), formats.separators("en")) == (",.", ".,")


def test_an_unknown_language_is_vietnamese() -> None:
    assert formats.number(78.6, 1, "fr") == formats.number(78.6, 1, None) == "78,6"
