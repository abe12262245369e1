"""Many machines around one lake: ``python -m bench.lake [--seconds N]``.

Two builders write two releases of the real table in turn, as fast as they can; one of them is
killed (SIGKILL) at random moments and begun again; the catalogue crashes once and comes back. Four
readers bring the newest release and ask it, again and again. Every answer is held against that of
the embedded file of the same release. The exit code is 1 where one differs, a reader ended, or
something half was seen. Needs what ``tests/lake_machines.py`` needs.
"""

import argparse
import csv
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from indicators import settings
from indicators.release.lake import LakeError, lake_of
from indicators.release.lake_copy import identity_of, newest_copy, publish
from indicators.release.store import Store
from tests.lake_answers import answers_of_store
from tests.lake_machines import ROOT, Catalogue, Machine, catalogue, lake_python

Running = dict[str, subprocess.Popen[bytes]]

READERS, SEED = 4, 20261129
INDICATORS, AREAS = 12, 6
# A builder is killed this long after it began, at most: it begins, and writes some releases.
LONGEST_LIFE_SECONDS = 30.0
CATALOGUE_AWAY_SECONDS = 3.0


def main() -> int:
    """The trial, or one of its processes."""
    parser = argparse.ArgumentParser(prog="python -m bench.lake", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--data", type=Path, default=settings.DATA)
    parser.add_argument("--publish", type=Path, nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--read", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.publish:
        return _publish_in_turn(options.publish)
    if options.read:
        return _read_again_and_again()
    with tempfile.TemporaryDirectory() as folder, catalogue() as postgres:
        return _trial(postgres, Path(folder), options.data, options.seconds)


def _publish_in_turn(releases: list[Path]) -> int:
    """A builder: until it is ended it writes one release after the other."""
    lake = lake_of(settings.database(), builds=True)
    if lake is None:
        raise ValueError("INDICATORS_DB names no lake")
    while True:
        for release in releases:
            begun = time.process_time()
            try:
                publish(lake, release)
            except LakeError as error:
                _say(event=error.problem.fact.code)
            else:
                _say(event="published", cpu_s=time.process_time() - begun)


def _read_again_and_again() -> int:
    """A reader: until it is ended it asks the newest release that it can have."""
    db = settings.database()
    while True:
        begun = time.process_time()
        try:
            fault = newest_copy(db)
        except LakeError as error:  # the first builder has not written yet
            _say(event=error.problem.fact.code)
            continue
        copied = time.process_time() - begun
        code = fault.problem.fact.code if fault else "read"
        _say(event=code, cpu_s=copied, **_told(db))


def _told(db: Path) -> dict[str, str]:
    """Which release a file is, and a digest of its answers."""
    with Store(db) as store:
        answers = json.dumps(answers_of_store(store, INDICATORS, AREAS))
        return {"release": identity_of(store).content_hash,
                "answers": hashlib.sha256(answers.encode()).hexdigest()}  # fmt: skip


def _say(**told: object) -> None:
    print(json.dumps(told), flush=True)


def _trial(postgres: Catalogue, folder: Path, data: Path, seconds: float) -> int:
    address, python = postgres.make("trial"), lake_python()
    embedded = _embedded(folder, data, python)
    expected = dict(embedded.values())
    machines = {name: Machine(folder / name, address, folder / "parquet", python)
                for name in ("one", "two", *(f"reader{n}" for n in range(READERS)))}  # fmt: skip
    logs = {name: (folder / f"{name}.jsonl").open("a") for name in machines}
    write = ["-m", "bench.lake", "--publish", *map(str, embedded)]
    running = {name: _begin(machines[name], write if name in ("one", "two") else
                            ["-m", "bench.lake", "--read"], logs[name])
               for name in machines}  # fmt: skip
    kills = _disturb(postgres, running, lambda: _begin(machines["two"], write, logs["two"]),
                     seconds)  # fmt: skip
    ended = [name for name, process in running.items() if process.poll() is not None]
    for process in running.values():
        process.kill()
        process.wait()
    return _count(folder, list(machines), expected, kills, ended)


def _embedded(folder: Path, data: Path, python: Path) -> dict[Path, tuple[str, str]]:
    """Two embedded releases, the real one and one with fewer figures: content hash, answers."""
    fewer = folder / "fewer"
    shutil.copytree(data, fewer, ignore=shutil.ignore_patterns("*.duckdb*", "releases", ".*"))
    _leave_out(fewer)
    found = {}
    for name, files in (("whole", data), ("fewer", fewer)):
        place = folder / f"{name}.duckdb"
        alone = Machine(folder / "alone", "", folder / "parquet", python)
        alone.run("-m", "indicators", "build", "--data", str(files), "--db", str(place))
        told = json.loads(
            alone.run(
                "-c",
                f"""
import json; from pathlib import Path; from bench.lake import _told
print(json.dumps(_told(Path({str(place)!r}))))""",
            )
        )
        found[place] = (told["release"], told["answers"])
    return found


def _leave_out(data: Path) -> None:
    """Take the last tenth of the figures out of the largest file of the copy."""
    largest = max((data / "observations").glob("*.csv"), key=lambda path: path.stat().st_size)
    with largest.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with largest.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows[: len(rows) * 9 // 10])
    subprocess.run([sys.executable, "-m", "indicators", "check", "--record", "--data", str(data)],
                   check=True, cwd=ROOT, stdout=subprocess.DEVNULL)  # fmt: skip


def _begin(machine: Machine, arguments: list[str], log: TextIO) -> subprocess.Popen[bytes]:
    return subprocess.Popen([machine.python, *arguments], cwd=ROOT, stdout=log,
                            env=os.environ | machine.environment)  # fmt: skip


def _disturb(
    postgres: Catalogue, running: Running, again: Callable[[], subprocess.Popen[bytes]],
    seconds: float,
) -> int:  # fmt: skip
    """Kill builder two at random moments, let the catalogue crash half-way; the number of kills."""
    chance, kills = random.Random(SEED), 0
    begun, crashed = time.monotonic(), False
    while time.monotonic() < begun + seconds:
        time.sleep(chance.uniform(LONGEST_LIFE_SECONDS / 4, LONGEST_LIFE_SECONDS))
        running["two"].send_signal(signal.SIGKILL)
        running["two"].wait()
        running["two"], kills = again(), kills + 1
        if not crashed and time.monotonic() > begun + seconds / 2:
            postgres.crash()
            time.sleep(CATALOGUE_AWAY_SECONDS)
            postgres.start()
            crashed = True
    return kills


def _count(
    folder: Path, machines: list[str], expected: dict[str, str], kills: int, ended: list[str]
) -> int:
    events: Counter[str] = Counter()
    wrong, times = 0, []
    for name in machines:
        for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
            told = json.loads(line)
            events[told["event"]] += 1
            if "answers" in told:
                wrong += expected.get(told["release"]) != told["answers"]
            if told["event"] == "published":
                times.append(told["cpu_s"])
    print(f"kills of a builder: {kills}, crashes of the catalogue: 1, ended: {ended or 'none'}")
    for event, number in events.most_common():
        print(f"{number:6} {event}")
    if times:
        print(f"processor time of a publication: {sorted(times)[len(times) // 2]:.2f} s")
    print(f"answers of other content than the embedded file gives: {wrong}")
    return 1 if wrong or ended or not events["read"] or not times else 0


if __name__ == "__main__":
    sys.exit(main())
