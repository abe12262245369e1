"""``python -m bench`` prints every table, and says which one this machine lacks something for."""

import argparse
import subprocess
from pathlib import Path
from typing import Any

import pytest

import bench.__main__ as bench_command
import bench.engines.__main__ as engines_command
from bench import other_commands, questions
from bench.engines import sql_engines
from bench.engines.flat_figures import Asked
from bench.report import Comparison, interleaved_medians
from tests import nginx_front

OPTIONS = argparse.Namespace(observations="small", rounds=9, browser_rounds=3, clock="processor")


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would run; each ends as if it had reached its targets but peers."""
    begun: list[list[str]] = []

    def run(command: list[str], **_given: Any) -> subprocess.CompletedProcess[bytes]:
        begun.append(command[2:])
        return subprocess.CompletedProcess(command, int("bench.peers" in command))

    monkeypatch.setattr(other_commands.subprocess, "run", run)
    return begun


def test_all_tables_are_parts_of_one_command() -> None:
    assert {"questions", "page", "browser", "engines", "peers", "load"} <= set(bench_command.PARTS)


def test_parts_with_a_command_of_their_own_are_asked_for(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nginx_front, "NGINX", "/usr/sbin/nginx")
    release = Path("synthetic-small.duckdb")
    reached = [other_commands.printed(part, release, OPTIONS) for part in other_commands.COMMANDS]
    assert reached == [True, False, True]
    assert [command[0] for command in commands] == ["bench.engines", "bench.peers", "bench.load"]
    assert commands[0][1:] == [str(release), "--rounds", "9", "--clock", "processor"]


def test_forty_millions_take_fewer_rounds(commands: list[list[str]]) -> None:
    many = argparse.Namespace(**{**vars(OPTIONS), "observations": "40m"})
    other_commands.printed("engines", Path("synthetic-40m.duckdb"), many)
    assert commands[0][2:4] == ["--rounds", "5"]


def test_load_without_nginx_is_left_out_aloud(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(nginx_front, "NGINX", None)
    assert other_commands.printed("load", Path("any"), OPTIONS)
    assert commands == []
    assert "load is left out: found no nginx" in capsys.readouterr().out


def test_a_ranking_of_the_real_table_has_a_ratio_to_reach() -> None:
    medians = dict.fromkeys(("rank", "profile", "compare"), 30.0)
    medians |= {f"pandas {name}": 60.0 for name in medians} | {questions.EMPTY: 2.5}
    found = questions._comparisons(medians, questions.ON_THE_REAL_TABLE)
    targets: list[Comparison] = [one for one in found if one.most is not None]
    assert [(one.what, one.yardstick_name, one.verdict) for one in targets] == [
        ("rank", questions.EMPTY, "≤ 10  NOT REACHED")
    ]


def test_processor_time_is_a_clock_too() -> None:
    found = interleaved_medians({"nothing": lambda _number: None}, 3, "processor")
    assert 0 <= found["nothing"] < 1000


def test_a_copy_that_was_broken_off_is_not_taken(tmp_path: Path) -> None:
    asked = Asked("", str(tmp_path / "flat.parquet"), (), (), 0, (), ())

    def broken_off(_asked: Asked, path: Path) -> None:
        path.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sql_engines.copy_of(asked, ".sqlite", broken_off)
    whole = sql_engines.copy_of(asked, ".sqlite", lambda _asked, path: _write(path, "whole"))
    again = sql_engines.copy_of(asked, ".sqlite", broken_off)
    assert whole.read_text() == again.read_text() == "whole"


def _write(path: Path, text: str) -> None:
    assert not path.exists()
    path.write_text(text)


def test_copies_never_take_the_place_of_a_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    release = tmp_path / "synthetic-10m.duckdb"
    release.write_text("a release")
    monkeypatch.setattr("sys.argv", ["engines", str(release), "--folder", str(tmp_path)])
    with pytest.raises(SystemExit):
        engines_command.main()
    assert "expected another one" in capsys.readouterr().err
    assert release.read_text() == "a release"
