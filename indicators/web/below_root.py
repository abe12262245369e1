"""A site that lies below a path of its host (``server.baseUrlPath``): routes and links there.

Streamlit puts its own routes below that path. What stands beside the pages comes here, and so do
the addresses that its answers name: they are written as if the site lay at ``/``. Whole addresses
begin with ``site_of`` a request.
"""

import re
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.routing import BaseRoute, Match, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# `</api/v1/openapi.json>; rel=…`: an address of this site in a header of links.
OWN_LINK = re.compile(r"< (?= / [^/] )", re.VERBOSE)


def root_of(connection: HTTPConnection) -> str:
    """The path below which the site lies, as its route was found; "" at the host itself."""
    return str(connection.scope.get("root_path", "")).rstrip("/")


def site_of(connection: HTTPConnection) -> str:
    """Scheme, host and root, without a slash at the end."""
    return f"{connection.url.scheme}://{connection.url.netloc}{root_of(connection)}"


def below_root(routes: Sequence[BaseRoute], root: str) -> list[BaseRoute]:
    """The routes below ``root``, a path without a slash at its end; as they are where it is ""."""
    return [RoutesBelowRoot(routes, root)] if root else list(routes)


class RoutesBelowRoot(BaseRoute):
    """Routes as if the site lay at ``/``. What none of them takes is left to Streamlit's."""

    def __init__(self, routes: Sequence[BaseRoute], root: str) -> None:
        self.routes, self.root = routes, root
        self._answering = LinksBelowRoot(Router(routes, redirect_slashes=False), root)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The match of the first route that takes the request, which is then below the root."""
        if scope.get("path", "").startswith(f"{self.root}/"):
            below = {**scope, "root_path": self.root}
            for route in self.routes:
                match, _found = route.matches(below)
                if match is not Match.NONE:
                    return match, {"root_path": self.root}
        return Match.NONE, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._answering(scope, receive, send)


class LinksBelowRoot:
    """ASGI middleware: what an answer's headers lead to lies below ``root`` too."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self.app, self.root = app, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, answer)

    def _complete(self, headers: MutableHeaders) -> None:
        if headers.get("location", "").startswith("/"):
            headers["location"] = f"{self.root}{headers['location']}"
        if "link" in headers:
            headers["link"] = OWN_LINK.sub(f"<{self.root}", headers["link"])
