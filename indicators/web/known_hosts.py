"""Only names of this site in the Host header: a defence against DNS rebinding.

A page of a stranger may give its own name the address 127.0.0.1 after it was opened. The reader's
browser then takes this server for the stranger's own and lets the page read and steer it. Such a
request carries the stranger's name as its Host, and is refused here, pages and WebSocket alike.
"""

import re
from dataclasses import dataclass
from ipaddress import ip_address

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from indicators.settings import SettingError

SETTING = "INDICATORS_HOSTS"
LOCALHOST = "localhost"
EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})
ANY = "*"

HOST = re.compile(
    r"(?: \[ (?P<ipv6> [0-9a-f:.]+ ) \] | (?P<name> [a-z0-9._-]+ ) ) (?: : \d{1,5} )?",
    re.VERBOSE | re.IGNORECASE,
)
ENTRY = re.compile(r"(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*", re.IGNORECASE)

REFUSED = (
    "Không phục vụ dưới tên máy chủ này. Người vận hành: ghi tên miền của trang vào "
    f"{SETTING}.\n"
    f"This name is not one of this site's. Whoever runs it: add the domain to {SETTING}.\n"
)
POLICY_VIOLATION = 1008


@dataclass(frozen=True)
class Hosts:
    """The names under which a site answers: exact ones, whole domains, and IP addresses.

    ``addresses`` accepts any IP address: no stranger's page comes from one of this machine's.
    """

    names: frozenset[str]
    domains: tuple[str, ...] = ()
    addresses: bool = False
    everything: bool = False

    def accept(self, header: str | None) -> bool:
        """Whether a Host header (``name``, ``name:port``, ``[ipv6]:port``) is one of the site's."""
        if self.everything:
            return True
        found = HOST.fullmatch(header or "")
        if not found:
            return False
        host = (found["ipv6"] or found["name"]).lower().rstrip(".")
        return (host in self.names or host.endswith(self.domains) or _is_loopback(host)
                or (self.addresses and _is_address(host)))  # fmt: skip


def site_hosts(served: str, listed: str) -> Hosts:
    """The names of a site that listens on ``served`` and whose operator lists ``listed``.

    ``listed`` has names with commas or blanks between them, ``*.example.vn`` for a whole domain,
    ``*`` for any name at all. The names of this machine itself always count; a server that listens
    on every address answers to every address. Raises ``SettingError`` for anything else.
    """
    names = {LOCALHOST, served.lower()} - EVERY_ADDRESS
    domains: list[str] = []
    entries = listed.replace(",", " ").lower().split()
    for entry in entries:
        if entry == ANY:
            continue
        if not ENTRY.fullmatch(entry) and not _is_address(entry.strip("[]")):
            raise SettingError(
                f"{SETTING}: found {entry!r}, expected names such as thuoc-xa.example, without "
                "https:// and port; correct it"
            )
        if entry.startswith("*."):
            domains.append(entry[1:].rstrip("."))
        else:
            names.add(entry.strip("[]").rstrip("."))
    return Hosts(frozenset(names), tuple(domains), served in EVERY_ADDRESS, ANY in entries)


class KnownHosts:
    """ASGI middleware: answers 400, or closes the WebSocket, where the Host is a stranger's."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what asks for this site; a request has exactly one Host."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(given) == 1 and self.hosts.accept(given[0]):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(REFUSED, status_code=400)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})


def _is_loopback(host: str) -> bool:
    return _is_address(host) and ip_address(host).is_loopback


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
