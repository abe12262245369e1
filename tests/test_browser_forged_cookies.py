"""A cookie that somebody signed with a secret they could guess, or knew: nobody's right to write.

The secrets are those of careless operators; the forger knows each of them.
"""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from itsdangerous import URLSafeTimedSerializer

from tests.browser import IDLE, settle
from tests.curated_country import ARTICLE, CURATOR, SECRET, Site, curated_site, write_secrets
from tests.openid_provider import OpenIdProvider, openid_provider

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Nobody guesses this one; it is known to whoever may read the environment of the process.
KNOWN = "Zk3vXo8QfW1pLs7RtB5nYc2HdJ9gMa4E"

LONGEST_POLL_SECONDS = 60


@pytest.fixture(scope="module")
def provider() -> Iterator[OpenIdProvider]:
    with openid_provider() as running:
        yield running


def _forge(page: "Page", site: Site, secret: str) -> None:
    claims = {"is_logged_in": True, "email": CURATOR, "email_verified": True,
              "origin": site.address, "provider": "default"}  # fmt: skip
    cookie = URLSafeTimedSerializer(secret, salt="_streamlit_user").dumps(json.dumps(claims))
    page.context.add_cookies([{"name": "_streamlit_user", "value": cookie, "url": site.address}])


def _open(page: "Page", site: Site) -> str:
    page.goto(f"{site.address}/bien-tap")
    page.wait_for_selector("h2:has-text('Các lần sửa')")
    page.wait_for_selector(IDLE)
    return page.locator("body").inner_text()


def _read_article(page: "Page") -> None:
    page.get_by_label("Nội dung bài báo").fill(ARTICLE)
    settle(page)
    page.get_by_role("button", name="Tìm số liệu").click()
    page.wait_for_selector(":is(h2, h3):has-text('Giữ lại')")
    page.wait_for_selector(IDLE)


@contextmanager
def _careless_site(
    directory: Path, provider: OpenIdProvider, secret: str | None, variable: str | None
) -> Iterator[Site]:
    environment = {"STREAMLIT_SERVER_COOKIE_SECRET": variable} if variable else {}
    with curated_site(directory, provider, secret=secret, environment=environment) as site:
        yield site


@pytest.mark.parametrize(("secret", "variable", "why"), [
    ("changeme", None, "cookie_secret có 8 ký tự"),
    ("0123456789" * 4, None, "cookie_secret lặp lại"),
    (None, KNOWN, "[auth] cookie_secret chưa đặt"),
    (None, "changeme", "[auth] cookie_secret chưa đặt"),
    ("", KNOWN, "[auth] cookie_secret chưa đặt"),
])  # fmt: skip
def test_a_forged_cookie_writes_nothing_and_the_page_says_why(
    page: "Page", provider: OpenIdProvider, tmp_path: Path, secret: str | None,
    variable: str | None, why: str,
) -> None:  # fmt: skip
    with _careless_site(tmp_path, provider, secret, variable) as site:
        before = site.table()
        _forge(page, site, secret or variable or "")
        words = _open(page, site)
        assert "Ở đây không ghi được gì" in words
        page.get_by_text("Dành cho người vận hành: cách bật đăng nhập").click()
        page.get_by_text(why).wait_for()
        assert page.get_by_role("link", name="Biên tập").count() == 0
        _read_article(page)
        assert page.get_by_role("button", name="Duyệt vào bảng số liệu").count() == 0
        assert site.table() == before


def test_a_secret_that_is_changed_ends_what_was_signed_with_the_old_one(
    page: "Page", provider: OpenIdProvider, tmp_path: Path
) -> None:
    """The session is open while the operator corrects the file, which Streamlit reads anew."""
    with curated_site(tmp_path, provider, secret="changeme") as site:
        _forge(page, site, "changeme")
        assert "Ở đây không ghi được gì" in _open(page, site)
        write_secrets(tmp_path, int(site.address.rsplit(":", 1)[1]), provider, SECRET)
        # A page whose connection broke meanwhile is a new session, and nobody's: told otherwise.
        refused = page.get_by_text(re.compile("hãy đăng nhập lại|Bạn chưa đăng nhập"))
        end = time.monotonic() + LONGEST_POLL_SECONDS  # the file is polled, beside many tests
        while not refused.count() and time.monotonic() < end:
            page.wait_for_timeout(1000)
            _read_article(page)
        refused.wait_for()
        assert page.get_by_role("button", name="Duyệt vào bảng số liệu").count() == 0


def test_the_log_names_who_accepted_how_many_rows_and_where(
    page: "Page", provider: OpenIdProvider, tmp_path: Path
) -> None:
    """The same cookie with the secret of ``[auth]``, as the server itself writes it."""
    with curated_site(tmp_path, provider) as site:
        _forge(page, site, SECRET)
        assert f"biên tập viên {CURATOR}" in _open(page, site)
        _read_article(page)
        page.get_by_role("combobox", name="Nguồn").first.fill("bia-press")
        page.get_by_role("combobox", name="Nguồn").first.press("Enter")
        page.wait_for_selector(IDLE)
        settle(page)
        page.get_by_role("button", name="Nhận các dòng còn mở").click()
        page.get_by_role("button", name="Nhận các dòng còn mở").wait_for(state="detached")
        page.wait_for_selector(IDLE)
        settle(page)
        page.get_by_role("button", name="Duyệt vào bảng số liệu").click()
        page.wait_for_selector("text=Đã thêm 2 dòng")
        [line] = [one for one in site.log.read_text("utf-8").splitlines() if " accepted " in one]
        assert f"INFO indicators.curation: {CURATOR} accepted 2 rows, 0 of them revisions" in line
        [batch] = [name for name in site.table() if name.endswith("-page.csv")]
        assert batch in line
