"""Several processes behind nginx: who asks which, what is kept, and what becomes of a lost one.

Behind nginx stand small servers that tell who answered, so each rule is seen alone.
"""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.nginx_front import DOMAIN, NGINX, nginx
from tests.serving import ROOT, free_port

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed on this machine")
SEAT = "thuoc_xa_seat"
# nginx keeps an answer for a second in these tests; a busy machine takes its time.
LONGEST_WAIT_SECONDS = 5
# Requests within this time surely fall within that second.
KEPT_SECONDS = 0.9


@dataclass
class Process:
    """A server that stands for a process of the program, and what it was asked."""

    name: str
    port: int
    release: str = "first"
    files: set[str] = field(default_factory=set)
    lost: bool = False
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: the second would wait for an acknowledgement
    process: Process

    def do_GET(self) -> None:
        process = self.process
        if process.lost:  # a connection that nginx had kept open breaks
            self.close_connection = True
            return None
        process.asked.append((self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        if path == "/api/broken":
            return self._break_off()
        if path.startswith("/media/") and path not in process.files:
            return self._told(404, b"unknown")
        if path == "/api/busy":
            return self._told(503, b"busy")
        tag = f'"{process.release}"'
        if self.headers.get("If-None-Match") == tag:
            return self._told(304, b"", ETag=tag)
        if "Range" in self.headers:
            return self._told(206, b"part", **{"Content-Range": "bytes 0-3/9", "ETag": tag})
        cached = {"Cache-Control": "public, max-age=300", "Vary": "Accept-Encoding"}
        self._told(200, f"{process.name} {process.release}".encode(), ETag=tag, **cached)

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        known = self.path in self.process.files
        self._told(204 if known else 403, b"")

    def _break_off(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"4\r\nhalf\r\n")
        self.close_connection = True

    def _told(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: object) -> None:
        """Say nothing."""


@contextmanager
def _running(process: Process) -> Iterator[Process]:
    handler = type("Handler", (_Handler,), {"process": process})
    with ThreadingHTTPServer(("127.0.0.1", process.port), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield process
        server.shutdown()


@dataclass
class Site:
    """nginx on ``port`` before two processes; ``lose`` ends one of them."""

    port: int
    folder: Path
    processes: dict[str, Process]
    _stacks: dict[str, ExitStack]

    def lose(self, name: str) -> None:
        self.processes[name].lost = True
        self._stacks.pop(name).close()

    def ask(
        self, path: str, seat: str = "", **headers: str
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        cookie = {"Cookie": f"{SEAT}={seat}"} if seat else {}
        return self.send("GET", path, None, **cookie, **headers)

    def send(
        self, method: str, path: str, body: bytes | None, **headers: str
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, {"Host": DOMAIN, **headers})
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of each request for this path that came to a process."""
        return [headers for one in self.processes.values() for asked, headers in one.asked
                if asked == path]  # fmt: skip

    def answering(self, seat: str) -> str:
        """The process that answers whoever has this seat."""
        return self.ask("/xa", seat)[1].decode().split()[0]

    def seat_at(self, name: str) -> str:
        return next(
            seat for seat in map("{:02x}".format, range(256)) if self.answering(seat) == name
        )


@contextmanager
def _site(folder: Path) -> Iterator[Site]:
    with ExitStack() as all_of_them:
        processes = {name: Process(name, free_port()) for name in ("one", "two")}
        stacks = {}
        for name, process in processes.items():
            stacks[name] = ExitStack()
            stacks[name].enter_context(_running(process))
            all_of_them.callback(stacks[name].close)
        port = free_port()
        all_of_them.enter_context(nginx(folder, port, [one.place for one in processes.values()]))
        yield Site(port, folder, processes, stacks)


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with _site(tmp_path_factory.mktemp("whole")) as whole:
        yield whole


@pytest.fixture
def site(whole_site: Site) -> Site:
    """One for all tests that lose no process. Each asks paths of its own: answers are kept."""
    for process in whole_site.processes.values():
        process.asked.clear()
    return whole_site


@pytest.fixture
def site_to_lose(tmp_path: Path) -> Iterator[Site]:
    with _site(tmp_path) as found:
        yield found


def test_a_first_visit_takes_a_seat_and_keeps_it(site: Site) -> None:
    cookie = site.ask("/xep-hang")[2]["Set-Cookie"]
    name, _sign, rest = cookie.partition("=")
    seat, *ways = rest.split("; ")
    assert name == SEAT and len(seat) == 2 and int(seat, 16) < 256
    # Neither scripts nor requests of other sites have it, and it ends with the browser.
    assert ways == ["Path=/", "HttpOnly", "SameSite=Lax"]
    assert site.ask("/xep-hang", seat)[2]["Set-Cookie"] is None
    assert len({site.answering(seat) for _time in range(6)}) == 1


def test_a_seat_that_was_made_up_is_replaced(site: Site) -> None:
    for made_up in ("zz", "0", "00000000", "../", "g1"):
        assert site.ask("/xa", made_up)[2]["Set-Cookie"].startswith(f"{SEAT}="), made_up


def test_seats_are_shared_out_and_without_one_the_address_decides(site: Site) -> None:
    found = Counter(site.answering(f"{seat:02x}") for seat in range(256))
    assert min(found["one"], found["two"]) > 80
    assert len({site.ask("/xa")[1] for _time in range(8)}) == 1


def test_readers_of_a_lost_process_are_with_the_other_at_once(site_to_lose: Site) -> None:
    site = site_to_lose
    lost, stays = site.seat_at("one"), site.seat_at("two")
    site.lose("one")
    begun = time.monotonic()
    assert site.answering(lost) == "two"
    assert time.monotonic() - begun < 2
    assert site.answering(stays) == "two"


def test_a_file_of_a_page_is_found_whichever_process_has_it(site: Site) -> None:
    here = site.seat_at("one")
    site.processes["two"].files.update(("/media/a.csv", "/_stcore/upload_file/s/1"))
    assert site.ask("/media/a.csv", here)[:2] == (200, b"two first")
    assert site.ask("/media/none.csv", here)[0] == 404
    sent = {"Cookie": f"{SEAT}={here}"}
    assert site.send("PUT", "/_stcore/upload_file/s/1", b"x" * 9, **sent)[0] == 204
    assert site.send("PUT", "/_stcore/upload_file/s/2", b"x" * 9, **sent)[0] == 403


@pytest.mark.parametrize(
    "folder", ["api", "data", "chart", "embed", "report", "p", "map", "static"]
)
def test_what_may_be_kept_is_asked_for_once_by_all(site: Site, folder: str) -> None:
    seats = site.seat_at("one"), site.seat_at("two")
    for attempt in range(9):
        path, begun = f"/{folder}/x?a={attempt}", time.monotonic()
        found = {site.ask(path, seat)[1] for seat in seats * 3}
        if time.monotonic() - begun < KEPT_SECONDS:
            break
    else:
        pytest.fail("this machine takes longer for six requests than answers are kept here")
    assert len(found) == 1
    assert len(site.asked(path)) == 1
    assert "Set-Cookie" not in site.ask(path)[2]


def test_pages_are_never_kept(site: Site) -> None:
    for _time in range(3):
        site.ask("/xep-hang", "00")
    assert len(site.asked("/xep-hang")) == 3


def test_a_new_release_is_in_every_answer_after_ten_seconds(site: Site) -> None:
    def asked_anew() -> bytes:
        """The first answer that nginx asked a process for once more."""
        before, deadline = len(site.asked("/api/release")), time.monotonic() + LONGEST_WAIT_SECONDS
        while time.monotonic() < deadline:
            answer = site.ask("/api/release")[1]
            if len(site.asked("/api/release")) > before:
                return answer
            time.sleep(0.02)
        pytest.fail("the answer was not asked for anew")

    assert b"first" in asked_anew()
    assert b"first" in asked_anew()
    first, again = site.asked("/api/release")
    assert first.get("If-None-Match") is None
    assert again["If-None-Match"] == '"first"'  # 304: the answer was not made again
    for process in site.processes.values():
        process.release = "second"
    assert b"second" in asked_anew()
    shipped = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    assert "proxy_cache_valid      200 10s;" in shipped


def test_an_answer_that_broke_off_is_neither_whole_nor_kept(site: Site) -> None:
    for _time in range(2):
        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            site.ask("/api/broken")
    assert len(site.asked("/api/broken")) == 2


def test_refusals_are_not_kept(site: Site) -> None:
    assert [site.ask("/api/busy")[0] for _time in range(2)] == [503, 503]
    assert len(site.asked("/api/busy")) == 2


def test_a_part_of_a_file_is_asked_of_the_program(site: Site) -> None:
    assert site.ask("/data/part")[0] == 200
    condition = {"Range": "bytes=0-3", "If-Range": '"first"'}
    assert site.ask("/data/part", **condition)[:2] == (206, b"part")
    [told] = [headers for headers in site.asked("/data/part") if "Range" in headers]
    assert (told["Range"], told["If-Range"], told["Host"]) == ("bytes=0-3", '"first"', DOMAIN)
    assert site.ask("/data/part")[0] == 200  # the part is not kept in place of the whole


def test_another_name_of_the_site_has_answers_of_its_own(site: Site) -> None:
    site.ask("/api/name")
    site.send("GET", "/api/name", None, Host="other.example")
    assert len(site.asked("/api/name")) == 2


def test_the_log_of_errors_has_no_address_of_a_reader(site_to_lose: Site) -> None:
    site = site_to_lose
    for name in list(site.processes):
        site.lose(name)
    assert site.ask("/xa", "00")[0] == 502
    time.sleep(0.2)
    told = "".join(path.read_text("utf-8") for path in site.folder.glob("*.error.log"))
    assert "client:" not in told
    assert (site.folder / "thuoc-xa.error.log").is_file()


def test_each_process_of_the_service_has_a_port_that_nginx_knows() -> None:
    unit = (ROOT / "deploy/thuoc-xa@.service").read_text("utf-8")
    shipped = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    told = (ROOT / "deploy/README.md").read_text("utf-8")
    assert "--host 127.0.0.1 --port %i" in unit
    for port in (8501, 8502):
        assert f"server 127.0.0.1:{port} " in shipped and f"thuoc-xa@{port}" in told
