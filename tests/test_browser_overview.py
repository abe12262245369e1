"""The first page and the map in a browser: first screens, keyboard, clicks, forced colours."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import moved, widened

if TYPE_CHECKING:
    from playwright.sync_api import Page

TABLE = ".tx-table"
SHOWN_MS = 40_000
# At twice the size a window of 1440 pixels has 720 of them.
TWICE = 720


@pytest.fixture
def page(desk: "Page") -> Iterator["Page"]:
    yield desk
    desk.set_viewport_size({"width": 1440, "height": 1200})
    desk.emulate_media(forced_colors="null")


def test_no_number_of_the_table_is_cut_at_any_width(page: "Page", address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    moved(page, address)
    page.wait_for_selector(TABLE)
    for width in (390, TWICE):
        widened(page, width, 900)
        cut = page.evaluate("""() => [...document.querySelectorAll('.tx-table :is(th, td, a)')]
            .filter((one) => one.offsetParent && getComputedStyle(one).clipPath === 'none')
            .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
            .map((one) => one.textContent)""")
        assert cut == [], width
        beyond = page.evaluate(
            """(width) => [...document.querySelectorAll('.tx-table td')]
            .filter((one) => one.getBoundingClientRect().right > width).length""",
            width,
        )
        assert beyond == 0, width


def test_the_first_screen_has_search_doors_and_the_first_sentence(
    page: "Page", address: str
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    moved(page, address)
    page.wait_for_selector(".tx-map")
    for text in ("Tìm xã, phường", "Tỉnh của tôi", "So sánh các xã", "Điều nổi bật"):
        box = page.get_by_text(text).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900, text


def test_a_line_of_the_legend_is_switched_with_the_keyboard(page: "Page", address: str) -> None:
    moved(page, f"{address}/ban-do?indicator=income_per_capita")
    page.wait_for_selector(".choroplethlayer path", state="attached", timeout=SHOWN_MS)
    first = page.locator(".tx-legend button").first
    value = first.get_attribute("data-value") or "?"
    first.focus()
    page.keyboard.press("Space")
    page.wait_for_function(f"() => location.search.includes('hide={value}')", timeout=SHOWN_MS)
    page.wait_for_selector(
        f'.tx-legend button[data-value="{value}"][aria-pressed="false"]', timeout=SHOWN_MS
    )
    focused = page.evaluate("() => document.activeElement.dataset.value")
    assert focused == value  # the keyboard is where it was
    page.reload()
    page.wait_for_selector(
        f'.tx-legend button[data-value="{value}"][aria-pressed="false"]', timeout=SHOWN_MS
    )
    page.locator('.tx-drawn button[data-value="all"]').click()
    page.wait_for_function("() => !location.search.includes('hide=')", timeout=SHOWN_MS)


def test_a_click_on_the_country_goes_into_the_province(page: "Page", address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 1400})
    moved(page, f"{address}/ban-do?indicator=income_per_capita")
    page.wait_for_selector(".choroplethlayer path", state="attached", timeout=SHOWN_MS)
    cell = page.locator(".choroplethlayer path").nth(60).bounding_box()
    assert cell is not None
    page.mouse.move(cell["x"] + cell["width"] / 2, cell["y"] + cell["height"] / 2)
    page.wait_for_selector(".hoverlayer text", timeout=SHOWN_MS)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('province=')", timeout=SHOWN_MS)
    page.get_by_text("cùng mọi nguồn số liệu").wait_for(timeout=SHOWN_MS)
    page.get_by_role("button", name="Trở lại cả nước").click()
    page.wait_for_function("() => !location.search.includes('province=')", timeout=SHOWN_MS)


@pytest.mark.parametrize("height", [700, 1100])
def test_the_map_takes_the_height_that_the_window_has(
    page: "Page", address: str, height: int
) -> None:
    page.set_viewport_size({"width": 1440, "height": height})
    moved(page, f"{address}/ban-do?indicator=income_per_capita")
    page.wait_for_selector(".choroplethlayer path", state="attached", timeout=SHOWN_MS)
    drawn = page.locator(".js-plotly-plot").bounding_box()
    assert drawn is not None
    assert drawn["height"] == max(420, height - 320)


def test_the_areas_of_the_map_are_reached_without_a_pointer(page: "Page", address: str) -> None:
    moved(page, f"{address}/ban-do?indicator=income_per_capita&province=38")
    page.locator(".st-key-map_list summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".tx-small a")
    page.locator(".tx-small a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/xa?area=*")


def test_forced_colours_leave_the_legend_its_swatches(page: "Page", address: str) -> None:
    page.emulate_media(forced_colors="active")
    moved(page, f"{address}/ban-do?indicator=income_per_capita")
    page.wait_for_selector(".tx-legend .tx-swatch", timeout=SHOWN_MS)
    fills = page.evaluate("""() => [...document.querySelectorAll('.tx-legend .tx-swatch')]
        .map((one) => getComputedStyle(one).backgroundColor)""")
    assert len(set(fills)) == len(fills) >= 3
