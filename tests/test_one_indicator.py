"""One indicator of a few areas, drawn large, in an invented country."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from indicators.charts.one_indicator import (
    ReferenceLine,
    one_indicator_alt,
    one_indicator_chart,
    one_indicator_range,
)
from indicators.charts.palette import palette
from indicators.errors import UnknownNameError
from indicators.pictures.kinds import picture
from indicators.pictures.look import Look
from indicators.pictures.picture import PictureQuestion
from indicators.questions.comparison import rug_order
from indicators.questions.profile import compare
from indicators.release.store import Store
from indicators.views.comparison_cards import cards_html
from indicators.views.one_indicator import one_indicator
from indicators.views.rug import rug
from tests.small_country import figure, incomes
from tests.yardstick_country import built_country

PLAN = {"indicator_id": "budget_revenue_vs_plan", "basis": "area.commune"}
THREE = ["99001", "99002", "99006"]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    figures = [
        *incomes("40", "60", "62", "64", "80"),
        figure("3", area_code="99001", indicator_id="poverty_rate"),
        figure("1", area_code="99002", indicator_id="poverty_rate", qualifier="at_most",
               as_printed="không quá 1"),
        figure("50", **PLAN, area_code="99001", period_end="2025-06-30"),
        figure("75", **PLAN, area_code="99002", period_end="2025-09-30"),
        figure("76", **PLAN, area_code="99003", period_end="2025-09-30"),
        figure("500", area_code="99001", indicator_id="party_members"),
        figure("510", area_code="99002", indicator_id="party_members"),
    ]  # fmt: skip
    with built_country(tmp_path_factory.mktemp("large"), figures) as store:
        yield store


def drawn(shown: Any, lang: str = "vi") -> dict[str, Any]:
    chart = one_indicator_chart(shown.rows, shown.references, lang=lang, dark=False)
    found: dict[str, Any] = json.loads(chart.to_json())
    return found


def test_the_median_and_the_threshold_stand_on_the_axis(country: Store) -> None:
    shown = one_indicator(country, THREE, "income_per_capita", "en")
    assert [(one.kind, one.value) for one in shown.references][:2] == [
        ("median", 62.0), ("median", 62.0)]  # fmt: skip
    assert any(one.kind == "threshold" for one in shown.references)
    axis = one_indicator_range(shown.rows, shown.references)
    assert all(axis.low < one.value < axis.high for one in shown.references)
    lines = drawn(shown)["layout"]["shapes"]
    assert {line["line"]["dash"] for line in lines} == {"solid", "dash"}


def test_no_upright_line_crosses_a_number(country: Store) -> None:
    """The line is below, and the number stands on the colour of the page."""
    shown = one_indicator(country, THREE, "income_per_capita", "vi")
    layout = drawn(shown)["layout"]
    assert {line["layer"] for line in layout["shapes"]} == {"below"}
    page = palette(False).page
    numbers = {note["text"]: note for note in layout["annotations"] if note["text"] in ("40", "60")}
    assert {text: note["bgcolor"] for text, note in numbers.items()} == {"40": page, "60": page}
    assert [trace for trace in drawn(shown)["data"] if trace.get("mode") == "text"] == []


def test_a_missing_area_keeps_its_line_and_its_reason(country: Store) -> None:
    shown = one_indicator(country, THREE, "income_per_capita", "vi")
    assert shown.rows["area_code"].tolist() == THREE
    hatch = next(trace for trace in drawn(shown)["data"] if trace["type"] == "bar")
    assert len(hatch["x"]) == 1
    notes = [note["text"] for note in drawn(shown)["layout"]["annotations"]]
    assert "<i>chưa tìm thấy số liệu</i>" in notes


def test_the_axis_has_numbers_and_says_which_way_is_better(country: Store) -> None:
    axis = drawn(one_indicator(country, THREE, "income_per_capita", "en"), "en")["layout"]["xaxis"]
    assert len(axis["ticktext"]) >= 3 and axis["title"]["text"].startswith("better →")
    lower = drawn(one_indicator(country, THREE, "poverty_rate", "en"), "en")["layout"]["xaxis"]
    assert lower["title"]["text"] == "← better (lower is better)"
    assert all(text.endswith("%") for text in lower["ticktext"])


def test_too_few_figures_have_no_median_and_it_is_said(country: Store) -> None:
    shown = one_indicator(country, THREE, "poverty_rate", "en")
    assert not [one for one in shown.references if one.kind == "median"]
    assert any(note.startswith("No median") for note in shown.notes)


def test_parts_of_a_year_of_different_length_share_no_axis(country: Store) -> None:
    codes = ["99001", "99002", "99003"]
    shown = one_indicator(country, codes, "budget_revenue_vs_plan", "en")
    assert shown.rows["comparable"].tolist() == [False, True, True]
    chart = one_indicator_chart(shown.rows, shown.references, lang="en", dark=False)
    dots = [list(trace.x) for trace in chart.data if trace.mode == "markers"]
    assert dots == [[75.0, 76.0]]
    notes = [note["text"] for note in drawn(shown, "en")["layout"]["annotations"]]
    assert any(note.endswith("not on this axis</i>") and "50%" in note for note in notes)
    assert any("another period or basis" in note for note in shown.notes)


def test_close_figures_break_the_axis_and_say_so(country: Store) -> None:
    shown = one_indicator(country, ["99001", "99002"], "party_members", "en")
    assert any(note.startswith("The axis is broken") for note in shown.notes)
    assert "<b>⫽</b>" in [note["text"] for note in drawn(shown)["layout"]["annotations"]]


def test_the_chart_in_words(country: Store) -> None:
    shown = one_indicator(country, THREE, "poverty_rate", "en")
    line = ReferenceLine("median", 2.0, "median of the country: 2%")
    told = one_indicator_alt(shown.rows, [line], lang="en")
    assert "Bịa Một (Tỉnh Bịa): 3%" in told and "no figure found" in told
    assert told.endswith("median of the country: 2%.")


def test_an_indicator_of_one_area_alone_is_refused(country: Store) -> None:
    with pytest.raises(UnknownNameError, match="forest_cover"):
        one_indicator(country, THREE, "forest_cover", "vi")


@pytest.mark.parametrize("width", [320, 1200])
def test_the_same_leaves_the_site_as_a_picture(country: Store, width: int) -> None:
    question = PictureQuestion(
        areas=tuple(THREE), indicator="income_per_capita", look=Look(width=width, lang="en")
    )
    made = picture(country, "comparison", question)
    assert made.title.startswith("Income per capita, 2025: Bịa Một")
    assert "2 of 3 areas have a figure." in made.svg.replace("&#160;", " ")
    assert "indicator=income_per_capita" in made.page
    other = picture(country, "comparison", replace(question, indicator=None))
    assert other.title != made.title


def test_the_rug_begins_with_what_is_judged(country: Store) -> None:
    found = rug_order(compare(country, ["99001", "99002"]))
    assert found[-1] == "party_members"
    assert set(found[:3]) == {"income_per_capita", "poverty_rate", "budget_revenue_vs_plan"}


def test_on_a_telephone_each_indicator_is_a_card(country: Store) -> None:
    made = cards_html(
        rug(country, THREE, ["income_per_capita", "party_members"], lang="en"),
        link=lambda code: f"/xa?area={code}",
        dark=False,
    )
    assert made.count("<table>") == 2 and made.count("<details>") == 1
    assert made.index("<details>") > made.index("Income per capita")
    assert "no figure found" in made.lower() and "Bịa Sáu" in made
    assert "<script" not in made
