"""A cookie that somebody signed with a secret they could guess, or knew: nobody's right to write.

The secrets are those of careless operators; the forger knows each of them.
"""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from itsdangerous import URLSafeTimedSerializer

from tests.curated_country import CURATOR, SECRET, Site, curated_site, write_secrets
from tests.curation_in_browser import PATH, accept_all, opened, read_article
from tests.openid_provider import OpenIdProvider, openid_provider

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# Nobody guesses this one; it is known to whoever may read the environment of the process.
KNOWN = "Zk3vXo8QfW1pLs7RtB5nYc2HdJ9gMa4E"
WEAK = {"changeme": "cookie_secret có 8 ký tự", "0123456789" * 4: "cookie_secret lặp lại"}

LONGEST_POLL_SECONDS = 60


@pytest.fixture(scope="module")
def provider() -> Iterator[OpenIdProvider]:
    with openid_provider() as running:
        yield running


def _forge(page: "Page", site: Site, secret: str) -> str:
    """Come with a cookie signed with ``secret``; the words of the page."""
    claims = {"is_logged_in": True, "email": CURATOR, "email_verified": True,
              "origin": site.address, "provider": "default"}  # fmt: skip
    cookie = URLSafeTimedSerializer(secret, salt="_streamlit_user").dumps(json.dumps(claims))
    page.context.add_cookies([{"name": "_streamlit_user", "value": cookie, "url": site.address}])
    return opened(page, site.address + PATH)


def _is_refused(page: "Page", site: Site, secret: str, why: str) -> None:
    """A cookie signed with ``secret`` writes nothing, and the operator is told ``why``."""
    before = site.table()
    assert "Ở đây không ghi được gì" in _forge(page, site, secret)
    page.get_by_text("Dành cho người vận hành: cách bật đăng nhập").click()
    page.get_by_text(why).wait_for()
    assert page.get_by_role("link", name="Biên tập").count() == 0
    read_article(page)
    assert page.get_by_role("button", name="Duyệt vào bảng số liệu").count() == 0
    assert site.table() == before


def _rewrite_secrets(
    page: "Page", site: Site, provider: OpenIdProvider, secret: str, told: "Locator"
) -> None:
    """As an operator does while the site runs; the page that is open says so with its next runs."""
    write_secrets(site.data.parent, int(site.address.rsplit(":", 1)[1]), provider, secret)
    end = time.monotonic() + LONGEST_POLL_SECONDS  # the file is polled, beside many tests
    while not told.count() and time.monotonic() < end:
        page.wait_for_timeout(300)
        read_article(page)
    told.wait_for()


@pytest.mark.parametrize(("variable", "secrets"), [(KNOWN, (None, "")), ("changeme", (None,))])
def test_a_secret_in_the_environment_alone_makes_no_curators(
    page: "Page", provider: OpenIdProvider, country_with_release: Path, tmp_path: Path,
    variable: str, secrets: tuple[str | None, ...],
) -> None:  # fmt: skip
    """There is no section ``[auth]``, then one whose secret is empty."""
    absent = "[auth] cookie_secret chưa đặt"
    environment = {"STREAMLIT_SERVER_COOKIE_SECRET": variable}
    with curated_site(country_with_release, tmp_path, provider, secret=None,
                      environment=environment) as site:  # fmt: skip
        for secret in secrets:
            why = f"Không ai ghi được vì: {absent}"
            if secret is None:
                why = f"[auth] redirect_uri chưa đặt; {absent}"
            else:
                _rewrite_secrets(page, site, provider, secret, page.get_by_text(why))
            _is_refused(page, site, variable, why)


def test_a_secret_is_corrected_while_the_site_runs(
    page: "Page", provider: OpenIdProvider, country_with_release: Path, tmp_path: Path,
    subtests: pytest.Subtests,
) -> None:  # fmt: skip
    """Two that can be guessed, then one that holds; sessions are open meanwhile."""
    first, second = WEAK
    with curated_site(country_with_release, tmp_path, provider, secret=first) as site:
        with subtests.test("a forged cookie writes nothing and the page says why"):
            _is_refused(page, site, first, WEAK[first])
            _rewrite_secrets(page, site, provider, second, page.get_by_text(WEAK[second]))
            _is_refused(page, site, second, WEAK[second])
        with subtests.test("a secret that is changed ends what was signed with the old one"):
            # A page whose connection broke meanwhile is a new session, and nobody's: told
            # otherwise.
            refused = page.get_by_text(re.compile("hãy đăng nhập lại|Bạn chưa đăng nhập"))
            _rewrite_secrets(page, site, provider, SECRET, refused)
            assert page.get_by_role("button", name="Duyệt vào bảng số liệu").count() == 0
        with subtests.test("the log names who accepted how many rows and where"):
            # The same cookie with the secret of now, as the server itself writes it.
            assert f"biên tập viên {CURATOR}" in _forge(page, site, SECRET)
            read_article(page, source="bia-press")
            accept_all(page)
            page.wait_for_selector("text=Đã thêm 2 dòng")
            lines = site.log.read_text("utf-8").splitlines()
            [line] = [one for one in lines if " accepted " in one]
            told = f"INFO indicators.curation: {CURATOR} accepted 2 rows, 0 of them revisions"
            assert told in line
            [batch] = [name for name in site.table() if name.endswith("-page.csv")]
            assert batch in line
