"""From the start of a server to the first chart, and what the server keeps in memory then.

Each round starts both servers anew, ours and the naive page's, opens the page in a browser with an
empty cache as soon as it can connect, and picks one more indicator before memory is read.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from bench import servers
from bench.browser import (
    WATCH,
    WINDOW,
    indicator_names,
    milliseconds_until_done,
    milliseconds_until_first_chart,
    pick,
)
from bench.page_script import RANKING_PAGE
from bench.report import Comparison
from tests.browser import chromium

Server = Callable[[], AbstractContextManager[str]]


def measure(release: Path, *, rounds: int) -> list[Comparison]:
    """Milliseconds and megabytes of both pages; medians of the rounds."""
    first, following, *_rest = indicator_names(release)
    place = release.resolve()
    pages: dict[str, tuple[Server, str]] = {
        "naive": (lambda: servers.script("naive_page.py", str(place), our_settings=False), ""),
        "ours": (lambda: servers.ours(place), RANKING_PAGE),
    }
    taken: dict[str, list[tuple[float, float]]] = {"naive": [], "ours": []}
    with chromium() as browser:
        for number in range(-1, rounds):
            for name, (server, path) in pages.items():
                one = _started(browser, server, path, (first, following))
                if number >= 0:  # the first round warms the disk
                    taken[name].append(one)
    ours, naive = ([median(each) for each in zip(*taken[name], strict=True)]
                   for name in ("ours", "naive"))  # fmt: skip
    return [
        Comparison("cold start, first chart", ours[0], "naive page", naive[0], "ms", 0.58),
        Comparison("memory of the server", ours[1], "naive page", naive[1], "MB", 1.0),
    ]


def _started(
    browser: Browser, server: Server, path: str, names: tuple[str, str]
) -> tuple[float, float]:
    """Milliseconds to the first chart, and megabytes after one change."""
    context = browser.new_context(viewport=WINDOW, locale="vi-VN")
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        began = time.perf_counter()
        with server() as address:
            started = 1000 * (time.perf_counter() - began)
            page.goto(f"{address}/{path}")
            chart = started + milliseconds_until_first_chart(page)
            milliseconds_until_done(page, names[0])
            pick(page, names[1])
            page.keyboard.press("Enter")
            milliseconds_until_done(page, names[1])
            return chart, servers.memory_megabytes(address)
    finally:
        context.close()
