"""The pages that ours are measured against: scripts of this folder, served by Streamlit alone."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.process_figures import PROCESSES, children, resident_megabytes
from indicators.settings import ROOT
from tests.serving import free_port, started

BENCH = Path(__file__).parent


@contextmanager
def ours(release: Path) -> Iterator[str]:
    """Our server from its start on: it counts as there when a page can connect, as the others do.

    Its own health check reads the whole release first, which no reader waits for.
    """
    port = free_port()
    command = ["-m", "indicators", "serve", "--port", str(port), "--db", str(release)]
    with started(command, port, "/_stcore/health",
                 environment={"INDICATORS_DB": str(release)}) as address:  # fmt: skip
        yield address


def memory_megabytes(address: str) -> float:
    """What the server at an address of this module keeps in memory, in millions of bytes."""
    port = address.rpartition(":")[2].encode()
    for pid in children(os.getpid()):
        if port in (PROCESSES / str(pid) / "cmdline").read_bytes().split(b"\0"):
            return resident_megabytes(pid)
    raise ProcessLookupError(f"found no server of this process at {address}")


@contextmanager
def empty_answers() -> Iterator[str]:
    """A server of Starlette and uvicorn that answers everything with nothing."""
    port = free_port()
    command = ["-m", "uvicorn", "bench.empty_answer:app", "--port", str(port),
               "--log-level", "warning"]  # fmt: skip
    with started(command, port, "/") as address:
        yield address


@contextmanager
def script(name: str, *arguments: str, our_settings: bool) -> Iterator[str]:
    """A single script of this folder, with our settings or with Streamlit's own."""
    port = free_port()
    command = [
        "-m", "streamlit", "run", str(BENCH / name), "--server.port", str(port),
        "--server.address", "127.0.0.1", "--server.headless", "true",
        "--browser.gatherUsageStats", "false", "--", *arguments,
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as elsewhere:
        folder = ROOT if our_settings else Path(elsewhere)  # settings are read from the folder
        environment = {"PYTHONPATH": str(ROOT)}
        with started(command, port, "/_stcore/health", folder=folder,
                     environment=environment) as address:  # fmt: skip
            yield address
