"""Pages and HTTP routes in one process: the only module here that imports Streamlit."""

import logging
import os
import socket
from collections import deque
from pathlib import Path

import streamlit
import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from indicators.release.store import ReleaseError, Store
from indicators.settings import DASHBOARD, database, embed_origins, hosts, report_to
from indicators.web import changes_route, map_route, site_files
from indicators.web.api.api_routes import Api
from indicators.web.compressed_static import CompressedStatic
from indicators.web.data_files import DataFiles
from indicators.web.drawn.drawing_routes import drawing_routes
from indicators.web.error_reports import checked_report_to
from indicators.web.framing import Framing, embedding_origins
from indicators.web.known_hosts import LOCALHOST, KnownHosts, site_hosts
from indicators.web.navigation import CURATION
from indicators.web.page_html import PageHtml
from indicators.web.path_guard import AfterSignIn, PathGuard, unknown_routes
from indicators.web.plain_routes import plain_routes


def application(host: str = LOCALHOST) -> streamlit.App:
    """The ASGI application: Streamlit's pages, compressed static files, health, feed, maps.

    It answers to the names of this machine, to ``host``, on which the server listens, and to those
    the operator lists. Raises ``SettingError`` for a setting that cannot be used.
    """
    log_to_stderr()
    checked_report_to(report_to())
    # The folder `pages/` is reached through the router alone. Left to itself, Streamlit would take
    # it for its own old convention until the router has run once, and answer the first deep link
    # after a start with "page not found".
    PagesManager.uses_pages_directory = False
    static = Path(streamlit.__file__).parent / "static"
    api = Api()
    root = str(streamlit.get_option("server.baseUrlPath")).strip("/")
    return streamlit.App(
        DASHBOARD,
        routes=[
            Route("/healthz", health),
            *changes_route.routes(),
            *api.routes(),
            *DataFiles(api.releases).routes(),
            *map_route.routes(),
            *plain_routes(),
            *site_files.routes(),
            *drawing_routes(api.releases),
            *unknown_routes(),
        ],
        middleware=[
            Middleware(Framing, origins=embedding_origins(embed_origins())),
            Middleware(KnownHosts, hosts=site_hosts(host, hosts())),
            Middleware(PathGuard),
            Middleware(AfterSignIn, page=CURATION.path),
            Middleware(PageHtml, static=static, root=f"/{root}" if root else ""),
            Middleware(CompressedStatic, directory=static),
        ],
    )


def health(_request: Request) -> JSONResponse:
    """200 with the release where the database can be served, 503 with the next step where not.

    Each release is read whole once: a damaged part that no page has asked for yet is told too.
    """
    try:
        path = database()
        with Store(path) as store:
            release = store.release
            _read_once(store, _state(path))
    except ReleaseError as error:
        return JSONResponse({"status": "unavailable", "detail": str(error)}, status_code=503)
    return JSONResponse(
        {
            "status": "ok",
            "release_id": release["release_id"],
            "observations": int(release["observations"]),
            "synthetic": bool(release["synthetic"]),
        }
    )


# States of the database whose every block was found sound; the newest few, since builds go on.
_sound: deque[tuple[str, int, int, int]] = deque(maxlen=4)


def _state(path: Path) -> tuple[str, int, int, int]:
    """What changes when another file takes the place of the database, or is written over it."""
    status = path.stat()
    return str(path), status.st_ino, status.st_mtime_ns, status.st_size


def _read_once(store: Store, state: tuple[str, int, int, int]) -> None:
    """Raise ``ReleaseError`` where any part is damaged; nothing where this file was read before."""
    if state not in _sound:
        store.read_all()
        _sound.append(state)


class PortInUseError(OSError):
    """Another program listens on the port; the message says what to do."""


def _require_free(host: str, port: int) -> None:
    """Raise ``PortInUseError`` where the port is taken: uvicorn would end with its own words."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortInUseError(
                f"{host}:{port}: found no way to listen there ({error.strerror}), expected a free "
                "port of this machine; choose another one with --port"
            ) from error


def serve(host: str, port: int, db: Path | None = None) -> None:
    """Serve until interrupted. ``db`` is the release; default as in ``settings.database``.

    Raises ``SettingError`` for a setting that cannot be used, ``PortInUseError`` where nothing can
    listen on ``host`` and ``port``.
    """
    if db is not None:
        os.environ["INDICATORS_DB"] = str(db.resolve())
    _require_free(host, port)
    os.chdir(DASHBOARD.parent)  # Streamlit reads .streamlit/config.toml from here
    uvicorn.run(application(host), host=host, port=port, log_level="warning", ws_max_size=2**24)


FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class OneLine(logging.Formatter):
    """A message on one line: what it quotes of an upload cannot look like an event of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (name of logging)
        """The line of a record, with breaks and other control characters written as escapes."""
        line = super().formatMessage(record)
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)


def log_to_stderr() -> None:
    """Write what this project logs from INFO on; a second call changes nothing.

    Without this Python shows warnings alone: "who accepted what" would be logged and never seen.
    """
    log = logging.getLogger("indicators")
    log.setLevel(logging.INFO)
    if not any(isinstance(handler.formatter, OneLine) for handler in log.handlers):
        handler = logging.StreamHandler()
        handler.setFormatter(OneLine(FORMAT))
        log.addHandler(handler)
