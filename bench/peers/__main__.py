"""``python -m bench.peers``: the same page in other tools, beside ours, in interleaved rounds."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from bench.__main__ import SIZES, synthetic_release
from bench.peers import data, environments
from bench.peers.contestants import NAMES, YARDSTICK, Contestant, contestant, filled
from bench.peers.data import Question, Questions
from bench.peers.processes import Server, server
from bench.peers.table import Measured, markdown
from bench.peers.visits import new_visit
from indicators.release.store import Store
from indicators.settings import ROOT
from tests.browser import chromium
from tests.serving import free_port


def main() -> int:
    """Install and prepare, measure, print the Markdown table."""
    options = _options()
    release = synthetic_release(options.observations)
    folder = environments.CACHE / f"data-{release.stem}"
    with Store(release) as store:
        rows = data.rankings(store)
    data.write(rows, folder)
    chosen = [contestant(name) for name in options.only]
    for one in chosen:
        _prepare(one, folder)
    measured = _measure(chosen, release, folder, data.questions(rows), options.rounds)
    print(markdown({one.name: one.title for one in chosen}, measured, YARDSTICK))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="odd; one more does not count")
    parser.add_argument("--only", type=_names, default=NAMES, metavar="NAME,NAME",
                        help=f"some of {','.join(NAMES)}")  # fmt: skip
    parser.add_argument("--observations", choices=SIZES, default="10m",
                        help="size of the synthetic release")  # fmt: skip
    return parser.parse_args()


def _names(text: str) -> tuple[str, ...]:
    asked = set(text.split(","))
    if unknown := asked - set(NAMES):
        raise argparse.ArgumentTypeError(
            f"found {', '.join(sorted(unknown))}, expected some of {', '.join(NAMES)}"
        )
    return tuple(name for name in NAMES if name in asked)


def _prepare(one: Contestant, folder: Path) -> None:
    environments.make(one)
    if one.prepare:
        environments.refresh(one, folder)
        environments.run(one.prepare, environments.workspace(one))


def _measure(
    chosen: Sequence[Contestant], release: Path, folder: Path, asked: Questions, rounds: int
) -> Mapping[str, Sequence[Measured]]:
    """Each round starts, visits and ends every server in turn; the first does not count."""
    taken: dict[str, list[Measured]] = {one.name: [] for one in chosen}
    with chromium() as browser:
        for number in range(rounds + 1):
            change = asked.changes[number % len(asked.changes)]
            for one in chosen:
                measured = _round(browser, one, release, folder, asked.first, change)
                print(f"round {number}, {one.name}: {measured}", file=sys.stderr)
                if number:
                    taken[one.name].append(measured)
    return taken


def _round(
    browser: Browser, one: Contestant, release: Path, folder: Path, first: Question,
    change: Question,
) -> Measured:  # fmt: skip
    """A server's life: the cold visit, a warm one, a change, its memory."""
    port = free_port()
    places = {
        "python": environments.interpreter(one), "port": port, "data": folder,
        "release": release.resolve(), "folder": one.folder, "bench": one.folder.parents[1],
        "workspace": environments.workspace(one),
    }  # fmt: skip
    # Streamlit reads settings from the folder it runs in: ours are for our own pages.
    home = ROOT if one.name == "ours" else None
    shared = {"PYTHONPATH": str(ROOT)} if one.environment == "project" else {}
    with server(filled(one.command, places), port, home, shared) as running:
        return {
            **_cold(browser, one, running, first),
            **_warm(browser, one, running, first, change),
        }


def _cold(browser: Browser, one: Contestant, running: Server, first: Question) -> Measured:
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


if __name__ == "__main__":
    sys.exit(main())
