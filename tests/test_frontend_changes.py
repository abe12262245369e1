"""What the site completes in Streamlit's scripts: found in the version installed, and at work."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit

from indicators.names import fold
from indicators.web.frontend_changes import ACCENTS, SENTENCES, WORDS, changed, changes_of
from tests.browser import IDLE

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"


def script(name: str) -> Path:
    (found,) = [file for file in SCRIPTS.glob(f"{name}.*.js") if changes_of(file.name)]
    return found


@pytest.mark.parametrize("name", sorted({*WORDS, *SENTENCES, *ACCENTS}))
def test_every_text_is_in_the_script_that_is_installed(name: str) -> None:
    source = script(name).read_text("utf-8")
    lost = [found.pattern for found, _put in changes_of(script(name).name)
            if not found.search(source)]  # fmt: skip
    assert lost == []


def test_another_version_is_served_as_it_is() -> None:
    other = b"export const a = 1;"
    assert changed("Selectbox.0.js", other) == other
    assert changed("other.0.js", b"`No results`") == b"`No results`"
    assert changed("index.esm.0.js", b"children:`Close`") == b"children:`Close`"


def test_names_for_machines_stay() -> None:
    source = b"a.displayName=`Search`;f({id:`Search`,label:`Search`});"
    assert changed("DataFrame.0.js", source) == (
        b"a.displayName=`Search`;f({id:`Search`,label: siteWord(`Search`)});"
    )
    assert changed("Multiselect.0.js", b"{return`No results`}") == (
        b"{return siteWord(`No results`)}"
    )


def _options(page: "Page", label: str, typed: str) -> list[str]:
    box = page.get_by_label(label).first
    box.click()
    box.fill(typed)
    page.wait_for_function("""() => document.querySelector('[role="listbox"]')""")
    page.wait_for_timeout(300)
    texts = page.locator('[role="listbox"]').first.inner_text().split("\n")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    return [text for text in texts if text.strip()]


def test_select_boxes_find_without_accents(page: "Page", address: str) -> None:
    page.goto(f"{address}/xep-hang")
    page.wait_for_selector(IDLE)
    page.wait_for_selector("h1")
    province = "Tỉnh, thành phố"
    assert _options(page, province, "hue") == ["Huế"]
    assert _options(page, province, "Huế") == ["Huế"]
    assert _options(page, province, "thanh hoa") == ["Thanh Hóa"]
    assert _options(page, province, "dak") == ["Đắk Lắk"]
    assert _options(page, province, "zzz") == ["Không có kết quả"]
    found = _options(page, "Chỉ tiêu", "ngheo")
    assert found
    assert all("ngheo" in fold(option) for option in found)


def test_nothing_of_the_frame_is_in_english_on_a_vietnamese_page(
    page: "Page", address: str
) -> None:
    page.goto(f"{address}/xep-hang")
    page.wait_for_selector(IDLE)
    page.wait_for_selector('[data-testid="stTopNav"]')
    names = page.evaluate(
        """() => [...document.querySelectorAll('[aria-label], [data-testid="stSkipToContent"]')]
          .map(one => one.getAttribute('aria-label') || one.textContent)"""
    )
    english = {word for words in WORDS.values() for word in words}
    assert sorted(english & {name.strip() for name in names}) == []
