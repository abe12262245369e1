"""Verbs killed before and after a rename or a wait for the disk: the old state or the new one."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bench.kill_steps import Mortal, chosen
from bench.killed_verbs import HALF, NEW, OLD, Verb
from bench.kills import Counted, killed_at_steps

ROOT = Path(__file__).resolve().parent.parent
# The journal of `accept` and the bundle of `export` are killed at each step in their own tests.
SAMPLE = ("build", "collect")

forks = pytest.mark.skipif(sys.platform == "win32", reason="os.fork is missing here")


@forks
def test_verbs_killed_at_some_of_their_steps_leave_nothing_half() -> None:
    """All of them, at every step: ``python -m bench.kills --kills 0``."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.kills", "--kills", "0", "--steps", "2", "--verb", *SAMPLE],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.split(" | ") for line in done.stdout.splitlines() if ", at its steps | " in line]
    assert [line[:3] for line in lines] == [[f"{name}, at its steps", "2", "0"] for name in SAMPLE]
    for _name, _kills, _ended, old, new, half, *_more in lines:
        assert (int(old) > 0, int(new) > 0, half) == (True, True, "0")
    assert all(re.search(r"\d+ fsync, \d+ replace", line[-1]) for line in lines)


def _careless(folder: Path) -> Verb:
    """A verb of two files in two renames, of which each state is known by both."""

    def state(at: Path) -> str:
        found = [(at / name).read_text("utf-8") for name in ("one", "two")]
        return {"old old": OLD, "new new": NEW}.get(" ".join(found), HALF)

    for name in ("one", "two"):
        (folder / name).write_text("old", "utf-8")
    return Verb("careless", lambda at: [str(at)], state)


def _rename_both(arguments: list[str]) -> int:
    for name in ("one", "two"):
        draft = Path(arguments[0]) / f".{name}"
        draft.write_text("new", "utf-8")
        draft.replace(draft.with_name(name))
    return 0


@forks
def test_a_half_state_and_a_leftover_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the count would say of a verb that is not sound."""
    monkeypatch.setattr("bench.kills.command", _rename_both)
    (tmp_path / "base").mkdir()
    found = killed_at_steps(_careless(tmp_path / "base"), tmp_path / "base", tmp_path / "place")
    states = Counter({OLD: 1, HALF: 2, NEW: 1})
    assert found == Counted(states, left=2, steps=Counter({"replace": 2}))
    assert not found.is_sound


def test_steps_are_counted_and_given_back(tmp_path: Path) -> None:
    real, mortal = os.replace, Mortal(0)
    with mortal.running():
        (tmp_path / "one").touch()
        (tmp_path / "one").rename(tmp_path / "two")
        os.replace(tmp_path / "two", tmp_path / "three")
    assert os.replace is real
    assert dict(mortal.steps) == {"rename": 1, "replace": 1}


@pytest.mark.parametrize(
    ("moments", "most", "expected"),
    [(4, None, [1, 2, 3, 4]), (4, 9, [1, 2, 3, 4]), (9, 3, [1, 5, 9]), (9, 1, [1]), (0, 3, [])],
)
def test_moments_are_spread_over_the_whole_run(
    moments: int, most: int | None, expected: list[int]
) -> None:
    assert chosen(moments, most) == expected
