"""A number word that ends the name of a place is no number, also where a unit follows."""

import pytest

from indicators.printed.numbers import read_numbers


@pytest.mark.parametrize("text", [
    "tỷ lệ hộ nghèo của phường Bịa Bảy %", "hộ nghèo của xã Vạn Ba %", "xã Bịa Năm phần trăm",
    "phường Ba triệu đồng", "PHƯỜNG BA TRIỆU ĐỒNG", "thôn Mười hai triệu đồng",
    "thu của xã Tân Hai tỷ đồng", "phườngBịa Bảy %",
])  # fmt: skip
def test_a_word_of_a_name_is_left_out(text: str) -> None:
    assert list(read_numbers(text)) == []


@pytest.mark.parametrize(("text", "value"), [
    ("Bảy % số hộ", "7"), ("hộ nghèo còn Bảy %", "7"), ("của phường Bịa Bảy 3,2%", "3.2"),
    ("TỶ LỆ HỘ NGHÈO CÒN BẢY %", "7"), ("thu của xã Bịa đạt hai tỷ đồng", "2000000000"),
    ("xã Bịa Hai: ba triệu đồng", "3000000"),
])  # fmt: skip
def test_a_number_beside_a_name_is_read(text: str, value: str) -> None:
    assert [f"{one.value:f}" for one in read_numbers(text)] == [value]
