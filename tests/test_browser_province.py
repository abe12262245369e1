"""The rug in a browser: drawn, sorted, walked through by keys, told, and free of axe's faults."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from indicators.release.build import build
from tests.accessibility import THEMES, Theme, themed, violations
from tests.browser import moved, wait_until_it_fits
from tests.serving import serving
from tests.small_country import figure, incomes, write_country

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

RATES = [
    figure(value, area_code=f"9900{n}", indicator_id="poverty_rate")
    for n, value in enumerate(("1.00", "2.00", "3.00", "4.00", "5.00"), 1)
]
EARLIER = figure("4.00", area_code="99006", indicator_id="poverty_rate",
                 period_start="2024-01-01", period_end="2024-12-31")  # fmt: skip
RUG = "table[role=grid]"
WIDTHS = (1440, 390)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("browser_province")
    path = folder / "province.duckdb"
    build(write_country(folder / "data", [*incomes("40", "45", "50", "60", "65"), *RATES, EARLIER]),
          path)  # fmt: skip
    with serving(path) as address:
        yield address


@pytest.fixture
def page(desk: Page) -> Page:
    return desk


def drawn(page: Page, served: str, query: str = "province=99&lang=en") -> Locator:
    moved(page, f"{served}/tinh?{query}")
    rug = page.locator(RUG)
    rug.locator("td").first.wait_for()
    return rug


def names(rug: Locator) -> list[str]:
    return rug.locator("tbody th a span").all_inner_texts()


def test_the_rug_is_one_stop_of_tab_and_arrows_tell_each_cell(page: Page, served: str) -> None:
    rug = drawn(page, served)
    assert rug.locator("[tabindex='0']").count() == 1
    rug.locator("[tabindex='0']").focus()
    for _step in range(3):  # to the third column: poverty
        page.keyboard.press("ArrowRight")
    tip = page.get_by_role("tooltip")
    told = tip.inner_text()
    assert "Bịa Một · Poverty rate" in told
    assert "Better than the median of the country (3%)" in told
    assert "2025" in told
    assert rug.locator(":focus").get_attribute("aria-describedby") == "rug-tip"
    page.keyboard.press("Control+End")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_url("**/xa?area=*")


def test_a_gap_is_hatched_and_tells_its_reason(page: Page, served: str) -> None:
    rug = drawn(page, served)
    gap = rug.locator("td.missing").first
    assert "repeating-linear-gradient" in gap.evaluate(
        "cell => getComputedStyle(cell).backgroundImage"
    )
    gap.hover()
    assert "No figure found" in page.get_by_role("tooltip").inner_text()
    assert "0" not in gap.inner_text()


def test_a_figure_of_another_year_is_no_gap_and_leads_to_its_area(page: Page, served: str) -> None:
    rug = drawn(page, served)
    elsewhere = rug.locator("td.elsewhere")
    assert elsewhere.count() == 1
    assert "gradient" not in elsewhere.evaluate("cell => getComputedStyle(cell).backgroundImage")
    assert page.locator(".legend .elsewhere").count() == 1
    elsewhere.locator("a").click()
    page.wait_for_url("**/xa?area=99006&lang=en")


def test_heading_row_and_first_column_stay_in_view(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    rug = drawn(page, served)
    frame = rug.locator("xpath=..")
    before = rug.locator("tbody th").first.bounding_box()
    frame.evaluate("frame => frame.scrollTo(300, 0)")
    after = rug.locator("tbody th").first.bounding_box()
    assert before and after and before["x"] == after["x"]
    wait_until_it_fits(page, 390)
    # What is hidden from sight in the rug does not lengthen the page below its last line.
    end = page.get_by_role("link", name="Rank the communes of Tỉnh Bịa").bounding_box()
    main = page.locator("[data-testid=stMain]")
    height = main.evaluate("main => main.scrollHeight - main.scrollTop")
    assert end and height - end["y"] < 400


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_the_rug(page: Page, served: str, width: int, theme: Theme) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    themed(page, theme)
    drawn(page, served)
    assert violations(page) == []


# What this test has sorted, and the next one breaks, stays so in their tab.
def test_a_heading_sorts_best_first_and_what_is_missing_last(page: Page, served: str) -> None:
    rug = drawn(page, served)
    heading = rug.get_by_role("columnheader", name="Poverty rate")
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"  # less is better
    assert names(rug)[:5] == ["Bịa Một", "Bịa Hai", "Bịa Ba", "Bịa Bốn", "Bịa Năm"]
    heading.locator("button").click()
    assert names(rug)[:5] == ["Bịa Năm", "Bịa Bốn", "Bịa Ba", "Bịa Hai", "Bịa Một"]
    assert set(names(rug)[5:]) == {"Bịa Sáu", "Bịa Bảy"}


def test_a_fault_in_the_rug_is_found(page: Page, served: str) -> None:
    cell = drawn(page, served).locator("td").first
    cell.evaluate("cell => { cell.innerHTML = '<img src=\"data:,\">'; }")
    assert [one.partition(":")[0] for one in violations(page)] == ["image-alt"]
