"""The page of a commune in a real browser: what is seen first, how long it is, how it prints."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.browser import moved, wait_until_it_fits, widened

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Pixels: a wide screen and a telephone, the longest that the page of a commune with 37 figures may
# be there, and where its headline figures have to begin.
SIZES = {1440: (2_000, 520), 390: (4_000, 760)}
MOST_PRINTED_PAGES = 3
LIEN_MINH = "xa?area=08227&lang="
# It and three other communes of many figures.
LONG_PAGES = ("08227", "15682", "15961", "24717")
MAIN_HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"
TOPS = "(name) => document.querySelector(name).getBoundingClientRect().top"


def opened(page: "Page", address: str, width: int, asked: str = f"{LIEN_MINH}vi") -> "Page":
    page.set_viewport_size({"width": width, "height": 900})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    moved(page, f"{address}/{asked}")
    page.wait_for_selector(".tx-row")
    page.wait_for_selector("article blockquote")
    return page


@pytest.fixture
def page(desk: "Page") -> "Page":
    return desk


@pytest.fixture
def wide(page: "Page", address: str) -> "Page":
    return opened(page, address, 1440)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("code", LONG_PAGES)
def test_the_page_is_no_longer_than_it_may_be(
    page: "Page", address: str, code: str, lang: str
) -> None:
    opened(page, address, min(SIZES), f"xa?area={code}&lang={lang}")
    for width, (longest, first) in sorted(SIZES.items()):
        widened(page, width, 900)
        assert page.evaluate(MAIN_HEIGHT) <= longest, width
        assert page.evaluate(TOPS, ".tx-head") <= first, width
        wait_until_it_fits(page, width)


def test_on_a_phone_a_source_is_easy_to_press_and_covers_nothing_else(
    page: "Page", address: str
) -> None:
    opened(page, address, 390, f"{LIEN_MINH}en")
    heights = (
        "(name) => [...document.querySelectorAll(name)].map(e => e.offsetHeight).filter(h => h)"
    )
    assert min(page.evaluate(heights, ".tx-src summary")) >= 40
    taken = sorted(page.evaluate(heights, ".tx-from"))
    assert taken[len(taken) // 2] == 24
    # A place and the words above it, each in one line.
    assert max(page.evaluate(heights, ".tx-place")) <= 31
    # What can be pressed lies apart: sources, links and the boxes of the themes.
    overlaps = page.evaluate("""
        (() => { const boxes = [...document.querySelectorAll(
                '.tx-all summary, .tx-all a, .tx-all .tx-theme input')]
            .filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect());
          return boxes.filter((a, i) => boxes.some((b, j) => i < j && a.left < b.right &&
            b.left < a.right && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5)).length; })()
    """)
    assert overlaps == 0


def test_the_headings_of_the_table_take_one_line_in_english_too(page: "Page", address: str) -> None:
    opened(page, address, 1440, f"{LIEN_MINH}en")
    assert page.evaluate("document.querySelector('.tx-all thead').offsetHeight") <= 20


def test_how_it_looks_and_prints(wide: "Page", subtests: pytest.Subtests) -> None:
    with subtests.test("rows are dense"):
        heights = wide.evaluate(
            "[...document.querySelectorAll('.tx-row')].map(e => e.offsetHeight).filter(h => h)"
        )
        assert len(heights) >= 5
        assert sorted(heights)[len(heights) // 2] <= 37 and max(heights) <= 64
    with subtests.test("headings go down by one"):
        levels = wide.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]"
            ".filter(e => e.textContent && e.checkVisibility()).map(e => +e.tagName[1])"
        )
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
    with subtests.test("it prints on three pages"):
        printed = wide.pdf(format="A4", print_background=True)
        assert 1 <= len(re.findall(rb"/Type\s*/Page[^s]", printed)) <= MOST_PRINTED_PAGES


def test_a_source_opens_by_the_keyboard_and_names_its_figure(wide: "Page") -> None:
    names = wide.locator(".tx-src summary").all_inner_texts()
    assert len(names) == len(set(names))
    summary = wide.locator(".tx-src summary").first
    summary.focus()
    wide.keyboard.press("Enter")
    card = wide.locator(".tx-card").first
    card.wait_for()
    assert "Vị trí trong bài" in card.inner_text()


def test_a_theme_folds_and_unfolds_by_the_keyboard(wide: "Page") -> None:
    box = wide.locator(".tx-theme input:checked").first
    before = wide.locator(".tx-row:visible").count()
    box.focus()
    wide.keyboard.press("Space")
    assert wide.locator(".tx-row:visible").count() < before
    wide.keyboard.press("Space")
    assert wide.locator(".tx-row:visible").count() == before


def test_a_sentence_is_copied_with_its_source_and_without_its_caveats(wide: "Page") -> None:
    article = wide.locator("article").first
    article.get_by_role("button", name="Chép câu này").click()
    wide.get_by_role("button", name="Đã chép").wait_for()
    copied = wide.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0].startswith("Theo ") and "Nguồn: " in copied
    assert "không cho phép nói" not in copied
    fonts = {wide.evaluate("e => getComputedStyle(e).fontFamily", one.element_handle())
             for one in (article.locator("blockquote"), wide.locator("body"))}  # fmt: skip
    assert not any("mono" in font.lower() for font in fonts)


def test_communes_to_compare_with_are_links_to_the_same_page(wide: "Page") -> None:
    link = wide.locator(".tx-near ol a").first
    name = link.inner_text()
    link.click()
    wide.wait_for_selector(f"h1:has-text('{name.partition(' (')[0]}')")
