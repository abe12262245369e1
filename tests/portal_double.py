"""A double of the national portal on loopback: it speaks the form that scripts show of it.

Everything it says is about the invented country. A test alters what it answers to make it fail as
the portal was seen to fail.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

PROVINCE_IDS = {"99": "398126", "98": "11358"}
# Scores of one unit: TONG_SCORE, then CKMB, TDGQ, CLGQ, TTTT, MDHL, MDSH; they add up.
GOOD = ("87.25", "17.5", "19.25", "8.5", "7", "17", "18")
FIELDS = ("TONG_SCORE", "CKMB", "TDGQ", "CLGQ", "TTTT", "MDHL", "MDSH")
COMMUNES = {
    "99": ["xã Bịa Một", "xã Bịa Hai", "xã Bịa Ba", "xã Bịa Bốn", "xã Bịa Năm", "xã Bịa Sáu",
           "phường Bịa Bảy"],
    "98": ["xã Bịa Một"],
}  # fmt: skip
PROVINCE_NAMES = {"99": "tỉnh Bịa", "98": "tỉnh Bịa Khác"}

Unit = dict[str, Any]


def unit(number: str, name: str, scores: tuple[Any, ...] = GOOD, **cells: Any) -> Unit:
    """One unit as the portal sends it: every value a text."""
    return {"ID": f"4{number.zfill(5)}", "MA_COQUAN": f"H99.{number}", "TEN": name,
            "ROW_STT": number, **dict(zip(FIELDS, scores, strict=True)), **cells}  # fmt: skip


def commune(number: str, name: str, scores: tuple[Any, ...] = GOOD, **cells: Any) -> Unit:
    """One commune of a province's list."""
    return unit(number, name, scores, CAPDONVIID="2", **cells)


def provinces() -> list[Unit]:
    """The list of the invented provinces."""
    return [unit(code, f"UBND {PROVINCE_NAMES[code]}", ID=PROVINCE_IDS[code], MA_COQUAN=f"H{code}")
            for code in PROVINCE_IDS]  # fmt: skip


def communes(code: str) -> list[Unit]:
    """The communes of an invented province, and a department that is none."""
    names = [f"UBND {name} - {PROVINCE_NAMES[code]}" for name in COMMUNES[code]]
    found = [commune(str(number), name) for number, name in enumerate(names, 1)]
    return [*found, unit("90", "Sở Bịa", CAPDONVIID="1")]


@dataclass
class Portal:
    """What the double answers, and what it was asked. ``answers`` is by the portal's province id.

    ``before`` may answer a request itself: it gets the asked parameters and how often they were
    asked, and gives (status, headers, body) or ``None``.
    """

    url: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    before: Callable[[dict[str, Any], int], tuple[int, dict[str, str], bytes] | None] = (
        lambda _asked, _times: None
    )

    def ids_asked(self) -> list[str]:
        """The province ids in the order in which they were asked."""
        return [one["p_tinh_id"] for one in self.asked]


def usual_answers() -> dict[str, Any]:
    """The list of provinces and the communes of each."""
    return {"0": provinces(), **{PROVINCE_IDS[code]: communes(code) for code in PROVINCE_IDS}}


@contextmanager
def portal(**changes: Any) -> Iterator[Portal]:
    """Serve a portal on a free port; ``changes`` are fields of ``Portal``."""
    told = Portal(answers=usual_answers())
    for name, value in changes.items():
        setattr(told, name, value)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(told))
    told.url = f"http://127.0.0.1:{server.server_address[1]}/jsp/rest.jsp"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(told: Portal) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.at_once += 1
            told.most_at_once = max(told.most_at_once, told.at_once)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = json.loads(parse_qs(body, strict_parsing=True)["params"][0])
            told.asked.append(asked)
            told.headers.append(dict(self.headers.items()))
            times = sum(one == asked for one in told.asked)
            status, headers, content = told.before(asked, times) or _answer(told, asked)
            told.at_once -= 1
            self._send(status, headers, content)

        def do_GET(self) -> None:
            content = told.answers.get(self.path.lstrip("/"))
            self._send(200 if content else 404, {}, content or b"")

        def _send(self, status: int, headers: dict[str, str], content: bytes) -> None:
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except (BrokenPipeError, ConnectionResetError):
                pass  # whoever asked has given up, as a test of time-outs wants

        def log_message(self, *_parts: Any) -> None:
            pass

    return Handler


def _answer(told: Portal, asked: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
    found = told.answers.get(asked["p_tinh_id"], [])
    content = found if isinstance(found, bytes) else json.dumps(found, ensure_ascii=False).encode()
    return 200, {"Content-Type": "text/html; charset=UTF-8"}, content


def slow(seconds: float) -> tuple[int, dict[str, str], bytes]:
    """An answer that comes too late."""
    time.sleep(seconds)
    return 200, {}, b"[]"
