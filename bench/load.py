"""``python -m bench.load``: many readers at once, each changing the indicator every few seconds.

Everything runs on this machine and on loopback, the readers too: their processor time is told,
since it is taken from the servers. See ``bench/README.md`` for reading the table.
"""

import argparse
import asyncio
import os
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import duckdb
from websockets.exceptions import WebSocketException

from bench.load_reader import Change, Reader, ReaderError, Readings, Site
from bench.load_site import Served, site
from indicators.release.synthesise import synthesise
from indicators.web import navigation
from tests.nginx_front import NGINX

LONGEST_CHANGE_SECONDS = 1.0
BEGINNING_AT_ONCE = 8
SEATS = 256
# How long they have at most to come back to a process, and then to see a release put into place.
AFTERWARDS_SECONDS = 20.0
# Sessions of Streamlit that nobody comes back to are kept for two minutes.
LEAVING_SECONDS = 130.0
# A whole country on fewer indicators and months than ``python -m bench`` takes.
COMMUNES, INDICATORS, MONTHS = 3321, 12, 6


@dataclass(frozen=True)
class Load:
    """How many readers there are, how often each changes the page (s), and for how long (s)."""

    sessions: int
    every: float
    seconds: float


@dataclass(frozen=True)
class Held:
    """What a run of readers found; times in seconds, memory in MB."""

    changes: list[Change]
    errors: list[str]
    measured_seconds: float
    program_seconds: float
    front_seconds: float
    reader_seconds: float
    received_bytes: int
    megabytes: dict[str, float]

    def quantile(self, share: float) -> float:
        """The time within which this share of the changes was over, in seconds."""
        ordered = sorted(one.seconds for one in self.changes)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


@dataclass(frozen=True)
class Faults:
    """After a process was killed: readers of it, who came back with the same answer, how fast (s).

    After a release was put into place: readers who saw it, of those who changed the page, and how
    long until the last of them did (s).
    """

    broken: int
    back: int
    slowest_back: float
    changing: int
    saw_release: int
    slowest_release: float
    errors: list[str]


async def readers_at(served: Served, load: Load, release: str) -> list[Reader]:
    """All readers with their page open; each has taken a seat, as the cookie of nginx names it."""
    socket = served.address.replace("http", "ws") + "/_stcore/stream"
    answers: dict[tuple[str, bool], str] = {}
    readers = [
        Reader(
            Site(socket, navigation.RANKING.path,
                 (("Cookie", f"thuoc_xa_seat={number * 97 % SEATS:02x}"),),
                 release.encode(), answers), number,
        )
        for number in range(load.sessions)
    ]  # fmt: skip
    room = asyncio.Semaphore(BEGINNING_AT_ONCE)

    async def begin(reader: Reader) -> None:
        async with room:
            await reader.begin()

    await asyncio.gather(*map(begin, readers))
    return readers


async def held(served: Served, load: Load, *, warm: bool) -> Held:
    """Let the readers come, live for a while and leave; what was measured while they lived."""
    megabytes = {"before": sum(served.program_megabytes())}
    readers = await readers_at(served, load, "")
    until = asyncio.Event()
    living = [asyncio.create_task(one.live(load.every, until)) for one in readers]
    if warm:  # every question has been asked once, in every process
        await asyncio.sleep(2 * load.every)
    begun = time.monotonic()
    used = served.program_seconds(), served.front_seconds(), time.process_time()
    received = sum(one.read.received_bytes for one in readers)
    await asyncio.sleep(load.seconds)
    ended = time.monotonic()
    more = served.program_seconds(), served.front_seconds(), time.process_time()
    received = sum(one.read.received_bytes for one in readers) - received
    megabytes["open"] = sum(served.program_megabytes())
    until.set()
    await asyncio.gather(*living)
    await asyncio.gather(*(one.close() for one in readers))
    found = [one.read for one in readers]
    changes = [one for one in _changes(found) if begun <= one.asked_at < ended]
    program, front, reading = (after - before for after, before in zip(more, used, strict=True))
    return Held(
        changes, _errors(found), ended - begun, program, front, reading, received, megabytes
    )


async def faults(served: Served, load: Load, db: Path, following: Path) -> Faults:
    """Kill a process under load, then put the release ``following`` into the place of ``db``."""
    readers = await readers_at(served, load, release_id(following))
    found = [one.read for one in readers]
    until = asyncio.Event()
    living = [asyncio.create_task(one.live(load.every, until)) for one in readers]
    await asyncio.sleep(load.every)
    if len(served.programs) > 1:
        served.programs[0].kill()
        await _until(lambda: _all_came_back(found))
    published = time.monotonic()
    os.replace(following, db)
    await _until(lambda: all(one.saw_release_at for one in found))
    until.set()
    await asyncio.gather(*living)
    await asyncio.gather(*(one.close() for one in readers))
    return _faults(found, published)


def _all_came_back(found: Sequence[Readings]) -> bool:
    """All lose a connection at the same time, and wait before they try again."""
    return any(one.breaks for one in found) and all(
        len(one.back_seconds) == one.breaks for one in found
    )


async def _until(holds: Callable[[], bool]) -> None:
    """Wait for it, at most ``AFTERWARDS_SECONDS``: what did not come is counted then."""
    deadline = time.monotonic() + AFTERWARDS_SECONDS
    while not holds() and time.monotonic() < deadline:
        await asyncio.sleep(0.05)


def _faults(found: Sequence[Readings], published: float) -> Faults:
    back = list(chain.from_iterable(one.back_seconds for one in found))
    changing = [one for one in found if any(c.asked_at > published for c in one.changes)]
    saw = [one.saw_release_at - published for one in changing if one.saw_release_at is not None]
    return Faults(
        broken=sum(one.breaks for one in found),
        back=len(back) - sum(one.other_answers for one in found),
        slowest_back=max(back, default=0.0),
        changing=len(changing),
        saw_release=len(saw),
        slowest_release=max(saw, default=0.0),
        errors=_errors(found),
    )


def _changes(found: Iterable[Readings]) -> list[Change]:
    return list(chain.from_iterable(one.changes for one in found))


def _errors(found: Iterable[Readings]) -> list[str]:
    return list(chain.from_iterable(one.errors for one in found))


def release_id(db: Path) -> str:
    """The id of a release, from its file."""
    with duckdb.connect(str(db), read_only=True) as connection:
        [(found,)] = connection.sql("SELECT release_id FROM release").fetchall()
    return str(found)


async def measured(load: Load, *, processes: int, with_nginx: bool, rounds: int, leave: float,
                   with_faults: bool) -> tuple[list[Held], Faults | None]:  # fmt: skip
    """Rounds of readers on one site, and the faults on it; every round finds what the last left."""
    with tempfile.TemporaryDirectory() as folder:
        db, following = (
            Path(folder) / "synthetic-now.duckdb",
            Path(folder) / "synthetic-next.duckdb",
        )
        for file, seed in ((db, 1), (following, 2)):
            synthesise(file, communes=COMMUNES, indicators=INDICATORS, months=MONTHS, seed=seed)
        found: list[Held] = []
        with site(db, processes=processes, with_nginx=with_nginx) as served:
            for number in range(rounds):
                one = await held(served, load, warm=number == 0)
                await asyncio.sleep(leave)
                one.megabytes["left"] = sum(served.program_megabytes())
                found.append(one)
            broken = await faults(served, load, db, following) if with_faults else None
        return found, broken


def table(found: Sequence[Held], load: Load, processes: int) -> str:
    """The rounds as a table in Markdown, one row a round."""
    heads = ("round", "processes", "sessions", "changes a second", "median", "p95", "longest",
             "errors", "processor a change: program", "nginx", "reader", "bytes a change",
             "memory before", "open", "left")  # fmt: skip
    rows = [
        (
            str(number), str(processes), str(load.sessions),
            f"{len(one.changes) / one.measured_seconds:.1f}",
            f"{statistics.median(c.seconds for c in one.changes):.3f} s" if one.changes else "–",
            f"{one.quantile(0.95):.3f} s", f"{one.quantile(1):.3f} s", str(len(one.errors)),
            *(f"{1000 * part / max(1, len(one.changes)):.1f} ms"
              for part in (one.program_seconds, one.front_seconds, one.reader_seconds)),
            f"{one.received_bytes / max(1, len(one.changes)) / 1000:,.0f} kB",
            *(f"{one.megabytes[name]:,.0f} MB" for name in ("before", "open", "left")),
        )
        for number, one in enumerate(found, 1)
    ]  # fmt: skip
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def told(broken: Faults) -> str:
    """What became of the readers after each fault, in a line each."""
    return (
        f"process killed: {broken.back} of {broken.broken} readers back with the same answer, "
        f"the last after {broken.slowest_back:.1f} s\n"
        f"new release: seen by {broken.saw_release} of {broken.changing} readers, "
        f"by the last after {broken.slowest_release:.1f} s\n"
        f"errors meanwhile: {len(broken.errors)}"
    )


def main() -> int:
    """Measure, print; 1 where p95 is too long or anything failed, 0 otherwise."""
    options = _options()
    _allow_for_sockets(options.sessions)
    load = Load(options.sessions, options.every, options.seconds)
    try:
        found, broken = asyncio.run(measured(
            load, processes=options.processes, with_nginx=options.nginx, rounds=options.rounds,
            leave=options.leave, with_faults=options.faults,
        ))  # fmt: skip
    except (ReaderError, WebSocketException) as error:
        print(f"not all readers could open the page: {error}", file=sys.stderr)
        return 1
    print(table(found, load, options.processes))
    if broken:
        print(told(broken))
    errors = [*chain.from_iterable(one.errors for one in found), *(broken.errors if broken else [])]
    for fault, times in Counter(errors).most_common(5):
        print(f"{times} × {fault}", file=sys.stderr)
    return int(bool(errors) or any(one.quantile(0.95) > LONGEST_CHANGE_SECONDS for one in found))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--sessions", type=int, default=500, help="readers at once")
    parser.add_argument("--every", type=float, default=5, help="seconds between two changes")
    parser.add_argument("--seconds", type=float, default=60, help="for how long it is measured")
    parser.add_argument("--processes", type=int, default=2, help="of the program")
    parser.add_argument("--nginx", action="store_true", help="as deploy/nginx.conf; for several")
    parser.add_argument("--rounds", type=int, default=2, help="of readers coming and leaving")
    parser.add_argument("--leave", type=float, default=LEAVING_SECONDS,
                        help="seconds until the memory of those who left is looked at")  # fmt: skip
    parser.add_argument("--faults", action="store_true",
                        help="then kill a process and publish a release under load")  # fmt: skip
    options = parser.parse_args()
    if options.nginx and NGINX is None:
        parser.error("found no nginx, expected it on this machine (Debian: apt-get install nginx)")
    if options.processes > 1 and not options.nginx:
        parser.error(f"found {options.processes} processes without --nginx, which shares them out")
    return options


def _allow_for_sockets(sessions: int) -> None:
    """Room for the sockets of all readers in this process and in those that it begins."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4 * sessions + 1000)), hard))


if __name__ == "__main__":
    sys.exit(main())
