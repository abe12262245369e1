"""A tab that a test had before is as new: nothing of one test reaches the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LEFT = """() => [document.cookie, localStorage.length, sessionStorage.length, history.length,
    innerWidth, matchMedia('print').matches, matchMedia('(prefers-color-scheme: dark)').matches]"""


@pytest.fixture
def tabs(browser: Browser) -> Iterator[Tabs]:
    """Tabs of which no other test has had one."""
    opened = Tabs(browser)
    yield opened
    opened.close()


def test_a_tab_is_lent_again_with_nothing_of_the_test_before(tabs: Tabs, address: str) -> None:
    light = f"{address}/healthz"
    with tabs.lent(800, 600) as page:
        page.goto(light)
        first, new = page, page.evaluate(LEFT)
    told: list[str] = []
    with tabs.lent(500, 600) as page:
        page.on("console", lambda message: told.append(message.text))
        page.route("**/healthz", lambda route: route.fulfill(status=200, body="routed"))
        page.emulate_media(media="print", color_scheme="dark")
        page.goto(f"{address}/robots.txt")
        page.goto(light)
        page.evaluate("""() => { document.cookie = 'a=1'; localStorage.setItem('a', '1');
            sessionStorage.setItem('a', '1'); console.log('heard'); open('about:blank'); }""")
        page.evaluate("1")
        assert page.evaluate(LEFT) != new
    assert told == ["heard"]
    with tabs.lent(800, 600) as page:
        page.goto(light)
        assert page is first
        assert page.context.pages == [page]
        assert "routed" not in page.locator("body").inner_text()
        page.evaluate("console.log('again')")
        assert page.evaluate(LEFT) == new
    assert told == ["heard"]


def test_a_tab_that_a_test_failed_in_is_lent_to_nobody(tabs: Tabs) -> None:
    with pytest.raises(ZeroDivisionError), tabs.lent(800, 600) as failed:
        raise ZeroDivisionError
    assert failed.is_closed()
    with tabs.lent(800, 600) as page:
        assert page is not failed


def test_a_telephone_and_a_desk_are_two_tabs(tabs: Tabs) -> None:
    touched = "navigator.maxTouchPoints > 0"
    with tabs.lent(390, 844, touch=True) as phone, tabs.lent(1440, 900) as desk:
        assert [one.evaluate(touched) for one in (phone, desk)] == [True, False]
