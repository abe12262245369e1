"""The ranking and overview pages as Streamlit runs them, on the frozen table."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.questions.ranking import rank
from indicators.release.store import Store
from pages.parts.ranking.answer_table import UNFOLDED
from tests.answer_table import rows_of, table_of
from tests.opened_page import opened_page


def _strip(app: AppTest) -> str:
    (strip,) = [one.proto.body for one in app.get("html") if "<section" in one.proto.body]
    return str(strip)


def test_the_page_opens_on_the_first_headline_indicator(database: Path) -> None:
    ranking_page = opened_page("ranking")
    assert ranking_page.title[0].value.startswith("Thu ngân sách so với dự toán\\: mọi xã")
    assert ranking_page.selectbox("indicator").value == "budget_revenue_vs_plan"


def test_the_title_is_a_sentence_with_indicator_province_and_period(database: Path) -> None:
    app = opened_page("ranking", indicator="poverty_rate", province="38", year="2025", lang="en")
    assert app.title[0].value == "Poverty rate\\: all communes of Thanh Hóa, 2025"


def test_the_table_is_the_ranking(database: Path) -> None:
    app = opened_page("ranking", indicator="income_per_capita")
    with Store(database) as store:
        expected = rank(store, "income_per_capita")
    shown = rows_of(app)
    assert [row["code"] for row in shown] == expected.rows["area_code"].tolist()
    found = next(row for row in shown if row["code"] == "15961")
    # [78.5, 78.7] lies above 78.25 and below 80: place 7 and no other.
    assert (found["place"], found["value"]) == ("7", "khoảng 78,6")
    assert found["low"] < found["dot"] < found["high"]


def test_each_basis_is_a_group_ranked_by_itself(database: Path) -> None:
    groups = table_of(opened_page("ranking"))["groups"]
    assert len(groups) > 2
    full = [group for group in groups if "một phần năm" not in group["heading"]]
    with Store(database) as store:
        for group in full[:3]:
            basis = group["only"].rpartition("basis=")[2]
            alone = rank(store, "budget_revenue_vs_plan", year="2025", basis=basis)
            assert [row["code"] for row in group["rows"]] == alone.rows["area_code"].tolist()[
                : len(group["rows"])
            ]
            assert f" · {len(alone.rows)} đơn vị" in group["heading"]


def test_one_basis_can_be_asked_for_by_the_address(database: Path) -> None:
    app = opened_page("ranking", basis="area.province")
    assert {group["heading"].split(" · ")[0] for group in table_of(app)["groups"]} == {
        "Thu trên địa bàn, dự toán tỉnh giao"
    }
    assert table_of(app)["all"] == "xep-hang?"


def test_the_strip_answers_what_is_asked_of_a_province(database: Path) -> None:
    strip = _strip(opened_page("ranking", province="38"))
    assert "dưới dự toán" in strip and "chưa rõ" in strip
    assert "không thấy số không có nghĩa là đạt" in strip


def test_what_is_not_known_is_a_group_of_its_own_with_reasons(database: Path) -> None:
    app = opened_page("ranking", indicator="income_per_capita", province="38")
    missing = table_of(app)["missing"]
    known = {row["code"] for row in rows_of(app)}
    assert missing["heading"].startswith("Chưa rõ · ")
    assert "unfolded" not in table_of(app)  # the names are sent to those who ask
    app.session_state[UNFOLDED] = table_of(app)["drawn"]
    unfolded = table_of(app.run())["unfolded"]
    assert unfolded and known.isdisjoint(row["code"] for row in unfolded)
    assert all(row["reason"] for row in unfolded)
    assert "unfolded" not in table_of(
        opened_page("ranking", indicator="poverty_rate", province="38")
    )


def test_chosen_rows_open_a_bar_that_leads_on(database: Path) -> None:
    with Store(database) as store:
        first, second = rank(store, "income_per_capita").rows["area_code"][:2]
    app = opened_page("ranking", indicator="income_per_capita", area=[first, second])
    assert table_of(app)["chosen"] == [first, second]
    assert any(text.value == "**đã chọn 2**" for text in app.markdown)
    assert app.button("ranking_clear").label == "Bỏ chọn hết"


def test_every_filter_is_in_the_address(database: Path) -> None:
    app = opened_page(
        "ranking", indicator="income_per_capita", province="38", area_type="xã", lang="en"
    )
    assert app.title[0].value.startswith("Income per capita\\: commune of Thanh Hóa")
    assert app.selectbox("province").value == "38"
    assert app.selectbox("area_type").value == "xã"
    assert {row["where"] for row in rows_of(app)} == {"commune, Thanh Hóa"}


def test_a_filter_changes_the_answer(database: Path) -> None:
    ranking_page = opened_page("ranking")
    ranking_page.selectbox("indicator").set_value("poverty_rate").run()
    assert ranking_page.title[0].value.startswith("Tỷ lệ hộ nghèo\\: ")
    assert "Càng thấp càng tốt." in ranking_page.markdown[0].value


@pytest.mark.parametrize(
    "address",
    [
        {"indicator": "no_such"}, {"year": "1066"}, {"province": "00"}, {"basis": "<script>"},
        {"area_type": "huyện"}, {"area": ["99999", "24717"]}, {"lang": "xx"},
        {"indicator": "x" * 5000},
    ],
)  # fmt: skip
def test_unknown_values_of_the_address_do_no_harm_and_are_told(
    database: Path, address: dict[str, str | list[str]]
) -> None:
    app = opened_page("ranking", **address)
    assert app.title[0].value.startswith("Thu ngân sách so với dự toán\\: ")
    told = [box.value for box in app.warning if "Địa chỉ hỏi" in box.value]
    asked = [key for key in address if key not in ("area", "lang")]
    assert [key in one for key, one in zip(asked, told, strict=True)] == [True] * len(asked)


def test_no_direction_is_listed_without_places(database: Path) -> None:
    app = opened_page("ranking", indicator="population")
    assert "place" not in table_of(app)["words"]["columns"]
    assert {row["place"] for row in rows_of(app)} == {""}
    assert any("Chỉ liệt kê, không xếp hạng" in box.value for box in app.info)


def test_part_year_set_says_that_periods_differ(database: Path) -> None:
    app = opened_page("ranking", indicator="online_dossier_share", year="2025-part")
    assert "period" in table_of(app)["words"]["columns"]
    assert len({row["period"] for row in rows_of(app)}) > 5
    assert app.info


def test_empty_choice_is_explained(database: Path) -> None:
    app = opened_page("ranking", indicator="income_per_capita", province="01", area_type="đặc khu")
    assert app.warning


def test_an_area_without_a_figure_is_named(database: Path) -> None:
    app = opened_page("ranking", indicator="income_per_capita", area=["24717"], view="distribution")
    assert any("Đức An (xã, Lâm Đồng)" in caption.value for caption in app.caption)


@pytest.mark.parametrize("view", ["distribution", "map"])
def test_a_picture_names_the_one_of_several_bases_that_it_shows(database: Path, view: str) -> None:
    first = table_of(opened_page("ranking"))["groups"][0]["heading"].split(" · ")[0]
    captions = [caption.value for caption in opened_page("ranking", view=view).caption]
    assert captions.count(first) == 1
    one = opened_page("ranking", view=view, indicator="income_per_capita")
    assert first not in [caption.value for caption in one.caption]


def test_a_missing_database_is_explained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(tmp_path / "none.duckdb"))
    app = opened_page("overview")
    assert app.code[0].value == "python -m indicators build"


def test_the_overview_has_a_line_per_headline_indicator(database: Path) -> None:
    app = opened_page("overview")
    html = next(one.proto for one in app.get("bidi_component")
                if "tx-table" in one.proto.json)  # fmt: skip
    names = ("Thu ngân sách so với dự toán", "Thu nhập bình quân đầu người", "Tỷ lệ hộ nghèo")
    table = json.loads(html.json)
    assert [table.index(f">{name}<") for name in names] == sorted(
        table.index(f">{name}<") for name in names)  # fmt: skip
    with Store(database) as store:
        values = rank(store, "income_per_capita").rows["value"]
    ends = " – ".join(f"{end:g}".replace(".", ",") for end in (values.min(), values.max()))
    assert ends in table
