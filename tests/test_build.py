"""The release: swapped in whole, equal for equal files, never half-written."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from indicators.release.build import CuratedFilesError, build, new_release
from indicators.release.store import ReleaseError, Store
from tests.small_country import figure, incomes, source, write_country

ROOT = Path(__file__).resolve().parent.parent


def test_equal_files_give_an_equal_release(tmp_path: Path) -> None:
    data = write_country(tmp_path / "data", incomes("60", "61", "62"))
    first = build(data, tmp_path / "a.duckdb")
    second = build(data, tmp_path / "b.duckdb")
    assert first["release_id"] == second["release_id"]
    assert first["observations"] == 3
    write_country(data, incomes("60", "61", "63"))
    assert build(data, tmp_path / "a.duckdb")["release_id"] != first["release_id"]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of one figure; who writes into its place takes a copy."""
    folder = tmp_path_factory.mktemp("sound")
    build(write_country(folder / "data", incomes("60")), folder / "release.duckdb")
    return folder / "release.duckdb"


def test_a_failure_leaves_the_old_release(sound: Path, tmp_path: Path) -> None:
    db = Path(shutil.copy(sound, tmp_path))
    before = db.read_bytes()
    data = write_country(tmp_path / "data", [figure("sixty")])
    with pytest.raises(CuratedFilesError):
        build(data, db)
    with pytest.raises(RuntimeError, match="power cut"), new_release(db):
        raise RuntimeError("power cut")
    assert db.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "release.duckdb"]


def test_a_killed_build_leaves_the_old_release(
    frozen_data: Path, sound: Path, tmp_path: Path
) -> None:
    db = Path(shutil.copy(sound, tmp_path))
    before = db.read_bytes()
    command = [sys.executable, "-m", "indicators", "build", "--data", str(frozen_data)]
    process = subprocess.Popen([*command, "--db", str(db)], cwd=ROOT)
    deadline = time.monotonic() + 60
    # The draft appears when the writing begins; kill it there.
    while not list(tmp_path.glob(".release.duckdb-*")) and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert db.read_bytes() == before
    with Store(db) as store:
        assert store.release["observations"] == 1


def test_two_builds_at_once_do_not_harm_each_other(tmp_path: Path) -> None:
    db = tmp_path / "release.duckdb"
    sources = [write_country(tmp_path / name, incomes(*["60"] * n)) for name, n in
               (("one", 1), ("two", 2), ("three", 3), ("four", 4))]  # fmt: skip
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda data: build(data, db), sources))
    with Store(db) as store:
        assert store.release["release_id"] in {release["release_id"] for release in made}


def test_readers_of_the_old_release_are_not_disturbed(sound: Path, tmp_path: Path) -> None:
    db = Path(shutil.copy(sound, tmp_path))
    with Store(db) as reading:
        build(write_country(tmp_path / "data", incomes("60", "61")), db)
        assert reading.query("release")["observations"].iloc[0] == 1
        with Store(db) as fresh:
            assert fresh.release["observations"] == 2


def test_no_other_file_can_be_read_through_a_release(sound: Path) -> None:
    with Store(sound) as store, pytest.raises(duckdb.Error):
        store._connection.execute("SELECT * FROM read_csv('/etc/hostname')")


@pytest.mark.parametrize("content", [b"", b"not a database", None])
def test_a_file_that_is_no_release_is_worded(tmp_path: Path, content: bytes | None) -> None:
    db = tmp_path / "release.duckdb"
    if content is not None:
        db.write_bytes(content)
    with pytest.raises(ReleaseError, match="run `python -m indicators build`"):
        Store(db)


RIVALS = [
    source("press-early", published_on="2026-01-01"),
    source("press-late", published_on="2026-02-01"),
    source("press-undated", published_on=""),
    source("press-translated", published_on="2026-03-01", language="en"),
    source("official", kind="official", published_on="2025-12-01"),
]


# By commune: the sources that have a figure of it, and the one whose figure counts.
CHOSEN = {
    "99001": (["press-early", "press-late"], "press-late"),
    "99002": (["press-late", "press-translated"], "press-late"),
    "99003": (["press-early", "press-undated"], "press-early"),
    "99004": (["press-late", "official"], "official"),
}


@pytest.fixture(scope="module")
def rivals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Figures of several sources, and in 99005 one that its source corrected."""
    rows = [
        figure(str(60 + n), area_code=code, source_id=name)
        for code, (present, _chosen) in CHOSEN.items()
        for n, name in enumerate(present)
    ]
    rows += [figure("60", area_code="99005", source_id="official"),
             figure("61", area_code="99005", source_id="official", revision="2",
                    note="the paper corrected itself")]  # fmt: skip
    folder = tmp_path_factory.mktemp("rivals")
    build(write_country(folder / "data", rows, RIVALS), folder / "release.duckdb")
    with Store(folder / "release.duckdb") as store:
        yield store


@pytest.mark.parametrize("code", CHOSEN)
def test_which_of_two_rival_figures_is_current(rivals: Store, code: str) -> None:
    present, chosen = CHOSEN[code]
    found = rivals.query("area_observations", area_code=code)
    assert sorted(found["source_id"]) == sorted(present)
    assert found.loc[found["is_current"], "source_id"].tolist() == [chosen]


def test_a_revision_replaces_and_the_old_figure_stays(rivals: Store) -> None:
    found = rivals.query("area_observations", area_code="99005")
    assert found[["value", "is_current"]].values.tolist() == [[61.0, True], [60.0, False]]
