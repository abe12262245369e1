"""The hostile country in a real browser: its texts are read letter by letter, and nothing obeys.

No page of it needs what its policy forbids a browser, also with all that is folded in it opened.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indicators.release.build import build
from indicators.web.navigation import PAGES
from tests.browser import IDLE
from tests.hostile_country import MARKUP, write_hostile_country
from tests.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

# Pages, and how often at least a reader meets the whole markup on them.
ADDRESSES = {
    "/": 2, "/xep-hang?indicator=income_per_capita&area=99001": 2,
    "/ban-do?indicator=income_per_capita": 1, "/so-sanh?area=99001,99002": 4, "/xa?area=99001": 20,
    "/tinh?province=99": 1, "/tai-ve?area=99001,99002": 2, "/phuong-phap": 10, "/bien-tap": 0,
    "/xu-huong?indicator=income_per_capita&area=99001,99002": 4,
    "/tuong-quan?x=income_per_capita&y=poverty_rate": 2, "/tong-hop": 2,
}  # fmt: skip
OBEYED = """() => [
    ...document.querySelectorAll('a[href*="evil"], a[href="http://e/"], [src*="evil"]'),
    ...document.querySelectorAll('img[src="x"], svg a'),
    ...document.querySelectorAll('.katex, del, [data-testid=stIconMaterial][aria-label*=evil]'),
    ...[...document.querySelectorAll('strong, em, code, .stMarkdownColoredText')]
        .filter(one => ['b', 'x', 'c', 's', 'a'].includes(one.textContent.trim())),
].map(one => one.outerHTML.slice(0, 300))"""

# What is folded is opened, and marked: what was folded within it comes into sight after it.
UNFOLD = """() => {
    const folded = [...document.querySelectorAll('details:not([data-unfolded])')]
        .filter(one => !one.open && one.checkVisibility());
    const parts = [...document.querySelectorAll('.tx-theme input:not(:checked)')];
    folded.forEach(one => { one.dataset.unfolded = ''; one.querySelector('summary').click(); });
    parts.forEach(one => one.click());
    return folded.length + parts.length;
}"""
OPENED = """() => [...document.querySelectorAll('details[data-unfolded]')]
    .every(one => one.open || !one.checkVisibility())"""
DEEPEST = 5
# A box that is opened tells the server, which sends what is in it.
SENT_MS = 500


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    build(write_hostile_country(folder / "data"), folder / "release.duckdb")
    environment = {"INDICATORS_DATA": str(folder / "data")}
    with serving(folder / "release.duckdb", environment=environment) as address:
        yield address


def _open(page: "Page", url: str) -> None:
    page.goto(url)
    page.wait_for_selector("h1")
    page.wait_for_selector(IDLE)
    page.wait_for_load_state("networkidle")
    # All of one depth at once: a page of the catalogue has a hundred of them.
    for _depth in range(DEEPEST):
        if not page.evaluate(UNFOLD):
            return
        page.wait_for_function(OPENED)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(SENT_MS)
        page.wait_for_selector(IDLE)
    raise AssertionError("something is folded again and again")


@pytest.mark.parametrize(("address", "least"), ADDRESSES.items())
def test_every_letter_is_shown_and_none_is_obeyed(
    page: "Page", site: str, address: str, least: int
) -> None:
    run: list[str] = []
    told: list[str] = []

    def note(dialog: "Dialog") -> None:
        run.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.on("console", lambda message: told.append(message.text))
    _open(page, f"{site}{address}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(OBEYED) == []
    assert run == []
    assert page.locator("body").inner_text().count(MARKUP) >= least
    assert [text for text in told if "Content Security Policy" in text] == []


def test_every_page_is_among_them() -> None:
    assert {address.partition("?")[0] for address in ADDRESSES} == {one.address for one in PAGES}


def test_what_a_search_finds_is_text_too(page: "Page", site: str) -> None:
    _open(page, f"{site}/xa")
    page.get_by_label("Tìm xã").fill("Bịa Hai")
    page.get_by_role("button", name="Bịa Hai").first.wait_for()
    page.wait_for_selector(IDLE)
    assert page.evaluate(OBEYED) == []
    label = page.get_by_role("button", name="Bịa Hai").first.inner_text()
    assert label.count(MARKUP) == 2  # the commune and its province
