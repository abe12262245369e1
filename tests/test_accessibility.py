"""Every page under axe-core: a sample in each run, all settings where they are asked for.

What remains is Streamlit's own and listed with its reason in ``streamlit_violations.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accessibility import EVERY_SETTING, SAMPLE, THEMES, WIDTHS, Setting, opened, violations
from tests.streamlit_violations import OF_STREAMLIT

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize(
    "setting",
    [
        pytest.param(one, id=one.name, marks=() if one in SAMPLE else pytest.mark.whole_matrix)
        for one in EVERY_SETTING
    ],
)
def test_axe_finds_nothing_of_ours(
    desk: Page, handheld: Page, address: str, setting: Setting
) -> None:
    page = opened(handheld if setting.width < WIDTHS[0] else desk, address, setting)
    assert violations(page) == []


def test_the_sample_has_every_page_language_theme_and_width() -> None:
    assert {one.page for one in SAMPLE} == {one.page for one in EVERY_SETTING}
    seen = {one.lang for one in SAMPLE} | {one.theme for one in SAMPLE}
    assert seen == {"vi", "en", *THEMES}
    assert {one.width for one in SAMPLE} == set(WIDTHS)
    assert {(one.theme, one.width) for one in SAMPLE} == {(t, w) for t in THEMES for w in WIDTHS}


def test_a_fault_of_ours_is_found(page: Page, address: str) -> None:
    """The check itself can fail: text too pale, a heading that jumps, an image without words."""
    opened(page, address, SAMPLE[0])
    page.evaluate(
        """() => { document.querySelector('h1').innerHTML = '<b style="color:#AAA">pale</b>';
          document.querySelector('[data-testid="stMainBlockContainer"]')
            .insertAdjacentHTML('beforeend', '<h6>deep</h6><img src="data:,">'); }"""
    )
    found = {line.partition(":")[0] for line in violations(page)}
    assert {"color-contrast", "heading-order", "image-alt"} <= found


@pytest.mark.parametrize("known", OF_STREAMLIT, ids=lambda known: known.rule)
def test_what_is_left_is_in_elements_of_streamlit_with_a_reason(known) -> None:
    assert '[data-testid="st' in known.selector
    assert len(known.reason.split()) >= 8
