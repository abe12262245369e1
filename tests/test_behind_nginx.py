"""The site behind the nginx of `deploy/nginx.conf`, as an operator sets it up."""

import http.client
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
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


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of an nginx in front of the site, both on this machine."""
    folder = tmp_path_factory.mktemp("nginx")
    build(write_country(folder / "data", incomes("60", "61")), folder / "release.duckdb")
    unit = (ROOT / "deploy/thuoc-xa.service").read_text("utf-8")
    [setting] = [line for line in unit.splitlines() if line.startswith("Environment=INDICATORS")]
    name, _sign, value = setting.removeprefix("Environment=").partition("=")
    with serving(folder / "release.duckdb", environment={name: value}) as address:
        port = free_port()
        with _nginx(folder, port, urlsplit(address).netloc):
            yield port


@contextmanager
def _nginx(folder: Path, port: int, upstream: str) -> Iterator[None]:
    """Run the shipped configuration, with other ports and every file of its own in ``folder``."""
    shipped = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    site = shipped.replace("listen 80;", f"listen 127.0.0.1:{port};")
    site = site.replace("server 127.0.0.1:8501;", f"server {upstream};")
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
