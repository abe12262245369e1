"""``GET /healthz``: whether the release can be served; each is read whole once, then closed."""

import threading
from collections import deque

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from indicators.release.store import ReleaseError, Store
from indicators.web.api.served_release import ServedRelease, State, server_releases
from indicators.web.lake_follower import lake_told

PATH = "/healthz"


class Health:
    """What is known of the releases that were served. One for a server; any thread may ask."""

    def __init__(self) -> None:
        self._sound: deque[State | None] = deque(maxlen=4)  # the newest few, since builds go on
        self._damaged: tuple[State | None, str] | None = None
        self._lock = threading.Lock()
        # Those who ask while a release is read for the first time wait here, not in the threads
        # in which pages are served.
        self._readers = CapacityLimiter(1)

    def route(self) -> Route:
        """The route to be mounted beside the pages."""
        return Route(PATH, self.endpoint)

    async def endpoint(self, request: Request) -> JSONResponse:
        """The answer: where the release is known to be sound, at once."""
        served = server_releases().opened(None)
        if served is not None and served.state in self._sound:
            return _ok(served)
        return await run_sync(self.answer, request, limiter=self._readers)

    def answer(self, _request: Request) -> JSONResponse:
        """200 with the release where the database can be served, 503 with the next step where not.

        Each release is read whole once: a damaged part that no page has asked for yet is told too.
        """
        try:
            with self._lock:
                served = server_releases().opening(None)
                self._require_sound(served)
        except ReleaseError as error:
            return JSONResponse({"status": "unavailable", "detail": str(error)}, status_code=503)
        return _ok(served)

    def _require_sound(self, served: ServedRelease) -> None:
        """Raise ``ReleaseError`` where any part is damaged; each file is read once."""
        if served.state in self._sound:
            return
        if self._damaged is not None and self._damaged[0] == served.state:
            raise ReleaseError(self._damaged[1])
        try:
            # In an instance of its own: what it keeps of every table goes when it closes.
            with Store(served.store.path) as whole:
                whole.read_all()
        except ReleaseError as error:
            self._damaged = (served.state, str(error))
            raise
        self._sound.append(served.state)


def _ok(served: ServedRelease) -> JSONResponse:
    release = served.store.release
    return JSONResponse(
        {
            "status": "ok",
            "release_id": release["release_id"],
            "observations": int(release["observations"]),
            "synthetic": bool(release["synthetic"]),
            **lake_told(),
        }
    )
