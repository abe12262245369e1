"""The comparison page with one area: whom it suggests, and what a click leads to."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.test_page_comparison import opened


def offers(app: AppTest) -> list[str]:
    return [str(button.key) for button in app.button if str(button.key).startswith("suggest-")]


def test_one_area_is_offered_others_with_the_number_of_shared_indicators(database: Path) -> None:
    app = opened("08227")
    assert any(key.startswith("suggest-peers-") for key in offers(app))
    told = [caption.value for caption in app.caption if "chỉ tiêu chung" in caption.value]
    assert len(told) >= 5 and all("độ khác" in one for one in told[:5])
    differences = [one.split("độ khác ")[1].split(" ")[0] for one in told[:5]]
    assert len(set(differences)) == 5


def test_a_suggestion_is_added_and_the_rug_and_the_large_chart_follow(database: Path) -> None:
    app = opened("08227")
    app.button(offers(app)[0]).click().run()
    assert not app.exception
    assert len(app.query_params["area"]) == 2
    assert app.selectbox("indicator").options


def test_the_indicator_drawn_large_is_in_the_address(database: Path) -> None:
    app = opened("15961,08227,09025", indicator="poverty_rate")
    assert app.selectbox("indicator").value == "poverty_rate"
    assert opened("15961,08227,09025", indicator="nonsense").selectbox("indicator").value


def test_who_has_nothing_in_common_with_anybody_is_told(database: Path) -> None:
    app = opened("VN")
    assert any("đặt cạnh được" in element.value for element in app.markdown)
