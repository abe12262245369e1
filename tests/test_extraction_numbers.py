"""Numbers inside sentences of the press about an invented commune. All figures are made up."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import evaluation
from indicators import settings as paths
from indicators.catalogue.loading import load_catalogue
from indicators.doubts import doubt
from indicators.extraction.candidate import Candidate
from indicators.extraction.reader import extract
from indicators.language import formats
from indicators.vocabularies.press_words import load_vocabulary

Read = Callable[[str], list[Candidate]]


@pytest.fixture(scope="module")
def read() -> Read:
    catalogue = load_catalogue(paths.DATA / "indicators.yaml")
    vocabulary = load_vocabulary(paths.DATA / "phrases.yaml")
    gazetteer = evaluation.invented_gazetteer()

    def read_article(text: str) -> list[Candidate]:
        return extract(
            text, published=date(2026, 1, 8), catalogue=catalogue, gazetteer=gazetteer,
            vocabulary=vocabulary,
        )  # fmt: skip

    return read_article


REVENUE = "Năm 2025, thu ngân sách xã Mẫu Sơn đạt {} đồng."
POVERTY = "Năm 2025, tỷ lệ hộ nghèo của xã Mẫu Sơn là {}."
PEOPLE = "Năm 2025, dân số xã Mẫu Sơn là {} người."
CRITERIA = "Năm 2025, xã Mẫu Sơn đạt {} tiêu chí nông thôn mới."
INCOME = "Năm 2025, thu nhập bình quân đầu người của xã Mẫu Sơn đạt {}."
DOSSIERS = "Năm 2025, xã Mẫu Sơn tiếp nhận {} hồ sơ."


@pytest.mark.parametrize(("sentence", "printed", "value"), [
    (REVENUE, "１２,5 tỷ", "12.5"),
    (REVENUE, "4 tỷ rưỡi", "4.5"),
    (REVENUE, "7 tỷ đồng 35 triệu", "7.035"),
    (REVENUE, "1 nghìn 250 tỷ", "1250"),
    (REVENUE, "1 204,5 tỷ", "1204.5"),
    (REVENUE, "15.045.678.901", "15.045678901"),
    (REVENUE, "15 045 678 901", "15.045678901"),
    (REVENUE, "mười hai phẩy năm tỷ", "12.5"),
    (POVERTY, "２,１％", "2.1"),
    (POVERTY, "٢٫١٪", "2.1"),
    (POVERTY, "hai phẩy một phần trăm", "2.1"),
    (POVERTY, "2 phẩy 1%", "2.1"),
    (PEOPLE, "12 450", "12450"),
    (PEOPLE, "12 nghìn 450", "12450"),
    (PEOPLE, "mười hai nghìn bốn trăm năm mươi", "12450"),
    (PEOPLE, "12,5 nghìn", "12500"),
    (PEOPLE, "một vạn hai nghìn", "12000"),
    (REVENUE, "45 tỷ lẻ 2 triệu", "45.002"),
    (CRITERIA, "15 trên 19", "15"),
    (CRITERIA, "mười lăm trên mười chín", "15"),
    (DOSSIERS, "hai trăm ba mươi lăm", "235"),
    (INCOME, "75 triệu 500 nghìn đồng", "75.5"),
])  # fmt: skip
def test_a_figure_with_one_reading_is_read_without_a_doubt(
    read: Read, sentence: str, printed: str, value: str
) -> None:
    text = sentence.format(printed)
    [one] = read(text)
    assert (str(one.value), one.checks) == (value, ())
    assert text[one.start : one.end] == one.as_printed
    assert printed in one.as_printed


@pytest.mark.parametrize(("sentence", "printed"), [
    (PEOPLE, "1.234.56"), (PEOPLE, "12,45"), (PEOPLE, "12,5"), (PEOPLE, "12 4500"),
    (PEOPLE, "12. 450"), (PEOPLE, "12 . 450"), (PEOPLE, "12.4O0"), (PEOPLE, "012.450"),
    (PEOPLE, "1.5.2025"), (REVENUE, "12, 5 tỷ"), (REVENUE, "12 ,5 tỷ"), (REVENUE, "12. 5 tỷ"),
    (REVENUE, "4 tỷ, 420 triệu"), (REVENUE, "4 tỷ 420"), (REVENUE, "4,5 tỷ rưỡi"),
    (REVENUE, "hai, ba tỷ"), (REVENUE, "hai đến ba tỷ"), (REVENUE, "2 đến 3 tỷ"),
    (REVENUE, "dăm ba tỷ"), (REVENUE, "45 tỷ VNĐ rưỡi"), (POVERTY, "2% rưỡi"),
    (POVERTY, "hai phần trăm rưỡi"), (POVERTY, "2 %o"), (PEOPLE, "một vạn hai"),
    (POVERTY, "2·1%"), (POVERTY, "2;1%"), (POVERTY, "hai phẩy 1%"), (CRITERIA, "19/15"),
    (CRITERIA, "15,5/19"), (DOSSIERS, "1.2.3"), (DOSSIERS, "1,000,5"),
])  # fmt: skip
def test_what_is_no_number_or_two_is_left_out(read: Read, sentence: str, printed: str) -> None:
    assert read(sentence.format(printed)) == []


def test_a_count_with_decimals_is_read_whole_and_doubted(read: Read) -> None:
    [one] = read(PEOPLE.format("12,456"))
    assert one.value == 12456
    assert one.checks == (doubt("two_readings", value=Decimal(12456), other=Decimal("12.456")),)
    assert one.confidence < 0.5


def test_a_share_above_all_sense_names_its_second_reading(read: Read) -> None:
    [one] = read(POVERTY.format("97.125%"))
    assert doubt("two_readings", value=Decimal(97125), other=Decimal("97.125")) in one.checks


def test_income_of_a_month_is_that_of_a_year_with_a_doubt(read: Read) -> None:
    [one] = read(INCOME.format("5,5 triệu đồng/người/tháng"))
    assert one.value == 66
    assert one.checks == (doubt("from_month", value=Decimal("5.5"), months=12),)
    assert read("Năm 2025, lao động xã Mẫu Sơn có thu nhập bình quân 7 triệu đồng/tháng.") == []


@pytest.mark.parametrize(("printed", "qualifier"), [
    ("không hơn 2%", "at_most"), ("không tới 2%", "at_most"), ("không vượt quá 2%", "at_most"),
    ("không dưới 2%", "at_least"), ("trên dưới 2%", "about"), ("hơn 2%", "at_least"),
    ("tối đa 2%", "at_most"), ("vào khoảng 2%", "about"),
])  # fmt: skip
def test_words_that_turn_a_qualifier_round(read: Read, printed: str, qualifier: str) -> None:
    [one] = read(POVERTY.format(printed))
    assert (one.value, one.qualifier) == (2, qualifier)
    assert one.as_printed == printed


def test_nouns_that_begin_like_a_scale_change_nothing(read: Read) -> None:
    text = ("Năm 2025, có 6.894 vận động viên và 616 tỷ phú đến số 528 Vạn Phúc; dân số xã Mẫu Sơn "
            "là 12.000 người.")  # fmt: skip
    assert [(one.indicator_id, one.value) for one in read(text)] == [("population", 12000)]


def test_values_have_no_exponent(read: Read) -> None:
    assert [str(one.value) for one in read(PEOPLE.format("5.000"))] == ["5000"]


@settings(max_examples=60, deadline=None)
@given(number=st.integers(0, 10**7), at=st.integers(0, 9), digit=st.integers(0, 9))
def test_another_digit_is_another_value_or_none(
    read: Read, number: int, at: int, digit: int
) -> None:
    printed = formats.number(number, 0, "vi")
    place = [index for index, one in enumerate(printed) if one.isdigit()][at % len(str(number))]
    changed = f"{printed[:place]}{digit}{printed[place + 1 :]}"
    was, now = ([one.value for one in read(PEOPLE.format(text))] for text in (printed, changed))
    assert was == [number]
    assert now in ([], [int(changed.replace(".", ""))])


@settings(max_examples=60, deadline=None)
@given(value=st.decimals(0, 99, places=2), decimals=st.integers(0, 2))
def test_a_share_in_vietnamese_form_is_read_back(read: Read, value: Decimal, decimals: int) -> None:
    printed = formats.number(value, decimals, "vi")
    assert [one.value for one in read(POVERTY.format(f"{printed}%"))] == [
        Decimal(printed.replace(",", "."))
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    ["xã Mẫu Sơn", "năm 2025", "dân số", "12", "450", ",", ".", "tỷ", "rưỡi", "đồng", "０", "%",
     "hai trăm", "phẩy", "người", "hộ nghèo", "/", "0", "đạt", "thu ngân sách", "\n", "\u0301"]
)).map(" ".join))  # fmt: skip
def test_any_text_is_read_without_an_exception(read: Read, text: str) -> None:
    for one in read(text):
        assert text[one.start : one.end] == one.as_printed
