"""Pages of the frozen table: ways out of a province's map, one answer to with whom to compare."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from indicators.over_time.pace import pace
from indicators.release.store import Store
from tests.asked_questions import asked_questions
from tests.components import told_to_components
from tests.opened_page import opened_page


def test_the_map_of_a_province_can_leave_the_site(database: Path) -> None:
    app = opened_page("province", province="38", lang="en")
    _rug, ways = (
        {way["code"]: way["text"] for way in one["ways"]}
        for one in told_to_components(app) if isinstance(one, dict) and "ways" in one
    )  # fmt: skip
    assert {"png", "svg", "csv", "embed", "link"} <= set(ways)
    assert "province=38" in ways["svg"] and "/chart/map/" in ways["svg"]
    assert "/api/v1/ranking/" in ways["csv"] and "province=38" in ways["csv"]


def test_every_way_to_a_comparison_leads_to_the_same_communes(database: Path) -> None:
    """Named at the side, offered below it and under the similar communes."""
    app = opened_page("commune", area="15961", lang="en")
    asked = [parse_qs(link.proto.query_string)["area"] for link in app.get("page_link")
             if "so-sanh" in link.proto.page]  # fmt: skip
    near = next(one.value for one in app.html if "tx-near" in one.value)
    named = re.findall(r"area=(\d{5})", near.partition("Communes to compare with")[2])
    assert len(asked) == 2 and named
    assert all(codes == ["15961", *named] for codes in asked)
    assert "match " not in near and "difference" in near


def test_the_profile_of_a_commune_is_asked_once(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_questions(monkeypatch)
    opened_page("commune", area="09025", lang="en")
    assert asked.count("default_profile_own") == 1


def test_the_pace_of_a_year_is_no_forecast_on_every_page(database: Path) -> None:
    caveat = "this is a yardstick and no forecast of the year"
    with_parts = _commune_with_a_pace(database)
    for page, asked in (("commune", {}), ("trend", {"indicator": "budget_revenue_vs_plan"})):
        app = opened_page(page, area=with_parts, lang="en", **asked)
        assert sum(caveat in one.value for one in app.caption) == 1, page


def _commune_with_a_pace(database: Path) -> str:
    with Store(database) as store:
        codes = store.query("areas_with_figures", province="", row_limit=60)["area_code"]
        return next(str(code) for code in codes if len(pace(store, str(code))))
