"""The site behind the nginx of `deploy/nginx.conf`, as an operator sets it up."""

import http.client
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from indicators.release.build import build
from tests.serving import ROOT, free_port, serving
from tests.small_country import incomes, write_country

DOMAIN = "thuoc-xa.example"
LONGEST_START_SECONDS = 20
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")

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
    unit = (ROOT / "deploy/thuoc-xa.service").read_text("utf-8")
    [setting] = [line for line in unit.splitlines() if line.startswith("Environment=INDICATORS")]
    name, _sign, value = setting.removeprefix("Environment=").partition("=")
    with serving(folder / "release.duckdb", environment={name: value}) as address:
        port = free_port()
        with _nginx(folder, port, urlsplit(address).netloc):
            yield Front(port, folder, urlsplit(address).netloc)


@pytest.fixture
def front(site: Front) -> int:
    return site.port


@contextmanager
def _nginx(folder: Path, port: int, upstream: str, *, strangers: bool = False) -> Iterator[None]:
    """Run the shipped configuration, with other ports and every file of its own in ``folder``.

    For ``strangers`` the limits of one address hold here too, and are small.
    """
    shipped = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    site = shipped.replace("listen 80;", f"listen 127.0.0.1:{port};")
    site = site.replace("server 127.0.0.1:8501;", f"server {upstream};")
    site = site.replace("/var/log/nginx/", f"{folder}/")
    if strangers:  # whoever asks here comes from this machine
        site = re.sub(r"(127\.0\.0\.0/8|::1) +0;", r"\1 1;", site)
        site = site.replace("burst=400", "burst=5").replace("thuoc_xa_open 100", "thuoc_xa_open 4")
    kinds = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in (
        "client_body", "proxy", "fastcgi", "uwsgi", "scgi"))  # fmt: skip
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\n"
        f"http {{ access_log off;\n{kinds}{site}\n}}\n", "utf-8",
    )  # fmt: skip
    command = [str(NGINX), "-p", str(folder), "-c", str(config)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait_until_it_answers(process, port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"nginx ended with exit code {process.returncode}")
        try:
            _answer(port, "/healthz", DOMAIN)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nginx did not answer within {LONGEST_START_SECONDS} s")


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
    assert "immutable" in _answer(front, script, DOMAIN).headers["Cache-Control"]


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
    with _nginx(tmp_path, port, site.upstream, strangers=True):
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
