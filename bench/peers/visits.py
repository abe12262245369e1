"""One visit in Chromium: open a page with nothing cached, then pick another indicator."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import TimeoutError as BrowserTimeoutError

from bench.browser import TREES, WINDOW, Received
from bench.page_script import PageFailedError
from bench.peers.contestants import Contestant
from bench.peers.data import Question

WAIT_MILLISECONDS = 60_000
# Done: the table holds the answer, the chart was drawn after the question, and neither has changed
# for half a second.
DONE = """
() => watched.table > watched.asked && watched.chart > watched.asked
    && watched.now() - Math.max(watched.table, watched.chart) > 500
"""
WATCHED = TREES + (Path(__file__).parent / "watched.js").read_text("utf-8")


@dataclass(frozen=True)
class Drawn:
    """When chart and table answered, in milliseconds since 1970 of this machine's clock."""

    asked: float
    chart: float
    table: float

    @property
    def both(self) -> float:
        """When the later of the two did."""
        return max(self.chart, self.table)


class Visit:
    """A page in a context of its own, which holds nothing that was ever fetched."""

    def __init__(self, context: BrowserContext, one: Contestant, address: str) -> None:
        self._one = one
        self._page = context.new_page()
        self._address = address + one.path
        self.received = Received(context.new_cdp_session(self._page))

    def opened(self, question: Question) -> Drawn:
        """Open the page, whose first indicator is that of ``question``."""
        self._page.add_init_script(_settings(self._one, question) + WATCHED)
        self._page.goto(self._address, wait_until="commit")
        return self._drawn(question)

    def changed(self, question: Question) -> Drawn:
        """Pick the indicator of ``question``."""
        settings = _settings(self._one, question)
        self._page.evaluate(settings)
        self._page.add_init_script(settings)
        PICKS[self._one.pick](self._page, question.indicator)
        return self._drawn(question)

    def began(self) -> float:
        """When the browser asked for the document, in milliseconds since 1970."""
        return float(self._page.evaluate("performance.timeOrigin"))

    def first_answered(self) -> float:
        """When the first byte of the document came."""
        return float(self._page.evaluate(
            "performance.timeOrigin + performance.getEntriesByType('navigation')[0].responseStart"
        ))  # fmt: skip

    def _drawn(self, question: Question) -> Drawn:
        try:
            self._page.wait_for_function(DONE, timeout=WAIT_MILLISECONDS)
        except BrowserTimeoutError as error:
            found = self._page.evaluate("({...watched})")
            raise PageFailedError(
                f"{self._one.name}, {question.indicator}: found {found}, expected chart and table "
                f"with one of {question.answers[:5]}"
            ) from error
        return Drawn(*(float(self._page.evaluate(f"watched.{what}"))
                       for what in ("asked", "chart", "table")))  # fmt: skip


def new_visit(browser: Browser, one: Contestant, address: str) -> tuple[Visit, BrowserContext]:
    """A visit and the context to be closed after it."""
    context = browser.new_context(viewport=WINDOW, locale="vi-VN")
    return Visit(context, one, address), context


def _settings(one: Contestant, question: Question) -> str:
    peer = json.dumps({"chart": one.chart, "table": one.table})
    return f"window.peer = {peer}; window.expected = {json.dumps(question.answers)};\n"


def _streamlit(page: Page, name: str) -> None:
    box = page.get_by_test_id("stSelectbox").first.locator("input")
    box.click()
    box.fill(name)
    page.get_by_role("option", name=name).first.wait_for()
    box.press("Enter")


def _native_select(page: Page, name: str) -> None:
    page.locator("select").first.select_option(label=name)


def _datasette_form(page: Page, name: str) -> None:
    page.locator("select#indicator").select_option(name)
    page.locator("input[type=submit]").first.click(no_wait_after=True)


def _dash_dropdown(page: Page, name: str) -> None:
    page.locator("#indicator").click()
    page.get_by_role("searchbox").or_(page.locator(".dash-dropdown-search")).first.fill(name)
    page.locator(".dash-dropdown-option").filter(has_text=name).first.click()


# How a reader picks an indicator; the clock starts with the last key or click of it.
PICKS: dict[str, Callable[[Page, str], None]] = {
    "streamlit": _streamlit,
    "native_select": _native_select,
    "datasette_form": _datasette_form,
    "dash_dropdown": _dash_dropdown,
}
