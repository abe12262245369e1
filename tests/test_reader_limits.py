"""What one reader may take of the server: connections, sockets, messages, files, waiting."""

import asyncio
import http.client
import json
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from indicators.release.build import build
from indicators.web.patient_protocol import BODY_SECONDS, HEAD_SECONDS, PatientProtocol
from indicators.web.reader_limits import (
    MOST_MESSAGE_BYTES,
    BoundedSockets,
    SocketLimits,
    reader_of,
)
from indicators.web.upload_guard import UploadGuard, UploadLimits
from tests.asgi import ask, run_apart
from tests.serving import ROOT, free_port, serving
from tests.small_country import incomes, write_country

LONGEST_SECONDS = 60


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a served release, and what the server writes to standard error."""
    folder = tmp_path_factory.mktemp("limits")
    build(write_country(folder / "data", incomes("60", "61")), folder / "release.duckdb")
    with serving(folder / "release.duckdb", log=folder / "log",
                 module="tests.hasty_site") as address:  # fmt: skip
        yield address, folder / "log"


# --- Half-sent requests


class HastyProtocol(PatientProtocol):
    """The same in tenths of seconds."""

    head_seconds, body_seconds = 0.3, 0.6
    most_connections = 40


@contextmanager
def _hasty_server() -> Iterator[int]:
    """Yield the port of a server of this process that waits for tenths of seconds only."""

    async def reads(request: Any) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    app = Starlette(routes=[Route("/", reads, methods=["GET", "POST"])])
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, http=HastyProtocol, log_level="error",
                                           lifespan="off"))  # fmt: skip
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join()


def _sent(port: int, text: bytes) -> socket.socket:
    opened = socket.create_connection(("127.0.0.1", port), timeout=LONGEST_SECONDS)
    opened.sendall(text)
    return opened


def _rest(opened: socket.socket) -> bytes:
    """All that the server still says until it closes; raises ``TimeoutError`` where it does not."""
    found = b""
    with opened:
        try:
            while piece := opened.recv(4096):
                found += piece
        except ConnectionResetError:
            pass
    return found


def test_half_a_head_is_waited_for_and_then_told() -> None:
    with _hasty_server() as port:
        halves = [_sent(port, half) for half in (b"", b"GET / HTTP/1.1\r\nHost: a", b"GE") * 5]
        answers = {_rest(half) for half in halves}
    assert answers == {b"HTTP/1.1 408 Request Timeout\r\nContent-Type: text/plain\r\n"
                       b"Content-Length: 26\r\nConnection: close\r\n\r\n"
                       b"The request took too long\n"}  # fmt: skip


def test_a_byte_now_and_then_does_not_set_the_clock_anew() -> None:
    with _hasty_server() as port:
        began = time.monotonic()
        half = _sent(port, b"GET / HTTP/1.1\r\n")
        half.settimeout(0.1)
        while time.monotonic() - began < LONGEST_SECONDS:
            try:
                half.sendall(b"X-Slow: 1\r\n")
                if half.recv(4096):
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        half.close()
        assert time.monotonic() - began < LONGEST_SECONDS


def test_half_a_body_is_waited_for_and_then_left() -> None:
    with _hasty_server() as port:
        half = _sent(port, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1234")
        assert _rest(half) == b""


def test_a_whole_request_is_answered_and_its_connection_kept_for_the_next() -> None:
    with _hasty_server() as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_SECONDS)
        for body, pause in (("123456789", 0.0), ("12", 0.7)):
            time.sleep(pause)  # longer than any half of a request may take
            connection.request("POST", "/", body)
            assert connection.getresponse().read() == str(len(body)).encode()
        connection.close()


def test_a_connection_too_many_is_closed_at_once() -> None:
    with _hasty_server() as port:
        held = [_sent(port, b"") for _number in range(HastyProtocol.most_connections)]
        time.sleep(0.05)
        assert _rest(_sent(port, b"")) == b""
        for one in held:
            one.close()


def test_the_site_itself_closes_half_sent_requests(site: tuple[str, Path]) -> None:
    port = urlsplit(site[0]).port or 0
    halves = [_sent(port, b"GET /healthz HTTP/1.1\r\nHost: loc") for _number in range(20)]
    assert all(b" 408 " in _rest(half) for half in halves)
    told = f"{HEAD_SECONDS:.0f} s; {BODY_SECONDS:.0f} s, then 408 or closed"
    assert told in (ROOT / "SECURITY.md").read_text("utf-8")


# --- Websockets


def _socket(address: str) -> ClientConnection:
    return connect(address.replace("http", "ws") + "/_stcore/stream", max_size=2**26, proxy=None)


def _state(size: int) -> bytes:
    """A message that asks for the ranking page, with a state of so many bytes."""
    message = BackMsg()
    message.rerun_script.page_name = "xep-hang"
    widget = message.rerun_script.widget_states.widgets.add()
    widget.id, widget.string_value = "no-such-widget", "x" * size
    return message.SerializeToString()


def _closed_with(session: ClientConnection) -> int | None:
    try:
        while True:
            session.recv(timeout=LONGEST_SECONDS)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def test_a_message_larger_than_any_reader_writes_ends_its_socket(site: tuple[str, Path]) -> None:
    with _socket(site[0]) as session:
        session.send(_state(MOST_MESSAGE_BYTES + 1))
        assert _closed_with(session) == 1009


def _websocket(client: str = "192.0.2.1") -> dict[str, Any]:
    return {"type": "websocket", "client": (client, 1), "path": "/_stcore/stream"}


class _Reader:
    """One websocket of a reader, driven by hand: what was sent to it and what came through."""

    def __init__(self, sockets: BoundedSockets, scope: dict[str, Any]) -> None:
        self.incoming: asyncio.Queue[Any] = asyncio.Queue()
        self.told: list[Any] = []
        self.task = asyncio.ensure_future(sockets(scope, self.incoming.get, self._tell))

    async def _tell(self, message: Any) -> None:
        self.told.append(message)

    async def bring(self, size: int) -> None:
        self.incoming.put_nowait({"type": "websocket.receive", "bytes": bytes(size)})
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    async def leave(self) -> None:
        self.incoming.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await self.task


async def _listens(_scope: Any, receive: Any, _send: Any) -> None:
    while (await receive())["type"] != "websocket.disconnect":
        pass


CLOSED_LATER = [{"type": "websocket.close", "code": 1013}]
CLOSED_TOO_MUCH = [{"type": "websocket.close", "code": 1009}]


def test_one_address_opens_so_many_sockets_and_the_server_so_many_for_all() -> None:
    async def told() -> list[list[Any]]:
        sockets = BoundedSockets(_listens, SocketLimits(sockets=5, of_one_address=2))
        first = [_Reader(sockets, _websocket()) for _number in range(3)]
        await asyncio.sleep(0)
        await first[0].leave()  # and its place is free again
        more = ("192.0.2.1", "127.0.0.1", "127.0.0.1", "::1", "192.0.2.9")
        others = [_Reader(sockets, _websocket(client)) for client in more]
        await asyncio.sleep(0)
        for reader in (*first[1:], *others):
            await reader.leave()
        return [reader.told for reader in (*first, *others)]

    assert run_apart(told()) == [[], [], CLOSED_LATER, [], [], [], [], CLOSED_LATER]


def test_the_states_of_one_address_are_bounded_together() -> None:
    async def told() -> list[list[Any]]:
        sockets = BoundedSockets(_listens, SocketLimits(held_bytes=100))
        one, two, other = (_Reader(sockets, _websocket(client))
                           for client in ("192.0.2.1", "192.0.2.1", "192.0.2.2"))  # fmt: skip
        for size in (60, 20, 60):  # a new state takes the place of the one before
            await one.bring(size)
        await two.bring(41)
        await other.bring(100)
        await one.leave()
        three = _Reader(sockets, _websocket())
        await three.bring(100)  # what left with its socket counts no more
        for reader in (three, other):
            await reader.leave()
        await two.task  # the application was told that the socket is closed
        return [reader.told for reader in (one, two, other, three)]

    assert run_apart(told()) == [[], CLOSED_TOO_MUCH, [], []]


def test_many_messages_at_once_wait_and_none_is_lost() -> None:
    waits: list[float] = []

    async def pause(seconds: float) -> None:
        waits.append(round(seconds, 3))

    async def heard() -> None:
        limits = SocketLimits(burst=3, a_second=2)
        reader = _Reader(BoundedSockets(_listens, limits, lambda: 0.0, pause), _websocket())
        for _number in range(5):
            await reader.bring(1)
        await reader.leave()

    run_apart(heard())
    assert waits == [0.5, 1.0]


@pytest.mark.parametrize(("client", "reader"), [
    ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("::1", "::/64"),
    ("2001:db8::1", "2001:db8::/64"), ("2001:db8::ffff:1:2", "2001:db8::/64"), ("", ""),
    ("testclient", "testclient"),
])  # fmt: skip
def test_a_reader_is_an_address_and_of_ipv6_a_network(client: str, reader: str) -> None:
    assert reader_of({"client": (client, 1)}) == reader


# --- Files


class _Sessions:
    """Two sessions: one whose page asks for a file, and one whose page does not."""

    def __init__(self, **held: int) -> None:
        self.held = held

    def asks_for_a_file(self, session: str) -> bool:
        return session == "asks"

    def uploaded_bytes(self, session: str) -> int:
        return self.held.get(session, 0)

    def all_uploaded_bytes(self) -> int:
        return sum(self.held.values())


def _status(path: str, size: int, held: dict[str, int], method: str = "PUT") -> int:
    taken = Starlette(routes=[Route("/{rest:path}", lambda _request: PlainTextResponse("taken"),
                                    methods=["PUT", "POST", "DELETE", "GET"])])  # fmt: skip
    guard = UploadGuard(taken, _Sessions(**held), UploadLimits(2**21, 2**22, 2**23))
    return ask(guard, path, method, content_length=str(size)).status_code


@pytest.mark.parametrize(("session", "size", "held", "status"), [
    ("asks", 2**21, {}, 200), ("asks", 2**20, {"asks": 3 * 2**20}, 200),
    ("plain", 1, {}, 403), ("no-such", 1, {}, 403), ("", 1, {}, 403),
    ("asks", 2**22, {}, 413), ("asks", 2**20 + 1, {"asks": 3 * 2**20}, 413),
    ("asks", 2**21, {"others": 2**23}, 503),
])  # fmt: skip
def test_a_file_comes_where_one_is_asked_for_and_there_is_room(
    session: str, size: int, held: dict[str, int], status: int
) -> None:
    path = f"/_stcore/upload_file/{session}/file-1"
    assert _status(path, size, held) == status
    assert _status(path, size, held, "POST") == status
    assert _status(path, size, held, "DELETE") == 200  # a file is always given back


def test_files_on_their_way_count() -> None:
    async def statuses() -> list[int]:
        begun, told = asyncio.Event(), []

        async def slow(_scope: Any, _receive: Any, send: Any) -> None:
            await begun.wait()
            await PlainTextResponse("taken")(_scope, _receive, send)

        async def tell(message: Any) -> None:
            if message["type"] == "http.response.start":
                told.append(message["status"])

        guard = UploadGuard(slow, _Sessions(), UploadLimits(2**21, 2**22))
        scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/asks/f",
                 "headers": [(b"content-length", str(2**21).encode())]}  # fmt: skip

        async def nothing() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        tasks = [asyncio.ensure_future(guard(scope, nothing, tell)) for _one in "123"]
        await asyncio.sleep(0)
        begun.set()
        await asyncio.gather(*tasks)
        await guard(scope, nothing, tell)  # the others have come: room as before
        return told

    assert run_apart(statuses()) == [413, 200, 200, 200]


def test_a_page_without_an_uploader_takes_no_file(site: tuple[str, Path]) -> None:
    address = site[0]
    with urllib.request.urlopen(f"{address}/_stcore/health") as answer:
        cookie = answer.headers["set-cookie"].split(";")[0]
    token = cookie.partition("=")[2]
    with _socket(address) as session:
        session.send(_state(1))
        identity = ""
        while True:
            message = ForwardMsg.FromString(session.recv(timeout=LONGEST_SECONDS, decode=False))
            if message.WhichOneof("type") == "new_session":
                identity = message.new_session.initialize.session_id
            if message.WhichOneof("type") == "script_finished":
                break
        body = (b'--b\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'
                + bytes(4_900_000) + b"\r\n--b--\r\n")  # fmt: skip
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=LONGEST_SECONDS)
        connection.request("PUT", f"/_stcore/upload_file/{identity}/file-1", body, {
            "Cookie": cookie, "X-Xsrftoken": token,
            "Content-Type": "multipart/form-data; boundary=b"})  # fmt: skip
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (403, b"This page asks for no file.\n")
        connection.close()


# --- The log


def test_no_request_and_no_address_of_a_reader_is_logged_by_the_server(
    site: tuple[str, Path],
) -> None:
    address, log = site
    for path in ("/healthz", "/xep-hang", "/api/v1/areas?q=xx", "/no-such-page", "/static/none.js"):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=LONGEST_SECONDS)
        connection.request("GET", path, headers={"X-Forwarded-For": "192.0.2.77"})
        connection.getresponse().read()
        connection.close()
    with _socket(address) as session:
        session.send(_state(1))
        session.recv(timeout=LONGEST_SECONDS)
    written = log.read_text("utf-8")
    assert "192.0.2.77" not in written
    assert "GET /" not in written and "/xep-hang" not in written and "WebSocket" not in written


def test_health_is_told_as_before(site: tuple[str, Path]) -> None:
    with urllib.request.urlopen(f"{site[0]}/healthz") as answer:
        assert json.loads(answer.read())["observations"] == 2
