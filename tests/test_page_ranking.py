"""The ranking and overview pages as Streamlit runs them, on the frozen table."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.questions.ranking import rank
from indicators.release.store import Store

DASHBOARD = Path(__file__).resolve().parent.parent / "dashboard.py"


@pytest.fixture
def ranking_page(database: Path) -> Iterator[AppTest]:
    app = AppTest.from_file(str(DASHBOARD), default_timeout=30).run()
    yield app.switch_page("pages/ranking.py").run()


def _asked(database: Path, **address: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(DASHBOARD), default_timeout=30).run()
    app.switch_page("pages/ranking.py")
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def _places(app: AppTest) -> list[str]:
    return app.dataframe[0].value["place"].tolist()


def test_the_page_opens_on_the_first_headline_indicator(ranking_page: AppTest) -> None:
    assert not ranking_page.exception
    assert ranking_page.title[0].value == "Thu ngân sách so với dự toán"
    assert ranking_page.selectbox("indicator").value == "budget_revenue_vs_plan"


def test_the_table_is_the_ranking(database: Path) -> None:
    app = _asked(database, indicator="income_per_capita")
    with Store(database) as store:
        expected = rank(store, "income_per_capita")
    shown = app.dataframe[0].value
    assert shown["area_code"].tolist() == expected.rows["area_code"].tolist()
    assert shown["bar"].tolist() == expected.rows["value"].tolist()
    found = shown.set_index("area_code").loc["15961"]
    # [78.5, 78.7] lies above 78.25 and below 80: place 7 and no other.
    assert (found["place"], found["value"]) == ("7", "khoảng 78,6")


def test_the_coverage_sentence_stands_above(database: Path) -> None:
    app = _asked(database, indicator="income_per_capita")
    with Store(database) as store:
        coverage = rank(store, "income_per_capita").coverage
    sentence = app.markdown[0].value
    assert sentence.startswith(f"{coverage.reported} trong 3.321 đơn vị có số liệu")
    assert f"{coverage.missing['other_period_only']}" in sentence


def test_every_filter_is_in_the_address(database: Path) -> None:
    app = _asked(database, indicator="income_per_capita", province="38", area_type="xã", lang="en")
    assert app.title[0].value == "Income per capita"
    assert app.selectbox("province").value == "38"
    assert app.selectbox("area_type").value == "xã"
    assert set(app.dataframe[0].value["province"]) == {"Thanh Hóa"}


def test_a_filter_changes_the_answer(ranking_page: AppTest) -> None:
    ranking_page.selectbox("indicator").set_value("poverty_rate").run()
    assert ranking_page.title[0].value == "Tỷ lệ hộ nghèo"
    assert "Càng thấp càng tốt." in ranking_page.markdown[0].value


@pytest.mark.parametrize(
    "address",
    [
        {"indicator": "no_such"}, {"year": "1066"}, {"province": "00"}, {"basis": "<script>"},
        {"area_type": "huyện"}, {"area": ["99999", "24717"]}, {"lang": "xx"},
        {"indicator": "x" * 5000},
    ],
)  # fmt: skip
def test_unknown_values_of_the_address_do_no_harm(
    database: Path, address: dict[str, str | list[str]]
) -> None:
    app = _asked(database, **address)
    assert not app.exception
    assert app.title[0].value == "Thu ngân sách so với dự toán"


def test_no_direction_is_listed_without_places(database: Path) -> None:
    app = _asked(database, indicator="population")
    assert set(_places(app)) == {""}
    assert any("Chỉ liệt kê, không xếp hạng" in box.value for box in app.info)


def test_part_year_set_says_that_periods_differ(database: Path) -> None:
    app = _asked(database, indicator="online_dossier_share", year="2025-part")
    assert app.dataframe[0].value["period"].nunique() > 5
    assert app.info


def test_empty_choice_is_explained(database: Path) -> None:
    app = _asked(database, indicator="income_per_capita", province="01", area_type="đặc khu")
    assert not app.exception
    assert app.warning


def test_an_area_without_a_figure_is_named(database: Path) -> None:
    app = _asked(database, indicator="income_per_capita", area=["24717"])
    assert any("Đức An (xã, Lâm Đồng)" in caption.value for caption in app.caption)


def test_a_missing_database_is_explained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(tmp_path / "none.duckdb"))
    app = AppTest.from_file(str(DASHBOARD), default_timeout=30).run()
    assert not app.exception
    assert app.code[0].value == "python -m indicators build"


def test_the_overview_has_a_card_per_headline_indicator(database: Path) -> None:
    app = AppTest.from_file(str(DASHBOARD), default_timeout=30).run()
    assert not app.exception
    headings = [text.value for text in app.markdown if text.value.startswith("## ")]
    assert len(headings) == 6
    assert headings[0] == "## Thu ngân sách so với dự toán"
    with Store(database) as store:
        median = rank(store, "income_per_capita").rows["value"].median()
    assert app.metric[1].value == f"{median:g}".replace(".", ",")
