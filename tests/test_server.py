"""The served application: health, compressed static files, a new release without a restart."""

import gzip
import http.client
import json
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from indicators.release.build import build
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
        for count in (1, 2):
            build(write_country(tmp_path / "data", incomes(*["60"] * count)), db)
            assert json.loads(_answer(f"{address}/healthz")[2])["observations"] == count


def test_pages_with_charts_ask_for_the_chart_script_at_once(address: str) -> None:
    _status, headers, ranking = _answer(f"{address}/xep-hang")
    assert b'rel="modulepreload" crossorigin href="./static/js/PlotlyChart.' in ranking
    assert int(headers["content-length"]) == len(ranking)
    assert b"PlotlyChart" not in _answer(f"{address}/phuong-phap")[2]


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
