"""The answer of the ranking page in a real browser: where it stands, and how rows are chosen."""

from typing import TYPE_CHECKING

import pytest

from tests.browser import moved, widened

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROWS = ".answer-table tbody tr.figure"
PROVINCE = "/xep-hang?province=38&lang="


@pytest.fixture
def page(desk: "Page") -> "Page":
    return desk


def _open(page: "Page", url: str) -> None:
    moved(page, url)
    page.wait_for_selector(ROWS)


def test_which_communes_are_behind_plan_is_answered_above_the_table(
    page: "Page", address: str
) -> None:
    _open(page, f"{address}{PROVINCE}vi")
    strip, first = page.locator("section.verdict"), page.locator(ROWS).first
    told = strip.inner_text()
    assert "dưới dự toán 0" in told
    assert "khi năm đã qua" in told  # a part of the year never without the share of the year
    assert "không thấy số không có nghĩa là đạt" in told
    upper, lower = strip.bounding_box(), first.bounding_box()
    assert upper and lower and upper["y"] + upper["height"] <= lower["y"]


def test_rows_are_chosen_by_the_keyboard_and_the_bar_stands_above(
    page: "Page", address: str
) -> None:
    _open(page, f"{address}{PROVINCE}vi")
    page.locator(f"{ROWS} input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.get_by_text("đã chọn 1").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    told = page.get_by_text("đã chọn 2")
    told.wait_for()
    assert page.locator(f"{ROWS}.chosen input").count() >= 2
    page.wait_for_url(lambda url: url.count("area=") == 2)  # written when the run has ended
    bar, table = told.bounding_box(), page.locator(".answer-table").bounding_box()
    assert bar and table and bar["y"] + bar["height"] <= table["y"]
    page.get_by_role("link", name="So sánh").last.click()
    page.wait_for_url("**/so-sanh?area=*")


def test_the_table_is_one_stop_of_the_tab_key(page: "Page", address: str) -> None:
    _open(page, f"{address}{PROVINCE}vi")
    stops = page.locator(f"{ROWS} input[tabindex='0']")
    assert stops.count() == 1
    page.locator(f"{ROWS} input").first.focus()
    page.keyboard.press("End")
    assert stops.count() == 1
    assert page.locator(f"{ROWS} input").last.evaluate("one => one.matches(':focus')")


def test_a_name_leads_to_its_commune_and_keeps_the_language(page: "Page", address: str) -> None:
    _open(page, f"{address}{PROVINCE}en")
    link = page.locator(f"{ROWS} th.area a").first
    name = link.inner_text()
    link.click()
    page.wait_for_selector(f"h1:has-text('{name}')")
    assert "/xa?area=" in page.url and "lang=en" in page.url


def test_what_is_not_known_opens_to_names_with_reasons(page: "Page", address: str) -> None:
    _open(page, f"{address}{PROVINCE}vi")
    fold = page.locator(".answer-table button.fold")
    assert fold.get_attribute("aria-expanded") == "false"
    before = page.locator(ROWS).count()
    fold.click()
    assert fold.get_attribute("aria-expanded") == "true"
    assert page.locator(".answer-table td.reason").first.inner_text()
    assert page.locator(ROWS).count() > before
    fold.click()
    assert page.locator(ROWS).count() == before


def test_what_is_not_known_is_opened_by_the_keyboard_and_is_folded_for_another_question(
    page: "Page", address: str
) -> None:
    _open(page, f"{address}{PROVINCE}vi")
    fold, reasons = page.locator("button.fold"), page.locator(".answer-table td.reason")
    fold.focus()
    page.keyboard.press("Enter")
    reasons.first.wait_for()
    assert fold.evaluate("one => one.matches(':focus')")  # the table was not drawn anew
    assert page.locator("tbody.unknown").get_attribute("aria-busy") == "false"
    page.locator(f"{ROWS} input").first.focus()
    page.keyboard.press("Space")
    page.get_by_text("đã chọn 1").wait_for()
    assert reasons.count() > 0
    page.get_by_role("radio", name="English").click()
    page.locator("button.fold", has_text="Not known").wait_for()
    assert fold.get_attribute("aria-expanded") == "false" and reasons.count() == 0


def test_the_same_view_is_a_distribution_and_the_address_says_so(
    page: "Page", address: str
) -> None:
    _open(page, f"{address}/xep-hang?indicator=income_per_capita&lang=vi")
    page.get_by_role("tab", name="Phân bố").click()
    page.wait_for_function("() => location.search.includes('view=distribution')")
    page.locator(".js-plotly-plot").first.wait_for()
    page.get_by_role("tab", name="Bảng").click()
    page.locator(ROWS).first.wait_for()


# Below what the page had before its answer came first (881 to 1,197 and 1,728 pixels).
def test_the_first_row_is_on_the_first_screen(page: "Page", address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    _open(page, f"{address}{PROVINCE}vi")
    for width, most in ((390, 760), (1440, 520)):
        widened(page, width, 900)
        place = page.locator(ROWS).first.bounding_box()
        assert place is not None
        assert place["y"] <= most, width
