"""The answer that travels with the page of a ranking, held to what the page itself draws."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from indicators.release.store import Store
from indicators.views.answer_table import PLAIN_CELLS
from indicators.views.ranking_headings import COLUMNS
from indicators.web import first_answer as answers
from indicators.web.first_answer import asked_question, first_answer, first_answer_head
from indicators.web.page_html import preloads
from indicators.web.server import application
from tests.answer_table import rows_of, table_of
from tests.asgi import ask
from tests.opened_page import opened_page
from tests.small_country import figure, incomes
from tests.yardstick_country import built_country

RANKING = "xep-hang"
PLAN = "budget_revenue_vs_plan"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = built_country(tmp_path_factory.mktemp("first"), [
        *incomes("60", "41.5", "53", "48", "47.5", "70"),
        figure("3.1", area_code="98001", indicator_id="poverty_rate"),
        *(figure(value, area_code=f"9900{n}", indicator_id="poverty_rate")
          for n, value in enumerate(("1", "2", "3", "4"), 1)),
        *(figure(value, area_code=f"9900{n}", indicator_id=PLAN, basis="area.province")
          for n, value in enumerate(("90", "104", "98", "120"), 1)),
        figure("84", area_code="99006", indicator_id=PLAN, basis="area.province", status="E",
               period_end="2025-09-30"),
        figure("110.25", indicator_id=PLAN, basis="area.commune"),
        figure("55", area_code="99"),
        figure("1.9", area_code="VN", indicator_id="poverty_rate"),
    ])  # fmt: skip
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(store.path))
        yield store


@dataclass(frozen=True)
class Told:
    """What a reader is told before the first script has run, and what the page says then."""

    title: str
    verdict: str
    headings: list[str]
    groups: list[str]
    rows: list[tuple[str, ...]]


def _shown(address: dict[str, str | list[str]]) -> Told:
    app = opened_page("ranking", **address)
    table = table_of(app)
    (strip,) = [one.proto.body for one in app.get("html") if 'class="verdict"' in one.proto.body]
    columns = table["words"]["columns"]
    return Told(
        title=app.title[0].value.replace("\\", ""),
        verdict=strip,
        headings=[columns[one] for one in columns if one not in ("choose", "draw")],
        groups=[one["heading"] for one in table["groups"] if one["heading"]],
        rows=[_as_drawn(row, columns, table["kept"]) for row in rows_of(app)],
    )


def _as_drawn(row: dict[str, Any], columns: Iterable[str], kept: str) -> tuple[str, ...]:
    """The cells that the script makes of a row, from left to right (``answer_table.js``)."""

    def joined(*names: str) -> str:
        return " · ".join(row[one] for one in names if row[one])

    judged = f", {row['judged']}" if row.get("judged") else ""
    cells = {
        "place": row["place"],
        "area": f"{row['name']}{row['where']}{joined('where', 'period', 'source')}",
        "value": f"{row['sign']} {row['value']}{judged}" if judged else row["value"],
        "draw": "", "print": joined("print", "note"), "period": row["period"],
        "source": row["source"],
    }  # fmt: skip
    return (f"xa?area={row['code']}{kept}", *(cells[one] for one in columns if one in cells))


def _travelling(html: str) -> Told:
    head, _, body = html.partition("</thead>")

    def bare(markup: str) -> str:
        return unescape(re.sub("<.*?>", "", markup))

    rows = re.findall(r'<tr class="figure">(.*?)</tr>', body)
    return Told(
        title=bare(re.findall("<h1>(.*?)</h1>", html)[0]),
        verdict=re.findall('<section class="verdict".*?</section>', html, re.DOTALL)[0],
        headings=[bare(one) for one in re.findall("<th .*?</th>", head)],
        groups=[bare(one) for one in re.findall('<tr class="group">(.*?)</tr>', body)],
        rows=[(unescape(re.findall('href="(.*?)"', row)[0]),
               *(bare(cell) for cell in re.findall("<(?:td|th) .*?</(?:td|th)>", row)))
              for row in rows],
    )  # fmt: skip


@pytest.mark.parametrize("address", [
    {}, {"indicator": "income_per_capita", "province": "99"}, {"indicator": "poverty_rate"},
    {"indicator": "poverty_rate", "province": "98", "lang": "en"}, {"area_type": "xã"},
    # Several bases, parts of a year below the full years, an estimate, a whole level.
    {"indicator": PLAN}, {"indicator": PLAN, "basis": "area.commune", "lang": "en"},
    {"indicator": PLAN, "year": "2025-01-01/2025-09-30"},
    {"indicator": "income_per_capita", "area_type": "province"},
    # What is no choice of the filters, though it is a level or a type; repeated; half an address.
    {"indicator": "poverty_rate", "area_type": "quốc gia"}, {"area_type": "quốc gia"},
    {"area_type": "commune"}, {"area_type": ["xã", "phường"]},
    {"indicator": ["poverty_rate", "income_per_capita"]}, {"lang": ["en", "vi"]}, {"lang": "EN"},
    {"release": "", "year": "", "province": "", "indicator": ""}, {"release": "latest"},
    {"indicator": "no_such", "province": "77", "year": "1066", "area_type": "làng",
     "basis": "x"},
    {"indicator": '"><script>', "province": "\x00", "basis": "*", "year": "%"},
])  # fmt: skip
def test_it_says_what_the_page_will_say(
    country: Store, address: dict[str, str | list[str]]
) -> None:
    asked = {key: one if isinstance(one, str) else ",".join(one) for key, one in address.items()}
    shown = _shown(address)
    assert _travelling(first_answer(asked)) == shown
    assert shown.rows


def test_what_is_no_choice_falls_back_as_in_the_filters(country: Store) -> None:
    bad = {"indicator": "no_such", "province": "77", "year": "1066", "area_type": "làng"}
    assert asked_question(country, bad, "vi") == asked_question(country, {}, "vi")
    assert asked_question(country, {"province": "98"}, "vi")["province"] == "98"


@pytest.mark.parametrize("query", [{"embed": "true"}, {"view": "map"}, {"release": "0000"}])
def test_other_views_begin_empty(country: Store, query: dict[str, str]) -> None:
    assert first_answer(query) == ""


def test_without_a_database_the_page_begins_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(tmp_path / "none.duckdb"))
    assert first_answer({}) == ""


def test_many_at_once_are_given_the_page_alone(country: Store) -> None:
    taken = [answers._free.acquire(blocking=False) for _ in range(answers.MOST_AT_ONCE)]
    try:
        assert all(taken)
        assert first_answer({}) == ""
    finally:
        for _one in taken:
            answers._free.release()
    assert first_answer({}) != ""


def test_a_column_is_drawn_where_it_is_declared(
    country: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for cells in (COLUMNS, PLAIN_CELLS):
        monkeypatch.setitem(cells, "locator", "locator")
    nowhere_else: Any = {"indicator": PLAN, "basis": "area.commune", "province": "99", "lang": "en"}
    drawn = first_answer(nowhere_else)
    assert '<th class="locator" scope="col">Paragraph</th>' in drawn
    assert '<td class="locator">paragraph 1</td>' in drawn
    assert _shown(nowhere_else).headings[-1] == "Paragraph"


def test_texts_of_the_data_are_texts() -> None:
    hostile = '"><script>alert(1)</script>'
    texts = ("code", "name", "where", "place", "value", "judged", "print", "note", "period",
             "source", "url")  # fmt: skip
    row = dict.fromkeys(texts, hostile) | {"sign": "▲", "outcome": "met", "dot": 1.0, "low": 0.0,
                                           "high": 2.0}  # fmt: skip
    drawn = answers._row(row, [one for one in COLUMNS if one != "choose"], "xa?area={}".format)
    assert "<script" not in drawn
    assert drawn.count("&quot;&gt;&lt;script&gt;") == 13


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
