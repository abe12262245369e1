"""A Python that has everything imported, from which programs are forked.

A started program imports DuckDB, pandas and half of this project before it begins with its work;
one that is forked begins with it. All else is as before: a process of its own with its arguments,
environment, folder, streams and exit code, which ends when who began it is killed.
"""

import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.serving import ROOT

IMPORTED = (
    "indicators.commands.command_line", "indicators.commands.curation_commands",
    "indicators.collection.service_index", "indicators.curation.accepting",
    "indicators.open_data.export", "indicators.open_data.keeping", "indicators.over_time.trend",
    "indicators.questions.profile", "indicators.release.build", "indicators.release.lake_copy",
    "frictionless.formats", "frictionless.portals", "frictionless.resources",
    "frictionless.schemes", "httpcore", "httpx", "jsonschema", "pyarrow.pandas_compat",
    "xlsxwriter",
)  # fmt: skip
LONGEST_REQUEST_BYTES = 2**17
# Called in place of Python: it hands over all that a process has, and ends as the forked one does.
PROGRAM = """#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
    door.connect({door!r})
    told = json.dumps([sys.argv[1:], dict(os.environ), os.getcwd()])
    socket.send_fds(door, [told.encode()], [0, 1, 2])
    code = int(door.recv(16) or 99)
if code < 0:
    os.kill(os.getpid(), -code)
sys.exit(code)
"""


@contextmanager
def warm_python(python: Path | str = sys.executable) -> Iterator[Path]:
    """A program to be called as ``python`` is, with ``-m MODULE …`` or ``-c CODE …``.

    Where processes cannot be watched like this (not Linux) it is ``python`` itself.
    """
    if sys.platform != "linux":
        yield Path(python)
        return
    with tempfile.TemporaryDirectory(prefix="warm-") as folder:
        door, program = Path(folder) / "door", Path(folder) / "python"
        program.write_text(PROGRAM.format(python=sys.executable, door=str(door)), "utf-8")
        program.chmod(0o755)
        command = [python, "-m", "tests.warm_python", str(door)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            try:
                if process.stdout is None or not process.stdout.readline():
                    raise RuntimeError(f"{python} ended before a program could be forked from it")
                yield program
            finally:
                process.terminate()


def _wait_at(place: str) -> None:
    """Fork a program for each who comes, until this process is ended."""
    for name in IMPORTED:
        importlib.import_module(name)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        door.bind(place)
        door.listen()
        print("open", flush=True)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for who watches a program
        while True:
            asked, _address = door.accept()
            if os.fork() == 0:
                return _watch(asked)
            asked.close()


def _watch(asked: socket.socket) -> None:
    """Begin the program, tell its exit code, and end it where nobody waits for it any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    told, streams, *_flags = socket.recv_fds(asked, LONGEST_REQUEST_BYTES, 3)
    program = os.fork()
    if program == 0:
        arguments, environment, folder = json.loads(told)
        code = _code_of(arguments, environment, folder, streams)
        os._exit(code)  # at an end in order DuckDB 1.5 misses a thread that was not forked
    ended = os.pidfd_open(program)
    if ended not in select.select([asked.fileno(), ended], [], [])[0]:
        os.kill(program, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
    with suppress(BrokenPipeError):
        asked.send(str(code).encode())
    os._exit(0)


def _code_of(
    arguments: list[str], environment: dict[str, str], folder: str, streams: list[int]
) -> int:
    """The exit code of what Python would be called with, run in this process."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    sys.stdin = os.fdopen(0, encoding="utf-8")
    sys.stdout, sys.stderr = os.fdopen(1, "w", -1, "utf-8"), os.fdopen(2, "w", 1, "utf-8")
    try:
        _run(*arguments)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
    return 0


def _run(how: str, what: str, *arguments: str) -> None:
    sys.argv[1:] = arguments
    if how == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        exec(what, {"__name__": "__main__"})


if __name__ == "__main__":
    _wait_at(sys.argv[1])
