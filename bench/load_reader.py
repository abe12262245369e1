"""One reader of the load: a live session that changes the indicator as a browser does.

A change is a new value of the list of indicators, sent with the address that the page has now; it
is over when the server says that the script has finished. Messages are offered compressed, as
browsers offer it. A connection that breaks is opened again after half a second, with nothing but
the address, which is what a browser keeps.
"""

import asyncio
import hashlib
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

LARGEST_MESSAGE = 2**26
ANSWER_SECONDS = 60
AGAIN_AFTER_SECONDS = 0.5
COMING_BACK_SECONDS = 60
FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
# What says the answer of a page: title, sentences and table. Other elements may name the session.
ANSWERING = ("heading", "html", "bidi_component", "plotly_chart", "arrow_data_frame")
INDICATOR = "indicator"


class ReaderError(Exception):
    """A page did not do what a reader expects of it; the message says what was found."""


@dataclass(frozen=True)
class Change:
    """One change: when it was asked for (seconds of ``time.monotonic``), and how long it took."""

    asked_at: float
    seconds: float


@dataclass
class Readings:
    """What one reader saw. Times are of ``time.monotonic``; ``seconds`` of coming back are each
    from the broken connection to the same answer.
    """

    changes: list[Change] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    back_seconds: list[float] = field(default_factory=list)
    breaks: int = 0
    other_answers: int = 0
    # When the first change began that brought the release that is looked for.
    saw_release_at: float | None = None
    received_bytes: int = 0


@dataclass(frozen=True)
class Site:
    """Where a page is: the address of the websocket, the headers of a reader, the page.

    ``release`` is the id of the release that is looked for in what arrives. ``answers`` are those
    of all readers, by address and whether that release was seen: each must be the same for all.
    """

    socket: str
    page: str
    headers: tuple[tuple[str, str], ...] = ()
    release: bytes = b""
    answers: dict[tuple[str, bool], str] = field(default_factory=dict)


@dataclass
class Reader:
    """A session at ``site``; ``number`` decides when it changes, and by how many indicators."""

    site: Site
    number: int
    read: Readings = field(default_factory=Readings)
    query: str = ""
    options: list[str] = field(default_factory=list)
    chosen: Delta | None = None
    answer: str = ""
    heading: str = ""
    position: int = 0
    _socket: ClientConnection | None = None

    async def begin(self) -> None:
        """Connect and have the page drawn."""
        await self._connect()
        await self._run(BackMsg(), query=self.query)
        if self.chosen is None or len(self.options) < 2:
            raise ReaderError(f"{self.site.page}: found no list of indicators")

    async def live(self, every: float, until: asyncio.Event) -> None:
        """Change the indicator every so many seconds; each fault is kept, none ends the reader."""
        due = time.monotonic() + every * ((self.number * 0.618) % 1)
        while not until.is_set():
            await self._waits(due - time.monotonic(), until)
            if until.is_set():
                return
            due = max(due + every, time.monotonic())
            await self._tried()

    async def close(self) -> None:
        """Leave."""
        if self._socket is not None:
            await self._socket.close()

    async def _waits(self, seconds: float, until: asyncio.Event) -> None:
        """Wait, and notice at once where the connection breaks meanwhile, as a browser does."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not until.is_set():
            socket = self._open()
            ended = asyncio.ensure_future(socket.wait_closed())
            stop = asyncio.ensure_future(until.wait())
            await asyncio.wait((ended, stop), timeout=left, return_when=asyncio.FIRST_COMPLETED)
            broke = ended.done()
            ended.cancel()
            stop.cancel()
            if broke and not until.is_set():
                await self._come_back(time.monotonic())

    async def _tried(self) -> None:
        begun = time.monotonic()
        try:
            seconds = await self.change()
        except ConnectionClosed:
            await self._come_back(begun)
        except (ReaderError, TimeoutError, OSError) as error:
            self.read.errors.append(f"{type(error).__name__}: {error}")
        else:
            self.read.changes.append(Change(begun, seconds))

    async def change(self) -> float:
        """Choose another indicator; seconds until its page is there whole.

        Raises ``ReaderError`` where the page did not change, and what a broken connection raises.
        """
        assert self.chosen is not None
        box = self.chosen.new_element.selectbox
        number = len(self.options)
        self.position = (self.position + 1 + self.number % (number - 1)) % number
        option = self.options[self.position]
        request = BackMsg()
        request.rerun_script.fragment_id = self.chosen.fragment_id
        widget = request.rerun_script.widget_states.widgets.add()
        widget.id, widget.string_value = box.id, option
        begun = time.monotonic()
        await self._run(request, query=self.query)
        name = option.partition(" · ")[0]
        if name not in self.heading:
            raise ReaderError(f"asked for {name!r} and found {self.heading!r} ({self.query})")
        return time.monotonic() - begun

    async def _come_back(self, broke_at: float) -> None:
        """Open the page anew at its address, until it answers."""
        self.read.breaks += 1
        before, query = self.answer, self.query
        end = time.monotonic() + COMING_BACK_SECONDS
        while time.monotonic() < end:
            await asyncio.sleep(AGAIN_AFTER_SECONDS)
            try:
                await self._connect()
                await self._run(BackMsg(), query=query)
            except (OSError, TimeoutError, ConnectionClosed, InvalidHandshake):
                continue
            self.read.back_seconds.append(time.monotonic() - broke_at)
            self.read.other_answers += self.answer != before
            return
        self.read.errors.append(f"did not come back within {COMING_BACK_SECONDS} s")

    async def _connect(self) -> None:
        await self.close()
        self._socket = await connect(
            self.site.socket, additional_headers=list(self.site.headers), max_size=LARGEST_MESSAGE,
            compression="deflate", proxy=None, ping_interval=None, open_timeout=ANSWER_SECONDS,
        )  # fmt: skip

    def _open(self) -> ClientConnection:
        if self._socket is None:
            raise ReaderError("asked before the page was opened")
        return self._socket

    async def _run(self, request: BackMsg, *, query: str) -> None:
        request.rerun_script.query_string = query
        request.rerun_script.page_name = self.site.page
        begun = time.monotonic()
        await self._open().send(request.SerializeToString())
        digest = hashlib.sha256()
        marked = False
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                raw = await self._open().recv(decode=False)
                self.read.received_bytes += len(raw)
                marked = marked or (bool(self.site.release) and self.site.release in raw)
                message = ForwardMsg.FromString(raw)
                if self._taken(message, digest):
                    break
        self.answer = digest.hexdigest()
        self._compare(seen=marked)
        if marked and self.read.saw_release_at is None:
            self.read.saw_release_at = begun

    def _compare(self, *, seen: bool) -> None:
        """The same address has the same answer for every reader, in every process."""
        if self.site.answers.setdefault((self.query, seen), self.answer) != self.answer:
            raise ReaderError(f"{self.query}: found another answer than other readers have")

    def _taken(self, message: ForwardMsg, digest: "hashlib._Hash") -> bool:
        """Keep what a browser keeps of a message; whether it is the last one."""
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            return message.script_finished in FINISHED
        if kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta":
            self._drawn(message.delta, digest)
        return False

    def _drawn(self, delta: Delta, digest: "hashlib._Hash") -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise ReaderError(f"{self.query}: {element.exception.message}")
        if kind == "selectbox" and element.selectbox.id.endswith(f"-{INDICATOR}"):
            self.options, self.chosen = list(element.selectbox.options), delta
        elif kind in ANSWERING:
            if kind == "heading" and element.heading.tag == "h1":
                self.heading = element.heading.body
            digest.update(element.SerializeToString(deterministic=True))
