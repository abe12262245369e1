"""Routes whose modules are loaded with the first request for one of them, not with the server."""

import threading
from collections.abc import Callable, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute, Match, Router
from starlette.types import Receive, Scope, Send

Routes = Callable[[], Sequence[BaseRoute]]


class LaterRoutes(BaseRoute):
    """All that is answered at ``paths``: folders, which end in a slash, and single addresses.

    ``routes`` imports what answers there, and gives a route for every path of these folders; it is
    called once.
    """

    def __init__(self, paths: Sequence[str], routes: Routes) -> None:
        self.folders = tuple(path for path in paths if path.endswith("/"))
        self.addresses = frozenset(paths) - set(self.folders)
        self._routes = routes
        self._router: Router | None = None
        self._lock = threading.Lock()

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether a request is for one of the paths, by any method."""
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        here = path in self.addresses or path.startswith(self.folders)
        return (Match.FULL if scope["type"] == "http" and here else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; the first one waits for the modules, the pages do not."""
        router = self._router
        if router is None:
            router = await run_in_threadpool(self.loaded)
        await router(scope, receive, send)

    def loaded(self) -> Router:
        """What answers, loaded where it is not yet."""
        with self._lock:
            if self._router is None:
                self._router = Router(self._routes(), redirect_slashes=False)
            return self._router
