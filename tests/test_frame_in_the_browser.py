"""Header, filters, keyboard and paper in a real browser; lengths are pixels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from indicators.charts.palette import DARK, LIGHT
from tests.browser import IDLE, moved, wait_until_it_fits
from tests.serving import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE_WIDTH = 390
TOUCH = 40


# A grid draws the ring of its cells itself; the cells that have the focus are not seen.
IN_A_GRID = """!!document.activeElement.closest('[data-testid="stDataFrame"]')"""


@pytest.fixture
def page(desk: Page) -> Iterator[Page]:
    yield desk
    desk.set_viewport_size({"width": 1440, "height": 1200})
    desk.emulate_media(media="null")


@pytest.fixture
def phone(handheld: Page) -> Page:
    return handheld


def loaded(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector(IDLE)
    page.wait_for_selector("h1")


def box(page: Page, selector: str) -> dict[str, Any]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return dict(found)


def test_where_header_language_and_title_stand(
    page: Page, phone: Page, address: str, subtests: pytest.Subtests
) -> None:
    for one in (page, phone):
        moved(one, f"{address}/tai-ve")
    with subtests.test("the language stands in the row of the menu"):
        for one in (page, phone):
            header = box(one, '[data-testid="stHeader"]')
            language = box(one, ".st-key-site_language")
            assert language["y"] >= header["y"]
            assert language["y"] + language["height"] <= header["y"] + header["height"]
            assert language["x"] + language["width"] <= one.viewport_size["width"]  # type: ignore[index]
    with subtests.test("the title is 24 pixels below the header and nothing is blank below"):
        header = box(page, '[data-testid="stHeader"]')
        block = page.locator('[data-testid="stMainBlockContainer"]')
        padding = block.evaluate(
            "one => [getComputedStyle(one).paddingTop, getComputedStyle(one).paddingBottom]"
        )
        assert int(padding[0].removesuffix("px")) - header["height"] == 24
        assert int(padding[1].removesuffix("px")) <= 48


def test_the_menu_and_the_language_do_not_lie_on_each_other(page: Page, address: str) -> None:
    for width in (1440, 1280, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        moved(page, f"{address}/tai-ve")
        page.wait_for_timeout(300)
        last = page.locator('[data-testid="stTopNav"] > *').evaluate_all(
            """items => Math.max(...items.filter(one => one.offsetWidth && one.checkVisibility(
               {opacityProperty: true})).map(one => one.getBoundingClientRect().right))"""
        )
        assert last <= box(page, ".st-key-site_language")["x"], width


@pytest.mark.parametrize(("path", "chips", "last"), [
    ("/xep-hang", 4, "Loại đơn vị"), ("/ban-do", 5, "Cơ sở tính"),
])  # fmt: skip
def test_filters_are_one_row_of_chips_on_a_telephone(
    phone: Page, address: str, path: str, chips: int, last: str
) -> None:
    moved(phone, f"{address}{path}")
    found = phone.locator(".st-key-site_filters").get_by_test_id("stSelectbox").all()
    boxes = [one.bounding_box() for one in found]
    assert len(boxes) == chips
    assert len({round(one["y"]) for one in boxes if one}) == 1
    assert all(one and one["height"] >= TOUCH for one in boxes)
    assert box(phone, "h1")["y"] <= 200
    wait_until_it_fits(phone, PHONE_WIDTH)
    phone.get_by_label(last).first.focus()  # the last chip comes into sight by itself
    assert 0 <= box(phone, f'input[aria-label="{last}"]')["x"] <= PHONE_WIDTH


def test_what_fingers_touch_is_40_px_high(phone: Page, address: str) -> None:
    for path in ("/xep-hang", "/tai-ve", "/xa?area=15961"):
        moved(phone, f"{address}{path}")
        small = phone.evaluate(
            """least => [...document.querySelectorAll('[data-testid="stMain"] :is(button, summary,'
                 + ' [role="radio"], [role="tab"], [data-testid="stPageLink-NavLink"])')]
              .filter(one => one.checkVisibility() && one.getBoundingClientRect().height
                      && !one.closest('[data-testid="stSelectbox"], [data-testid="stTooltipIcon"],'
                        + ' [data-testid="stElementToolbar"], .js-plotly-plot'))
              .map(one => [one.outerHTML.slice(0, 120), one.getBoundingClientRect().height])
              .filter(([_html, height]) => height < least)""",
            TOUCH,
        )
        assert small == [], path


def test_a_filter_is_taken_back_by_reset(page: Page, address: str) -> None:
    moved(page, f"{address}/xep-hang?province=38&indicator=poverty_rate")
    page.get_by_role("button", name="Đặt lại").click()
    page.wait_for_function("() => !location.search.includes('province')")
    page.wait_for_selector(IDLE)
    assert page.get_by_label("Tỉnh, thành phố").first.input_value() == "Cả nước"
    assert "indicator" not in page.url
    assert page.get_by_role("button", name="Đặt lại").count() == 0


def test_search_results_are_walked_by_the_arrow_keys(page: Page, address: str) -> None:
    loaded(page, f"{address}/xa")
    search = page.get_by_placeholder("Tên nay hoặc tên cũ").first
    search.click()
    search.press_sequentially("nam binh", delay=30)
    page.wait_for_selector('[class*="st-key-site_found"] button')
    page.wait_for_timeout(800)
    page.wait_for_selector(IDLE)
    focused = "document.activeElement.innerText.trim() || document.activeElement.tagName"
    names = page.locator('[class*="st-key-site_found"] button').all_inner_texts()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == names[0].strip()
    if len(names) > 1:
        page.keyboard.press("ArrowDown")
        assert page.evaluate(focused) == names[1].strip()
        page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/xa?area=*")


def test_space_chooses_the_row_of_a_grid_and_the_page_says_so(page: Page, address: str) -> None:
    moved(page, f"{address}/tong-hop")
    grid = page.locator('[data-testid="stDataFrame"] canvas').first
    grid.wait_for()
    assert "phím cách" in page.locator('[data-testid="stMain"]').inner_text()
    links = '[data-testid="stPageLink-NavLink"]'
    before = page.locator(links).count()
    grid.focus()
    for key in ("ArrowDown", "ArrowDown", "Space"):
        page.keyboard.press(key)
        page.wait_for_timeout(200)
    page.wait_for_function(
        "([links, before]) => document.querySelectorAll(links).length > before",
        arg=[links, before],
    )


def test_focus_is_seen_on_menu_buttons_and_boxes(page: Page, address: str) -> None:
    loaded(page, f"{address}/tai-ve")
    ring = """() => { const style = getComputedStyle(document.activeElement);
      return [style.outlineStyle, parseFloat(style.outlineWidth)]; }"""
    seen: set[str] = set()
    for _press in range(40):
        page.keyboard.press("Tab")
        inside = page.evaluate("document.activeElement.tagName")
        if inside in ("BODY", "HTML", "IFRAME") or page.evaluate(IN_A_GRID):
            continue
        seen.add(inside)
        style, width = page.evaluate(ring)
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert style == "solid" and width >= 2, where
    assert {"A", "BUTTON", "INPUT"} <= seen


def test_the_first_key_leads_past_the_menu(page: Page, address: str) -> None:
    loaded(page, f"{address}/xep-hang")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.testid") == "stSkipToContent"
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    page.keyboard.press("Enter")
    assert page.evaluate("!!document.activeElement.closest('[data-testid=\"stMain\"]')")


def test_paper_has_the_content_without_the_controls(page: Page, address: str) -> None:
    moved(page, f"{address}/xep-hang")
    page.emulate_media(media="print")
    for hidden in ('[data-testid="stHeader"]', ".st-key-site_language", ".st-key-site_filters"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator("h1").first.is_visible()
    assert box(page, "h1")["y"] < 60


def test_links_have_the_colours_of_the_theme() -> None:
    theme = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    assert f'linkColor = "{LIGHT.link}"' in theme
    assert f'linkColor = "{DARK.link}"' in theme
