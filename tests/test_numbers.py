"""Reading printed numbers: separators, scale words, what is no number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.language import formats
from indicators.printed.numbers import (
    LONGEST_NUMBER,
    last_significant_unit,
    plain_decimal,
    read_numbers,
)


def read_values(text, language="vi"):
    return [number.value for number in read_numbers(text, language)]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("6.012", "6012"),
        ("12,675", "12.675"),
        ("1.204,6", "1204.6"),
        ("1.973.949", "1973949"),
        ("57.1", "57.1"),
        ("0.125", "0.125"),
        ("98", "98"),
    ],
)
def test_vietnamese_separators(printed, value):
    assert plain_decimal(printed) == Decimal(value)


@pytest.mark.parametrize(
    ("printed", "value"), [("6,012", "6012"), ("12.675", "12.675"), ("1,204.6", "1204.6")]
)
def test_english_separators(printed, value):
    assert plain_decimal(printed, "en") == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,2 nghìn tỉ đồng", 1_200_000_000_000),
        ("45 tỷ đồng", 45_000_000_000),
        ("45 tỉ", 45_000_000_000),
        ("270 nghìn lượt", 270_000),
        ("2,5 vạn người", 25_000),
        ("78,6\u00a0triệu đồng", 78_600_000),
        ("708.795 triệu đồng", 708_795_000_000),
        ("3 tiêu chí", 3),
        ("3 tỉnh", 3),
    ],
)
def test_scale_words_multiply_and_longer_words_do_not(text, value):
    assert read_values(text) == [value]


def test_scale_words_in_decomposed_letters():
    assert read_values("45 ty\u0309 đo\u0302\u0300ng") == [45 * 10**9]


def test_thousands_grouped_by_non_breaking_spaces():
    assert read_values("6\u00a0012 hồ sơ, 1\u202f204\u202f600 người") == [6012, 1_204_600]


def test_an_ordinary_blank_separates_two_vietnamese_numbers():
    assert read_values("năm 2025 100 hộ") == [2025, 100]


def test_a_fraction_is_two_numbers():
    assert read_values("14/19 tiêu chí") == [14, 19]


def test_digits_inside_a_word_are_no_number():
    assert read_values("115,698km2, VNeID2, A4") == [Decimal("115.698")]


def test_offsets_delimit_the_digits():
    [number] = read_numbers("đạt 12,675 tỷ đồng")
    assert (number.start, number.end) == (4, 10)
    assert (number.value, number.last_digit) == (12_675_000_000, 1_000_000)


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole():
    text = "6 hồ sơ, 7 hồ sơ"
    assert [number.start for number in read_numbers(text, start=8)] == [9]


def test_longer_runs_of_digits_than_any_figure_are_left_out():
    assert read_values("9" * LONGEST_NUMBER) == [Decimal("9" * LONGEST_NUMBER)]
    assert read_values("9" * (LONGEST_NUMBER + 1)) == []


@pytest.mark.parametrize(
    ("plain", "unit"),
    [("78.6", "0.1"), ("78.0", "0.1"), ("1860", "10"), ("1700", "100"), ("0", "1")],
)
def test_the_last_significant_digit(plain, unit):
    assert last_significant_unit(Decimal(plain)) == Decimal(unit)


@given(
    st.decimals(min_value=0, max_value=10**12, places=3, allow_nan=False),
    st.integers(0, 3),
    st.sampled_from(["vi", "en"]),
)
def test_what_is_written_is_read_back(value, decimals, language):
    written = formats.number(value, decimals, language)
    rounded = Decimal(formats.number(value, decimals, "en").replace(",", ""))
    assert read_values(f"đạt {written} hồ sơ", language) == [rounded]
