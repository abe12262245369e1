"""The comparison page as Streamlit runs it, on the frozen table."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.opened_page import opened_page, seen_page

THREE = ["15961", "08227", "09025"]
NINE = ["24717", "08227", "15961", "09025", "15682", "16941", "14797", "26485", "08905"]


def opened(area: str | list[str] = "", **address: str) -> AppTest:
    return opened_page("comparison", **(address | ({"area": area} if area else {})))


def line(app: AppTest, indicator: str, table: int = 0) -> pd.Series:
    """The row of a table whose indicator begins so."""
    rows = app.table[table].value
    (found,) = [row for _, row in rows.iterrows() if row.iloc[0].startswith(f"{indicator}  \n")]
    return found


@pytest.fixture
def three(database: Path) -> AppTest:
    return seen_page("comparison", area=THREE)


def test_columns_are_the_areas_in_the_order_of_the_address(three: AppTest) -> None:
    assert list(three.table[0].value.columns) == [
        "Chỉ tiêu",
        "Hoằng Lộc (Thanh Hóa)",
        "Liên Minh (Phú Thọ)",
        "Yên Lạc (Phú Thọ)",
    ]


def test_a_comma_list_is_the_same_question(database: Path, three: AppTest) -> None:
    assert opened("15961,08227,09025").table[0].value.equals(three.table[0].value)


def test_the_surely_best_is_marked_in_words(three: AppTest) -> None:
    income = line(three, "Thu nhập bình quân đầu người")
    assert income.tolist()[1:] == [
        "khoảng 78,6",
        "khoảng 60",
        "**80** :material/star: tốt nhất  \n:small[:gray[ước tính]]",
    ]


def test_where_intervals_overlap_nobody_is_best(database: Path) -> None:
    # About 76 is 75 to 77; 75.5 lies inside, so nobody can tell which is more.
    app = opened(["09076", "25099"])
    assert line(app, "Thu nhập bình quân đầu người").tolist()[1:] == [
        "khoảng 76  \n:small[:gray[ước tính]]",
        "75,5  \n:small[:gray[ước tính]]",
    ]
    assert any("chỉ tiêu có số liệu của nhiều đơn vị mà không nơi nào chắc chắn tốt nhất"
               in element.value for element in app.markdown)  # fmt: skip


def test_an_area_named_twice_is_shown_once(database: Path) -> None:
    app = opened(["09025", "09025", "24717"])
    assert line(app, "Thu ngân sách so với dự toán").tolist()[1:] == [
        "112%",
        "**186%** :material/star: tốt nhất  \n:small[:gray[ước tính]]",
    ]


def test_missing_is_told_by_its_reason_and_never_zero(three: AppTest) -> None:
    assert line(three, "Thu ngân sách so với dự toán").tolist()[1:] == [
        ":gray[chưa tìm thấy số liệu]",
        ":gray[chỉ có trên cơ sở khác]",
        "112%",
    ]
    cells = three.table[0].value.iloc[:, 1:].to_numpy().ravel().tolist()
    assert not {"0", "0%", "–", "-", ""} & set(cells)


def test_unit_period_and_basis_stand_with_the_indicator(three: AppTest) -> None:
    assert line(three, "Thu ngân sách").iloc[0] == (
        "Thu ngân sách  \n:small[:gray[tỷ đồng · năm 2025 · thu NSNN trên địa bàn]]"
    )


def test_what_one_area_alone_has_is_folded_with_its_total(three: AppTest) -> None:
    alone = line(three, "Tiêu chí nông thôn mới nâng cao đạt được", table=1)
    assert alone.tolist()[1:] == ["Liên Minh (Phú Thọ)", "14 trên 19"]


def test_the_profile_names_what_it_withholds(three: AppTest) -> None:
    (withheld,) = [
        caption.value for caption in three.caption if caption.value.startswith("Không vẽ")
    ]
    assert withheld.startswith("Không vẽ, vì chưa đủ 5 đơn vị có số liệu: ")
    assert "Vốn huy động cho hạ tầng" in withheld


def test_another_area_can_be_chosen_for_the_profile(database: Path) -> None:
    three = opened(THREE)
    three.selectbox("standing_area").set_value("08227").run()
    assert not three.exception
    assert any("Năng suất lúa" in caption.value for caption in three.caption)


def test_an_area_is_added_by_search_and_taken_out_again(database: Path) -> None:
    app = opened("15961")
    assert app.info[0].value.startswith("Mới chọn một đơn vị.")
    app.text_input("comparison_search").set_value("yen lac phu tho").run()
    (found,) = [button for button in app.button if button.label.startswith("**Yên Lạc**")]
    found.click().run()
    assert app.query_params["area"] == ["15961", "09025"]
    assert len(app.table[0].value.columns) == 3
    app.button("remove-comparison-15961").click().run()
    assert app.info[0].value.startswith("Mới chọn một đơn vị.")


def test_none_one_unknown_and_too_many_are_helped_on(database: Path) -> None:
    assert opened().info[0].value.startswith("Hãy chọn từ hai đến tám")
    unknown = opened("24717,99999")
    assert unknown.warning[0].value == (
        "Hiện nay không có đơn vị nào mang mã “99999”; mã này bị bỏ qua."
    )
    many = opened(NINE)
    assert many.warning[0].value == (
        "Chỉ đặt cạnh nhau được nhiều nhất 8 đơn vị. Không đưa vào: Hội Thịnh \\(xã, Phú Thọ\\)."
    )
    assert len(many.table[0].value.columns) == 9


def test_places_without_figures_are_helped_on(database: Path) -> None:
    app = opened("00919,00922")
    assert app.info[0].value.startswith("Chưa đơn vị nào trong số này có số liệu")


def test_a_year_without_figures_is_said(database: Path) -> None:
    app = opened("15961,08227", year="2024")
    assert app.info[0].value == (
        "Không đơn vị nào trong số này có số liệu của năm 2024. Hãy chọn năm khác."
    )


def test_a_nonsense_year_falls_back(three: AppTest, database: Path) -> None:
    app = opened("15961,08227,09025", year="'; drop")
    assert app.table[0].value.equals(three.table[0].value)
