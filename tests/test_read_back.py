"""What was written is read back before it counts, and what was read is still what lies there."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from indicators.candidates.files import candidate, write_candidates
from indicators.commands.command_line import main
from indicators.curated import recording
from indicators.curated.check import check_held
from indicators.curated.drafts import problems_with
from indicators.curated.recording import record
from indicators.curation import accepting
from indicators.curation.accepting import RefusedCandidatesError, accept
from indicators.release import build as building
from indicators.release.build import CuratedFilesError, build
from indicators.release.draft_check import refuse_other_than_written
from indicators.release.store import Store
from indicators.release.synthesise import synthesise
from indicators.writing import NotWrittenError
from tests.collected_country import accept_collected, score
from tests.curated_country import country_to_curate
from tests.small_country import figure, incomes, write_country

TODAY = date(2026, 6, 1)
Damage = Callable[[Path], None]


def _flipped(path: Path) -> None:
    """One bit of a block that holds figures, as a bad disk turns it."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _changed(statement: str) -> Damage:
    def change(path: Path) -> None:
        with duckdb.connect(str(path)) as connection:
            connection.execute(statement)

    return change


DAMAGES: dict[str, Damage] = {
    "a flipped bit": _flipped,
    "a lost end": _cut,
    "a lost row": _changed("DELETE FROM area WHERE level = 'commune'"),
    "another value": _changed("UPDATE area SET name = 'Khác' WHERE level = 'commune'"),
    "a lost view": _changed("DROP VIEW current_observation"),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_country(tmp_path / "data", incomes("60", "61", "62", "63", "64", "65"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release; who writes into it takes a copy."""
    folder = tmp_path_factory.mktemp("sound")
    data = write_country(folder / "data", incomes("60", "61", "62", "63", "64", "65"))
    build(data, folder / "release.duckdb")
    return folder / "release.duckdb"


def _damaged_before_it_is_read(damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build has let go of its draft by then: whatever happens to the file is on the disk."""

    def refuse(draft: Path, *others: Any) -> None:
        DAMAGES[damage](draft)
        refuse_other_than_written(draft, *others)

    monkeypatch.setattr(building, "refuse_other_than_written", refuse)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_release_that_is_not_as_written_does_not_replace_the_old_one(
    damage: str, sound: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = Path(shutil.copy(sound, tmp_path))
    _damaged_before_it_is_read(damage, monkeypatch)
    with pytest.raises(NotWrittenError, match="other content on the disk than was written"):
        build(data, db)
    assert db.read_bytes() == sound.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "release.duckdb"]


def test_neither_comes_an_invented_country_into_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _damaged_before_it_is_read("a lost row", monkeypatch)
    with pytest.raises(NotWrittenError, match="nothing was changed"):
        synthesise(tmp_path / "synthetic-x.duckdb", communes=40, indicators=2, months=3)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE staged SET printed_value = 99 WHERE area_code = '99003'",
         "income_per_capita of 99003 is not as its file has it"),
        ("DELETE FROM staged WHERE area_code = '99003'", "5 figures, 6 were read"),
        ("INSERT INTO staged SELECT * REPLACE ('99007' AS area_code) FROM staged LIMIT 1",
         "7 figures, 6 were read"),
        ("UPDATE staged SET period_end = DATE '2025-11-30' WHERE area_code = '99003'",
         "income_per_capita of 99003 is not as its file has it"),
    ],
)  # fmt: skip
def test_a_figure_lost_or_changed_on_its_way_is_told(
    statement: str, told: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of this program in between: the tables agree with themselves, not with the files."""
    real = building.derive

    def derive(connection: duckdb.DuckDBPyConnection, **named: Any) -> None:
        connection.execute(statement)
        real(connection, **named)

    monkeypatch.setattr(building, "derive", derive)
    with pytest.raises(NotWrittenError, match=told):
        build(data, tmp_path / "release.duckdb")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_curated_and_collected_figures_are_all_there(tmp_path: Path) -> None:
    data = country_to_curate(tmp_path / "data")
    accept_collected(data, [score("87.25"), score("80", "99002")])
    db = tmp_path / "release.duckdb"
    build(data, db)
    with Store(db) as store:
        assert store.release["observations"] == 3


STRANGE = (
    ("UPDATE release SET latest_recorded_on = DATE '2020-01-01'", "latest_recorded_on"),
    ("UPDATE release SET latest_published_on = NULL", "latest_published_on"),
    ("DROP VIEW current_observation", "shape"),
    ("ALTER TABLE source ADD COLUMN own VARCHAR", "shape"),
    ("CREATE TABLE own (a INTEGER)", "shape"),
    ("UPDATE release SET observations = observations + 1", "observations"),
    ("UPDATE source SET title = 'Khác'", "source"),
    ("UPDATE area SET latitude = 1, longitude = 2 WHERE area_code = '99001'", "area"),
    ("DELETE FROM release_table WHERE table_name = 'source'", "source"),
)


@pytest.mark.parametrize(("statement", "place"), STRANGE)
def test_verify_tells_each_hand_that_was_in_a_release(
    statement: str, place: str, sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = Path(shutil.copy(sound, tmp_path))
    assert main(["verify", "--db", str(db)]) == 0
    capsys.readouterr()
    with duckdb.connect(str(db)) as connection:
        connection.execute(statement)
    assert main(["verify", "--db", str(db)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert any(line.startswith(f"release.duckdb:{place}: found ") for line in told), told


def _edit(path: Path) -> None:
    """What an editor or version control does meanwhile: another file under the same name."""
    text = path.read_text("utf-8")
    other = path.with_suffix(".new")
    other.write_text(text.replace("Bài bịa để thử", "Bài bịa để thử lại"), "utf-8")
    os.replace(other, path)


def test_a_file_replaced_while_a_build_reads_makes_no_release(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a release has the rows of one state and the name of another."""
    real = check_held

    def edited_after(directory: Path, **named: Any) -> Any:
        checked = real(directory, **named)
        _edit(directory / "sources.csv")
        return checked

    with monkeypatch.context() as patch:
        patch.setattr(building, "check_held", edited_after)
        with pytest.raises(CuratedFilesError) as raised:
            build(data, tmp_path / "release.duckdb")
    assert [str(one) for one in raised.value.problems] == [
        "sources.csv: found a file that was changed while the files were read, expected one state "
        "of all files; run again when nobody is changing them"
    ]
    assert not (tmp_path / "release.duckdb").exists()
    build(data, tmp_path / "release.duckdb")


def test_collected_figures_replaced_while_a_build_reads_make_no_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are read anew from their files after the check: other ones would come in unchecked."""
    data = country_to_curate(tmp_path / "data")
    accept_collected(data, [score("87.25")])
    [batch] = (data / "collected").glob("*.parquet")
    real = check_held

    def replaced_after(directory: Path, **named: Any) -> Any:
        checked = real(directory, **named)
        duckdb.sql(f"COPY (SELECT * REPLACE (12.5 AS value, '12.5' AS as_printed) "
                   f"FROM read_parquet('{batch}')) TO '{batch}.new' (FORMAT parquet)")  # fmt: skip
        os.replace(f"{batch}.new", batch)
        return checked

    monkeypatch.setattr(building, "check_held", replaced_after)
    with pytest.raises(CuratedFilesError) as raised:
        build(data, tmp_path / "release.duckdb")
    assert [one.file for one in raised.value.problems] == [f"collected/{batch.name}"]


def test_an_edit_made_while_an_accept_works_is_not_written_over(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = figure("66", area_code="99007", revision="", recorded_on="")
    write_candidates([candidate({**row, "decision": "accept"})], tmp_path / "candidates.csv")
    real = problems_with

    def edited_meanwhile(*arguments: Any) -> Any:
        _edit(data / "sources.csv")
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(accepting, "problems_with", edited_meanwhile)
        with pytest.raises(RefusedCandidatesError) as raised:
            accept(tmp_path / "candidates.csv", data, today=TODAY)
    # The edit is no longer what the descriptor records, so it is told as any edit by hand.
    assert [one.fact.code for one in raised.value.problems] == ["other_content"]
    assert "thử lại" in (data / "sources.csv").read_text("utf-8")
    record(data)
    assert len(accept(tmp_path / "candidates.csv", data, today=TODAY).added) == 1


def test_an_edit_made_while_counts_are_recorded_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (data / "datapackage.json").read_bytes()
    real = check_held

    def edited_after(*arguments: Any, **named: Any) -> Any:
        checked = real(*arguments, **named)
        _edit(data / "sources.csv")
        return checked

    with monkeypatch.context() as patch:
        patch.setattr(recording, "check_held", edited_after)
        told = record(data, today=TODAY)
    assert [one.fact.code for one in told.problems] == ["changed_while_read"]
    assert (data / "datapackage.json").read_bytes() == before
    assert record(data, today=TODAY).problems == []
