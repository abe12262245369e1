"""What the served site refuses: names that are not its own, strange paths, frames of strangers."""

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from indicators.release.build import build
from indicators.settings import SettingError
from indicators.web.framing import embedding_origins
from indicators.web.known_hosts import site_hosts
from tests.serving import ROOT, serving
from tests.small_country import incomes, write_country

DOMAIN, PARTNER = "thuoc-xa.example", "https://bao.example"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("boundary")
    build(write_country(folder / "data", incomes("60", "61")), folder / "release.duckdb")
    return folder / "release.duckdb"


@pytest.fixture
def plain(address: str) -> str:
    """What is served as `make run` does, without any setting."""
    return address


@pytest.fixture(scope="module")
def public(release: Path) -> Iterator[str]:
    """Serve on every address, with a domain and one partner who may frame."""
    settings = {"INDICATORS_HOSTS": f"{DOMAIN}, *.xa.example",
                "INDICATORS_EMBED_ORIGINS": PARTNER}  # fmt: skip
    with serving(release, environment=settings, arguments=["--host", "0.0.0.0"]) as address:
        yield address


def _answer(
    address: str, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """The answer to exactly this path: nothing of it is tidied up on the way."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    connection.close()
    return found


@pytest.mark.parametrize(("host", "accepted"), [
    ("localhost:8501", True), ("LOCALHOST", True), ("127.0.0.1", True), ("[::1]:8501", True),
    ("evil.example", False), ("evil.example:8501", False), ("127.0.0.1.evil.example", False),
    ("localhost.evil.example", False), ("192.0.2.7", False), (DOMAIN, False), ("", False),
    ("localhost@evil.example", False), ("localhost/evil", False), ("[::1", False),
])  # fmt: skip
def test_a_site_on_this_machine_answers_to_names_of_this_machine(
    plain: str, host: str, accepted: bool
) -> None:
    for path in ("/healthz", "/xep-hang", "/api/v1/changes.atom", "/_stcore/host-config"):
        status, _headers, body = _answer(plain, path, Host=host)
        assert status == (200 if accepted else 400), path
        assert accepted or b"INDICATORS_HOSTS" in body or not host


@pytest.mark.parametrize(("host", "accepted"), [
    (DOMAIN, True), (f"{DOMAIN}.:443", True), ("Phu-Tho.XA.example", True), ("192.0.2.7", True),
    ("[2001:db8::1]:8501", True), ("localhost", True),
    ("xa.example", False), ("evilxa.example", False), (f"{DOMAIN}.evil.example", False),
])  # fmt: skip
def test_an_operators_domain_and_addresses_of_an_open_server_are_its_own(
    public: str, host: str, accepted: bool
) -> None:
    assert _answer(public, "/healthz", Host=host)[0] == (200 if accepted else 400)


def _opens_a_socket(address: str, host: str) -> bool:
    status, _headers, _body = _answer(
        address, "/_stcore/stream", Host=host, Origin=f"http://{host}", Connection="Upgrade",
        Upgrade="websocket", Sec_WebSocket_Version="13",
        Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
    )  # fmt: skip
    return status == 101


def test_a_strangers_name_opens_no_websocket(plain: str, public: str) -> None:
    own = urlsplit(plain).netloc
    assert [_opens_a_socket(plain, host) for host in (own, "evil.example", DOMAIN)] == [
        True, False, False,
    ]  # fmt: skip
    assert [_opens_a_socket(public, host) for host in (DOMAIN, "evil.example")] == [True, False]


@pytest.mark.parametrize("path", [
    "/static/%00", "/static/%2e%2e/index.html", "/static/../index.html",
    "/static/%2E%2e%2findex.html",
    "/static/%252e%252e/index.html", "/static/%25252e%25252e/index.html", "/static/..%5cindex.html",
    "/static/%5c%5cserver%5cshare", "/static//etc/passwd", "/static/%2fetc%2fpasswd",
    "/static/js/%00.js", "/static/" + "a" * 300 + ".js", "/static/no-such.js", "/static/",
    "/static/./index.html", "/static/C:/windows", "/static/%ff", "/static/%c0%ae%c0%ae/index.html",
    "/%00", "/xa%00", "/xa/%2e%2e/%2e%2e/etc/passwd", "//evil.example/", "/%2f%2fevil.example/",
    "/%5cevil.example", "/%255c%255cevil.example", "/map/%00-x.json", "/map/..%2f-x.json",
    "/map/communes-%2e%2e%2fx.json", "/api/v1/%00", "/api/v1/%2e%2e/%2e%2e/x",
    "/api/v1/changes.atom%00", "/healthz%0d%0aX-Evil:1", "/media/%2e%2e/x", "/_stcore/%00",
    "/component/%252e%252e/x",
])  # fmt: skip
def test_a_path_that_climbs_hides_or_names_no_file_is_refused(plain: str, path: str) -> None:
    for method in ("GET", "HEAD"):
        for encoding in ("gzip", "identity"):
            status, _headers, body = _answer(plain, path, method, Accept_Encoding=encoding)
            assert status in (400, 404)
            assert b"<html" not in body.lower()


@pytest.mark.parametrize("query", ["area=%00", "area=%ff", "indicator=..%2f..", "area='--",
                                   "indicator=%00%00"])  # fmt: skip
def test_a_strange_question_to_the_feed_is_an_unknown_name(plain: str, query: str) -> None:
    status, headers, _body = _answer(plain, f"/api/v1/changes.atom?{query}")
    assert (status, headers["content-type"]) == (404, "application/problem+json")


def test_the_scripts_of_a_page_are_still_served(plain: str) -> None:
    page = _answer(plain, "/xep-hang")[2].decode()
    script = page.split('src="./static/')[1].split('"')[0]
    for method in ("GET", "HEAD"):
        for encoding in ("gzip", "identity"):
            status, headers, _body = _answer(
                plain, f"/static/{script}", method, Accept_Encoding=encoding
            )
            assert (status, "javascript" in headers["content-type"]) == (200, True)


@pytest.mark.parametrize("path", ["/", "/bien-tap", "/xa?area=99001&embed=true", "/healthz",
                                  "/static/no-such.js", "/oauth2callback",
                                  "/_stcore/host-config"])  # fmt: skip
def test_only_the_site_itself_and_named_origins_may_frame_it(
    plain: str, public: str, path: str
) -> None:
    headers = _answer(plain, path)[1]
    assert headers["content-security-policy"] == "frame-ancestors 'self'"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    headers = _answer(public, path)[1]
    assert headers["content-security-policy"] == f"frame-ancestors 'self' {PARTNER}"
    assert "x-frame-options" not in headers


def test_no_page_around_the_site_may_send_it_messages(plain: str, public: str) -> None:
    for address in (plain, public):
        content = json.loads(_answer(address, "/_stcore/host-config")[2])
        assert content["allowedOrigins"] == []


@pytest.mark.parametrize("listed", ["*", "https://a.example/page", "a.example", "'self'",
                                    "https://a.example; script-src *", "javascript:x",
                                    "https://"])  # fmt: skip
def test_what_is_no_origin_never_gets_into_the_header(listed: str) -> None:
    with pytest.raises(SettingError, match="INDICATORS_EMBED_ORIGINS: found"):
        embedding_origins(listed)


def test_origins_are_listed_with_commas_or_blanks() -> None:
    listed = "https://a.example, http://*.b.example:8080\nhttps://c.example"
    assert embedding_origins(listed) == ("https://a.example", "http://*.b.example:8080",
                                         "https://c.example")  # fmt: skip
    assert embedding_origins(" ") == ()


@pytest.mark.parametrize("listed", ["https://a.example", "a.example:443", "a.example/x",
                                    "*a.example", "a b@c"])  # fmt: skip
def test_what_is_no_name_of_a_host_is_told(listed: str) -> None:
    with pytest.raises(SettingError, match="INDICATORS_HOSTS: found"):
        site_hosts("localhost", listed)


def test_an_operator_may_take_any_name(release: Path) -> None:
    assert site_hosts("127.0.0.1", "*").accept("evil.example")
    assert not site_hosts("127.0.0.1", "a.example").accept("evil.example")
    assert site_hosts("May-Chu.lan", "").accept("may-chu.lan:8501")


def test_a_setting_that_cannot_be_used_stops_the_server_with_a_sentence(release: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "indicators", "serve", "--port", "1", "--db", str(release)],
        cwd=ROOT, env={**os.environ, "INDICATORS_HOSTS": "https://a.example"}, timeout=60,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("INDICATORS_HOSTS: found 'https://a.example', expected names")
    assert "Traceback" not in done.stderr
