"""Servers for a measurement: started on a free port of this machine, ended by their process."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indicators.settings import ROOT

START_SECONDS = 120
BENCH = Path(__file__).parent


@contextmanager
def dashboard(release: Path) -> Iterator[str]:
    """Our pages on a release, as ``serve`` serves them; gives the address."""
    port = _free_port()
    command = [
        "-m", "indicators", "serve", "--host", "127.0.0.1", "--port", str(port),
        "--db", str(release.resolve()),
    ]  # fmt: skip
    with _served(command, port, ROOT) as address:
        yield address


@contextmanager
def empty_answers() -> Iterator[str]:
    """A server of Starlette and uvicorn that answers everything with nothing."""
    port = _free_port()
    command = ["-m", "uvicorn", "bench.empty_answer:app", "--port", str(port),
               "--log-level", "warning"]  # fmt: skip
    with _served(command, port, ROOT) as address:
        yield address


@contextmanager
def script(name: str, *arguments: str, our_settings: bool) -> Iterator[str]:
    """A single script of this folder, with our settings or with Streamlit's own."""
    port = _free_port()
    command = [
        "-m", "streamlit", "run", str(BENCH / name), "--server.port", str(port),
        "--server.address", "127.0.0.1", "--server.headless", "true",
        "--browser.gatherUsageStats", "false", "--", *arguments,
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as elsewhere:
        folder = ROOT if our_settings else Path(elsewhere)  # settings are read from the folder
        with _served(command, port, folder) as address:
            yield address


@contextmanager
def _served(command: list[str], port: int, folder: Path) -> Iterator[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(
        [sys.executable, *command], cwd=folder, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(server, address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_until_healthy(server: "subprocess.Popen[bytes]", address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"{server.args!r} ended with {server.returncode} before it served")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{address}: no answer within {START_SECONDS} s")


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])
