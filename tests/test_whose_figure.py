"""Whose figure a number is where a sentence names other places. The places are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.invented_reader import BINH, HOA, LAM, SON, THUY, doubted, read, told

POVERTY, INCOME, REVENUE = "poverty_rate", "income_per_capita", "budget_revenue"
CRITERIA, PEOPLE, NEAR = "ntm_criteria_met", "population", "near_poverty_rate"


@pytest.mark.parametrize(
    "aside",
    [
        ", nơi giáp với xã Mẫu Thủy,",
        ", địa phương giáp ranh xã Mẫu Thủy và xã Mẫu Lâm,",
        " (trước đây là xã Mẫu Thủy)",
        " (cách xã Mẫu Thủy 7 km)",
        ", quê hương thứ hai của ông Trần A, người xã Mẫu Thủy,",
        " đứng sau xã Mẫu Thủy và",
        " xếp trên xã Mẫu Thủy,",
        " phối hợp với xã Mẫu Thủy mở hội nghị, nơi đây",
        " học tập kinh nghiệm của xã Mẫu Thủy,",
        " so với xã Mẫu Thủy khó khăn hơn,",
        " nằm giữa xã Mẫu Thủy và xã Mẫu Lâm,",
    ],
)
def test_a_commune_named_beside_the_matter_gets_no_figure(aside):
    text = f"Năm 2025, xã Mẫu Sơn{aside} có tỷ lệ hộ nghèo 1,9%."
    assert [(one.area_code, float(one.value)) for one in read(text)] == [(SON, 1.9)]


@pytest.mark.parametrize(
    "text",
    [
        "Ông Trần B, quê xã Mẫu Thủy, cho biết xã Mẫu Sơn năm 2025 có tỷ lệ hộ nghèo 1,9%.",
        "Theo bà Lê C, nguyên Bí thư Đảng ủy xã Mẫu Thủy, năm 2025 xã Mẫu Sơn có tỷ lệ hộ nghèo "
        "1,9%.",
        "Khác với xã Mẫu Thủy, xã Mẫu Sơn năm 2025 có tỷ lệ hộ nghèo 1,9%.",
        "Cùng với xã Mẫu Thủy, năm 2025 xã Mẫu Sơn có tỷ lệ hộ nghèo 1,9%.",
    ],
)
def test_a_commune_named_before_the_matter_gets_no_figure(text):
    assert told(text) == [(SON, POVERTY, 1.9)]


def test_the_number_of_another_commune_is_that_commune_s():
    text = "Năm 2025, xã Mẫu Sơn có tỷ lệ hộ nghèo 1,2%, thấp hơn mức 4,5% của xã Mẫu Thủy."
    assert told(text) == [(SON, POVERTY, 1.2), (THUY, POVERTY, 4.5)]
    brackets = (
        "Năm 2025, tỷ lệ hộ nghèo của xã Mẫu Sơn là 1,2% (xã Mẫu Thủy: 4,5%), hộ cận nghèo 3%."
    )
    assert told(brackets) == [(SON, POVERTY, 1.2), (THUY, POVERTY, 4.5), (SON, NEAR, 3.0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Năm 2025, xã Mẫu Sơn có thu nhập bình quân đầu người 60 triệu đồng, gấp 1,2 lần xã "
            "Mẫu Thủy (50 triệu đồng).",
            [(SON, INCOME, 60), (THUY, INCOME, 50)],
        ),
        (
            "Năm 2025, xã Mẫu Sơn có tỷ lệ hộ nghèo 1,9%, còn xã Mẫu Thủy là 3,1%.",
            [(SON, POVERTY, 1.9), (THUY, POVERTY, 3.1)],
        ),
        (
            "Năm 2025, xã Mẫu Sơn có thu nhập bình quân đầu người 60 triệu đồng, bình quân của "
            "tỉnh là 65 triệu đồng.",
            [(SON, INCOME, 60)],
        ),
    ],
)
def test_each_clause_has_its_own_commune(text, expected):
    assert told(text) == expected
    assert doubted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn công tác xã Mẫu Thủy đến thăm xã Mẫu Sơn, nơi có tỷ lệ hộ nghèo năm 2025 là 1,9%.",
        "Năm 2025, xã Mẫu Sơn giáp xã Mẫu Thủy, nơi có tỷ lệ hộ nghèo 1,9%.",
    ],
)
def test_what_a_relative_clause_is_about_is_doubted(text):
    assert told(text) == []
    assert [codes for _, _, codes in doubted(text)] == [("other_commune_named",)]


def test_a_commune_of_unknown_part_puts_the_figure_in_doubt():
    text = "Năm 2025, xã Mẫu Sơn vận động xã Mẫu Thủy có tỷ lệ hộ nghèo 1,9%."
    assert told(text) == []
    assert doubted(text) == [(SON, 1.9, ("other_commune_named",))]


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2025, tổng thu ngân sách của hai xã Mẫu Sơn và Mẫu Thủy đạt 98 tỷ đồng.",
        "Năm 2025, xã Mẫu Sơn và xã Mẫu Thủy thu ngân sách tổng cộng 98 tỷ đồng.",
        "Bình quân các xã trong cụm gồm xã Mẫu Sơn, xã Mẫu Thủy có thu nhập bình quân đầu người "
        "61 triệu đồng năm 2025.",
        "Tính chung ba xã Mẫu Sơn, Mẫu Thủy và Mẫu Lâm, dân số năm 2025 là 55.000 người.",
        "Năm 2025, liên xã Mẫu Sơn - Mẫu Thủy thu ngân sách đạt 99 tỷ đồng.",
        "Năm 2025, tỷ lệ hộ nghèo của tỉnh còn 2,1%, xã Mẫu Sơn đã góp phần vào kết quả này.",
        "Tại xã Mẫu Sơn, Chủ tịch UBND tỉnh cho biết tỷ lệ hộ nghèo của tỉnh năm 2025 là 2,1%.",
        "Năm 2025, thôn 3, xã Mẫu Sơn có tỷ lệ hộ nghèo 0,9%.",
        "Năm 2025, Trạm Y tế xã Mẫu Sơn tiếp nhận 4.300 hồ sơ.",
        "Năm 2025, hợp tác xã nông nghiệp ở xã Mẫu Sơn có 3 sản phẩm OCOP.",
        "Năm 2025, Công ty May Mẫu đóng tại xã Mẫu Sơn có thu nhập bình quân đầu người 110 triệu "
        "đồng.",
        "Năm 2025, Trường THCS xã Mẫu Sơn có tỷ lệ tham gia bảo hiểm y tế 100%.",
        "Năm 2025, tỷ lệ hộ nghèo trong hộ đồng bào dân tộc của xã Mẫu Sơn là 12,5%.",
        "Năm 2025, xã Mẫu Sơn có tỷ lệ tham gia bảo hiểm y tế trong học sinh đạt 99%.",
        "Năm 2025, xã Mẫu Sơn có 120 đảng viên là đồng bào dân tộc thiểu số.",
        "Năm 2025, đồng bào dân tộc của xã Mẫu Sơn có thu nhập bình quân đầu người 40 triệu đồng.",
        "Năm 2025, tỷ lệ hộ nghèo dân tộc Mông xã Mẫu Sơn còn 8%.",
        "Năm 2025, mỗi thôn của xã Mẫu Sơn có tỷ lệ hộ nghèo dưới 5%.",
        "Năm 2025, dân số trong độ tuổi lao động của xã Mẫu Sơn là 12.100 người.",
    ],
)
def test_a_figure_of_more_or_of_less_than_the_commune_is_left_out(text):
    assert read(text) == []


def test_a_word_of_condition_is_one_even_where_it_only_compares():
    """“Nếu như … thì” may also mean “while”; a figure that may be supposed is left out."""
    text = "Năm 2025, nếu như xã Mẫu Sơn có tỷ lệ hộ nghèo 1,9% thì xã Mẫu Thủy là 3,1%."
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Năm 2025, xã Mẫu Sơn và xã Mẫu Thủy đều đạt 19/19 tiêu chí nông thôn mới.",
            [(SON, CRITERIA, 19), (THUY, CRITERIA, 19)],
        ),
        (
            "Năm 2025, xã Mẫu Sơn, Mẫu Thủy, Mẫu Lâm cùng đạt 19/19 tiêu chí nông thôn mới.",
            [(SON, CRITERIA, 19), (THUY, CRITERIA, 19), (LAM, CRITERIA, 19)],
        ),
        (
            "Năm 2025, tỷ lệ hộ nghèo của phường Mẫu Hòa cũng như xã Mẫu Sơn đều là 1,8%.",
            [(HOA, POVERTY, 1.8), (SON, POVERTY, 1.8)],
        ),
        (
            "Năm 2025, tỷ lệ hộ nghèo của xã Mẫu Sơn và xã Mẫu Thủy lần lượt là 1,2% và 4,5%.",
            [(SON, POVERTY, 1.2), (THUY, POVERTY, 4.5)],
        ),
        (
            "Năm 2025, thu nhập bình quân đầu người của các xã Mẫu Sơn, Mẫu Thủy, Mẫu Lâm lần lượt "
            "đạt 66, 64 và 71 triệu đồng.",
            [(SON, INCOME, 66), (THUY, INCOME, 64), (LAM, INCOME, 71)],
        ),
        (
            "Năm 2025, xã Mẫu Sơn và Mẫu Thủy lần lượt có tỷ lệ hộ nghèo là 1,9% và 3,1%; hộ cận "
            "nghèo lần lượt là 2% và 4%.",
            [(SON, POVERTY, 1.9), (THUY, POVERTY, 3.1), (SON, NEAR, 2), (THUY, NEAR, 4)],
        ),
        (
            "Năm 2025, xã Mẫu Thủy và xã Mẫu Sơn thu ngân sách tương ứng 12 tỷ đồng và 34 tỷ đồng.",
            [(THUY, REVENUE, 12), (SON, REVENUE, 34)],
        ),
    ],
)
def test_several_communes_each_get_their_figure(text, expected):
    assert sorted(told(text)) == sorted(expected)
    assert doubted(text) == []


@pytest.mark.parametrize("values", ["1,2%, 4,5% và 3,3%", "1,2%, 3%, 4% và 5%"])
def test_more_values_in_turn_than_communes_are_nobody_s(values):
    assert (
        read(f"Năm 2025, tỷ lệ hộ nghèo của xã Mẫu Sơn và xã Mẫu Thủy lần lượt là {values}.") == []
    )


def test_values_in_turn_of_one_commune_are_doubted():
    text = "Năm 2025, tỷ lệ hộ nghèo của xã Mẫu Sơn lần lượt là 1,2% và 4,5%."
    assert told(text) == []
    assert all("values_in_turn" in codes for _, _, codes in doubted(text))


@pytest.mark.parametrize("second", [" và xã Mẫu Thủy", ", cùng với xã Mẫu Thủy,", ", xã Mẫu Thủy"])
def test_what_two_communes_are_said_to_have_is_doubted(second):
    text = f"Năm 2025, xã Mẫu Sơn{second} có tỷ lệ hộ nghèo 2,5%."
    assert told(text) == []
    assert doubted(text) == [(SON, 2.5, ("joint_subject",)), (THUY, 2.5, ("joint_subject",))]


def test_a_road_from_one_commune_to_another_is_doubted():
    text = "Năm 2025, tuyến đường từ xã Mẫu Thủy đi xã Mẫu Sơn xong, thu ngân sách đạt 48 tỷ đồng."
    assert told(text) == []
    assert doubted(text) == [(SON, 48, ("other_commune_named",))]


def test_the_sentence_after_two_communes_is_doubted():
    text = (
        "Xã Mẫu Sơn và xã Mẫu Thủy tổ chức hội nghị. Thu ngân sách năm 2025 đạt 45 tỷ đồng. "
        "Xã Mẫu Lâm cũng dự."
    )
    assert told(text) == []


def test_a_commune_that_its_paper_s_province_tells_stays_with_its_province():
    assert told("Năm 2025, tỷ lệ hộ nghèo của xã Mẫu Bình là 2%.", province="97") == [
        (BINH, POVERTY, 2.0)
    ]


# --- properties -------------------------------------------------------------------------------

ASIDES = st.sampled_from(
    ["nơi giáp", "quê ông A ở", "láng giềng", "bạn của", "trước kia thuộc", "từng nhập vào",
     "đơn vị kết nghĩa", "vượt", "kém", "thi đua cùng", "học hỏi", "chờ đợi", "không bằng",
     "được sự giúp đỡ từ", "nằm phía bắc", "hợp tác toàn diện với", "gần", "nổi tiếng hơn"]
)  # fmt: skip
MARKS = st.sampled_from([(", ", ","), (" (", ")"), (" - ", " -"), (" ", ""), (", ", "")])
OTHERS = st.sampled_from([("xã Mẫu Thủy", THUY), ("phường Mẫu Hòa", HOA), ("xã Mẫu Lâm", LAM)])
CLAIMS = st.sampled_from(
    ["có tỷ lệ hộ nghèo 1,9%", "thu ngân sách đạt 35 tỷ đồng", "đạt 19/19 tiêu chí nông thôn mới",
     "có thu nhập bình quân đầu người 61 triệu đồng"]
)  # fmt: skip


@given(aside=ASIDES, marks=MARKS, other=OTHERS, claim=CLAIMS)
@settings(max_examples=150, deadline=None)
def test_no_clause_put_in_gives_the_figure_to_its_own_commune(aside, marks, other, claim):
    name, code = other
    text = f"Năm 2025, xã Mẫu Sơn{marks[0]}{aside} {name}{marks[1]} {claim}."
    assert code not in [area for area, _, _ in told(text)]


@given(
    words=st.lists(
        st.sampled_from(["nhân dân", "luôn", "tin yêu", "đồng lòng", "hướng về"]), max_size=5
    ),
    other=OTHERS,
    claim=CLAIMS,
)
@settings(max_examples=150, deadline=None)
def test_no_words_at_all_give_it_to_the_other_without_a_doubt(words, other, claim):
    name, code = other
    text = f"Năm 2025, xã Mẫu Sơn {' '.join(['vốn', *words])} {name} {claim}."
    assert code not in [area for area, _, _ in told(text)]


@given(other=OTHERS, value=st.integers(2, 90), claim=CLAIMS)
@settings(max_examples=60, deadline=None)
def test_a_bracket_about_another_commune_ends_with_the_bracket(other, value, claim):
    name, code = other
    text = f"Năm 2025, xã Mẫu Sơn (tỷ lệ hộ cận nghèo của {name}: {value}%) {claim}."
    assert {(a, i) for a, i, _ in told(text) if a == code} <= {(code, NEAR)}
