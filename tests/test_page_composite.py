"""The page of one's own index as Streamlit runs it, on the frozen table."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.own_index.composite import compose
from indicators.own_index.composite_choice import most_complete
from indicators.own_index.composite_definition import decode
from indicators.release.store import Store
from tests.opened_page import opened_page, seen_page

PAIR = "online_dossier_share~2~~ontime_dossier_share~1"


def asked(app: AppTest, key: str = "composite") -> str:
    value = app.query_params[key]
    return value if isinstance(value, str) else value[0]


def test_the_table_is_the_index_of_the_address(database: Path) -> None:
    app = seen_page("composite", composite=PAIR)
    with Store(database) as store:
        expected = compose(store, decode(PAIR)).rows
    shown = app.dataframe[0].value
    assert shown["area_code"].tolist() == expected["area_code"].tolist()
    assert shown["bar"].tolist() == expected["score"].tolist()
    assert asked(app) == PAIR
    assert app.number_input("index_weight_online_dossier_share").value == 2


def test_the_interval_stands_in_every_row(database: Path) -> None:
    shown = seen_page("composite", composite=PAIR).dataframe[0].value
    assert "(" in "".join(shown["place"]) and (shown["place"] != "").all()


def test_the_page_says_whose_index_it_is(database: Path) -> None:
    app = seen_page("composite", composite=PAIR)
    assert app.info[0].value.startswith("Chỉ số này do chính người đọc lựa chọn.")
    assert "không phải bảng xếp hạng chính thức" in app.info[0].value
    assert (
        seen_page("composite", composite=PAIR, lang="en")
        .info[0]
        .value.startswith("This index is the choice of the reader")
    )


def test_without_an_address_the_most_complete_index_is_shown(database: Path) -> None:
    app = seen_page("composite")
    with Store(database) as store:
        best = most_complete(store)[0]
    assert tuple(app.multiselect("index_indicators").value) == best.indicator_ids
    assert app.header[0].value.startswith(f"{best.areas} đơn vị có đủ cả")


def test_a_changed_weight_is_in_the_address(database: Path) -> None:
    app = opened_page("composite", composite=PAIR)
    app.number_input("index_weight_ontime_dossier_share").set_value(4.0).run()
    assert asked(app) == "online_dossier_share~2~~ontime_dossier_share~4"
    app.selectbox("index_aggregation").set_value("geometric").run()
    assert asked(app) == "online_dossier_share~2~~ontime_dossier_share~4~~mean~geometric"


def test_goalposts_are_asked_for_and_kept(database: Path) -> None:
    app = opened_page("composite", composite=PAIR)
    app.selectbox("index_normalisation").set_value("goalposts").run()
    assert not app.exception
    app.number_input("index_low_ontime_dossier_share").set_value(90.0).run()
    assert "ontime_dossier_share~1~posts~90~100" in asked(app)
    app.number_input("index_low_ontime_dossier_share").set_value(150.0).run()
    assert app.warning[0].value.startswith("Hai mốc của một chỉ tiêu bị đặt ngược")


def test_z_scores_leave_no_choice_of_the_mean(database: Path) -> None:
    app = opened_page("composite", composite=f"{PAIR}~~mean~geometric")
    app.selectbox("index_normalisation").set_value("z_score").run()
    assert not app.exception
    assert app.selectbox("index_aggregation").value == "arithmetic"
    assert asked(app) == f"{PAIR}~~norm~z_score"


def test_too_few_areas_are_not_ranked_and_helped_on(database: Path) -> None:
    app = seen_page("composite", composite="income_per_capita~1~~satisfaction_rate~1")
    assert app.warning[0].value.startswith("Chưa có chỉ số: dưới 5 đơn vị")
    assert any("Những tổ hợp đầy đủ nhất" in text.value for text in app.markdown)


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "<script>alert(1)</script>~1~~poverty_rate~1",
        "income_per_capita~1~~poverty_rate~1~~draws~999999999",
        "x" * 5000,
    ],
)
def test_a_hostile_address_falls_back_and_says_so(database: Path, text: str) -> None:
    app = seen_page("composite", composite=text)
    assert app.warning[0].value.startswith("Không đọc được chỉ số nào từ địa chỉ")
    assert "<script>" not in "".join(caption.value for caption in app.caption)
    assert app.dataframe[0].value.shape[0] >= 5


def test_an_indicator_without_a_direction_is_refused(database: Path) -> None:
    app = seen_page("composite", composite="population~1~~income_per_capita~1")
    assert "population" in app.warning[0].value
    assert "population" not in app.multiselect("index_indicators").options


def test_an_unknown_province_is_no_error(database: Path) -> None:
    app = seen_page("composite", composite=f"{PAIR}~~province~77")
    assert app.selectbox("index_province").value == ""
    assert asked(app) == PAIR


def test_one_indicator_is_not_an_index(database: Path) -> None:
    app = opened_page("composite", composite=PAIR)
    app.multiselect("index_indicators").set_value(["income_per_capita"]).run()
    assert not app.exception
    assert "Hãy chọn ít nhất hai chỉ tiêu." in [note.value for note in app.info]


def test_adding_an_indicator_asks_for_all_of_them(database: Path) -> None:
    app = opened_page("composite", composite=PAIR)
    chosen = ["online_dossier_share", "ontime_dossier_share", "income_per_capita"]
    app.multiselect("index_indicators").set_value(chosen).run()
    assert not app.exception
    assert asked(app) == f"{PAIR}~~income_per_capita~1"


def test_the_gaps_are_listed_with_reasons(database: Path) -> None:
    app = seen_page("composite", composite=PAIR)
    gaps = app.dataframe[-1].value
    assert set(gaps["known"]) == {"1/2"}
    assert gaps["missing"].str.contains(": ").all()


def test_a_proposal_is_taken_over_with_the_address(database: Path) -> None:
    app = opened_page("composite", composite="income_per_capita~1~~satisfaction_rate~1")
    (found, *_others) = [
        button for button in app.button if (button.key or "").startswith("propose_")
    ]
    found.click().run()
    assert not app.exception and not app.warning
    with Store(database) as store:
        ids = most_complete(store)[0].indicator_ids
    assert asked(app) == "~~".join(f"{one}~1" for one in ids)


def test_two_indicators_with_their_coefficient(database: Path) -> None:
    app = seen_page("association", x="population", y="party_members")
    (told,) = [text.value for text in app.markdown if "Spearman" in text.value]
    assert "n = " in told
    assert any("không phải là nguyên nhân" in note.value for note in app.info)
    assert any("năm 2025" in caption.value for caption in app.caption)


def test_one_indicator_on_both_axes_is_told(database: Path) -> None:
    app = seen_page("association", x="population", y="population")
    assert any("cùng là một chỉ tiêu" in text.value for text in app.markdown)


def test_below_ten_pairs_the_page_withholds_the_coefficient(database: Path) -> None:
    app = seen_page("association", x="income_per_capita", y="poverty_rate")
    assert any(text.value.startswith("**Không có hệ số:** chỉ") for text in app.markdown)


def test_no_pair_at_all_is_helped_on(database: Path) -> None:
    app = opened_page("association", x="income_per_capita", y="forest_cover", province="01")
    assert app.warning[0].value.startswith("Không đơn vị nào trong phạm vi này có cả hai")
    (found, *_others) = [button for button in app.button if (button.key or "").startswith("pair_")]
    found.click().run()
    assert not app.exception and not app.warning
    assert app.selectbox("y").value != "forest_cover"
    assert not {"y", "province"} & set(app.query_params)  # defaults stay out of the address


def test_a_hostile_axis_falls_back(database: Path) -> None:
    app = seen_page("association", x="'; drop table", y="../..", x_year="%%%")
    assert app.selectbox("x").value != app.selectbox("y").value
