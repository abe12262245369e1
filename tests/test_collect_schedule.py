"""``deploy/collect.sh``: a new release after all steps, the last good one after any failure."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.release.build import build
from indicators.release.kept_releases import find_release
from indicators.release.store import Store
from tests.curated_country import country_to_curate
from tests.portal_double import PROVINCE_IDS, Portal, portal
from tests.warm_python import warm_python

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="no POSIX shell here")


@pytest.fixture(scope="module")
def python() -> Iterator[Path]:
    with warm_python() as program:
        yield program


def _run(python: Path, folder: Path, told: Portal) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "PYTHON": str(python), "INDICATORS_DATA": str(folder / "data"),
        "INDICATORS_DB": str(folder / "release.duckdb"), "COLLECT_FOLDER": str(folder / "kept"),
    }  # fmt: skip
    return subprocess.run(
        ["sh", str(ROOT / "deploy/collect.sh"), "--url", told.url, "--pause", "0", "--year", "2026",
         "--month", "2"], env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def _indicators(folder: Path) -> int:
    with Store(folder / "release.duckdb") as store:
        return int(store.release["observations"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build(country_to_curate(tmp_path / "data"), tmp_path / "release.duckdb")
    return tmp_path


def test_a_run_serves_a_new_release_and_another_adds_nothing(python: Path, folder: Path) -> None:
    with portal() as told:
        told.answers[PROVINCE_IDS["99"]][1]["TONG_SCORE"] = "90"  # left to a person
        done = _run(python, folder, told)
        assert done.returncode == 0, done.stderr
        assert _indicators(folder) == 1 + 63
        # The server may not write the files of /data/ itself.
        with Store(folder / "release.duckdb") as store:
            assert find_release(folder / "releases", str(store.release["release_id"]))
        shutil.rmtree(folder / "kept")
        told.answers[PROVINCE_IDS["99"]][1]["TEN"] = "UBND xã Bịa Chín"  # left out
        again = _run(python, folder, told)
    assert again.returncode == 3, again.stderr
    assert "0 rows added" in again.stdout
    assert _indicators(folder) == 1 + 63


def test_the_last_good_release_stays_where_anything_fails(python: Path, folder: Path) -> None:
    good = (folder / "release.duckdb").read_bytes()
    with portal(before=lambda _asked, _times: (403, {}, b"")) as told:
        assert _run(python, folder, told).returncode == 1
    assert (folder / "release.duckdb").read_bytes() == good

    areas = folder / "data/areas.csv"
    areas.write_text(areas.read_text("utf-8").replace("99001,commune", "9900,commune"), "utf-8")
    with portal() as told:
        done = _run(python, folder, told)
    assert (done.returncode, told.asked) == (1, [])
    assert "areas.csv" in done.stderr
    assert (folder / "release.duckdb").read_bytes() == good
    assert sorted(path.name for path in folder.glob("*.duckdb")) == ["release.duckdb"]


@pytest.mark.parametrize(("fails", "code"), [("none", 0), ("build", 1), ("export", 4)])
def test_a_lake_takes_the_release_and_its_files_are_kept(
    tmp_path: Path, fails: str, code: int
) -> None:
    """The steps alone, told by a stand-in for Python: no lake is here."""
    stand_in = tmp_path / "python"
    stand_in.write_text('#!/bin/sh\necho "$3 $4" >> "$TOLD"\n[ "$3" != "$FAILS" ]\n', "utf-8")
    stand_in.chmod(0o755)
    environment = {
        **os.environ, "PYTHON": str(stand_in), "TOLD": str(tmp_path / "told"), "FAILS": fails,
        "INDICATORS_DB": "ducklake:postgres:dbname=invented", "COLLECT_FOLDER": str(tmp_path),
    }  # fmt: skip
    done = subprocess.run(["sh", str(ROOT / "deploy/collect.sh")], env=environment, check=False)
    assert done.returncode == code
    told = (tmp_path / "told").read_text("utf-8").splitlines()
    kept = ["build --data", "export --release"]
    assert told[-1 if fails == "build" else -2 :] == (kept[:1] if fails == "build" else kept)


def test_timer_and_cron_run_the_script_on_the_same_days() -> None:
    timer = (ROOT / "deploy/thuoc-xa-collect.timer").read_text("utf-8")
    service = (ROOT / "deploy/thuoc-xa-collect.service").read_text("utf-8")
    cron = (ROOT / "deploy/thuoc-xa-collect.cron").read_text("utf-8").splitlines()[-1]
    assert "OnCalendar=*-*-05,10,15 03:17:00" in timer
    assert cron.startswith("17 3 5,10,15 * * thuoc-xa /srv/thuoc-xa/deploy/collect.sh")
    assert "ExecStart=/srv/thuoc-xa/deploy/collect.sh" in service
    assert os.access(ROOT / "deploy/collect.sh", os.X_OK)
