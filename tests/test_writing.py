"""A full disk, a read-only folder, a run that is killed: a sentence, and what was there stays."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indicators.candidates.files import candidate, write_candidates
from indicators.commands.command_line import main
from indicators.open_data import export as exporting
from indicators.open_data.bundle import place as bundle_place
from indicators.open_data.bundle.file_sums import SUMS_FILE, files_below
from indicators.open_data.export import export
from indicators.release.build import build
from indicators.release.store import Store
from indicators.writing import draft_folder, exchanged
from tests.dying import killed_copies
from tests.small_country import figure, incomes, write_country

ROOT = Path(__file__).resolve().parent.parent
SMALL = "64k"  # less than any release or bundle, more than the folders made on the way

forks = pytest.mark.skipif(sys.platform == "win32", reason="os.fork is missing here")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="renameat2 is of Linux")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with its release and candidates beside it."""
    folder = tmp_path_factory.mktemp("country")
    data = write_country(folder / "data", incomes("60", "61", "62", "63", "64", "65"))
    build(data, folder / "release.duckdb")
    row = figure("66", area_code="99007", revision="", recorded_on="")
    write_candidates([candidate({**row, "decision": "accept"})], folder / "candidates.csv")
    return folder


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Return what mounts a small disk, with these options, on a folder; needs root."""
    places: list[Path] = []

    def mount(options: str) -> Path:
        place = tmp_path / f"disk{len(places)}"
        place.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)],
                              capture_output=True, check=False)  # fmt: skip
        if done.returncode:
            pytest.skip("no right to mount a small disk here; the limits of a file are tested")
        places.append(place)
        return place

    if sys.platform != "linux":
        pytest.skip("mounts a disk in memory as Linux does")
    yield mount
    for place in places:
        subprocess.run(["umount", str(place)], check=True)


def _told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a verb that fails says: one line on standard error, exit code 1."""
    capsys.readouterr()
    assert main(arguments) == 1
    told = capsys.readouterr().err
    lines = [line for line in told.splitlines() if "found" in line]
    assert len(lines) == 1, told
    assert "Traceback" not in told
    return lines[0]


def _verbs(country: Path, disk: Path) -> dict[str, tuple[list[str], str]]:
    """Each verb that writes onto the disk, with the file that its sentence names."""
    data, db = str(country / "data"), str(country / "release.duckdb")
    return {
        "build": (["build", "--data", data, "--db", str(disk / "new.duckdb")], "new.duckdb"),
        "export": (["export", str(disk / "bundle"), "--db", db], "bundle"),
        "synthesise": (["synthesise", "--db", str(disk / "synthetic-x.duckdb"), "--communes", "40",
                        "--indicators", "2", "--months", "3"], "synthetic-x.duckdb"),
    }  # fmt: skip


@pytest.mark.parametrize("verb", ["build", "export", "synthesise"])
def test_a_full_disk_is_told_and_left_as_it_was(
    verb: str, country: Path, mounted: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    disk = mounted(f"size={SMALL}")
    arguments, file = _verbs(country, disk)[verb]
    assert _told(arguments, capsys) == (
        f"{file}: found no space left on the disk, expected room for it; free some space and run "
        "again; nothing was changed"
    )
    assert list(disk.iterdir()) == []


@pytest.mark.parametrize("verb", ["build", "export", "synthesise"])
def test_a_read_only_folder_is_told(
    verb: str, country: Path, mounted: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    disk = mounted("ro")
    arguments, file = _verbs(country, disk)[verb]
    assert _told(arguments, capsys) == (
        f"{file}: found a place that cannot be written to, expected a folder that you may write "
        "to; name another place, or ask for the right to write there; nothing was changed"
    )


@pytest.mark.parametrize("options", ["ro", "full"])
def test_accept_tells_a_disk_that_takes_nothing(
    options: str,
    country: Path,
    mounted: Callable[[str], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    disk = mounted("size=8m")
    data = Path(shutil.copytree(country.joinpath("data"), disk.joinpath("data")))
    if options == "ro":
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    else:
        with pytest.raises(OSError, match="No space"):
            (disk / "filler").write_bytes(b"x" * 2**23)
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    told = _told(["accept", str(country / "candidates.csv"), "--data", str(data)], capsys)
    assert "-accepted.csv: found " in told
    assert ("cannot be written to" if options == "ro" else "no space left on the disk") in told
    assert told.endswith("; nothing was changed")
    assert before == {path: path.read_bytes() for path in data.rglob("*")
                      if path.is_file() and path.name != ".accept.lock"}  # fmt: skip
    assert main(["check", "--data", str(data)]) == 0


@forks
@pytest.mark.parametrize("verb", ["build", "export", "synthesise", "accept"])
def test_a_file_that_may_not_grow_is_told(verb: str, country: Path, tmp_path: Path) -> None:
    """The limit of a file stands for a full disk where nobody may mount one."""
    import resource  # not on Windows

    data = shutil.copytree(country.joinpath("data"), tmp_path.joinpath("data"))
    accept = ["accept", str(country / "candidates.csv"), "--data", str(data)]
    arguments = (
        {name: one for name, (one, _file) in _verbs(country, tmp_path).items()} | {"accept": accept}
    )[verb]
    limit = 500 if verb == "accept" else 10_000
    done = subprocess.run(
        [sys.executable, "-m", "indicators", *arguments], cwd=ROOT, capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)), check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "found no space left on the disk, expected room for it" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


@linux
def test_output_that_cannot_be_written_is_told(country: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "indicators", "areas", "bia", "--db",
             str(country / "release.duckdb")],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == ("the output: found no space left on the disk, expected room for it; "
                           "free some space and run again\n")  # fmt: skip


def test_too_many_areas_and_long_names_are_told(
    country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = ["--db", str(country / "release.duckdb")]
    data = ["--data", str(country / "data")]
    nine = [f"9900{n}" for n in range(1, 8)] + ["98001", "99"]
    assert main(["compare", *nine, *db]) == 2
    assert capsys.readouterr().err == "found 9 areas, expected at most 8; leave some out\n"
    long = "a" * 300
    for arguments, code in (
        (["areas", long], 1), (["rank", long], 2), (["profile", long], 2), (["compare", long], 2),
        (["trend", long, "99001"], 2), (["peers", long], 2),
    ):  # fmt: skip
        assert main([*arguments, *db]) == code
        told = capsys.readouterr().err
        assert "found " in told
        assert long not in told
    path = str(tmp_path / long)
    for arguments in (
        ["build", *data, "--db", path], ["check", "--data", path],
        ["accept", path], ["export", path, *db], ["extract", path, *data], ["import", path, *data],
        ["accept", str(country / "candidates.csv"), *data, "--batch", long],
    ):  # fmt: skip
        assert main(arguments) == 1, arguments
        told = capsys.readouterr().err
        assert "Traceback" not in told
        assert path not in told


def export_bundle(folder: Path) -> None:
    """Replace the bundle of a folder by that of the release beside it."""
    with Store(folder / "release.duckdb") as store:
        export(store, folder / "bundle", site=False)


def export_in_two_steps(folder: Path) -> None:
    """Do the same where the system cannot exchange two names."""
    setattr(bundle_place, "exchanged", lambda _one, _other: False)  # noqa: B010  not its own name
    export_bundle(folder)


@pytest.fixture(scope="module")
def bundled(country: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release and an earlier bundle, known by its README."""
    folder = tmp_path_factory.mktemp("bundled")
    shutil.copy(country / "release.duckdb", folder / "release.duckdb")
    export_bundle(folder)
    (folder / "bundle" / "README.md").write_text("earlier", "utf-8")
    return folder


def _is_whole(bundle: Path) -> bool:
    """Whether it is the earlier bundle or the new one with all its files."""
    if not bundle.is_dir():
        return False
    there = set(files_below(bundle))
    listed = {line[66:] for line in (bundle / SUMS_FILE).read_text("utf-8").splitlines()}
    return there == listed | {SUMS_FILE}


@linux
def test_a_killed_export_leaves_the_old_bundle_or_the_new_one(
    bundled: Path, tmp_path: Path
) -> None:
    copies = killed_copies("tests.test_writing", "export_bundle", bundled, tmp_path / "killed")
    assert len(copies) > 30, "the bundle is not written in steps any more"
    assert all(_is_whole(copy / "bundle") for copy in copies)
    assert (copies[-1] / "bundle" / "README.md").read_text("utf-8") != "earlier"


def _write_little(store: Store, draft: Path, _tell: object, *, site: bool) -> None:
    """A bundle of one file: what is proved of the next export is how it begins and ends."""
    assert not site
    (draft / "README.md").write_text(str(store.release["release_id"]), "utf-8")
    exporting._describe(store, draft, [], ["README.md"])


def test_an_export_killed_between_two_steps_is_made_good_by_the_next(
    bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = killed_copies("tests.test_writing", "export_in_two_steps", bundled,
                           tmp_path / "killed")  # fmt: skip
    monkeypatch.setattr(exporting, "_write_all", _write_little)
    assert any(not (copy / "bundle").exists() for copy in copies), "no kill between the steps"
    for copy in copies:
        export_bundle(copy)
        assert _is_whole(copy / "bundle")
        assert sorted(path.name for path in copy.iterdir()) == ["bundle", "release.duckdb"]
        assert (copy / "bundle" / "README.md").read_text("utf-8") != "earlier"


def test_the_old_bundle_is_back_before_the_next_export_begins(
    bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(bundled, tmp_path / "copy"))
    (folder / "bundle").rename(folder / ".bundle.earlier")
    monkeypatch.setattr(exporting, "write_bundle", lambda *_arguments: [][0])
    with pytest.raises(IndexError):
        export_bundle(folder)
    assert (folder / "bundle" / "README.md").read_text("utf-8") == "earlier"


@linux
def test_two_folders_exchange_their_names(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").touch()
    if not exchanged(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this file system exchanges no names")
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["other.txt"]
    assert not exchanged(tmp_path / "one", tmp_path / "missing")


def test_leftovers_of_killed_runs_go_and_those_of_living_ones_stay(tmp_path: Path) -> None:
    place = tmp_path / "release.duckdb"
    killed = tmp_path / ".release.duckdb-12345678"
    killed.mkdir()
    (killed / ".in-use").touch()
    young = tmp_path / ".release.duckdb-abcdefgh"
    young.mkdir()
    other = tmp_path / ".other.duckdb-12345678"
    other.mkdir()
    with draft_folder(place) as living, draft_folder(place) as second:
        assert sorted(tmp_path.iterdir()) == sorted([other, living, second])
    assert list(tmp_path.iterdir()) == [other]
