"""The servers of the contestants: started, waited for by their port, weighed, ended."""

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.page_script import PageFailedError
from bench.process_figures import descendants, resident_megabytes

LONGEST_START_SECONDS = 60
LONGEST_END_SECONDS = 30


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process and when that was started (ms since 1970)."""

    address: str
    pid: int
    started: float

    def memory_mb(self) -> float:
        """Resident memory of the process and all that it started, in millions of bytes."""
        return sum(map(resident_megabytes, [self.pid, *descendants(self.pid)]))


@contextmanager
def server(
    command: Sequence[str], port: int, folder: Path | None, environment: Mapping[str, str]
) -> Iterator[Server]:
    """Run a server in ``folder`` (``None``: an empty one) until the block ends.

    The block begins as soon as its port takes a connection. Raises ``PageFailedError``.
    """
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryFile() as said:
        started = time.time() * 1000
        process = subprocess.Popen(
            command, cwd=folder or empty, env={**os.environ, **environment},
            stdin=subprocess.DEVNULL, stdout=said, stderr=said,
        )  # fmt: skip
        try:
            if not _takes_connections(process, port):
                said.seek(0)
                text = said.read().decode(errors="replace").strip()[-500:]
                raise PageFailedError(f"{' '.join(command)}: the server did not start: {text}")
            yield Server(f"http://127.0.0.1:{port}", process.pid, started)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=LONGEST_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _takes_connections(process: subprocess.Popen[bytes], port: int) -> bool:
    deadline = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.005)
    return False
