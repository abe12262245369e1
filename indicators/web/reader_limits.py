"""What one reader may take of the server through websockets: sockets, messages and what they hold.

Every socket is a session of Streamlit with a state of its own, and a message replaces that state
with whatever it brings. None of this needs a person: ten sockets with large messages took 280 MB.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The largest thing a reader sends is the text of an article, 250,000 characters of up to three
# bytes. uvicorn and Streamlit (server.maxWidgetStateSize) refuse larger messages.
MOST_MESSAGE_BYTES = 2 * 2**20

TRY_AGAIN_LATER, TOO_MUCH = 1013, 1009


@dataclass(frozen=True)
class SocketLimits:
    """Sockets of the server and of one address, bytes of one address, messages of one socket.

    An office of many readers may share an address; each has one socket a tab. ``held_bytes`` is
    the sum over sockets of the largest message each has sent: the state that it may have left.
    Messages beyond ``burst`` wait, ``a_second`` of them are let through.
    """

    sockets: int = 1_200
    of_one_address: int = 100
    held_bytes: int = 24 * 2**20
    burst: int = 60
    a_second: float = 10


class BoundedSockets:
    """ASGI middleware: closes a websocket too many, and makes one that sends too often wait.

    A program on this machine is the operator's own, or a proxy that does not tell who asks; it is
    held to the limit of the whole server, not to that of one address.
    """

    def __init__(
        self, app: ASGIApp, limits: SocketLimits | None = None,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:  # fmt: skip
        self.app, self.limits, self.clock, self.pause = app, limits or SocketLimits(), clock, pause
        self._open: Counter[str] = Counter()
        self._held: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no websocket, and a websocket that there is room for."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        reader = reader_of(scope)
        if not self._room_for(reader):
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        socket = _Socket(self, reader, receive, send)
        self._open[reader] += 1
        try:
            await self.app(scope, socket.receive, socket.send)
        finally:
            self._leave(reader, socket.held)

    def _room_for(self, reader: str) -> bool:
        if self._open.total() >= self.limits.sockets:
            return False
        return is_this_machine(reader) or self._open[reader] < self.limits.of_one_address

    def hold(self, reader: str, more: int) -> bool:
        """Whether one address may leave so many bytes more; counts them where it may."""
        if self._held[reader] + more > self.limits.held_bytes:
            return False
        self._held[reader] += more
        return True

    def _leave(self, reader: str, held: int) -> None:
        for counter, freed in ((self._open, 1), (self._held, held)):
            counter[reader] -= freed
            if counter[reader] <= 0:
                del counter[reader]


class _Socket:
    """One websocket: what it has sent, and how many messages it may send at once now."""

    def __init__(self, desk: BoundedSockets, reader: str, receive: Receive, send: Send) -> None:
        self.desk, self.reader = desk, reader
        self._receive, self._send = receive, send
        self.held = 0
        self._closed = False
        self._left, self._since = float(desk.limits.burst), desk.clock()

    async def receive(self) -> Message:
        """The next message, when its turn has come; the end where it is too much."""
        message = await self._receive()
        if message["type"] != "websocket.receive":
            return message
        await self._wait_for_turn()
        size = len(message.get("bytes") or b"") or len((message.get("text") or "").encode())
        if size > self.held:
            if not self.desk.hold(self.reader, size - self.held):
                await self.send({"type": "websocket.close", "code": TOO_MUCH})
                return {"type": "websocket.disconnect", "code": TOO_MUCH}
            self.held = size
        return message

    async def send(self, message: Message) -> None:
        """Send; nothing after the end, of which the application may not know yet."""
        if self._closed:
            return
        self._closed = message["type"] == "websocket.close"
        await self._send(message)

    async def _wait_for_turn(self) -> None:
        limits, now = self.desk.limits, self.desk.clock()
        self._left = min(limits.burst, self._left + (now - self._since) * limits.a_second)
        self._since = now
        self._left -= 1
        if self._left < 0:
            await self.desk.pause(-self._left / limits.a_second)


def reader_of(scope: Scope) -> str:
    """Whose request it is, as far as a server can tell: the address, of IPv6 the network (/64).

    Behind nginx it is the address that nginx names; uvicorn has put it there.
    """
    client = scope.get("client")
    address = str(client[0]) if client else ""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((found, 64), strict=False))
    return str(found)


def is_this_machine(reader: str) -> bool:
    """Whether an address, or a network as ``reader_of`` names it, is this machine's own."""
    try:
        return ip_network(reader).is_loopback or reader == "::/64"
    except ValueError:
        return False
