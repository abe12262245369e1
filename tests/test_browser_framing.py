"""A real browser shows the site in a frame only where the operator allows it, and no frame steers.

The pages around the site are invented: the browser is handed their text and asks nobody for it.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error

from indicators.release.build import build
from tests.serving import serving
from tests.small_country import incomes, write_country

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Streamlit itself would take messages from every page of this domain.
HOSTING = "https://stranger.streamlit.app"
AROUND = """<!doctype html><title>around</title><script>
  window.told = [];
  addEventListener("message", event => told.push(event.data.type));
</script><iframe src="{site}/xep-hang?embed=true" width="1200" height="900"></iframe>"""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("framing")
    build(write_country(folder / "data", incomes("60", "61")), folder / "release.duckdb")
    return folder / "release.duckdb"


@pytest.fixture(scope="module")
def site(release: Path) -> Iterator[str]:
    with serving(release) as address:
        yield address


@pytest.fixture(scope="module")
def framed_site(release: Path) -> Iterator[str]:
    with serving(release, environment={"INDICATORS_EMBED_ORIGINS": HOSTING}) as address:
        yield address


def _open_around(page: "Page", site: str) -> None:
    # A recent Chromium asks before a page of the web reaches this machine; an older one does not
    # know the question.
    with suppress(Error):
        page.context.grant_permissions(["local-network-access"])
    page.route(f"{HOSTING}/**", lambda route: route.fulfill(
        content_type="text/html", body=AROUND.replace("{site}", site)))  # fmt: skip
    page.goto(f"{HOSTING}/")


def test_a_stranger_cannot_frame_the_site(fresh_page: "Page", site: str) -> None:
    page = fresh_page
    with page.expect_console_message(
        lambda told: "frame-ancestors" in told.text or "X-Frame-Options" in told.text
    ):
        _open_around(page, site)
    [frame] = page.frames[1:]
    frame.wait_for_url("chrome-error://chromewebdata/")


def test_a_named_origin_frames_an_embedded_page_and_cannot_steer_it(
    fresh_page: "Page", framed_site: str
) -> None:
    page = fresh_page
    _open_around(page, framed_site)
    frame = page.frame_locator("iframe")
    frame.locator(".stPlotlyChart").wait_for()
    frame.get_by_role("link", name="Thước Xã").last.wait_for()
    page.evaluate("""() => frames[0].postMessage({stCommVersion: 1, type: "SET_PAGE_LINK_BASE_URL",
        pageLinkBaseUrl: "https://stranger.streamlit.app"}, "*")""")
    page.evaluate("""() => frames[0].postMessage({stCommVersion: 1, type: "STOP_SCRIPT"}, "*")""")
    page.wait_for_timeout(1000)
    # Streamlit greets a page from which it takes messages.
    assert "GUEST_READY" not in page.evaluate("told")
    links = frame.locator("a").evaluate_all("all => all.map(one => one.href)")
    assert links
    assert [link for link in links if "stranger" in link] == []
