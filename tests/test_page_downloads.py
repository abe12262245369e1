"""The downloads page as Streamlit runs it, on the frozen table."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.questions.ranking import rank
from indicators.release.store import Store
from tests.opened_page import opened_page


def _file_names(app: AppTest) -> list[str]:
    """Labels of the buttons, from the page's elements."""
    return [element.proto.label for element in app.get("download_button")]


def test_it_opens_on_the_first_ranking(database: Path) -> None:
    app = opened_page("downloads")
    assert app.title[0].value == "Tải về"
    assert app.selectbox("indicator").value == "budget_revenue_vs_plan"
    with Store(database) as store:
        expected = rank(store, "budget_revenue_vs_plan")
    assert app.dataframe[0].value["area_code"].tolist() == (
        expected.rows["area_code"].head(5).tolist()
    )


def test_it_offers_four_forms_of_each_and_the_bundle(database: Path) -> None:
    labels = _file_names(opened_page("downloads", indicator="poverty_rate", lang="en"))
    with Store(database) as store:
        coverage = rank(store, "poverty_rate").coverage
    missing = f"Areas without a figure ({coverage.applicable - coverage.reported:,}), CSV"
    office = "CSV for Excel (Việt Nam)"
    assert labels == [
        "XLSX", office, "CSV", "Parquet", missing, f"Areas without a figure, {office}",
        "Whole bundle (ZIP)", "XLSX", office, "CSV", "Parquet",
    ]  # fmt: skip


def test_the_filters_of_the_address_choose_the_table(database: Path) -> None:
    app = opened_page("downloads", indicator="income_per_capita", province="38")
    with Store(database) as store:
        expected = rank(store, "income_per_capita", province="38")
    shown = app.dataframe[0].value
    assert shown["area_code"].tolist() == expected.rows["area_code"].head(5).tolist()
    assert set(shown["province"]) == {"Thanh Hóa"}


def test_areas_of_the_address_take_the_place_of_the_ranking(database: Path) -> None:
    app = opened_page("downloads", area=["15961", "15553"])
    assert set(app.dataframe[0].value["area_code"]) <= {"15961", "15553"}
    assert "Hoằng Lộc" in app.markdown[1].value
    assert "Sao Vàng" in app.markdown[1].value
    assert not [box for box in app.selectbox if box.key == "indicator"]


def test_a_ranking_can_be_chosen_instead(database: Path) -> None:
    app = opened_page("downloads", area="15961")
    app.button("choose_ranking").click().run()
    assert not app.exception
    assert app.selectbox("indicator").value == "budget_revenue_vs_plan"


def test_an_unknown_area_is_named(database: Path) -> None:
    app = opened_page("downloads", area="00000")
    assert "00000" in app.warning[0].value
    assert app.selectbox("indicator").value == "budget_revenue_vs_plan"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_citation_names_release_and_licence(database: Path, lang: str) -> None:
    app = opened_page("downloads", lang=lang)
    with Store(database) as store:
        release_id = store.release["release_id"]
    citation = app.code[0].value
    assert citation.startswith("Thước Xã")
    assert release_id in citation
    assert citation.endswith("CC BY 4.0.")


def test_an_unknown_value_in_the_address_falls_back(database: Path) -> None:
    app = opened_page("downloads", indicator="no_such_thing", year="1066", province="zz")
    assert app.selectbox("indicator").value == "budget_revenue_vs_plan"


def test_a_release_too_large_is_not_offered_whole(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.open_data.downloads.MOST_ROWS_ON_REQUEST", 300)
    app = opened_page("downloads", indicator="poverty_rate", lang="en")
    assert len(_file_names(app)) == 6
    assert any("export" in block.value for block in app.code)
