"""What kills leave: each verb that writes, killed at random moments and at each step.

``python -m bench.kills [--kills N] [--steps N]`` kills build, accept, collect, import, export and
synthesise, and the keeping of a release, on a small invented country: N times each at random
(SIGKILL, at a moment drawn from the length of a whole run), then before and after each rename and
each wait for the disk (``bench.kill_steps``; at most N of these moments, evenly spread). It prints
what lay there: the old state, the new one, or something half; how often a leftover lay beside it,
and how often one still did after the next run. Runs are forked from one process that has
everything imported, so that kills meet the work and not the start of Python. The exit code is 1
where anything was half, was lost, or stayed.
"""

import argparse
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

from bench.kill_steps import NOBODY_DIES, Mortal, chosen, steps_of
from bench.killed_verbs import HALF, NEW, OLD, STATES, Question, Verb, prepare, verbs
from indicators.commands.command_line import main as command
from tests.portal_double import portal

# Imported once, before anything is forked.
IMPORTED = (
    "indicators.release.build", "indicators.release.synthesise", "indicators.open_data.export",
    "indicators.curation.accepting", "indicators.collection.service_index", "frictionless",
    "indicators.commands.curation_commands", "indicators.spreadsheets.reference",
    "indicators.spreadsheets.importing", "indicators.spreadsheets.bulk.bulk_import",
    "indicators.open_data.keeping", "frictionless.formats", "frictionless.resources",
    "frictionless.schemes", "jsonschema", "httpx", "xlsxwriter", "pyarrow.pandas_compat",
)  # fmt: skip
KILLS, SEED = 40, 20261129
# A kill falls at most this much after the usual end of a run.
BEYOND = 1.02
TEMPORARY = "temporary"
# Steps that a run took, one line a name.
STEPS_FILE = "steps.told"


@dataclass
class Counted:
    """What came of the kills of one verb."""

    states: Counter[str] = field(default_factory=Counter)
    ended_before: int = 0
    left: int = 0
    stayed: int = 0
    not_made_good: int = 0
    steps: Counter[str] = field(default_factory=Counter)

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


def _names(folder: Path) -> set[str]:
    """Everything in the folder and in those where a run may leave something."""
    places = (folder, folder / "data", folder / "data/observations", folder / "collected.raw",
              folder / TEMPORARY, folder / "releases")  # fmt: skip
    return {path.relative_to(folder).as_posix() for place in places if place.is_dir()
            for path in place.iterdir()}  # fmt: skip


def _begun(verb: Verb, folder: Path, moment: int = NOBODY_DIES) -> int:
    """Begin a run; it ends itself at this moment of its steps, and tells them if it does not."""

    def work() -> int:
        tempfile.tempdir = str(folder / TEMPORARY)
        mortal = Mortal(moment)
        with mortal.running():
            code = command(verb.arguments(folder))
        told = "".join(f"{name} {count}\n" for name, count in mortal.steps.items())
        (folder.parent / STEPS_FILE).write_text(told, "utf-8")
        return code

    return forked(work)


def _copy(base: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(base, place)
    (place / TEMPORARY).mkdir()
    return place


def _whole(verb: Verb, base: Path, place: Path) -> set[str]:
    """What lies there after a run that nobody kills, which has to come to its end."""
    exit_code(_begun(verb, _copy(base, place)))
    if asked(verb.state, place) != NEW:
        raise RuntimeError(f"{verb.name}: a run that nobody kills does not come to its end")
    return _names(place)


def _count_death(verb: Verb, folder: Path, child: int, whole: set[str], counted: Counted) -> None:
    """Look at what the killed ``child`` left, in a copy of it; then let the verb run to its end."""
    counted.ended_before += exit_code(child) >= 0
    counted.left += bool(_names(folder) - whole)
    seen = shutil.copytree(folder, folder.with_name("seen"))
    counted.states[asked(verb.state, seen)] += 1  # it may mend what it looks at
    shutil.rmtree(seen)
    exit_code(_begun(verb, folder))
    counted.stayed += bool(_names(folder) - whole)
    counted.not_made_good += asked(verb.state, folder) != NEW


def killed(verb: Verb, base: Path, place: Path, kills: int, draw: random.Random) -> Counted:
    """Kill a verb so often at random, each time in a new copy of ``base``; then let it run."""
    counted = Counted()
    started = time.monotonic()
    whole = _whole(verb, base, place)
    longest = (time.monotonic() - started) * BEYOND
    for _number in range(kills):
        child = _begun(verb, _copy(base, place))
        time.sleep(draw.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        _count_death(verb, place, child, whole, counted)
    return counted


def killed_at_steps(verb: Verb, base: Path, place: Path, most: int | None = None) -> Counted:
    """Kill a verb before and after each of its steps, or at ``most`` of these moments."""
    counted = Counted()
    whole = _whole(verb, base, place)
    counted.steps = steps_of(place.parent / STEPS_FILE)
    for moment in chosen(2 * counted.steps.total(), most):
        child = _begun(verb, _copy(base, place), moment)
        _count_death(verb, place, child, whole, counted)
    return counted


def print_table(found: dict[str, Counted]) -> None:
    """One line a verb, then the sum."""
    heads = ("verb", "kills", "ended before", OLD, NEW, HALF, "left beside", "stayed after next",
             "not made good", "steps")  # fmt: skip
    print(" | ".join(heads))
    for name, one in found.items():
        states = [one.states[state] for state in STATES]
        steps = ", ".join(f"{count} {step}" for step, count in sorted(one.steps.items()))
        cells = (name, sum(states), one.ended_before, *states, one.left, one.stayed,
                 one.not_made_good, steps)  # fmt: skip
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
    parser.add_argument("--kills", type=int, default=KILLS, help="of each verb, at random")
    parser.add_argument("--steps", type=int, metavar="N",
                        help="moments of each verb, at its steps; else all")  # fmt: skip
    parser.add_argument("--verb", nargs="+", help="these alone")
    options = parser.parse_args(arguments)
    for name in IMPORTED:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as at, _answering() as url:
        base, place = Path(at) / "base", Path(at) / "place"
        base.mkdir()
        asked_for = [verb for verb in verbs(url) if verb.name in (options.verb or [verb.name])]
        names = [verb.name for verb in asked_for]
        if exit_code(forked(lambda: prepare(base, names))):
            raise RuntimeError("the country to be killed upon cannot be made")
        found = _count(asked_for, base, place, options)
    print_table(found)
    return 0 if all(one.is_sound for one in found.values()) else 1


def _count(
    asked_for: list[Verb], base: Path, place: Path, options: argparse.Namespace
) -> dict[str, Counted]:
    draw, found = random.Random(SEED), dict[str, Counted]()
    for verb in asked_for:
        if options.kills:
            found[verb.name] = killed(verb, base, place, options.kills, draw)
        if options.steps != 0:
            found[f"{verb.name}, at its steps"] = killed_at_steps(verb, base, place, options.steps)
        print(f"{verb.name} done", file=sys.stderr, flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
