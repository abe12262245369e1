"""The pages that ours are measured against: scripts of this folder, served by Streamlit alone."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indicators.settings import ROOT
from tests.serving import free_port, started

BENCH = Path(__file__).parent


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
