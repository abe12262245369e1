"""Releases that are kept: written once, listed, checked, compared; on the invented country."""

import csv
import io
import json
import shutil
from pathlib import Path

import duckdb
import pytest

from indicators.commands.command_line import main
from indicators.errors import UnknownNameError
from indicators.open_data.keeping import (
    OtherContentError,
    UnsoundReleaseError,
    keep_release,
)
from indicators.questions.release_changes import changes_between
from indicators.refusal import UnanswerableError
from indicators.release.build import build
from indicators.release.earlier_releases import database_of
from indicators.release.kept_releases import (
    KeptRelease,
    find_release,
    kept_releases,
    sums_of,
)
from indicators.release.soundness import kept_problems, release_problems
from indicators.release.store import Store
from tests.kept_country import FIRST, both_kept
from tests.small_country import write_country


@pytest.fixture(scope="module")
def kept(kept_country: Path) -> tuple[Path, KeptRelease, KeptRelease]:
    """The folder of releases, with two of them."""
    return kept_country / "releases", *both_kept(kept_country)


@pytest.fixture
def one(kept_country: Path, tmp_path: Path) -> Path:
    """The release of ``FIRST``, into which a test may write."""
    return Path(shutil.copy(kept_country / "one.duckdb", tmp_path / "small.duckdb"))


def test_each_is_listed_with_hash_day_and_what_changed(
    kept: tuple[Path, KeptRelease, KeptRelease],
) -> None:
    releases, first, second = kept
    assert kept_releases(releases, synthetic=False) == [second, first]
    assert kept_releases(releases, synthetic=True) == []
    assert (first.day, first.observations, first.previous) == ("2026-01-03", 6, "")
    assert second.previous == first.release_id
    assert (second.figures_new, second.figures_gone, second.figures_changed) == (1, 1, 1)
    assert len({first.content_hash, second.content_hash}) == 2
    files = set(sums_of(first.folder(releases)))
    assert {"observations.csv", "observations.parquet", "datapackage.json"} <= files
    assert first.bytes > sum((first.folder(releases) / name).stat().st_size for name in files)


def test_a_second_time_changes_nothing(kept: tuple[Path, KeptRelease, KeptRelease]) -> None:
    releases, first, _second = kept
    before = {path: path.stat().st_mtime_ns for path in releases.rglob("*")}
    assert keep_release(releases.parent / "one.duckdb", releases) == first
    after = {path: path.stat().st_mtime_ns for path in releases.rglob("*") if path != releases}
    assert after == {path: at for path, at in before.items() if path != releases}


def test_the_same_files_built_again_have_the_same_content_hash(one: Path, tmp_path: Path) -> None:
    build(write_country(tmp_path / "data", FIRST), tmp_path / "again.duckdb")
    with Store(one) as first, Store(tmp_path / "again.duckdb") as again:
        assert first.release["content_hash"] == again.release["content_hash"]
        assert first.release["built_at"] != again.release["built_at"]


def test_other_content_under_the_same_id_is_not_written_over(one: Path, tmp_path: Path) -> None:
    first = keep_release(one, tmp_path / "releases")
    with duckdb.connect(str(one)) as connection:
        connection.execute("UPDATE area SET latitude = 10.5 WHERE area_code = '99001'")
        connection.execute("UPDATE release_table SET digest = (SELECT bit_xor(hash(area)) FROM "
                           "area) WHERE table_name = 'area'")  # fmt: skip
        connection.execute("UPDATE release SET content_hash = (SELECT sha256(string_agg(table_name "
                           "|| ' ' || rows || ' ' || digest, ', ' ORDER BY table_name)) "
                           "FROM release_table)")  # fmt: skip
    with pytest.raises(OtherContentError, match="say --replace"):
        keep_release(one, tmp_path / "releases")
    assert find_release(tmp_path / "releases", first.release_id) == first
    second = keep_release(one, tmp_path / "releases", replace_other=True)
    assert second.content_hash != first.content_hash
    assert kept_problems(second, tmp_path / "releases") == []


def test_a_database_that_was_written_into_is_not_kept(one: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(one)) as connection:
        connection.execute("UPDATE observation SET value = value + 1 WHERE area_code = '99002'")
    with pytest.raises(UnsoundReleaseError) as raised:
        keep_release(one, tmp_path / "releases")
    assert [(found.column, found.fact.code) for found in raised.value.problems] == [
        ("observation", "table_changed")]  # fmt: skip
    assert [path.name for path in (tmp_path / "releases").iterdir()] == []


@pytest.mark.parametrize("name", ["../one", "", "a/b", "ABSENT", ".hidden", "x" * 81])
def test_what_is_no_kept_release_is_not_found(
    kept: tuple[Path, KeptRelease, KeptRelease], name: str
) -> None:
    releases, first, second = kept
    assert find_release(releases, name) is None
    with pytest.raises(UnknownNameError) as raised:
        database_of(releases / "any.duckdb", releases, name, synthetic=False)
    assert set(raised.value.known) == {first.release_id, second.release_id}


def test_a_damaged_record_is_no_release(one: Path, tmp_path: Path) -> None:
    first = keep_release(one, tmp_path / "releases")
    (tmp_path / "releases" / f"{first.release_id}.json").write_text('{"release_id": "x"}')
    assert kept_releases(tmp_path / "releases", synthetic=False) == []


# --- what changed ---


def test_new_gone_and_changed_cells(kept: tuple[Path, KeptRelease, KeptRelease]) -> None:
    releases, first, second = kept
    found = changes_between(first.database(releases), second.database(releases))
    columns = ["change", "area_code", "indicator_id", "differs", "old_value", "new_value"]
    rows = found[columns].astype(object).where(found[columns].notna(), None).to_numpy().tolist()
    assert rows == [
        ["changed", "99001", "income_per_capita", "value as_printed", 60.0, 61.0],
        ["gone", "99005", "income_per_capita", "", 68.0, None],
        ["new", "99006", "income_per_capita", "", None, 70.0],
    ]
    assert found["area_name"].tolist() == ["Bịa Một", "Bịa Năm", "Bịa Sáu"]
    back = changes_between(second.database(releases), first.database(releases))
    assert back["change"].tolist() == ["changed", "new", "gone"]


def test_a_release_is_not_compared_with_itself(
    kept: tuple[Path, KeptRelease, KeptRelease],
) -> None:
    releases, first, _second = kept
    with pytest.raises(UnanswerableError, match="twice"):
        changes_between(first.database(releases), first.database(releases))


# --- verbs ---


def test_verify_tells_every_fault_and_ends_with_1(
    one: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--db", str(one)]) == 0
    assert "6 observations" in capsys.readouterr().out
    with duckdb.connect(str(one)) as connection:
        connection.execute("DELETE FROM observation WHERE area_code = '99003'")
        connection.execute("UPDATE source SET title = 'another'")
    assert main(["verify", "--db", str(one)]) == 1
    told = capsys.readouterr()
    assert "small.duckdb:observation: found a table of 5 rows, expected the 6 rows" in told.err
    assert "small.duckdb:source: found a table of 1 rows" in told.err
    assert "small.duckdb:observations: found 6, expected 5" in told.err
    assert told.out == ""


@pytest.mark.parametrize("file", ["absent.duckdb", "text.duckdb"])
def test_verify_of_what_is_no_release_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    (tmp_path / "text.duckdb").write_text("no database")
    assert main(["verify", "--db", str(tmp_path / file)]) == 1
    assert file in capsys.readouterr().err


def test_a_hash_that_was_written_anew_does_not_fit_the_tables(one: Path) -> None:
    with duckdb.connect(str(one)) as connection:
        connection.execute("UPDATE release SET content_hash = 'another'")
    with Store(one) as store:
        assert [found.fact.code for found in release_problems(store)] == ["hash_differs"]


def test_verify_reads_the_kept_files_of_the_release_too(
    one: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--release", "--db", str(one)]) == 0
    [release] = kept_releases(tmp_path / "releases", synthetic=False)
    folder = release.folder(tmp_path / "releases")
    assert main(["verify", "--db", str(one)]) == 0
    (folder / "areas.csv").write_bytes((folder / "areas.csv").read_bytes() + b"\n")
    (folder / "sources.csv").unlink()
    assert main(["verify", "--db", str(one)]) == 1
    told = capsys.readouterr().err
    assert f"{release.release_id}/areas.csv: found another content" in told
    assert f"{release.release_id}/sources.csv: found no such file" in told


def test_export_takes_a_folder_or_keeps_a_release(
    one: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--db", str(one)]) == 2
    assert "name a folder, or say --release" in capsys.readouterr().err


def test_the_list_of_releases_and_what_changed_since_one(
    kept: tuple[Path, KeptRelease, KeptRelease], capsys: pytest.CaptureFixture[str]
) -> None:
    releases, first, second = kept
    db = str(releases.parent / "two.duckdb")
    assert main(["releases", "--db", db, "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["release_id"] for one in listed] == [second.release_id, first.release_id]
    assert [one["is_latest"] for one in listed] == [True, False]
    since = ["releases", "--since", first.release_id, "--db", db]
    assert main([*since, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["change"], row["area_code"]) for row in rows] == [
        ("changed", "99001"), ("gone", "99005"), ("new", "99006")]  # fmt: skip
    assert main([*since[:2], "0000", *since[3:]]) == 2
    assert first.release_id in capsys.readouterr().err
