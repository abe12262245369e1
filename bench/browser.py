"""Our ranking page against the naive one, in one headless Chromium, on the same release.

The first chart is there when the first mark of a figure (a bar, a dot) is painted. A page counts
as done when its chart was drawn after the question and nothing in the document has changed for half
a second; the time is that of the last change. Each round opens both pages anew
with an empty cache on servers that are warm (the first load), then picks an indicator that was
never asked before (the change).
"""

from pathlib import Path
from statistics import median
from typing import Any

import duckdb
from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

from bench import servers
from bench.page_script import RANKING_PAGE, PageFailedError
from bench.report import Comparison
from tests.browser import chromium
from tests.serving import serving

WAIT_MILLISECONDS = 120_000
WINDOW = ViewportSize(width=1440, height=900)
TREES = (Path(__file__).parent / "watched_trees.js").read_text("utf-8")
# Runs in the page before anything else. `asked` is when Enter was pressed (0: when the page was
# asked for), `drawn` the last change inside a chart (ours: the table that draws its own dots, in a
# tree of its own below the page), `first` when the first mark of a
# figure was painted, `changed` the last change anywhere but inside a canvas: there
# both pages' tables keep an unseen copy of their cells for screen readers, which they renew by a
# timer long after everything is drawn.
OWN_WATCH = """
window.watched = {asked: 0, drawn: 0, changed: 0, first: 0};
const MARK = '.js-plotly-plot .main-svg .point, .plot .dot';
const look = () => {
    if (watched.first || !trees.some(tree => tree.querySelector(MARK))) return;
    watched.first = -1;
    requestAnimationFrame(() => { watched.first = performance.now(); });
};
addEventListener('keydown', event => {
    if (event.key === 'Enter') watched.asked = performance.now();
}, true);
const element = change =>
    change.target instanceof Element ? change.target : change.target.parentElement;
const visible = change => !element(change)?.closest('canvas');
const inChart = change => element(change)?.closest('.js-plotly-plot .main-svg, .answer-table');
const trees = watchTrees(changes => {
    look();
    if (changes.some(visible)) watched.changed = performance.now();
    if (changes.some(inChart)) watched.drawn = performance.now();
});
"""
WATCH = TREES + OWN_WATCH
DONE = """
title => [...document.querySelectorAll('h1')].some(one => one.innerText.trim().startsWith(title))
    && watched.drawn > watched.asked && performance.now() - watched.changed > 500
"""

MEASURED = ("first chart", "first load", "change", "bytes of first load", "bytes of a change")
TARGETS = (0.42, 0.7, 0.28, 1 / 3, 1 / 5)


def measure(release: Path, *, rounds: int) -> list[Comparison]:
    """Milliseconds and kilobytes of both pages; medians of the rounds."""
    names = indicator_names(release)
    if len(names) < rounds + 2:
        raise PageFailedError(f"{len(names)} indicators are too few for {rounds} rounds")
    with (
        serving(release.resolve()) as ours,
        servers.script("naive_page.py", str(release.resolve()), our_settings=False) as naive,
        chromium() as browser,
    ):
        taken: dict[str, list[dict[str, float]]] = {"ours": [], "naive": []}
        pages = {"naive": naive, "ours": f"{ours}/{RANKING_PAGE}"}
        for number in range(rounds + 1):
            for page, address in pages.items():
                one = _visit(browser, address, names[0], names[number + 1])
                if number:  # the first round warms the servers
                    taken[page].append(one)
    return _comparisons(taken)


def _comparisons(taken: dict[str, list[dict[str, float]]]) -> list[Comparison]:
    medians = {
        page: {what: median(visit[what] for visit in visits) for what in MEASURED}
        for page, visits in taken.items()
    }
    targets = dict(zip(MEASURED, TARGETS, strict=True))
    return [
        Comparison(
            what, medians["ours"][what], "naive page", medians["naive"][what],
            "kB" if what.startswith("bytes") else "ms", targets[what],
        )
        for what in MEASURED
    ]  # fmt: skip


def _visit(browser: Browser, address: str, first_name: str, next_name: str) -> dict[str, float]:
    """Open a page with nothing cached, then pick another indicator."""
    context = browser.new_context(viewport=WINDOW, locale="vi-VN")
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        received = Received(context.new_cdp_session(page))
        page.goto(address)
        first = milliseconds_until_done(page, first_name)
        chart = milliseconds_until_first_chart(page)
        first_bytes = received.kilobytes()
        pick(page, next_name)
        before = received.kilobytes()
        page.keyboard.press("Enter")
        change = milliseconds_until_done(page, next_name)
        taken = (chart, first, change, first_bytes, received.kilobytes() - before)
        return dict(zip(MEASURED, taken, strict=True))
    finally:
        context.close()


def pick(page: Page, name: str) -> None:
    """Find an indicator in the first select box of a page; Enter then asks for it."""
    box = page.get_by_test_id("stSelectbox").first.locator("input")
    box.click()
    box.fill(name)
    page.get_by_role("option", name=name).first.wait_for()


def milliseconds_until_first_chart(page: Page) -> float:
    """From the moment at which the page was asked for to the first mark of a figure, painted."""
    page.wait_for_function("watched.first > 0", timeout=WAIT_MILLISECONDS)
    return float(page.evaluate("watched.first"))


def milliseconds_until_done(page: Page, title: str) -> float:
    """From the question to the last change of the page that answers it."""
    page.wait_for_function(DONE, arg=title, timeout=WAIT_MILLISECONDS)
    return float(page.evaluate("watched.changed - watched.asked"))


class Received:
    """What a page has received: bodies and headers as transferred, and websocket frames."""

    def __init__(self, session: CDPSession) -> None:
        self._bytes = 0.0
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.webSocketFrameReceived", self._frame)
        session.send("Network.enable")

    def kilobytes(self) -> float:
        """All so far, in thousands of bytes."""
        return self._bytes / 1000

    def _finished(self, event: dict[str, Any]) -> None:
        self._bytes += event["encodedDataLength"]

    def _frame(self, event: dict[str, Any]) -> None:
        payload = event["response"]["payloadData"]
        binary = event["response"]["opcode"] == 2  # given as base64: four letters, three bytes
        self._bytes += len(payload) * 3 / 4 if binary else len(payload.encode())


def indicator_names(release: Path) -> list[str]:
    """Vietnamese names, in the order in which both pages list them."""
    with duckdb.connect(str(release), read_only=True) as connection:
        rows = connection.sql("SELECT name_vi FROM indicator ORDER BY position").fetchall()
    return [row[0] for row in rows]
