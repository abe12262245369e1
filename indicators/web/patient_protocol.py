"""The server's side of a connection: it waits for a request, but not for ever.

uvicorn closes an idle connection between two requests; one that sends half a request and then
nothing, or a byte now and then, it keeps for as long as the other side likes. Three hundred of
them cost a stranger nothing and the server its file descriptors.
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# A head of a request is one or two packets. A body is at most an upload of 5 MB: two minutes allow
# for 350 kbit/s.
HEAD_SECONDS = 15.0
BODY_SECONDS = 120.0
# Open connections of one server, websockets among them; thuoc-xa@.service allows the descriptors.
MOST_CONNECTIONS = 4_000

TOO_LATE = (
    b"HTTP/1.1 408 Request Timeout\r\nContent-Type: text/plain\r\n"
    b"Content-Length: 26\r\nConnection: close\r\n\r\nThe request took too long\n"
)


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with an end to waiting: the head of a request, and then its body, come in time.

    The clock of a head begins with the connection or with the head's first byte, and is not set
    anew by further bytes. A connection beyond ``most_connections`` is closed at once.
    """

    head_seconds, body_seconds = HEAD_SECONDS, BODY_SECONDS
    most_connections = MOST_CONNECTIONS
    _waits_for: Any = None
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        if len(self.connections) > self.most_connections:
            transport.abort()
            return
        self._wait_for(h11.IDLE)

    def data_received(self, data: bytes) -> None:
        """Read on; what is still missing then is what is waited for."""
        super().data_received(data)
        if self.transport.get_protocol() is self:  # else it has become a websocket
            self._wait_for(self.conn.their_state)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._wait_for(h11.CLOSED)
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """A websocket has its own clock: pings that must be answered."""
        self._wait_for(h11.SWITCHED_PROTOCOL)
        super().handle_websocket_upgrade(event)

    def _wait_for(self, state: Any) -> None:
        """Set the clock for a part that has begun to be missing; stop it where nothing is."""
        if state is self._waits_for:
            return
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self._waits_for = state
        seconds = {h11.IDLE: self.head_seconds, h11.SEND_BODY: self.body_seconds}.get(state)
        if seconds is not None:
            self._deadline = self.loop.call_later(seconds, self._give_up)

    def _give_up(self) -> None:
        """Close; with a word where no answer has begun."""
        if self.transport.is_closing():
            return
        if self._waits_for is h11.IDLE and self.conn.our_state is h11.IDLE:
            self.transport.write(TOO_LATE)
            self.transport.close()
        else:
            self.transport.abort()
