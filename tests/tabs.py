"""Tabs that tests lend one another: each finds its tab as new, and what a browser compiled is kept.

A new tab reads and compiles Streamlit's frontend anew, which takes most of the time of a page; a
tab that showed the site before has it at hand, and a test is through in a third of the time.
Whoever asks what a browser keeps (caches, scripts put in before a page) takes ``fresh_page``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

LONGEST_MS = 60_000  # many tests at once on a small machine
BLANK = "about:blank"
# Placeholders that shimmer and old answers that fade are drawn anew sixty times a second until the
# server has answered. They stand still here: nobody looks at them.
STILL = """{
  const still = new CSSStyleSheet();
  still.replaceSync(
    `[data-testid="stSkeleton"], [data-testid="stSkeleton"] * { animation: none !important }
     [data-testid="stElementContainer"] { transition: none !important }`);
  document.adoptedStyleSheets = [still];
}"""
KEPT_BY_SITES = "local_storage,indexeddb,cache_storage,service_workers"


class Tabs:
    """The tabs of one browser, by whether they are touched; one test at a time has each."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._tabs: dict[bool, Tab] = {}

    @contextmanager
    def lent(self, width: int, height: int, *, touch: bool = False) -> Iterator[Page]:
        """A tab of this size in pixels until the block ends."""
        tab = self._tabs.pop(touch, None) or Tab(self._browser, touch)
        tab.page.set_viewport_size({"width": width, "height": height})
        try:
            yield tab.page
            tab.wipe()
        except BaseException:
            tab.close()  # after a failure nobody knows what it is left with
            raise
        self._tabs[touch] = tab

    def close(self) -> None:
        """Close all tabs that are not lent."""
        while self._tabs:
            self._tabs.popitem()[1].close()


class Tab:
    """One tab in a profile of its own, and what a test may leave behind in it."""

    def __init__(self, browser: Browser, touch: bool) -> None:
        self._context = browser.new_context(locale="vi-VN", has_touch=touch)
        self._context.add_init_script(STILL)
        self.page = self._context.new_page()
        self._origins: set[str] = set()
        self._listeners: list[tuple[Any, Callable[..., Any]]] = []
        self.page.on("framenavigated", self._note_origin)
        self._listen = self.page.on
        self.page.on = self._note_listener  # type: ignore[assignment,method-assign]
        self._set_timeouts()

    def wipe(self) -> None:
        """Leave nothing of a test: listeners, routes, pages, history, cookies, what sites keep."""
        for event, handler in self._listeners:
            self.page.remove_listener(event, handler)
        self._listeners.clear()
        self.page.unroute_all(behavior="ignoreErrors")
        for other in self._context.pages:
            if other is not self.page:
                other.close()
        self.page.evaluate("() => { try { sessionStorage.clear() } catch (refused) {} }")
        self.page.goto(BLANK)
        self._forget()
        self.page.mouse.move(0, 0)
        self.page.emulate_media(media="null", color_scheme="null", forced_colors="null")
        self._set_timeouts()

    def close(self) -> None:
        """End the tab with its profile."""
        self._context.close()

    def _forget(self) -> None:
        self._context.clear_cookies()
        self._context.clear_permissions()
        session = self._context.new_cdp_session(self.page)
        for origin in self._origins:
            kept = {"origin": origin, "storageTypes": KEPT_BY_SITES}
            session.send("Storage.clearDataForOrigin", kept)
        session.send("Page.resetNavigationHistory")
        session.detach()
        self._origins.clear()

    def _set_timeouts(self) -> None:
        self.page.set_default_timeout(LONGEST_MS)

    def _note_origin(self, frame: Frame) -> None:
        parts = urlsplit(frame.url)
        if parts.scheme in ("http", "https"):
            self._origins.add(f"{parts.scheme}://{parts.netloc}")

    def _note_listener(self, event: Any, handler: Callable[..., Any]) -> None:
        self._listeners.append((event, handler))
        self._listen(event, handler)
