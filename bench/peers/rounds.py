"""The rounds: in each, every server in turn is started, visited cold and warm, and ended."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from bench.page_script import PageFailedError
from bench.peers import environments
from bench.peers.contestants import Contestant, filled
from bench.peers.data import Question, Questions
from bench.peers.processes import Server, server
from bench.peers.table import Measured
from bench.peers.visits import new_visit
from indicators.settings import ROOT
from tests.browser import chromium
from tests.serving import free_port


@dataclass(frozen=True)
class Given:
    """What all are measured on: the release, the rankings made from it, what is asked."""

    release: Path
    data: Path
    questions: Questions


@dataclass(frozen=True)
class Taken:
    """All that counts of each contestant by name, and why some were left out."""

    measured: dict[str, list[Measured]]
    left_out: dict[str, str]


def measure(chosen: Sequence[Contestant], given: Given, rounds: int) -> Taken:
    """``rounds`` interleaved rounds after one that does not count.

    Whoever fails once is left out of the rest and of the table, with the reason.
    """
    taken = Taken({one.name: [] for one in chosen}, {})
    with chromium() as browser:
        for number in range(rounds + 1):
            for one in chosen:
                if one.name in taken.measured:
                    _take(taken, number, browser, one, given)
    return taken


def _take(taken: Taken, number: int, browser: Browser, one: Contestant, given: Given) -> None:
    try:
        measured = _life(browser, one, given, number)
    except (PageFailedError, BrowserError) as error:
        taken.left_out[one.name] = str(error)
        del taken.measured[one.name]
        return
    print(f"round {number}, {one.name}: {measured}", file=sys.stderr)
    if number:
        taken.measured[one.name].append(measured)


def _life(browser: Browser, one: Contestant, given: Given, number: int) -> Measured:
    """One server from its start to its end."""
    port = free_port()
    command = filled(one.command, places(one, given, port))
    # Streamlit reads settings from the folder it runs in: ours are for our own pages.
    home = ROOT if one.name == "ours" else None
    shared = {"PYTHONPATH": str(ROOT)} if one.environment == "project" else {}
    changes = given.questions.changes
    with server(command, port, home, shared) as running:
        cold = _cold(browser, one, running, given.questions.first)
        change = changes[number % len(changes)]
        return {**cold, **_warm(browser, one, running, given.questions.first, change)}


def places(one: Contestant, given: Given, port: int) -> dict[str, object]:
    """What the words in braces of a contestant's commands stand for."""
    return {
        "python": environments.interpreter(one), "port": port, "data": given.data.resolve(),
        "release": given.release.resolve(), "folder": one.folder, "bench": one.folder.parents[1],
        "workspace": environments.workspace(one),
    }  # fmt: skip


def _cold(browser: Browser, one: Contestant, running: Server, first: Question) -> Measured:
    """The first visit, as soon as the port takes a connection; counted from the server's start."""
    visit, context = new_visit(browser, one, running.address)
    with context:
        drawn = visit.opened(first)
        return {
            "cold_chart": drawn.chart - running.started,
            "first_answer": visit.first_answered() - running.started,
        }


def _warm(
    browser: Browser, one: Contestant, running: Server, first: Question, change: Question
) -> Measured:
    """The second reader, who picks another indicator; then the server's memory."""
    visit, context = new_visit(browser, one, running.address)
    with context:
        opened = visit.opened(first)
        began, first_load = visit.began(), visit.received.kilobytes()
        changed = visit.changed(change)
        return {
            "warm_chart": opened.chart - began,
            "warm_both": opened.both - began,
            "first_load": first_load,
            "change": changed.both - changed.asked,
            "change_bytes": visit.received.kilobytes() - first_load,
            "memory": running.memory_mb(),
        }
