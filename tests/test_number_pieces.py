"""Numbers printed in pieces, in words or in other scripts; what forms none is left out."""

import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.language import formats
from indicators.printed.numbers import plain_decimal, read_numbers
from indicators.printed.plain_digits import plain_digits


def values(text: str, language: str = "vi") -> list[Decimal]:
    return [number.value for number in read_numbers(text, language)]


@pytest.mark.parametrize(("text", "value"), [
    ("đạt １２,5 tỷ đồng", "12500000000"),
    ("٣٤,٥%", "34.5"),
    ("٣٤٫٥%", "34.5"),
    ("১২৪৫৬ người", "12456"),
    ("１２．４５６ người", "12456"),
    ("1 nghìn 250 tỷ", "1250000000000"),
    ("2 trăm 35 hộ", "235"),
    ("12 nghìn 450 người", "12450"),
    ("1 triệu 250 nghìn người", "1250000"),
    ("1 204,5 ha", "1204.5"),
    ("12 450 người", "12450"),
    ("15 045 678 901 đồng", "15045678901"),
    ("4 tỷ rưỡi", "4500000000"),
    ("12 nghìn rưỡi", "12500"),
    ("4 tỷ 420 triệu đồng", "4420000000"),
    ("4 tỷ đồng 420 triệu đồng", "4420000000"),
    ("5 tỷ 20 triệu 300 nghìn đồng", "5020300000"),
    ("5 trăm tỷ", "500000000000"),
    ("3 phẩy 2%", "3.2"),
    ("ba phẩy hai phần trăm", "3.2"),
    ("không phẩy không năm phần trăm", "0.05"),
    ("hai mươi lăm phẩy ba phần trăm", "25.3"),
    ("ba phẩy mười hai phần trăm", "3.12"),
    ("hai trăm ba mươi lăm hộ", "235"),
    ("hai trăm rưỡi", "250"),
    ("mười hai nghìn người", "12000"),
    ("một nghìn không trăm linh năm hộ", "1005"),
    ("bốn tỷ rưỡi", "4500000000"),
    ("năm phần trăm", "5"),
    ("Mười hai nghìn người", "12000"),
    ("MƯỜI HAI NGHÌN NGƯỜI", "12000"),
])  # fmt: skip
def test_a_number_with_one_reading_is_put_together(text: str, value: str) -> None:
    assert values(text) == [Decimal(value)]


@pytest.mark.parametrize("text", [
    "1.2.3", "1.234.56", "1,000,5", "1.7.2025", "01.07.2025", "7.2025", "05.12", "012.450",
    "0.123.456", "1234.567", "1.204,5,6",
    "12, 5%", "12 ,5%", "12 . 5%", "xã có 12. 450 người", "2·1%", "2'1", "12;5", "12_450", "12..5",
    "1O0 hộ", "12.0O0 người", "5E+3", "3½", "12 45 người", "12  450 người", "0 450 người",
    "1 2 3", "4 tỷ 2", "12 triệu 5", "1 nghìn 25 người", "4,5 tỷ 420 triệu", "4 tỷ 420 tỷ",
    "4 tỷ, 420 triệu đồng", "12 nghìn, 450 người", "4 rưỡi tỷ", "4,5 tỷ rưỡi", "528 VẠN PHÚC",
    "hai nghìn ba", "bốn tỷ hai.", "hai ba nghìn", "hai trăm hai hộ", "3 phẩy hai phần trăm",
    "ba phẩy 2%", "năm hai nghìn không trăm hai mươi lăm", "hai mươi năm", "thứ mười hai",
    "tháng mười hai", "hằng năm triệu tập", "ba xã", "không có", "Hai Mươi", "vài trăm hộ",
])  # fmt: skip
def test_what_forms_no_number_or_two_is_left_out_whole(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("năm 2025 100 hộ", [2025, 100]),
        ("Năm 2025, 120 hộ", [2025, 120]),
        ("tháng 12 450 hộ", [12, 450]),
        ("mỗi tháng 12 450 hộ", [12450]),
        ("thôn 3 120 hộ", [3, 120]),
        ("tổng số 12 450 người", [12450]),
        ("12, 15, 20", [12, 15, 20]),
        ("30/6, 120 hộ", [30, 6, 120]),
        ("đạt 15/19. 120 hộ", [15, 19, 120]),
        ("Covid-19, 120 ca", [19, 120]),
        ("4 tỷ đồng năm 2025", [4 * 10**9, 2025]),
        ("1. 120 hộ", [1, 120]),
    ],
)
def test_two_numbers_stay_two(text: str, read: list[int]) -> None:
    assert values(text) == [Decimal(one) for one in read]


@pytest.mark.parametrize(("text", "value"), [
    ("6.894 vận động viên", 6894), ("616 tỷ phú", 616), ("25 triệu phú", 25),
    ("528 Vạn Phúc", 528), ("365 Triệu Phong", 365), ("45 tỷ lệ", 45), ("120 ti vi", 120),
    ("45 Tỷ đồng", 45 * 10**9), ("45 TỶ ĐỒNG", 45 * 10**9), ("45 ty dong", 45 * 10**9),
    ("2 vạn người", 20_000), ("2 VẠN NGƯỜI", 20_000), ("2,688 billion", 2_688_000_000),
])  # fmt: skip
def test_marks_case_and_what_follows_tell_a_scale(text: str, value: int) -> None:
    language = "en" if "billion" in text else "vi"
    expected = value * 1000 if language == "en" else value
    assert values(text, language) == [Decimal(expected)]


def test_a_duck_without_marks_is_no_thousand() -> None:
    assert values("1.200 ngan nuôi") == [1200]
    assert values("1.200 ngan, ga") == []


@pytest.mark.parametrize(("text", "value", "other"), [
    ("12,456 người", "12.456", "12456"), ("6.012 hồ sơ", "6012", "6.012"),
    ("12,45%", "12.45", None), ("12.345.678", "12345678", None), ("0,125", "0.125", None),
    ("12 450", "12450", None),
])  # fmt: skip
def test_a_number_that_has_two_readings_says_so(text: str, value: str, other: str | None) -> None:
    [number] = read_numbers(text)
    assert (number.value, number.other) == (Decimal(value), other and Decimal(other))


def test_a_malformed_number_is_refused_with_what_was_found() -> None:
    with pytest.raises(ValueError, match=r"found '1\.234\.56', expected a number"):
        plain_decimal("1.234.56")


@pytest.mark.parametrize(("text", "digits", "scaled"), [
    ("đạt 4 tỷ đồng 420 triệu đồng", "4 tỷ đồng 420", "4 tỷ đồng 420 triệu"),
    ("đạt 4 tỷ rưỡi đồng", "4", "4 tỷ rưỡi"),
    ("đạt ba phẩy hai phần trăm", "ba phẩy hai", "ba phẩy hai"),
    ("đạt 45 ty\u0309 đồng", "45", "45 ty\u0309"),
])  # fmt: skip
def test_offsets_delimit_the_number_and_its_scale(text: str, digits: str, scaled: str) -> None:
    [number] = read_numbers(text)
    assert text[number.start : number.end] == digits
    assert text[number.start : number.scale_end] == scaled


def test_the_last_digit_is_that_of_the_last_piece() -> None:
    [number] = read_numbers("4 tỷ 420 triệu")
    assert (number.last_digit, number.last_significant) == (10**6, 10**7)
    [number] = read_numbers("1 nghìn 250 tỷ")
    assert (number.last_digit, number.last_significant) == (10**9, 10**10)
    [number] = read_numbers("4 tỷ rưỡi")
    assert number.last_digit == 10**8


def test_a_part_of_a_text_sees_what_stands_around_it() -> None:
    text = "dân số 12. 450 người"
    assert list(read_numbers(text, start=0, end=10)) == []
    assert list(read_numbers(text, start=11)) == []


DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def below_hundred(number: int) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return DIGITS[unit]
    last = {0: "", 1: " mốt" if tens > 1 else " một", 5: " lăm"}.get(unit, f" {DIGITS[unit]}")
    return (f"{DIGITS[tens]} mươi" if tens > 1 else "mười") + last


def below_thousand(number: int, full: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds and not full:
        return below_hundred(rest)
    behind = "" if not rest else f" linh {DIGITS[rest]}" if rest < 10 else f" {below_hundred(rest)}"
    return f"{DIGITS[hundreds]} trăm{behind}"


def in_words(number: int) -> str:
    """A number below a million as it is said in full."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return below_thousand(rest, full=False)
    behind = f" {below_thousand(rest, full=True)}" if rest else ""
    return f"{below_thousand(thousands, full=False)} nghìn{behind}"


@given(st.integers(0, 999_999))
def test_what_is_said_in_words_is_read_back(number: int) -> None:
    said = f"đạt {in_words(number)} phần trăm"
    # "không phần trăm" is "no per cent", and "năm" behind "một trăm" may be a year
    assert values(said) == ([] if number == 0 else [number])


@given(st.integers(0, 999), st.text("0123456789", min_size=1, max_size=4))
def test_decimals_said_in_words_are_read_back(whole: int, decimals: str) -> None:
    said = " ".join(DIGITS[int(digit)] for digit in decimals)
    assert values(f"{in_words(whole)} phẩy {said} phần trăm") == [Decimal(f"{whole}.{decimals}")]


@given(st.integers(0, 10**12))
def test_groups_parted_by_blanks_are_read_back(number: int) -> None:
    assert values(f"có {formats.number(number, 0, 'vi').replace('.', ' ')} người") == [number]


@given(st.decimals(0, 10**9, places=2), st.sampled_from("０٠०๐"))
def test_digits_of_other_scripts_are_those_of_ascii(number: Decimal, zero: str) -> None:
    printed = formats.number(number, 2, "vi")
    other = printed.translate({48 + digit: chr(ord(zero) + digit) for digit in range(10)})
    assert plain_digits(other) == printed
    assert values(other) == values(printed)


PIECES = ("1", "12", "250", "1.234", ",", ".", " ", "·", "/", "-", "tỷ", "nghìn", "đồng", "rưỡi",
          "phẩy", "hai", "trăm", "năm", "mươi", "linh", "%", "１", "٣", "\u00a0", "\n", "vạn",
          "Vạn Phúc", "ngày", "tháng", "O", "½", "\u0301")  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join),
                 st.lists(st.sampled_from(PIECES)).map(" ".join)))  # fmt: skip
def test_any_text_is_read_in_order(text: str) -> None:
    numbers = list(read_numbers(text))
    offsets = [at for number in numbers for at in (number.start, number.end)]
    assert offsets == sorted(offsets)
    assert all(number.end <= number.scale_end <= len(text) for number in numbers)
    assert all(number.value.is_finite() and number.value >= 0 for number in numbers)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_decomposed_letters_mean_the_same(text: str) -> None:
    plain = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", plain)
    read = [(one.value, plain[one.start : one.scale_end]) for one in read_numbers(plain)]
    assert read == [
        (one.value, unicodedata.normalize("NFC", decomposed[one.start : one.scale_end]))
        for one in read_numbers(decomposed)
    ]


LONG = {
    "digits": "9", "marks": "1.", "list": "1, ", "blanks": "1 ", "groups": "123 ",
    "scales": "1 tỷ 2 nghìn ", "words": "hai trăm ", "said commas": "3 phẩy ", "torn": "1 ,2",
    "full-width": "１", "of communes": "Xã ",
}  # fmt: skip


@pytest.mark.parametrize("kind", LONG)
def test_four_times_the_text_takes_about_four_times_as_long(kind: str) -> None:
    def seconds(size: int) -> float:
        text = LONG[kind] * (size // len(LONG[kind]))
        began = time.process_time()
        list(read_numbers(text))
        return time.process_time() - began

    base = min(seconds(6_000) for _ in range(3))
    assert min(seconds(24_000) for _ in range(2)) <= 9 * base + 0.05
