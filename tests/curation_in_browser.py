"""The page of curation in a browser: opened, a button pressed, an article read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser import IDLE, settle
from tests.curated_country import ARTICLE

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATH = "/bien-tap"


def opened(page: Page, url: str) -> str:
    """Open an address of the site and return its words when they are drawn."""
    page.goto(url)
    return drawn(page)


def drawn(page: Page) -> str:
    """Wait for a page on its way and return its words."""
    page.wait_for_selector("h1")
    if page.url.endswith(PATH):
        page.wait_for_selector("h2:has-text('Các lần sửa')")  # the last of the page
    page.wait_for_selector(IDLE)
    return page.locator("body").inner_text()


def press(page: Page, name: str) -> None:
    """Press the button of this name when nothing is being drawn anew."""
    settle(page)
    page.get_by_role("button", name=name).click()


def read_article(page: Page, text: str = ARTICLE, source: str = "") -> None:
    """Paste an article, choose its source where one is named, and have its figures found."""
    page.get_by_label("Nội dung bài báo").fill(text)
    if source:
        box = page.get_by_role("combobox", name="Nguồn").first
        box.fill(source)
        page.get_by_role("option").filter(has_text=source).wait_for()
        box.press("Enter")  # the first match: no pointer that a moving list can miss
        settle(page)
        assert f"({source})" in box.input_value()
    page.get_by_role("button", name="Tìm số liệu").click()
    page.get_by_role("button", name="Nhận các dòng còn mở").wait_for()
    page.wait_for_selector(":is(h2, h3):has-text('Giữ lại')")
    page.wait_for_selector(IDLE)


def accept_all(page: Page, reason: str = "") -> None:
    """Accept all that is open, for this reason, and press the button that writes."""
    if reason:
        page.get_by_label("Lý do chung").fill(reason)
    press(page, "Nhận các dòng còn mở")
    page.get_by_role("button", name="Nhận các dòng còn mở").wait_for(state="detached")
    press(page, "Duyệt vào bảng số liệu")
