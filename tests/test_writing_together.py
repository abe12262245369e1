"""Verbs that write several files: a full disk, a read-only folder, another run at work."""

import csv
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.killed_verbs import write_reports
from indicators.commands.command_line import main
from indicators.file_lock import file_lock
from indicators.writing import NotWrittenError, write_together
from tests.portal_double import PROVINCE_IDS, Portal, portal
from tests.small_country import DATA, incomes, write_country

EARLIER = b"earlier\n"
FULL = "found no space left on the disk, expected room for it; free some space and run again; "
READ_ONLY = ("found a place that cannot be written to, expected a folder that you may write to; "
             "name another place, or ask for the right to write there; ")  # fmt: skip
BLOCK = 4096

Disk = Callable[..., Path]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The curated files, a file of observations and a report with the same figures."""
    folder = tmp_path_factory.mktemp("country")
    data = write_country(folder / "data", incomes("60", "61"))
    shutil.copy(DATA / "headers.yaml", data / "headers.yaml")
    write_reports(folder)
    return folder


@pytest.fixture(scope="module")
def source() -> Iterator[Portal]:
    with portal() as told:
        yield told


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Return what mounts a small disk with so many free blocks, or a read-only one; needs root."""
    place = tmp_path / "disk"

    def mount(free: int | None) -> Path:
        place.mkdir()
        options = "ro" if free is None else "size=256k"
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)],
                              capture_output=True, check=False)  # fmt: skip
        if done.returncode:
            place.rmdir()
            pytest.skip("no right to mount a small disk here")
        if free is not None:
            (place / "out.csv").write_bytes(EARLIER)
            with pytest.raises(OSError, match="No space"):
                (place / "filler").write_bytes(b"x" * 2**18)
            with (place / "filler").open("rb+") as filler:
                filler.truncate((place / "filler").stat().st_size - free * BLOCK)
        return place

    if sys.platform != "linux":
        pytest.skip("mounts a disk in memory as Linux does")
    yield mount
    if place.is_dir():
        subprocess.run(["umount", str(place)], check=True)


def _arguments(verb: str, country: Path, out: Path, source: Portal) -> list[str]:
    data = ["--data", str(country / "data"), "--out", str(out)]
    if verb == "collect":
        return ["collect", "service-index", "--url", source.url, "--province", "99", "--year",
                "2026", "--month", "2", "--pause", "0", *data]  # fmt: skip
    asked = ["--source", "bia-press", "--rejects", str(out.with_name("rejects.csv"))]
    if verb == "import":
        return ["import", str(country / "bulk.csv"), *asked, *data]
    return ["import", str(country / "report.csv"), "--year", "2024", "--province", "99",
            *asked, *data]  # fmt: skip


def _told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line in which a verb tells what it has found."""
    capsys.readouterr()
    assert main(arguments) == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if "found" in line]
    assert len(lines) == 1
    return lines[0]


# Raw answers stay where there was room for them: the next run goes on from there. A scratch
# database of an import in bulk takes 64 blocks alone.
@pytest.mark.parametrize(
    ("verb", "free"),
    [("collect", 0), ("collect", 2), ("collect", 4), ("collect", 5), ("collect", 6),
     ("collect", 7), ("import", 0), ("import", 4), ("import of a report", 0),
     ("import of a report", 1)],
)  # fmt: skip
def test_a_full_disk_is_told_and_all_files_stay_as_they_were(
    verb: str, free: int, country: Path, source: Portal, disk: Disk,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    place = disk(free)
    told = _told(_arguments(verb, country, place / "out.csv", source), capsys)
    assert told.endswith(f"{FULL}nothing was changed")
    assert (place / "out.csv").read_bytes() == EARLIER
    assert {path.name for path in place.iterdir()} <= {"out.csv", "filler", "out.raw"}


@pytest.mark.parametrize("verb", ["collect", "import", "import of a report"])
def test_a_read_only_folder_is_told(
    verb: str, country: Path, source: Portal, disk: Disk, capsys: pytest.CaptureFixture[str]
) -> None:
    place = disk(None)
    told = _told(_arguments(verb, country, place / "out.csv", source), capsys)
    assert told.endswith(f"{READ_ONLY}nothing was changed")


def test_files_that_belong_together_are_replaced_when_there_is_room_for_all(
    tmp_path: Path,
) -> None:
    (tmp_path / "one").write_bytes(EARLIER)
    with pytest.raises(NotWrittenError):
        write_together([(tmp_path / "one", b"new"), (tmp_path / ("x" * 300), b"new")])
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [EARLIER]


def test_a_second_collection_of_the_same_file_waits_for_no_mixture(
    country: Path, source: Portal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is refused at once: two would ask the source for the same at the same time."""
    out = tmp_path / "out.csv"
    (tmp_path / "out.raw").mkdir()
    asked = len(source.asked)
    with file_lock(tmp_path / "out.raw" / ".in-use"):
        assert "found a lock held" in _told(_arguments("collect", country, out, source), capsys)
    assert len(source.asked) == asked
    assert not out.exists()


def test_candidates_have_their_sources_beside_them_whenever_a_collection_is_killed(
    country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each rename of the second collection finds the pair as it may be accepted."""
    out, seen = tmp_path / "out.csv", list[bool]()
    with portal() as told:
        assert main(_arguments("collect", country, out, told)) == 0
        told.answers[PROVINCE_IDS["99"]][0]["TONG_SCORE"] = "87.26"
        shutil.rmtree(tmp_path / "out.raw")

        def look(_folder: Path) -> None:
            seen.append(_ids(out) <= _ids(out.with_suffix(".sources.csv")))

        monkeypatch.setattr("indicators.writing.names_to_disk", look)
        before = _ids(out)
        main(_arguments("collect", country, out, told))
    assert len(seen) >= 4
    assert all(seen)
    assert _ids(out) == _ids(out.with_suffix(".sources.csv")) != before


def _ids(path: Path) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["source_id"] for row in csv.DictReader(file)}
