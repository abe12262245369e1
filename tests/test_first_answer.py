"""The answer that travels with the page of a ranking, held to what the page itself draws."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.release.store import Store
from indicators.web import first_answer as answers
from indicators.web.first_answer import asked_question, first_answer, first_answer_head
from indicators.web.page_html import preloads
from indicators.web.server import application
from tests.answer_table import rows_of
from tests.asgi import ask
from tests.opened_page import opened_page
from tests.small_country import figure, incomes
from tests.yardstick_country import built_country

RANKING = "xep-hang"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = built_country(tmp_path_factory.mktemp("first"), [
        *incomes("60", "41.5", "53", "48", "47.5", "70"),
        figure("3.1", area_code="98001", indicator_id="poverty_rate"),
        *(figure(value, area_code=f"9900{n}", indicator_id="poverty_rate")
          for n, value in enumerate(("1", "2", "3", "4"), 1)),
    ])  # fmt: skip
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(store.path))
        yield store


def _shown(**address: str) -> list[tuple[str, str]]:
    app = opened_page("ranking", **address)
    return [(row["code"], row["value"]) for row in rows_of(app)]


def _travelling(html: str) -> list[tuple[str, str]]:
    rows = re.findall(r'<tr class="figure">(.*?)</tr>', html)
    found = [re.search(r'area=(\w+).*?<td class="value">(.*?)</td>', row) for row in rows]
    return [(one[1], re.sub(r"<span.*?</span>", "", one[2]).strip()) for one in found if one]


@pytest.mark.parametrize("address", [
    {}, {"indicator": "income_per_capita", "province": "99"}, {"indicator": "poverty_rate"},
    {"indicator": "poverty_rate", "province": "98"}, {"area_type": "xã"},
    {"indicator": "no_such", "province": "77", "year": "1066", "area_type": "làng",
     "basis": "x"},
])  # fmt: skip
def test_it_says_what_the_page_will_say(country: Store, address: dict[str, str]) -> None:
    html = first_answer(RANKING, address)
    assert _travelling(html) == _shown(**address) != []


def test_what_is_no_choice_falls_back_as_in_the_filters(country: Store) -> None:
    bad = {"indicator": "no_such", "province": "77", "year": "1066", "area_type": "làng"}
    assert asked_question(country, bad, "vi") == asked_question(country, {}, "vi")
    assert asked_question(country, {"province": "98"}, "vi")["province"] == "98"


@pytest.mark.parametrize(("path", "query"), [
    ("xa", {}), ("", {}), (RANKING, {"embed": "true"}), (RANKING, {"view": "map"}),
    (RANKING, {"release": "0000"}),
])  # fmt: skip
def test_other_pages_and_other_views_begin_empty(
    country: Store, path: str, query: dict[str, str]
) -> None:
    assert first_answer(path, query) == ""


def test_without_a_database_the_page_begins_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(tmp_path / "none.duckdb"))
    assert first_answer(RANKING, {}) == ""


def test_many_at_once_are_given_the_page_alone(country: Store) -> None:
    taken = [answers._free.acquire(blocking=False) for _ in range(answers.MOST_AT_ONCE)]
    try:
        assert all(taken)
        assert first_answer(RANKING, {}) == ""
    finally:
        for _one in taken:
            answers._free.release()
    assert first_answer(RANKING, {}) != ""


def test_texts_of_the_data_are_texts() -> None:
    hostile = '"><script>alert(1)</script>'
    row = {"code": "9", "name": hostile, "where": hostile, "place": hostile, "value": hostile,
           "dot": 1.0, "low": 0.0, "high": 2.0}  # fmt: skip
    drawn = answers._row(row, True, lambda code: f"xa?area={code}")
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;") == 4


def test_the_page_brings_it_and_its_policy_lets_only_the_page_s_own_scripts_run(
    country: Store,
) -> None:
    app = application()
    page = ask(app, f"/{RANKING}?indicator=poverty_rate&lang=en")
    other = ask(app, "/xa")
    assert page.text.count('<section id="first-answer"') == 1
    links = re.findall(r'href="(xa\?area=[^"]*)"', page.text)
    assert links and all(link.endswith("&amp;lang=en") for link in links)
    assert 'id="first-answer"' not in other.text
    policy = page.headers["content-security-policy"]
    again = ask(app, f"/{RANKING}?lang=en").headers["content-security-policy"]
    assert policy == again  # whatever the figures are
    assert "unsafe-inline" not in policy.split("script-src", 1)[1].split(";", 1)[0]
    assert 'as="font"' not in page.text


def test_its_head_names_no_colour_that_the_theme_does_not_have() -> None:
    head = first_answer_head()
    for name in re.findall(r"var\((--st-[\w-]+)\)", head):
        assert f"{name}:light-dark(" in head, name


def test_what_a_script_imports_is_asked_for_with_it(tmp_path: Path) -> None:
    scripts = {
        "Widget.aa.js": 'import{a as e}from"./lib.bb.js";import"./style.cc.js";import("./late.js")',
        "lib.bb.js": 'import{x}from"./deep.dd.js";', "style.cc.js": "", "deep.dd.js": "",
        "late.js": "",
    }  # fmt: skip
    for name, text in scripts.items():
        (tmp_path / name).write_text(text)
    links = preloads(tmp_path, ("Widget",), '<script src="./static/js/lib.bb.js">')
    assert re.findall(r"js/([\w.]+)\"", links) == ["Widget.aa.js", "style.cc.js", "deep.dd.js"]
