"""The script of the ranking page against that of an empty page, on real servers.

Each run is the first of a new session over a real websocket: from the request to run the script
(with the address that a reader would open) to the message that it has finished, so what is sent
to the browser is counted too. The connection itself is made before the clock starts.
"""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from bench import servers
from bench.report import Case, Comparison, interleaved_medians
from indicators.web import navigation
from tests.serving import serving

RANKING_PAGE = navigation.RANKING.path
LARGEST_MESSAGE = 2**26
ANSWER_SECONDS = 120
# Enough for the views of fifty indicators, each followed by as long a pause.
REST_SECONDS = 30


class PageFailedError(Exception):
    """A page did not do what was to be measured."""


def measure(release: Path, *, rounds: int) -> list[Comparison]:
    """Milliseconds of a script run: the ranking page in three states, and the empty page.

    Of one server no rest is long enough to make anything beforehand; another has had its rest.
    """
    fresh, ready = _questions_never_asked(release), _questions_never_asked(release)
    first = next(fresh)
    with (
        serving(release.resolve()) as ours,
        serving(release.resolve()) as rested,
        servers.script("empty_page.py", our_settings=True) as empty,
    ):
        with closing(_connection(rested)) as reader:
            _run(reader, RANKING_PAGE, next(ready))
        time.sleep(REST_SECONDS)
        medians = _medians(
            rounds,
            ("empty", empty, lambda: ("", "")),
            ("cached", ours, lambda: (RANKING_PAGE, first)),
            ("made beforehand", rested, lambda: (RANKING_PAGE, next(ready))),
            ("uncached", ours, lambda: (RANKING_PAGE, next(fresh))),
        )
    return [
        Comparison(
            f"ranking page, {name}", medians[name], "empty Streamlit page", medians["empty"],
            "ms", most,
        )
        for name, most in (("cached", 5), ("made beforehand", 10), ("uncached", 30))
    ]  # fmt: skip


Asked = Callable[[], tuple[str, str]]


def _medians(rounds: int, *cases: tuple[str, str, Asked]) -> dict[str, float]:
    """Median milliseconds by name; each case has an address and gives page and query."""
    sessions: dict[str, ClientConnection] = {}
    steps: dict[str, Case] = {}
    for name, address, asked in cases:
        steps |= _steps(sessions, name, address, asked)
    return interleaved_medians(steps, rounds)


def _steps(
    sessions: dict[str, ClientConnection], name: str, address: str, asked: Asked
) -> dict[str, Case]:
    """Connect, run, end: cases of their own, so that only the run is in the run's time."""

    def connected(_number: int) -> None:
        sessions[name] = _connection(address)

    def run(_number: int) -> None:
        _run(sessions[name], *asked())

    def end(_number: int) -> None:
        sessions.pop(name).close()

    return {f"connect {name}": connected, name: run, f"end {name}": end}


def _connection(address: str) -> ClientConnection:
    return connect(
        address.replace("http", "ws") + "/_stcore/stream",
        origin=None,
        max_size=LARGEST_MESSAGE,
        compression=None,
        proxy=None,
    )


def _run(session: ClientConnection, page: str, query: str) -> None:
    """Have a script run and wait until it says that it has finished."""
    request = BackMsg()
    request.rerun_script.query_string = query
    request.rerun_script.page_name = page
    session.send(request.SerializeToString())
    drawn = 0
    # A script that starts itself anew says so and goes on.
    while not _finished(message := _next_message(session)):
        element = message.delta.new_element.WhichOneof("type")
        if element == "exception":
            raise PageFailedError(f"{page}?{query}: {message.delta.new_element.exception.message}")
        drawn += element in ("plotly_chart", "bidi_component")  # the table draws its own dots
    if page == RANKING_PAGE and not drawn:
        raise PageFailedError(f"{page}?{query}: found nothing drawn on the page, expected a table")


def _finished(message: ForwardMsg) -> bool:
    return (
        message.WhichOneof("type") == "script_finished"
        and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    )


def _next_message(session: ClientConnection) -> ForwardMsg:
    # Otherwise the kernel holds back its acknowledgement and the server its next small message,
    # 40 ms each time: longer than the whole run of an empty page.
    if hasattr(socket, "TCP_QUICKACK"):
        session.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
    return ForwardMsg.FromString(session.recv(timeout=ANSWER_SECONDS, decode=False))


def _questions_never_asked(release: Path) -> Iterator[str]:
    """Queries of the address, each another indicator."""
    with duckdb.connect(str(release), read_only=True) as connection:
        rows = connection.sql("SELECT indicator_id FROM indicator ORDER BY position").fetchall()
    for (indicator_id,) in rows:
        yield f"indicator={indicator_id}"
    raise PageFailedError(f"{len(rows)} indicators are too few for so many rounds")
