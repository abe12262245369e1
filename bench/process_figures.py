"""What Linux says of a running process: its memory, its processor time, the processes below it."""

import os
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
BYTES_A_PAGE = os.sysconf("SC_PAGE_SIZE")
PROCESSES = Path("/proc")


def resident_megabytes(pid: int) -> float:
    """The resident memory of a process, in millions of bytes."""
    pages = (PROCESSES / str(pid) / "statm").read_text("utf-8").split()[1]
    return int(pages) * BYTES_A_PAGE / 1e6


def processor_seconds(pid: int) -> float:
    """Seconds of processor that a process has used so far."""
    stated = (PROCESSES / str(pid) / "stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(stated[11]) + int(stated[12])) / TICKS_A_SECOND


def children(pid: int) -> list[int]:
    """The processes that a process has begun and that still run."""
    tasks = (PROCESSES / str(pid) / "task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text("utf-8").split()]


def descendants(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    return [one for child in children(pid) for one in (child, *descendants(child))]
