"""An accept that is killed: the next run finds all of it or nothing, without a person."""

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from indicators.candidates.files import candidate, write_candidates
from indicators.commands.command_line import main
from indicators.curated.check import check
from indicators.curated.journal import JOURNAL, STAGED, files_held, replace_as_one
from indicators.curated.recording import record
from indicators.curation.accepting import RefusedCandidatesError, accept
from indicators.release.build import CuratedFilesError, build
from tests.dying import killed_copies
from tests.invented_country import make_invented_country
from tests.small_country import source

TODAY = date(2026, 11, 1)
NEW_SOURCE = "bao-mau-moi-2026"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with row counts, and candidates with a new source beside it."""
    folder = tmp_path_factory.mktemp("country")
    data = make_invented_country(folder / "data")
    assert record(data).problems == []
    row = {
        "area_code": "97002", "indicator_id": "poverty_rate", "period_start": "2025-01-01",
        "period_end": "2025-12-31", "value": "2.5", "qualifier": "exact", "status": "A",
        "source_id": NEW_SOURCE, "as_printed": "2,5%", "decision": "accept",
    }  # fmt: skip
    write_candidates([candidate(row)], data / "candidates-to-accept.csv.txt")
    text = ",".join(source(NEW_SOURCE)) + "\n" + ",".join(source(NEW_SOURCE).values()) + "\n"
    (data / "sources-to-accept.csv.txt").write_text(text, "utf-8")
    return data


def accept_all(data: Path) -> int:
    """Accept the candidates that lie in the folder; the number of rows added."""
    return len(accept(data / "candidates-to-accept.csv.txt", data, today=TODAY,
                      sources=data / "sources-to-accept.csv.txt").added)  # fmt: skip


@pytest.fixture(scope="module")
def killed(country: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the data directory as kills at one step after the other left it, the last whole."""
    return killed_copies("tests.test_journal", "accept_all", country,
                         tmp_path_factory.mktemp("killed"))  # fmt: skip


def contents(data: Path) -> dict[str, str]:
    """Every file with its text; the lock stays where it was made."""
    return {path.relative_to(data).as_posix(): path.read_text("utf-8")
            for path in sorted(data.rglob("*"))
            if path.is_file() and path.name != ".accept.lock"}  # fmt: skip


def _copy(country: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return Path(shutil.copytree(country, folder.joinpath("data")))


def test_killed_at_any_step_the_next_run_finds_all_or_nothing(
    country: Path, killed: list[Path], tmp_path: Path
) -> None:
    before, after = contents(country), contents(killed[-1])
    assert "observations/2026-11-accepted.csv" in after
    copies = [_copy(one, tmp_path / one.name) for one in killed]
    assert len(copies) > 12
    torn = [copy for copy in copies if contents(copy) not in (before, after)]
    assert torn, "no kill left anything behind: the test does not reach the moves"
    outcomes = []
    for number, copy in enumerate(copies):
        if number % 6:
            assert check(copy, today=TODAY).problems == []
        else:
            build(copy, tmp_path / f"{number}.duckdb", today=TODAY)
        outcomes.append(contents(copy) == after)
        assert contents(copy) in (before, after), copy
    # Once the journal is in place the change stays made.
    assert outcomes == sorted(outcomes)
    assert outcomes.count(False) > 3
    assert outcomes.count(True) > 3


def test_accepting_again_after_a_kill_adds_what_is_missing_and_nothing_twice(
    killed: list[Path], tmp_path: Path
) -> None:
    for one in killed[::3]:
        copy = _copy(one, tmp_path / one.name)
        accept_all(copy)
        assert contents(copy) == contents(killed[-1])


def _interrupted(country: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy in which the journal is in place and only the first file was moved."""
    data = _copy(country, folder)
    real, moved = os.replace, []

    def third_fails(draft: Path, path: Path) -> None:
        moved.append(path)
        if len(moved) == 3:
            raise OSError(5, "Input/output error")
        real(draft, path)

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", third_fails)
        with pytest.raises(OSError, match="Input/output error"):
            accept_all(data)
    assert (data / JOURNAL).exists()
    assert NEW_SOURCE in (data / "sources.csv").read_text("utf-8")
    return data


def test_an_edit_made_in_between_is_never_written_over(
    country: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = _interrupted(country, tmp_path, monkeypatch)
    sources = data / "sources.csv"
    edited = sources.read_text("utf-8").replace("Bài bịa để thử", "Bài bịa để thử lại")
    sources.write_text(edited, "utf-8")
    batch = data / "observations" / "2026-11-accepted.csv"
    assert main(["check", "--data", str(data)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("sources.csv: found an edit made after an accept was interrupted")
    assert f"delete {JOURNAL}" in told
    assert (sources.read_text("utf-8"), batch.exists()) == (edited, False)
    with pytest.raises(CuratedFilesError):
        build(data, tmp_path / "x.duckdb")
    with pytest.raises(RefusedCandidatesError):
        accept_all(data)


def test_a_journal_without_its_texts_is_told(
    country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _interrupted(country, tmp_path, monkeypatch)
    shutil.rmtree(data / STAGED)
    [problem] = check(data).problems
    assert "whose new text is lost" in str(problem)
    (data / JOURNAL).write_text("{", "utf-8")
    [problem] = check(data).problems
    assert "a journal that cannot be read" in str(problem)


def test_where_nothing_can_be_written_an_interrupted_accept_is_told(
    country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _interrupted(country, tmp_path, monkeypatch)

    def read_only(*_arguments: object, **_named: object) -> int:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr("indicators.file_lock.os.open", read_only)
        [problem] = check(data).problems
    assert "cannot be completed here: Read-only file system" in str(problem)
    assert check(data, today=TODAY).problems == []
    assert not (data / JOURNAL).exists()


def test_a_folder_that_cannot_be_written_to_is_still_checked(
    country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _copy(country, tmp_path)
    (data / STAGED).mkdir()

    def read_only(*_arguments: object, **_named: object) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("indicators.file_lock.os.open", read_only)
    assert check(data, today=TODAY).problems == []


def test_texts_that_cannot_be_staged_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old\n", "utf-8")
    with (
        files_held(tmp_path),
        pytest.raises(UnicodeEncodeError),
    ):
        replace_as_one(tmp_path, [(tmp_path / "a.csv", "new\n"), (tmp_path / "b.csv", "\ud800")])
    assert (tmp_path / "a.csv").read_text("utf-8") == "old\n"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.csv"]
    assert not (tmp_path / STAGED).exists()


def test_an_unnamed_batch_of_an_earlier_release_is_told_and_can_be_recorded(
    country: Path, tmp_path: Path
) -> None:
    """What a kill between batch and descriptor used to leave for ever."""
    data = _copy(country, tmp_path)
    old = json.loads((data / "datapackage.json").read_text("utf-8"))
    accept_all(data)
    new = (data / "datapackage.json").read_text("utf-8")
    (data / "datapackage.json").write_text(json.dumps(old), "utf-8")
    found = [str(problem) for problem in check(data, today=TODAY).problems]
    assert found == [
        "observations/2026-11-accepted.csv: found a file that datapackage.json does not count, "
        "expected its size recorded there; take the file away, or run `python -m indicators check "
        "--record`",
        "sources.csv: found 3 rows, expected 2 rows as datapackage.json records; restore the file "
        "from version control, or after an edit by hand run `python -m indicators check --record`",
    ]
    assert record(data, today=TODAY).changes == [
        "observations/2026-11-accepted.csv: – → 1 rows", "sources.csv: 2 → 3 rows",
    ]  # fmt: skip
    assert (data / "datapackage.json").read_text("utf-8") == new
