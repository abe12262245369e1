"""What stands side by side on a wide screen and has no room for it on a telephone."""

from typing import TYPE_CHECKING

import pytest

from tests.browser import moved

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The tabs whose names stand over that of their neighbour, on a page of 390 pixels.
COVERED = """[...document.querySelectorAll('[role=tab]')].filter(tab => {
  const next = tab.nextElementSibling;
  if (next?.getAttribute('role') !== 'tab') return false;
  const words = document.createRange();
  words.selectNodeContents(tab);
  return words.getBoundingClientRect().right > next.getBoundingClientRect().left + 1;
}).map(tab => tab.textContent)"""


@pytest.fixture
def phone(handheld: "Page") -> "Page":
    return handheld


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_tab_covers_the_next(phone: "Page", address: str, lang: str) -> None:
    moved(phone, f"{address}/phuong-phap?lang={lang}")
    phone.wait_for_selector("[role=tab]")
    assert phone.locator("[role=tab]").count() == 6
    assert phone.evaluate(COVERED) == []


def test_a_choice_that_is_cut_ends_in_a_sign(phone: "Page", address: str) -> None:
    moved(phone, f"{address}/tuong-quan")
    phone.wait_for_selector("[data-testid=stSelectbox] input")
    kept = phone.evaluate(
        "[...document.querySelectorAll('[data-testid=stSelectbox] input')]"
        ".map(e => getComputedStyle(e).textOverflow)"
    )
    assert set(kept) == {"ellipsis"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_ranking_is_no_wider_than_its_screen(phone: "Page", address: str, lang: str) -> None:
    moved(phone, f"{address}/xep-hang?lang={lang}")
    table = phone.locator(".answer-table table")
    table.wait_for()
    assert table.evaluate("e => e.offsetWidth - e.parentElement.clientWidth") <= 0
