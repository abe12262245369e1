"""A lake as far as no catalogue is needed: earlier releases, and what is refused and told."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from indicators import settings
from indicators.commands.command_line import main
from indicators.errors import UnknownNameError
from indicators.questions.releases import previous_release, releases_table
from indicators.release import lake as lakes
from indicators.release import lake_snapshots
from indicators.release.build import build
from indicators.release.earlier_releases import database_of, known_releases
from indicators.release.lake import Lake, LakeError, lake_of, patiently
from indicators.release.lake_copy import LakeRelease, ReleaseIdentity
from indicators.release.lake_snapshots import Snapshot, snapshot_database, snapshots
from indicators.release.store import SCHEMA_VERSION, ReleaseError, Store, with_texts
from indicators.web.lake_follower import LakeFollower
from indicators.writing import NotWrittenError
from tests.serving import ROOT
from tests.small_country import figure, incomes, write_country


def _snapshot(number: int, release_id: str, content: str = "a", *, synthetic: bool = False,
              schema: int = SCHEMA_VERSION) -> Snapshot:  # fmt: skip
    identity = ReleaseIdentity(release_id, content * 64, "2026-11-01T00:00:00", 12, synthetic)
    return Snapshot(LakeRelease(number, "2026-11-01 00:00:00+00", identity), "2026-01-03", schema)


@pytest.fixture
def copy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The place of the copy of a lake with three releases, one of them built twice."""
    monkeypatch.setenv("INDICATORS_DB", "ducklake:postgres:dbname=invented host=/nowhere")
    monkeypatch.setenv("INDICATORS_LAKE_COPIES", str(tmp_path))
    monkeypatch.delenv("INDICATORS_RELEASES", raising=False)
    seen = lake_snapshots._Seen()
    seen.snapshots = (_snapshot(1, "first"), _snapshot(2, "second", schema=SCHEMA_VERSION - 1),
                      _snapshot(3, "invented", synthetic=True), _snapshot(4, "first", "b"),
                      _snapshot(5, "third"))  # fmt: skip
    seen.looked_at = 0.0
    monkeypatch.setattr(lake_snapshots, "_seen", seen)
    return settings.database()


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The snapshots that were copied, in turn, each as an empty file."""
    numbers: list[int] = []

    def take(_lake: Lake, release: LakeRelease, place: Path) -> None:
        numbers.append(release.snapshot)
        place.touch()

    monkeypatch.setattr(lake_snapshots, "take", take)
    return numbers


def test_a_release_is_copied_once_and_what_was_built_last_under_its_id(
    copy: Path, taken: list[int]
) -> None:
    found = snapshot_database(copy, "first", synthetic=False)
    assert found is not None
    assert snapshot_database(copy, "first", synthetic=False) == found
    assert snapshot_database(found, "third", synthetic=False) != found  # since a pinned release
    assert taken == [4, 5]
    assert snapshot_database(copy, "invented", synthetic=False) is None


def test_another_file_than_the_lake_s_has_no_releases_of_it(
    copy: Path, tmp_path: Path, taken: list[int]
) -> None:
    other = tmp_path / "other.duckdb"
    assert snapshots(other, synthetic=False) == []
    with pytest.raises(UnknownNameError):
        database_of(other, tmp_path / "releases", "first", synthetic=False)
    with pytest.raises(UnknownNameError) as raised:
        database_of(copy, tmp_path / "releases", "../first", synthetic=False)
    assert raised.value.known == ["third", "first", "second"]
    assert taken == []


def test_copies_that_were_made_first_are_let_go(
    copy: Path, taken: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lake_snapshots, "MOST_COPIES", 1)
    made = [snapshot_database(copy, one, synthetic=False) for one in ("second", "third", "second")]
    assert taken == [2, 5, 2]
    assert [one.exists() for one in made if one is not None] == [True, False, True]


def test_a_copy_that_cannot_be_written_is_told_as_what_may_pass(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(_lake: Lake, _release: LakeRelease, place: Path) -> None:
        raise NotWrittenError(f"{place.name}: found no space left on the disk")

    monkeypatch.setattr(lake_snapshots, "take", take)
    with pytest.raises(LakeError, match="no space left on the disk") as raised:
        snapshot_database(copy, "first", synthetic=False)
    assert raised.value.passing


def test_releases_of_the_lake_are_listed_and_the_one_before_is_found(
    copy: Path, tmp_path: Path
) -> None:
    build(write_country(tmp_path / "data", incomes("60")), tmp_path / "built.duckdb")
    (tmp_path / "built.duckdb").rename(copy)
    with Store(copy) as store:
        here = str(store.release["release_id"])
        table = releases_table(store, tmp_path / "releases")
        assert previous_release(store, tmp_path / "releases") == "third"
    assert table["release_id"].tolist() == [here, "third", "first", "second"]
    assert table["answers"].tolist() == [True, True, True, False]
    assert not table["is_kept"].any()
    assert known_releases(copy, tmp_path / "releases", synthetic=True) == ["invented"]


# What is refused, pinned and told without a lake and its environment


@pytest.fixture
def named_lake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("INDICATORS_DB", "ducklake:postgres:dbname=invented host=/nowhere")
    monkeypatch.setenv("INDICATORS_LAKE_COPIES", str(tmp_path))
    monkeypatch.delenv("INDICATORS_DATA_PATH", raising=False)
    return settings.database()


def test_each_lake_has_a_copy_of_its_own(
    named_lake: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert named_lake == settings.database()
    assert named_lake.parent == tmp_path
    monkeypatch.setenv("INDICATORS_DB", "ducklake:postgres:dbname=other host=/nowhere")
    assert settings.database() != named_lake
    assert settings.database().parent == tmp_path
    assert settings.named_database("ducklake:postgres:dbname=invented host=/nowhere") == named_lake


def test_a_file_is_no_lake(named_lake: Path, tmp_path: Path) -> None:
    assert lake_of(named_lake) is not None
    assert lake_of(tmp_path / "other.duckdb") is None
    with pytest.raises(LakeError, match="no place for the Parquet files"):
        lake_of(named_lake, builds=True)


def test_a_build_for_a_lake_begins_nothing_without_its_extension(
    named_lake: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("INDICATORS_DATA_PATH", str(tmp_path / "parquet"))
    monkeypatch.setattr(lakes, "PACKAGE", "no_such_package_")
    with pytest.raises(LakeError, match="found no extension postgres_scanner for DuckDB") as told:
        build(write_country(tmp_path / "data", incomes("60")), named_lake)
    assert "lake-environment" in told.value.problem.next_step
    assert not named_lake.exists()


def test_the_verb_needs_a_lake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lake", "--db", str(tmp_path / "a.duckdb")]) == 2
    assert "found no lake" in capsys.readouterr().err


def test_what_may_pass_is_tried_again_and_nothing_else() -> None:
    tries: list[str] = []

    def attempt(code: str) -> Callable[[], None]:
        def fail() -> None:
            tries.append(code)
            raise LakeError(code)

        return fail

    for code in ("lake_silent", "lake_empty"):
        with pytest.raises(LakeError):
            patiently(attempt(code), pauses=(0.0, 0.0))
    assert tries == ["lake_silent"] * 3 + ["lake_empty"]


def test_a_follower_tells_its_fault_and_goes_on(named_lake: Path) -> None:
    lake = lake_of(named_lake)
    assert lake is not None
    follower = LakeFollower(lake, named_lake)
    follower.look()
    follower.look()
    assert "INDICATORS_DB: found no" in str(follower.told()["fault"])
    assert follower.told()["seen_at"] is None


def test_texts_in_place_of_parameters_stay_texts() -> None:
    statement = with_texts("attach", path="it's; DROP $path")
    assert statement.strip() == "ATTACH 'it''s; DROP $path' AS release_file (READ_ONLY)"


def test_a_name_with_a_quote_is_opened(tmp_path: Path) -> None:
    data = write_country(tmp_path / "data", [figure("60")])
    build(data, tmp_path / "it's.duckdb")
    with Store(tmp_path / "it's.duckdb") as store:
        assert store.release["observations"] == 1
    with pytest.raises(ReleaseError):
        Store(tmp_path / "it''s.duckdb")


def test_the_environment_pins_one_version_of_everything() -> None:
    pinned = re.findall(r"^([\w-]+)==(\S+)", (ROOT / "deploy/lake/requirements.txt").read_text(),
                        re.MULTILINE)  # fmt: skip
    assert len({version for _name, version in pinned}) == 1
    needed = {f"{lakes.PACKAGE}{name}".replace("_", "-")
              for name in (lakes.CATALOGUE, lakes.DUCKLAKE, lakes.OBJECT_STORE)}  # fmt: skip
    assert {name for name, _version in pinned} == needed | {"duckdb"}
