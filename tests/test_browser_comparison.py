"""A comparison in a real browser: from one commune by two suggestions to figures that all have."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indicators.questions.profile import compare
from indicators.release.store import Store
from indicators.views.comparison_cards import NARROW_PIXELS
from tests.browser import IDLE, moved, wait_until_it_fits, widened

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Of the frozen table: a commune whose most similar ones report other things than it does.
COMMUNE = "08227"


@pytest.fixture
def page(desk: "Page") -> "Page":
    return desk


def take_first_suggestion(page: "Page", areas: int) -> None:
    """Press the first suggested commune and wait until it is among the chosen ones."""
    if areas > 2:
        page.locator(".st-key-suggested summary").click()
    page.locator("[class*='st-key-suggest-peers-'] button").first.click()
    page.wait_for_function(
        "count => new URLSearchParams(location.search).getAll('area').join().split(',').length"
        " === count", arg=areas,
    )  # fmt: skip
    page.wait_for_selector(IDLE)


def chosen(page: "Page") -> list[str]:
    codes = page.evaluate("new URLSearchParams(location.search).getAll('area').join()")
    return str(codes).split(",")


def shared_by_all(database: Path, codes: list[str]) -> int:
    with Store(database) as store:
        rows = compare(store, codes)
    known = rows[rows["value"].notna() & (rows["theme"] != "country_wide")]
    return int((known.groupby("indicator_id")["area_code"].nunique() == len(codes)).sum())


def test_two_suggestions_lead_to_figures_that_all_three_have(
    page: "Page", address: str, database: Path
) -> None:
    moved(page, f"{address}/so-sanh?area={COMMUNE}")
    take_first_suggestion(page, 2)
    take_first_suggestion(page, 3)
    codes = chosen(page)
    assert len(codes) == 3
    assert shared_by_all(database, codes) >= 1
    rows = page.locator(".rug tbody tr")
    rows.first.wait_for()
    assert rows.count() == 3
    for place in range(3):
        assert re.search(r"\d", rows.nth(place).locator("td").first.inner_text())
    page.locator(".st-key-one_indicator_chart .js-plotly-plot").wait_for()


def test_the_page_of_a_commune_leads_to_a_comparison_with_figures(
    page: "Page", address: str, database: Path
) -> None:
    moved(page, f"{address}/xa?area={COMMUNE}")
    leading = page.locator("a[href*='so-sanh'][href*='area=']")  # one more is folded
    leading.filter(visible=True).first.click()
    page.wait_for_selector("h1:has-text('So sánh')")
    page.wait_for_selector(IDLE)
    page.locator(".rug tbody tr").first.wait_for()
    codes = chosen(page)
    assert codes[0] == COMMUNE and len(codes) >= 3
    assert shared_by_all(database, codes) >= 1


def test_cards_stand_in_place_of_the_rug_on_a_telephone(page: "Page", address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    moved(page, f"{address}/so-sanh?area={COMMUNE},09025,15961")
    page.locator(".cards table").first.wait_for(state="attached")
    page.locator(".rug").wait_for(state="attached")
    for width, cards in ((390, True), (1440, False)):
        widened(page, width, 900)
        assert (width <= NARROW_PIXELS) == cards
        assert page.locator(".cards table").first.is_visible() == cards
        assert page.locator(".rug").is_visible() != cards
        wait_until_it_fits(page, width)
