"""Choosing areas by typing in a real browser: a click runs a fragment there, not the page."""

from typing import TYPE_CHECKING

import pytest

from tests.browser import IDLE, moved, wait_until_it_fits

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def page(desk: "Page") -> "Page":
    """A window as narrow as a telephone."""
    desk.set_viewport_size({"width": 390, "height": 900})
    return desk


def type_and_choose(page: "Page", text: str, name: str) -> None:
    """Type, wait until the server has answered the whole text, click."""
    page.wait_for_selector(IDLE)
    page.get_by_placeholder("Tên nay hoặc tên cũ").press_sequentially(text, delay=30)
    page.wait_for_timeout(1000)  # the box sends what was typed after a pause
    page.wait_for_selector(IDLE)
    page.get_by_role("button", name=name).first.click()


def test_a_place_found_by_a_former_name_opens_and_the_way_back_works(
    page: "Page", address: str
) -> None:
    page.goto(f"{address}/xa")
    type_and_choose(page, "nam binh", "Đức An")
    page.wait_for_selector("h1:has-text('Đức An')")
    page.wait_for_url("**/xa?area=24717")
    page.get_by_role("button", name="Toàn Lâm Đồng").click()
    page.wait_for_selector("h1:has-text('Lâm Đồng')")
    page.wait_for_url("**/xa?area=68")
    page.wait_for_selector(IDLE)
    page.go_back()
    page.wait_for_selector("h1:has-text('Đức An')")


def test_areas_are_added_and_taken_out_in_the_address(page: "Page", address: str) -> None:
    moved(page, f"{address}/so-sanh?area=24717,08227")
    page.wait_for_selector("table")
    type_and_choose(page, "hoang loc", "Hoằng Lộc")
    page.wait_for_url("**/so-sanh?area=24717&area=08227&area=15961")
    page.get_by_role("button", name="Bỏ").first.click()
    page.wait_for_url("**/so-sanh?area=08227&area=15961")


def test_nothing_is_wider_than_a_telephone(page: "Page", address: str) -> None:
    for path in ("xa?area=15961", "xa?area=00919", "so-sanh?area=15961,08227,09025,24717"):
        moved(page, f"{address}/{path}")
        wait_until_it_fits(page, 390)
