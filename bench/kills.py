"""What kills leave: each verb that writes, killed at random moments, then run again.

``python -m bench.kills [--kills N]`` kills build, accept, collect, export and synthesise N times
each (SIGKILL, at a moment drawn from the length of a whole run) on a small invented country, and
prints what lay there: the old state, the new one, or something half; how often a leftover lay
beside it, and how often one still did after the next run. Runs are forked from one process that
has everything imported, so that kills meet the work and not the start of Python. The exit code is
1 where anything was half, was lost, or stayed.
"""

import argparse
import csv
import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from indicators.candidates.files import candidate, write_candidates
from indicators.commands.command_line import main as command
from indicators.open_data.bundle.file_sums import SUMS_FILE, file_sum
from tests.portal_double import portal
from tests.small_country import DATA, figure, incomes, write_country

# Imported once, before anything is forked.
IMPORTED = (
    "indicators.release.build", "indicators.release.synthesise", "indicators.open_data.export",
    "indicators.curation.accepting", "indicators.collection.service_index", "frictionless",
    "indicators.commands.curation_commands", "indicators.spreadsheets.reference",
)  # fmt: skip
KILLS, SEED = 40, 20261129
OLD, NEW, HALF = "old", "new", "half"
STATES = (OLD, NEW, HALF)
# A kill falls at most this much after the usual end of a run.
BEYOND = 1.02
TEMPORARY = "temporary"
# A total and six parts of the province and its seven communes.
CANDIDATES = 7 * 8

Question = Callable[[Path], str]


@dataclass(frozen=True)
class Verb:
    """One verb: its arguments, and what lies there (``STATES``), both for a folder."""

    name: str
    arguments: Callable[[Path], list[str]]
    state: Question


@dataclass
class Counted:
    """What came of the kills of one verb."""

    states: Counter[str] = field(default_factory=Counter)
    ended_before: int = 0
    left: int = 0
    stayed: int = 0
    not_made_good: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing was half, lost or left after the next run."""
        return not (self.states[HALF] or self.stayed or self.not_made_good)


def forked(work: Callable[[], int]) -> int:
    """Begin ``work`` in a process of its own, silently; its id."""
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        with Path(os.devnull).open("w") as dull, redirect_stdout(dull), redirect_stderr(dull):
            code = work()
    except Exception:  # a fault of the program: what the count has to show
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(code)


def exit_code(child: int) -> int:
    """Wait for a child; negative where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def asked(question: Question, folder: Path) -> str:
    """The answer of a process of its own: this one opens no database, so that it can be forked."""
    code = exit_code(forked(lambda: STATES.index(question(folder))))
    return STATES[code] if 0 <= code < len(STATES) else HALF


def _release_state(db: Path, old: int | None, new: int) -> str:
    from indicators.release.soundness import release_problems
    from indicators.release.store import Store

    if not db.exists():
        return OLD if old is None else HALF
    with Store(db) as store:
        figures = int(store.release["observations"])
        return HALF if release_problems(store) else {old: OLD, new: NEW}.get(figures, HALF)


def _accept_state(folder: Path) -> str:
    """By the check that comes next, which completes what was decided."""
    from indicators.curated.check import check

    checked = check(folder / "data")
    return HALF if checked.problems else {6: OLD, 7: NEW}.get(len(checked.observations), HALF)


def _collect_state(folder: Path) -> str:
    path = folder / "collected.csv"
    if not path.exists():
        return OLD
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.with_suffix(".sources.csv").open(encoding="utf-8", newline="") as file:
        sources = {row["source_id"] for row in csv.DictReader(file)}
    whole = len(rows) == CANDIDATES and {row["source_id"] for row in rows} <= sources
    return NEW if whole else HALF


def _export_state(folder: Path) -> str:
    bundle = folder / "bundle"
    try:
        lines = (bundle / SUMS_FILE).read_text("utf-8").splitlines()
        if any(file_sum(bundle, line[66:]).sha256 != line[:64] for line in lines):
            return HALF
    except OSError:
        return HALF
    return OLD if (folder / "old.sums").read_bytes() == (bundle / SUMS_FILE).read_bytes() else NEW


def verbs(url: str) -> list[Verb]:
    """All that are killed; ``url`` is a source on loopback that answers ``collect``."""
    return [
        Verb("build", lambda at: ["build", "--data", str(at / "data"), "--db",
                                  str(at / "release.duckdb")],
             lambda at: _release_state(at / "release.duckdb", 5, 6)),
        Verb("accept", lambda at: ["accept", str(at / "candidates.csv"), "--data",
                                   str(at / "data")], _accept_state),
        Verb("collect", lambda at: ["collect", "service-index", "--url", url, "--province", "99",
                                    "--year", "2026", "--month", "2", "--pause", "0", "--data",
                                    str(at / "data"), "--out", str(at / "collected.csv")],
             _collect_state),
        Verb("export", lambda at: ["export", str(at / "bundle"), "--db",
                                   str(at / "next.duckdb")], _export_state),
        Verb("synthesise", lambda at: ["synthesise", "--db", str(at / "synthetic-x.duckdb"),
                                       "--communes", "60", "--indicators", "4", "--months", "12"],
             lambda at: _release_state(at / "synthetic-x.duckdb", None, _synthetic_figures(at))),
    ]  # fmt: skip


def _synthetic_figures(folder: Path) -> int:
    return int((folder / "synthetic.count").read_text("utf-8"))


def prepare(folder: Path) -> int:
    """The state before a run: a country, its earlier release, a bundle of that, candidates."""
    from indicators.curated.recording import record
    from indicators.release.store import Store

    data = write_country(folder / "data", incomes("60", "61", "62", "63", "64"))
    steps = [["build", "--data", str(data), "--db", str(folder / "release.duckdb")],
             ["export", str(folder / "bundle"), "--db", str(folder / "release.duckdb")],
             ["synthesise", "--db", str(folder / "synthetic-whole.duckdb"), "--communes", "60",
              "--indicators", "4", "--months", "12"]]  # fmt: skip
    if any(map(command, steps)):
        return 1
    shutil.copy(folder / "bundle" / SUMS_FILE, folder / "old.sums")
    with Store(folder / "synthetic-whole.duckdb") as store:
        (folder / "synthetic.count").write_text(str(store.release["observations"]), "utf-8")
    (folder / "synthetic-whole.duckdb").unlink()
    write_country(folder / "data", incomes("60", "61", "62", "63", "64", "65"))
    shutil.copy(DATA / "headers.yaml", data / "headers.yaml")  # collect reads it
    record(data)
    row = figure("66", area_code="99007", revision="", recorded_on="")
    write_candidates([candidate({**row, "decision": "accept"})], folder / "candidates.csv")
    return command(["build", "--data", str(data), "--db", str(folder / "next.duckdb")])


def _names(folder: Path) -> set[str]:
    """Everything in the folder and in those where a run may leave something."""
    places = (folder, folder / "data", folder / "data/observations", folder / "collected.raw",
              folder / TEMPORARY)  # fmt: skip
    return {path.relative_to(folder).as_posix() for place in places if place.is_dir()
            for path in place.iterdir()}  # fmt: skip


def _begun(verb: Verb, folder: Path) -> int:
    def work() -> int:
        tempfile.tempdir = str(folder / TEMPORARY)
        return command(verb.arguments(folder))

    return forked(work)


def _copy(base: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(base, place)
    (place / TEMPORARY).mkdir()
    return place


def killed(verb: Verb, base: Path, place: Path, kills: int, draw: random.Random) -> Counted:
    """Kill a verb so often, each time in a new copy of ``base``; then let it run to its end."""
    counted = Counted()
    started = time.monotonic()
    exit_code(_begun(verb, _copy(base, place)))
    longest = (time.monotonic() - started) * BEYOND
    if asked(verb.state, place) != NEW:
        raise RuntimeError(f"{verb.name}: a run that nobody kills does not come to its end")
    whole = _names(place)
    for _number in range(kills):
        folder = _copy(base, place)
        child = _begun(verb, folder)
        time.sleep(draw.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        counted.ended_before += exit_code(child) >= 0
        counted.left += bool(_names(folder) - whole)
        counted.states[asked(verb.state, folder)] += 1
        exit_code(_begun(verb, folder))
        counted.not_made_good += asked(verb.state, folder) != NEW
        counted.stayed += bool(_names(folder) - whole)
    return counted


def print_table(found: dict[str, Counted]) -> None:
    """One line a verb, then the sum."""
    heads = ("verb", "kills", "ended before", OLD, NEW, HALF, "left beside", "stayed after next",
             "not made good")  # fmt: skip
    print(" | ".join(heads))
    for name, one in found.items():
        states = [one.states[state] for state in STATES]
        cells = (name, sum(states), one.ended_before, *states, one.left, one.stayed,
                 one.not_made_good)  # fmt: skip
        print(" | ".join(map(str, cells)), flush=True)
    total = sum(sum(one.states.values()) for one in found.values())
    print(
        f"{total} kills: {sum(one.states[HALF] for one in found.values())} half, "
        f"{sum(one.stayed for one in found.values())} leftovers stayed, "
        f"{sum(one.not_made_good for one in found.values())} not made good by the next run"
    )


@contextmanager
def _answering() -> Iterator[str]:
    """The address of a double of the portal in a process of its own: no thread outlives a fork."""
    reading, writing = os.pipe()

    def serve() -> int:
        with portal() as told, os.fdopen(writing, "w") as out:
            out.write(told.url + "\n")
            out.flush()
            signal.pause()
        return 0

    child = forked(serve)
    os.close(writing)
    with os.fdopen(reading) as told:
        url = told.readline().strip()
    try:
        yield url
    finally:
        os.kill(child, signal.SIGKILL)
        exit_code(child)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 where a verb is not sound."""
    parser = argparse.ArgumentParser(prog="python -m bench.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help="of each verb")
    options = parser.parse_args(arguments)
    for name in IMPORTED:
        importlib.import_module(name)
    draw, found = random.Random(SEED), dict[str, Counted]()
    with tempfile.TemporaryDirectory() as at:
        base, place = Path(at) / "base", Path(at) / "place"
        base.mkdir()
        if exit_code(forked(lambda: prepare(base))):
            raise RuntimeError("the country to be killed upon cannot be made")
        with _answering() as url:
            for verb in verbs(url):
                found[verb.name] = killed(verb, base, place, options.kills, draw)
                print(f"{verb.name} done", file=sys.stderr, flush=True)
    print_table(found)
    return 0 if all(one.is_sound for one in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
