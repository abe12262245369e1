"""The site behind the nginx of `deploy/nginx.conf`, as an operator sets it up."""

import http.client
import re
import socket
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from indicators.release.build import build
from tests.nginx_front import DOMAIN, NGINX, nginx
from tests.serving import ROOT, free_port, serving
from tests.small_country import incomes, write_country

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed on this machine")


@dataclass(frozen=True)
class Front:
    """The port of an nginx in front of the site, both on this machine, and where its files lie."""

    port: int
    folder: Path
    upstream: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("nginx")
    build(write_country(folder / "data", incomes("60", "61")), folder / "release.duckdb")
    unit = (ROOT / "deploy/thuoc-xa@.service").read_text("utf-8")
    [setting] = [line for line in unit.splitlines() if line.startswith("Environment=INDICATORS")]
    name, _sign, value = setting.removeprefix("Environment=").partition("=")
    with serving(folder / "release.duckdb", environment={name: value}) as address:
        port = free_port()
        with nginx(folder, port, [urlsplit(address).netloc]):
            yield Front(port, folder, urlsplit(address).netloc)


@pytest.fixture
def front(site: Front) -> int:
    return site.port


def _answer(port: int, path: str, host: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(f"127.0.0.1:{port}", timeout=20)
    connection.request("GET", path, headers={"Host": host, **headers})
    answer = connection.getresponse()
    connection.close()
    return answer


def test_pages_and_the_websocket_come_through_under_the_domain(front: int) -> None:
    for host in (DOMAIN, f"{DOMAIN}:{front}"):
        assert _answer(front, "/xep-hang", host).status == 200
        opened = _answer(
            front, "/_stcore/stream", host, **{
                "Origin": f"http://{host}", "Connection": "Upgrade", "Upgrade": "websocket",
                "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            },
        )  # fmt: skip
        assert opened.status == 101


def test_another_name_is_refused_also_behind_nginx(front: int) -> None:
    assert _answer(front, "/xep-hang", "evil.example").status == 400
    assert _answer(front, "/static/%2e%2e/index.html", DOMAIN).status in (400, 404)


def test_what_is_for_the_operator_is_closed(front: int) -> None:
    for path in ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/%6detrics"):
        assert _answer(front, path, DOMAIN).status == 404
    assert _answer(front, "/_stcore/health", DOMAIN).status == 200


def test_every_answer_has_the_headers_once(front: int) -> None:
    asked = urllib.request.Request(f"http://127.0.0.1:{front}/xep-hang", headers={"Host": DOMAIN})
    with urllib.request.urlopen(asked) as answer:
        script = re.findall(r"\./static/js/index\.[^\"]+\.js", answer.read().decode())[0][1:]
    for path in ("/xep-hang", script, "/api/v1/areas?q=xx", "/_stcore/metrics", "/none"):
        answer = _answer(front, path, DOMAIN)
        for name, value in (("X-Content-Type-Options", "nosniff"),
                            ("Referrer-Policy", "strict-origin-when-cross-origin")):  # fmt: skip
            assert answer.headers.get_all(name) == [value], path


def test_a_browser_keeps_a_script_as_long_as_the_program_says(site: Front) -> None:
    """Those completed here are asked for again after a day: their name stays, they do not."""
    asked = urllib.request.Request(f"http://127.0.0.1:{site.port}/", headers={"Host": DOMAIN})
    with urllib.request.urlopen(asked) as answer:
        scripts = set(re.findall(r"\./(static/js/[^\"]+\.js)", answer.read().decode()))
    told = {
        name: _answer(site.port, f"/{name}", DOMAIN).headers["Cache-Control"] for name in scripts
    }
    program = int(site.upstream.rpartition(":")[2])
    assert told == {name: _answer(program, f"/{name}", DOMAIN).headers["Cache-Control"]
                    for name in scripts}  # fmt: skip
    assert "public, max-age=86400" in told.values()


def test_a_request_is_one_line_of_the_log_without_the_address(site: Front) -> None:
    _answer(site.port, "/no-page-of-ours?area=secret", DOMAIN, Referer="http://where.example/",
            **{"User-Agent": "Reader/1.0", "X-Forwarded-For": "192.0.2.77"})  # fmt: skip
    time.sleep(0.2)
    log = (site.folder / "thuoc-xa.log").read_text("utf-8")
    [line] = [line for line in log.splitlines() if "no-page-of-ours" in line]
    assert line.startswith("127.0.0.0 [") and " 404 " in line
    assert not any(word in log for word in ("127.0.0.1", "192.0.2.77", "secret", "where.example",
                                            "Reader/1.0"))  # fmt: skip


def test_one_address_asks_so_often_and_holds_so_many_connections(
    site: Front, tmp_path: Path
) -> None:
    port = free_port()
    with nginx(tmp_path, port, [site.upstream], strangers=True):
        time.sleep(0.5)
        found = [_answer(port, "/_stcore/metrics", DOMAIN).status for _time in range(40)]
        assert found.count(429) == 0  # what nginx answers itself is not counted
        found = [_answer(port, "/_stcore/health", DOMAIN).status for _time in range(40)]
        assert 200 in found and 429 in found
        time.sleep(1)
        held = [_websocket(port) for _number in range(6)]
        begun = [opened.recv(12) for opened in held]
        for opened in held:
            opened.close()
    assert begun.count(b"HTTP/1.1 101") == 4


def _websocket(port: int) -> socket.socket:
    opened = socket.create_connection(("127.0.0.1", port), timeout=20)
    opened.sendall(
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {DOMAIN}\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
    )
    return opened
