"""Yardsticks, peers and safe sentences on the pages of a commune and of the comparison."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.components import told_to_components
from tests.opened_page import opened_page, seen_page

DIFFERENCE = "Độ khác (0-100)"
YARDSTICKS = "Thước đo để so cho công bằng"


@pytest.fixture
def commune(database: Path) -> AppTest:
    return seen_page("commune", area="15961")


@pytest.fixture
def compared(database: Path) -> AppTest:
    return seen_page("comparison", area="15961,09025")


def headings(app: AppTest) -> list[str]:
    return [heading.value for heading in app.header]


def table(app: AppTest) -> str:
    (found,) = [one.value for one in app.html if "<table" in one.value]
    return found


def test_a_figure_stands_beside_its_medians_and_its_threshold(commune: AppTest) -> None:
    assert "<li>Trung vị: Thanh Hóa " in table(commune)
    assert "đạt. Chưa kiểm chứng: nhớ theo 318/QĐ-TTg, chưa đọc được văn bản</li>" in table(commune)


def test_a_figure_that_is_not_ranked_has_medians_and_no_judgement(commune: AppTest) -> None:
    told = "<li>Không có trung vị: các số thuộc những phần khác nhau của năm.</li>"
    assert told in table(commune)


def sentences(app: AppTest) -> list[dict[str, Any]]:
    """What the blocks of sentences were given, in their order on the page."""
    return told_to_components(app)


def test_what_can_be_said_follows_the_chosen_figure(database: Path) -> None:
    commune = opened_page("commune", area="15961")
    first, *_others = sentences(commune)
    assert (first["heading"], len(first["quotes"])) == ("Có thể nói gì", 3)
    assert first["quotes"][0]["quote"].startswith(
        "Theo Báo Thanh Hóa, 4/1/2026: thu nhập bình quân")  # fmt: skip
    commune.session_state["another_sentence"] = True  # the line is opened
    picker = commune.run().selectbox("safe_figure_15961")
    wanted = next(label for label in picker.options if label.startswith("Tỷ lệ hồ sơ giải quyết"))
    picker.select(wanted).run()
    assert not commune.exception
    caveats = sentences(commune)[1]["quotes"][0]["caveats"]
    assert any("Số đếm in cạnh đó cho ra 99,65%" in one for one in caveats)


def peers(app: AppTest) -> pd.DataFrame:
    """The table of the most similar communes."""
    (found,) = [one.value for one in app.table if DIFFERENCE in one.value]
    return pd.DataFrame(found)


def test_ten_peers_with_difference_and_why(commune: AppTest) -> None:
    assert "Đơn vị tương đồng" in headings(commune)
    table = peers(commune)
    assert list(table.columns) == ["Đơn vị", DIFFERENCE, "Khoảng cách giữa hai tâm"]
    assert len(table) == 10
    assert table["Đơn vị"].iloc[0].startswith("1\\. **")
    assert table["Đơn vị"].str.contains("cùng loại đơn vị, vùng", regex=False).all()
    assert table["Khoảng cách giữa hai tâm"].str.endswith(" km").all()
    points = [float(told.split()[0].replace(",", ".")) for told in table[DIFFERENCE]]
    assert points == sorted(points) and 0 < points[0] < points[-1] < 100
    assert table[DIFFERENCE].iloc[1:].str.contains("lần nơi giống nhất").all()


def test_the_reader_changes_the_weights(database: Path) -> None:
    commune = opened_page("commune", area="15961")
    for variable in (
        "region",
        "area_km2",
        "distance",
        "former_units",
        "population",
        "density",
        "urban_share",
        "wage_region",
    ):
        commune.number_input(f"peer_weight_{variable}").set_value(0.0)
    commune.run()
    assert not commune.exception
    # All of one type: nothing sets them apart any longer.
    assert peers(commune)[DIFFERENCE].tolist() == ["0,0"] * 10
    commune.number_input("peer_weight_type").set_value(0.0).run()
    assert any(info.value.startswith("Hãy cho ít nhất một biến") for info in commune.info)


def test_a_province_has_no_peers(database: Path) -> None:
    assert "Đơn vị tương đồng" not in headings(opened_page("commune", area="38"))


def test_a_commune_without_figures_has_peers_all_the_same(database: Path) -> None:
    app = opened_page("commune", area="00919")
    assert "Đơn vị tương đồng" in headings(app)
    assert "Có thể nói gì" not in headings(app)


def test_the_comparison_has_yardsticks_and_a_paragraph_of_one_indicator(compared: AppTest) -> None:
    (fair,) = [fold for fold in compared.expander if fold.label == YARDSTICKS]
    assert [one.value.partition("\\(")[0].rstrip() for one in fair.markdown] == [
        "Hoằng Lộc", "Yên Lạc"
    ]  # fmt: skip
    told = [one.value for one in fair.caption]
    assert len(told) == 2
    assert all("Trung vị" in text and "mức tiêu chí thu nhập" in text for text in told)
    assert compared.code[0].value.startswith(
        "Thu nhập bình quân đầu người, năm 2025, từ cao xuống thấp: Yên Lạc (xã, Phú Thọ) 80"
    )


def test_areas_that_share_no_indicator_have_no_such_section(database: Path) -> None:
    app = opened_page("comparison", area="00919,00922")
    assert YARDSTICKS not in [fold.label for fold in app.expander]
