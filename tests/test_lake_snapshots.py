"""Earlier releases of a lake, as far as no catalogue is needed: what is known, copied, let go."""

from pathlib import Path

import pytest

from indicators import settings
from indicators.errors import UnknownNameError
from indicators.questions.releases import previous_release, releases_table
from indicators.release import lake_snapshots
from indicators.release.build import build
from indicators.release.earlier_releases import database_of, known_releases
from indicators.release.lake import Lake, LakeError
from indicators.release.lake_copy import LakeRelease, ReleaseIdentity
from indicators.release.lake_snapshots import Snapshot, snapshot_database, snapshots
from indicators.release.store import SCHEMA_VERSION, Store
from indicators.writing import NotWrittenError
from tests.small_country import incomes, write_country


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
