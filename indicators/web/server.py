"""Pages and HTTP routes in one process: the only module here that imports Streamlit."""

import logging
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit
import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from streamlit.runtime import Runtime
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server.starlette.starlette_routes import _ensure_xsrf_cookie
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from indicators.release.lake import lake_of
from indicators.settings import DASHBOARD, embed_origins, hosts, report_to
from indicators.web.below_root import below_root
from indicators.web.compressed_static import CompressedStatic
from indicators.web.error_reports import checked_report_to
from indicators.web.framing import Framing, embedding_origins
from indicators.web.known_hosts import LOCALHOST, KnownHosts, site_hosts
from indicators.web.lake_follower import follow_lake
from indicators.web.navigation import CURATION
from indicators.web.page_html import PageHtml
from indicators.web.path_guard import AfterSignIn, PathGuard
from indicators.web.patient_protocol import PatientProtocol
from indicators.web.reader_limits import MOST_MESSAGE_BYTES, BoundedSockets
from indicators.web.safe_headers import SafeHeaders
from indicators.web.site_routes import site_routes
from indicators.web.upload_guard import UploadGuard, UploadLimits
from indicators.web.warming import (
    QUIET_SECONDS,
    STEPS,
    CountedTraffic,
    Traffic,
    keeping_ready,
    site_traffic,
    warming,
)


def application(host: str = LOCALHOST) -> streamlit.App:
    """The ASGI application: Streamlit's pages, compressed static files, health, feed, maps.

    It answers to the names of this machine, to ``host``, on which the server listens, and to those
    the operator lists. Raises ``SettingError`` for a setting that cannot be used.
    """
    log_to_stderr()
    checked_report_to(report_to())
    follow_lake()
    # The folder `pages/` is reached through the router alone. Left to itself, Streamlit would take
    # it for its own old convention until the router has run once, and answer the first deep link
    # after a start with "page not found".
    PagesManager.uses_pages_directory = False
    static = Path(streamlit.__file__).parent / "static"
    root = str(streamlit.get_option("server.baseUrlPath")).strip("/")
    root = f"/{root}" if root else ""
    files = UploadLimits.for_files_of(int(streamlit.get_option("server.maxUploadSize")))
    traffic = site_traffic()
    return streamlit.App(
        DASHBOARD,
        routes=below_root(site_routes(), root),
        lifespan=lambda _app: while_serving(traffic),
        middleware=[
            Middleware(CountedTraffic, traffic=traffic),
            Middleware(Framing, origins=embedding_origins(embed_origins()), root=root),
            Middleware(SafeHeaders, root=root),
            Middleware(KnownHosts, hosts=site_hosts(host, hosts())),
            Middleware(PathGuard, root=root),
            Middleware(BoundedSockets),
            Middleware(UploadGuard, sessions=PageSessions(), limits=files, root=root),
            Middleware(AfterSignIn, page=CURATION.path),
            Middleware(PageHtml, static=static, root=root, greet=greet),
            Middleware(CompressedStatic, directory=static),
        ],
    )


@asynccontextmanager
async def while_serving(traffic: Traffic) -> AsyncIterator[None]:
    """What is made ready while nobody asks, from the start of the server to its end."""
    async with warming(STEPS, traffic, QUIET_SECONDS), keeping_ready(traffic):
        yield


def greet(request: Request, response: Response) -> None:
    """Let somebody who is signed in be so from the first connection of a page on.

    Streamlit believes the cookie of a sign-in only beside its cookie against forged requests, which
    ends with the browser while the sign-in lasts for days. It sets it in its answer about health;
    the page connects without waiting for that.
    """
    if any(name.startswith(USER_COOKIE_NAME) for name in request.cookies):
        _ensure_xsrf_cookie(request, response)


class PageSessions:
    """What Streamlit knows of the sessions of its pages and of their files (``upload_guard``)."""

    def asks_for_a_file(self, session: str) -> bool:
        """Whether an uploader stands on the page that the session shows now."""
        found = Runtime.instance()._session_mgr.get_session_info(session)
        if found is None:
            return False
        state = found.session.session_state._new_widget_state
        # A widget that left the page leaves the states; what is known of it stays.
        return any((known := state.widget_metadata.get(one)) is not None
                   and known.value_type == UPLOADER for one in tuple(state.states))  # fmt: skip

    def uploaded_bytes(self, session: str) -> int:
        """The bytes of the files of a session."""
        files = _uploaded().get(session, {})
        return sum(len(one.data) for one in tuple(files.values()))

    def all_uploaded_bytes(self) -> int:
        """The bytes of the files of all sessions."""
        return sum(self.uploaded_bytes(session) for session in tuple(_uploaded()))


UPLOADER = "file_uploader_state_value"


def _uploaded() -> dict[str, dict[str, Any]]:
    files: dict[str, dict[str, Any]] = Runtime.instance().uploaded_file_mgr.file_storage  # type: ignore[attr-defined]
    return files


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
    if db is not None and lake_of(db) is None:
        os.environ["INDICATORS_DB"] = str(db.resolve())
    _require_free(host, port)
    os.chdir(DASHBOARD.parent)  # Streamlit reads .streamlit/config.toml from here
    # Requests are logged by nginx, once; here only what went wrong.
    uvicorn.run(application(host), host=host, port=port, log_level="warning", access_log=False,
                server_header=False, http=PatientProtocol,
                ws_max_size=MOST_MESSAGE_BYTES)  # fmt: skip


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
