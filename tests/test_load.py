"""``python -m bench.load``: readers on two processes behind nginx, one of which is killed."""

import asyncio
import dataclasses
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench import load
from bench.load_reader import Change, Readings
from tests.nginx_front import NGINX

# Each takes one of two processes by lot: that all take the same happens once in 30,000 runs.
READERS = load.Load(sessions=16, every=0.5, seconds=1)


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed on this machine")
def test_readers_outlive_a_process_and_all_see_a_new_release(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {"COMMUNES": 80, "INDICATORS": 4, "MONTHS": 2}.items():
        monkeypatch.setattr(load, name, value)
    with ThreadPoolExecutor(1) as own_thread:  # this one may have Playwright's loop in it
        trial = load.measured(READERS, processes=2, with_nginx=True, rounds=1, leave=0,
                              with_faults=True)  # fmt: skip
        [held], broken = own_thread.submit(asyncio.run, trial).result()
    assert broken is not None
    assert (held.errors, broken.errors) == ([], [])
    # Both processes have readers: of those of one all came back, with the answer of before.
    assert 0 < broken.broken < READERS.sessions
    assert broken.back == broken.broken
    assert broken.changing == broken.saw_release == READERS.sessions
    assert held.changes and min(one.seconds for one in held.changes) > 0
    assert held.program_seconds > 0 and held.received_bytes > 0
    assert "| 1 | 2 | 16 |" in load.table([held], READERS, 2)


def test_95_of_100_changes_are_within_the_time_that_is_told() -> None:
    changes = [Change(0.0, number / 100) for number in range(1, 101)]
    held = load.Held(changes, [], 50.0, 1.0, 0.1, 0.1, 1000, {"before": 1, "open": 2, "left": 1})
    assert (held.quantile(0.95), held.quantile(1)) == (0.96, 1.0)
    assert dataclasses.replace(held, changes=[]).quantile(0.95) == 0.0


def test_a_reader_with_another_answer_has_not_come_back() -> None:
    found = [
        Readings(breaks=1, back_seconds=[0.8], changes=[Change(5.0, 0.1)], saw_release_at=5.0),
        Readings(breaks=1, back_seconds=[1.5], other_answers=1, changes=[Change(5.0, 0.1)]),
        Readings(changes=[Change(3.0, 0.1)]),  # asked nothing after the release
    ]
    told = load._faults(found, published=4.0)
    assert (told.broken, told.back, told.slowest_back) == (2, 1, 1.5)
    assert (told.changing, told.saw_release, told.slowest_release) == (2, 1, 1.0)
