"""The served application: health, compressed static files, a new release without a restart."""

import gzip
import http.client
import json
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest

from indicators.language.texts import LANGUAGES
from indicators.release.build import build
from indicators.web import navigation
from tests.serving import serving
from tests.small_country import incomes, write_country


def _answer(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_health_names_the_release(address: str) -> None:
    status, _headers, body = _answer(f"{address}/healthz")
    content = json.loads(body)
    assert (status, content["status"], content["synthetic"]) == (200, "ok", False)


def test_static_files_are_compressed_and_whole(address: str) -> None:
    _status, _headers, page = _answer(address)
    script = page.decode().split('src="./static/')[1].split('"')[0]
    plain = _answer(f"{address}/static/{script}")
    packed = _answer(f"{address}/static/{script}", **{"Accept-Encoding": "gzip"})
    assert packed[1]["content-encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2]
    assert len(packed[2]) < len(plain[2]) / 2


@pytest.mark.parametrize("path", ["/static/../config.py", "/static/%2e%2e/config.py",
                                  "/static/no-such.js"])  # fmt: skip
def test_no_other_file_is_given_out(address: str, path: str) -> None:
    status, _headers, body = _answer(address + path, **{"Accept-Encoding": "gzip"})
    assert status in (400, 404) or b'id="root"' in body  # Streamlit answers with its page
    assert b"import " not in body[:2000]


def test_a_new_release_is_served_without_a_restart(tmp_path: Path) -> None:
    db = tmp_path / "release.duckdb"
    with serving(db) as address:
        status, _headers, body = _answer(f"{address}/healthz")
        assert status == 503
        assert b"python -m indicators build" in body
        assert _answer(f"{address}/map/communes-000000000000.json")[0] == 503
        for count in (1, 2):
            build(write_country(tmp_path / "data", incomes(*["60"] * count)), db)
            assert json.loads(_answer(f"{address}/healthz")[2])["observations"] == count


def test_pages_with_charts_ask_for_the_chart_script_at_once(address: str) -> None:
    script = b'rel="modulepreload" crossorigin href="./static/js/PlotlyChart.'
    _status, headers, trend = _answer(f"{address}/xu-huong")
    assert script in trend
    assert int(headers["content-length"]) == len(trend)
    for without in ("", "xep-hang", "phuong-phap"):
        assert script not in _answer(f"{address}/{without}")[2]


def test_the_feed_of_changes_is_cached_and_refuses_unknown_names(address: str) -> None:
    status, headers, body = _answer(f"{address}/api/v1/changes.atom?indicator=poverty_rate")
    assert (status, headers["content-type"]) == (200, "application/atom+xml")
    assert b"/api/v1/changes.atom?indicator=poverty_rate</id>" in body
    again = _answer(
        f"{address}/api/v1/changes.atom?indicator=poverty_rate",
        **{"If-None-Match": headers["etag"]},
    )
    assert (again[0], again[2]) == (304, b"")
    for query in ("area=00000", "indicator=%3Cscript%3E"):
        status, headers, body = _answer(f"{address}/api/v1/changes.atom?{query}")
        assert (status, headers["content-type"]) == (404, "application/problem+json")
        assert json.loads(body)["title"] == "Unknown name"


@pytest.mark.parametrize(("cookies", "given"), [
    ("_streamlit_user=signed", True),
    ("_streamlit_user_0=one; _streamlit_user_1=two", True),
    ("lang=vi", False),
])  # fmt: skip
def test_a_reader_who_is_signed_in_gets_what_the_first_connection_needs(
    address: str, cookies: str, given: bool
) -> None:
    """Beside the sign-in, which outlives the browser, the cookie that ends with it."""
    _status, headers, _page = _answer(f"{address}/bien-tap", Cookie=cookies)
    assert ("_streamlit_xsrf=" in headers.get("set-cookie", "")) is given


@pytest.mark.parametrize("asked", [
    "/oauth2callback", "/oauth2callback?next=https://example.org&redirect_uri=//example.org",
    "/oauth2callback?error=access_denied&state=x", "/auth/logout", "//example.org/oauth2callback",
])  # fmt: skip
def test_signing_in_ends_at_its_own_page_and_nowhere_else(address: str, asked: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", asked)
    answer = connection.getresponse()
    expected = {"/auth/logout": "/", "//example.org/oauth2callback": None}.get(asked, "/bien-tap")
    assert answer.getheader("location") == expected
    connection.close()


@pytest.mark.parametrize("page", navigation.PAGES, ids=lambda page: page.address)
def test_every_page_tells_its_language_and_its_own_title(
    address: str, page: navigation.SitePage
) -> None:
    for lang in LANGUAGES:
        _status, headers, body = _answer(f"{address}{page.address}?lang={lang}")
        assert f'<html lang="{lang}">' in body.decode()
        assert f"<title>{page.tab_title(lang)}</title>" in body.decode()
        assert int(headers["content-length"]) == len(body)
    titles = {page.tab_title(lang) for page in navigation.PAGES for lang in LANGUAGES}
    assert len(titles) == len(navigation.PAGES) * len(LANGUAGES)


@pytest.mark.parametrize("query", ["", "?lang=", "?lang=xx", "?lang=%22%3E%3Cscript%3E",
                                   "?lang=xx&lang=en", "?language=en", "?lang=%ff"])  # fmt: skip
def test_a_page_whose_language_is_not_asked_for_is_vietnamese(address: str, query: str) -> None:
    assert b'<html lang="vi">' in _answer(f"{address}/xa{query}")[2]


@pytest.mark.parametrize("path", [
    "/xep-hang.csv", "/no-such-page", "/xep-hang/no-such-page", "/api", "/map", "/index.html",
    "/pages/ranking.py", "/ranking", "/XEP-HANG", "/wp-login.php", "/sitemap.xml.gz",
])  # fmt: skip
def test_an_unknown_path_is_told_in_every_language_with_a_way_home(address: str, path: str) -> None:
    status, headers, body = _answer(f"{address}{path}?lang=en")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    told = body.decode()
    assert 'lang="vi"' in told and 'lang="en"' in told and '<a href="/?lang=vi"' in told
    assert "Không có trang" in told and "no page at this address" in told
    assert 'id="root"' not in told
    head = http.client.HTTPConnection(urlsplit(address).netloc)
    head.request("HEAD", path)
    answer = head.getresponse()
    assert (answer.status, answer.read()) == (404, b"")
    head.close()


@pytest.mark.parametrize("path", ["/api/v1/anything", "/api/v2", "/map/anything.json"])
def test_an_unknown_path_of_programs_is_a_problem_for_programs(address: str, path: str) -> None:
    status, headers, body = _answer(address + path)
    assert (status, headers["content-type"]) == (404, "application/problem+json")
    assert json.loads(body)["status"] == 404


def test_crawlers_are_told_where_to_go(address: str) -> None:
    status, headers, body = _answer(f"{address}/robots.txt")
    assert (status, headers["content-type"]) == (200, "text/plain; charset=utf-8")
    rules = RobotFileParser()
    rules.parse(body.decode().splitlines())
    asked = ("/", "/xep-hang", "/xa?area=99001", "/api/v1/changes.atom", "/bien-tap",
             "/_stcore/stream")  # fmt: skip
    assert [rules.can_fetch("any", path) for path in asked] == [True] * 4 + [False] * 2


def test_the_sign_of_the_site_is_its_own(address: str) -> None:
    status, headers, icon = _answer(f"{address}/favicon.ico")
    assert (status, headers["content-type"]) == (200, "image/vnd.microsoft.icon")
    assert icon[:4] == b"\x00\x00\x01\x00"  # how every file of this kind begins
    assert b'href="./favicon.ico"' in _answer(f"{address}/xa")[2]


def test_what_streamlit_answers_itself_stays_as_it_is(address: str) -> None:
    assert _answer(f"{address}/_stcore/health")[0] == 200
    assert (
        _answer(f"{address}/xep-hang/_stcore/health")[0] == 404
    )  # its page asks, to find its root
    assert _answer(f"{address}/xep-hang/")[0] == 200  # led to /xep-hang
