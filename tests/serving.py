"""A dashboard served for tests and pictures, on a free port of this machine, in its own process."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_START_SECONDS = 60


@contextmanager
def serving(
    db: Path,
    *,
    port: int | None = None,
    environment: dict[str, str] | None = None,
    log: Path | None = None,
    arguments: Sequence[str] = (),
) -> Iterator[str]:
    """Serve ``db`` and yield the address, such as ``http://127.0.0.1:40123``.

    ``environment`` is added to this process's own, ``arguments`` to the verb ``serve``; what the
    server writes to standard error goes to the file ``log``.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, **(environment or {}), "INDICATORS_DB": str(db)}
    command = [sys.executable, "-m", "indicators", "serve", "--port", str(port), "--db", str(db)]
    command += arguments
    with (log or Path(os.devnull)).open("wb") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=errors
        )
    try:
        _wait_until_it_answers(process, f"{address}/healthz")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """Return a port of this machine that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_until_it_answers(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with exit code {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except urllib.error.HTTPError:
            return  # 503: it answers, and says that the database is missing
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer within {LONGEST_START_SECONDS} s")
