"""The trend page as Streamlit runs it, on the frozen table."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.release.build import build
from tests.opened_page import opened_page
from tests.small_country import figure, former_unit, write_country


def opened(**address: str | list[str]) -> AppTest:
    return opened_page("trend", **address)


def told(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


def test_without_an_area_the_page_offers_some(database: Path) -> None:
    app = opened(indicator="poverty_rate")
    assert app.title[0].value == "Xu hướng: Tỷ lệ hộ nghèo"
    offered = [button for button in app.button if str(button.key).startswith("suggested-")]
    assert len(offered) == 6
    offered[0].click().run()
    assert not app.exception
    assert "1 số liệu" in told(app)


def test_one_period_is_said_to_allow_no_comparison(database: Path) -> None:
    app = opened(indicator="income_per_capita", area=["15961", "09025"])
    assert "**Hoằng Lộc \\(xã, Thanh Hóa\\)**: 1 số liệu, năm 2025." in told(app)
    assert any("Hiện chưa có gì để so" in box.value for box in app.info)
    assert "chuỗi dài nhất ở đây có 1 kỳ" in told(app)
    figures = app.dataframe[0].value
    assert figures["Giá trị"].tolist() == ["khoảng 78,6", "80"]
    assert figures["Hạng"].tolist() == ["7", "6"]


def test_an_earlier_and_a_later_figure_of_one_year_are_set_side_by_side(database: Path) -> None:
    app = opened(indicator="income_per_capita", area="16941")
    assert any("82,52" in line.value and "→ 93,25" in line.value and "+10,73" in line.value
               for line in app.markdown)  # fmt: skip


def test_breaks_are_explained_with_their_legal_basis(database: Path) -> None:
    text = told(opened(indicator="poverty_rate", area="08227"))
    assert "1/7/2025\\: sắp xếp" in text or "1/7/2025: sắp xếp" in text
    assert "351/2025/NĐ-CP" in text


def test_the_pace_is_shown_for_revenue(database: Path) -> None:
    text = told(opened(indicator="budget_revenue_vs_plan", area="00025"))
    # 324 of 365 days to 20 November.
    assert "143,4%" in text
    assert "Năm đã qua 88,8%" in text


def test_bases_are_chosen_and_in_the_address(database: Path) -> None:
    app = opened(indicator="budget_revenue_vs_plan", area=["09025", "24717"])
    codes = app.selectbox("basis").options
    assert len(codes) == 3
    app.selectbox("basis").set_value("all").run()
    assert not app.exception
    assert len(app.dataframe[0].value) == 3


def test_english(database: Path) -> None:
    app = opened(indicator="income_per_capita", area="15961", lang="en")
    assert app.title[0].value == "Trend: Income per capita"
    assert "Where the series breaks" in [heading.value for heading in app.header]


@pytest.mark.parametrize(
    "address",
    [
        {"indicator": "no_such", "area": "15961"}, {"area": ["99999", "15961"]},
        {"area": "<script>"}, {"area": "15961", "basis": "nonsense"},
        {"area": ["VN", "01", "15961"]}, {"area": "x" * 5000},
        {"area": ",".join(["15961", "09025", "08227", "24717", "16941", "14797", "26485", "08905",
                           "15682"])},
    ],
)  # fmt: skip
def test_unknown_values_of_the_address_do_no_harm(
    database: Path, address: dict[str, str | list[str]]
) -> None:
    assert opened(**address).title[0].value == "Xu hướng: Thu ngân sách so với dự toán"


def test_every_headline_indicator_opens_for_a_province_and_a_commune(database: Path) -> None:
    for indicator in ("ntm_criteria_met", "ntm_advanced_criteria_met", "online_dossier_share"):
        opened(indicator=indicator, area=["38", "15961"])


# ── on an invented country, which has figures of former communes ─────────────────────────────


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve an invented release in which two communes are made of former ones with figures."""

    def year(value: str, which: int, code: str, **cells: str) -> dict[str, str]:
        return figure(value, area_code=code, period_start=f"{which}-01-01",
                      period_end=f"{which}-12-31", **cells)  # fmt: skip

    revenue = {"indicator_id": "budget_revenue", "basis": "own"}
    divided = [former_unit("90003", code, "divided") for code in ("99002", "99003")]
    lineage = [former_unit("90001"), former_unit("90002"), *divided]
    former = [year(value, which, code, **revenue)
              for which, code, value in ((2023, "90001", "10"), (2023, "90002", "20"),
                                         (2024, "90001", "11"), (2024, "90002", "23"),
                                         (2024, "90003", "7"))]  # fmt: skip
    data = write_country(tmp_path / "data", [year("50", 2025, "99001", **revenue)],
                         lineage=lineage, former=former)  # fmt: skip
    build(data, tmp_path / "release.duckdb")
    monkeypatch.setenv("INDICATORS_DB", str(tmp_path / "release.duckdb"))


def test_restated_figures_are_shown_and_marked(invented: None) -> None:
    app = opened(indicator="budget_revenue", area=["99001", "99002"])
    restated = app.table[0].value
    assert restated["Giá trị"].tolist() == ["34 tỷ đồng", "30 tỷ đồng"]
    assert restated["Phần tìm thấy"].tolist() == ["2 trên 2 đơn vị cũ \\(100%\\)"] * 2
    divided = app.table[1].value
    # Only of a divided unit, of which 0 to 7 billion may belong there.
    assert divided["Giá trị"].tolist() == ["khoảng 3,5 tỷ đồng \\(ước tính\\)"]
    assert divided["Cách tính"].iloc[0].startswith("khoảng\\: từ các đơn vị cũ nhập trọn")
    changes, figures = (frame.value for frame in app.dataframe)
    assert changes["Kết luận"].tolist() == ["không so sánh", "tăng"]
    assert figures["Ghi chú"].tolist() == [
        "trong kỳ có mốc đứt chuỗi", "tổng của các đơn vị cũ",
        "ước tính; khoảng: từ các đơn vị cũ nhập trọn đến mọi đơn vị có thể thuộc về; số hiện ra "
        "là điểm giữa", "tổng của các đơn vị cũ",
    ]  # fmt: skip


def section_of_a_commune() -> None:
    from pages.parts.former_figures import former_figures
    from pages.parts.frame import page

    with page() as context:
        for code in ("99001", "99002", "99004"):
            former_figures(context, code)


def test_the_section_of_former_communes(invented: None) -> None:
    app = AppTest.from_function(section_of_a_commune, default_timeout=60).run()
    assert not app.exception
    assert len(app.header) == 2  # 99004 was made of nothing that is known
    figures = app.table[0].value
    assert figures.index.tolist() == ["Bịa Xưa 90001"] * 2 + ["Bịa Xưa 90002"] * 2
    assert figures["Giá trị"].tolist() == ["11 tỷ đồng", "10 tỷ đồng", "23 tỷ đồng", "20 tỷ đồng"]
    assert app.table[2].value.index.tolist() == ["Bịa Xưa 90003 (một phần)"]
