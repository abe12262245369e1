"""A program forked from a warm Python is a process as one that was started."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.warm_python import warm_python

# Tells all that it has, and ends as it is told.
PROGRAM = """
import os, sys
print(sys.argv[1:], os.environ.get("TOLD"), "PATH" in os.environ, os.getcwd(), sys.stdin.read())
print("xã Bịa", file=sys.stderr)
if sys.argv[1] == "killed": os.kill(os.getpid(), 9)
sys.exit({"well": None, "code": 3, "words": "out of order"}[sys.argv[1]])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked here")
def test_a_forked_program_is_as_a_started_one(tmp_path: Path) -> None:
    with warm_python() as warm:
        for how in ("well", "code", "words", "killed", "unknown"):
            forked, begun = (
                subprocess.run([python, "-c", PROGRAM, how], input="in", env={"TOLD": "é"},
                               cwd=tmp_path, capture_output=True, text=True, check=False)
                for python in (warm, sys.executable))  # fmt: skip
            assert (forked.returncode, forked.stdout) == (begun.returncode, begun.stdout), how
            assert forked.stderr.splitlines()[-1] == begun.stderr.splitlines()[-1], how
        waits = [str(warm), "-c", "import os; print(os.getpid(), flush=True); os.read(0, 1)"]
        with subprocess.Popen(waits, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as calling:
            assert calling.stdout is not None
            program = os.pidfd_open(int(calling.stdout.readline()))
            calling.kill()
            assert select.select([program], [], [], 30)[0] == [program]
            os.close(program)
