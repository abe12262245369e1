"""Jobs of some seconds tell on standard error how far they are; standard output stays as it was."""

import sys
from pathlib import Path

import pytest

from indicators import settings
from indicators.commands.command_line import main
from indicators.steps import end_steps, tell_step
from tests.small_country import incomes, write_country


@pytest.fixture
def country(tmp_path: Path) -> Path:
    return write_country(tmp_path / "data", incomes("40", "50", "60"))


def test_build_and_export_tell_their_steps_on_standard_error(
    country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "country.duckdb"
    assert main(["build", "--data", str(country), "--db", str(db)]) == 0
    told = capsys.readouterr()
    assert told.err.splitlines()[0] == "checking the curated files"
    assert "computing standing" in told.err.splitlines()
    assert len(told.out.splitlines()) == 1
    assert main(["export", str(tmp_path / "out"), "--no-site", "--db", str(db)]) == 0
    told = capsys.readouterr()
    assert {"areas", "rankings", "observations"} <= set(told.err.splitlines())
    assert all(Path(line).is_file() for line in told.out.splitlines())


def test_a_terminal_shows_one_step_over_the_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tell_step("one")
    tell_step("two")
    end_steps()
    assert capsys.readouterr().err == "\r\x1b[Kone\r\x1b[Ktwo\r\x1b[K"


def test_verbs_work_on_the_folder_that_the_operator_names(
    country: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INDICATORS_DATA", str(country))
    assert settings.data_directory() == country
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith(f"{country}: ")
