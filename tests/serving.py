"""Servers for tests, pictures and measurements: each in its own process, on a free port."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A machine that is busy with other tests takes its time.
LONGEST_START_SECONDS = 120
LONGEST_END_SECONDS = 30
# Ports whose sites have ended, the last one last.
_LEFT: list[int] = []


@contextmanager
def serving(
    db: Path,
    *,
    port: int | None = None,
    environment: dict[str, str] | None = None,
    log: Path | None = None,
    arguments: Sequence[str] = (),
    module: str = "indicators",
) -> Iterator[str]:
    """Serve ``db`` and yield the address, such as ``http://127.0.0.1:40123``.

    ``environment`` is added to this process's own, ``arguments`` to the verb ``serve`` of
    ``module``; what the server writes to standard error goes to the file ``log``.
    """
    port = port or port_of_a_site()
    command = ["-m", module, "serve", "--port", str(port), "--db", str(db), *arguments]
    environment = {**(environment or {}), "INDICATORS_DB": str(db)}
    try:
        with started(command, port, "/healthz", environment=environment, log=log) as address:
            yield address
    finally:
        _LEFT.append(port)


@contextmanager
def started(
    command: Sequence[str],
    port: int,
    answers: str,
    *,
    folder: Path = ROOT,
    environment: dict[str, str] | None = None,
    log: Path | None = None,
    python: Path | str = sys.executable,
) -> Iterator[str]:
    """Run Python with ``command`` in ``folder`` until the block ends; yields the address.

    It begins when the path ``answers`` does. Raises ``RuntimeError`` where the process ends before,
    and ``TimeoutError``.
    """
    address = f"http://127.0.0.1:{port}"
    process = begun(command, folder=folder, environment=environment, log=log, python=python)
    try:
        wait_until_it_answers(process, address + answers)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=LONGEST_END_SECONDS)


def begun(
    command: Sequence[str],
    *,
    folder: Path = ROOT,
    environment: dict[str, str] | None = None,
    log: Path | None = None,
    python: Path | str = sys.executable,
) -> subprocess.Popen[bytes]:
    """Python with ``command``, as ``started`` begins it; the caller waits for it and ends it."""
    with (log or Path(os.devnull)).open("wb") as errors:
        return subprocess.Popen(
            [python, *command], cwd=folder, env={**os.environ, **(environment or {})},
            stdout=subprocess.DEVNULL, stderr=errors,
        )  # fmt: skip


def port_of_a_site() -> int:
    """A free port, and rather one that a site of this process has left.

    The browser of the tests then has Streamlit's frontend at hand, read and compiled under the same
    address: the first page of another site costs a third of the processor's time.
    """
    while _LEFT:
        port = _LEFT.pop()
        with suppress(OSError):
            return free_port(port)
    return free_port()


def free_port(wanted: int = 0) -> int:
    """Return a port of this machine that nobody listens on now.

    Raises ``OSError`` where somebody listens on the one that is ``wanted``.
    """
    with socket.socket() as free:
        if wanted and os.name == "posix":  # connections that have ended keep no server from it
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", wanted))
        return int(free.getsockname()[1])


def wait_until_it_answers(process: subprocess.Popen[bytes], url: str) -> None:
    """Wait for any answer from ``url``.

    Raises ``RuntimeError`` where the process ends before, and ``TimeoutError``.
    """
    deadline = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with exit code {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError:
            return  # 503: it answers, and says that the database is missing
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{url}: no answer within {LONGEST_START_SECONDS} s")
