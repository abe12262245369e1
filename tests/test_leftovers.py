"""What a killed run leaves behind: the next run takes it away, and nothing that is not its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from indicators.candidates.files import candidate, write_candidates
from indicators.curation.accepting import accept
from indicators.writing import LOCK, SCRATCH, draft_folder, scratch_folder, whole_file, write_whole
from tests.small_country import figure, incomes, write_country

ROOT = Path(__file__).resolve().parent.parent
BLOCKING = """
import sys, time
from pathlib import Path
from indicators import writing
with writing.{folder} as folder:
    (folder / "bundle").mkdir()
    (folder / "bundle" / "half.csv").write_text("half")
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for the system's temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def _killed_in(folder: str, *, kill: bool = True) -> tuple[Path, subprocess.Popen[str]]:
    """The folder that a run had made when it was killed, or in which it is still at work."""
    run = subprocess.Popen([sys.executable, "-c", BLOCKING.format(folder=folder)], cwd=ROOT,
                           stdout=subprocess.PIPE, text=True)  # fmt: skip
    assert run.stdout is not None
    with run.stdout as told:
        made = Path(told.readline().strip())
    if kill:
        run.kill()
        run.wait()
    return made, run


def _left_over(folder: Path) -> Path:
    """A draft as a killed run leaves it: with its lock, which nobody holds."""
    (folder / "bundle").mkdir(parents=True)
    (folder / LOCK).touch()
    (folder / "bundle" / "observations.csv").write_text("half", "utf-8")
    return folder


def test_the_next_run_takes_away_what_runs_for_other_places_left(tmp_path: Path) -> None:
    """Who exports into a folder a day never names the same place twice."""
    yesterday = _left_over(tmp_path / ".2026-11-28-abcd_123")
    with draft_folder(tmp_path / "2026-11-29"):
        assert not yesterday.exists()


def test_a_folder_that_another_run_takes_away_meanwhile_is_no_fault(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was there when the leftovers were listed, and is not when it is looked at."""
    listed, gone = Path.glob, temporary / f"{SCRATCH}collect-abcd1234"
    monkeypatch.setattr(Path, "glob", lambda place, pattern: [*listed(place, pattern), gone])
    with scratch_folder("accept") as folder:
        assert folder.is_dir()


@pytest.mark.parametrize("name", ["bundle [1]", "số liệu*", "a?b", "x"])
def test_leftovers_go_whatever_their_place_is_called(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    killed, _run = _killed_in(f"draft_folder(Path({str(place)!r}))")
    begun = tmp_path / f".{name}-abcd1234"
    begun.mkdir()  # killed before it had its lock
    assert (killed / "bundle" / "half.csv").is_file()
    with draft_folder(place) as folder:
        assert list(tmp_path.iterdir()) == [folder]
    assert list(tmp_path.iterdir()) == []


def test_folders_that_no_run_made_stay(tmp_path: Path) -> None:
    own = tmp_path / ".bundle-personal"
    own.mkdir()
    (own / "letters.txt").write_text("mine", "utf-8")
    os.utime(own, (0, 0))
    longer = _left_over(tmp_path / ".bundle-personal_folder-of-mine-2")
    elsewhere = _left_over(tmp_path / "elsewhere")
    link = tmp_path / ".bundle-abcd1234"
    link.symlink_to(elsewhere)
    living, run = _killed_in(f"draft_folder(Path({str(tmp_path / 'bundle')!r}))", kill=False)
    try:
        with draft_folder(tmp_path / "bundle"):
            pass
        assert (living / "bundle" / "half.csv").is_file()
    finally:
        run.kill()
        run.wait()
    assert (own / "letters.txt").read_text("utf-8") == "mine"
    assert link.is_symlink()
    assert (elsewhere / "bundle" / "observations.csv").is_file()
    assert (longer / LOCK).is_file()


def test_a_run_killed_while_it_clears_up_is_cleared_up_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock goes last: without it nobody would know the rest for a leftover."""
    folder = _left_over(tmp_path / ".bundle-abcd1234")
    seen: list[bool] = []
    real_unlink, real_rmdir = os.unlink, os.rmdir

    def unlink(path: str, *arguments: object, **named: object) -> None:
        real_unlink(path, *arguments, **named)  # type: ignore[arg-type]
        seen.append((folder / LOCK).exists() or not any(folder.iterdir()))

    def rmdir(path: str, *arguments: object, **named: object) -> None:
        real_rmdir(path, *arguments, **named)  # type: ignore[arg-type]
        seen.append(not folder.exists() or (folder / LOCK).exists())

    monkeypatch.setattr(os, "unlink", unlink)
    monkeypatch.setattr(os, "rmdir", rmdir)
    with draft_folder(tmp_path / "bundle"):
        pass
    assert len(seen) > 3
    assert all(seen)


def test_two_runs_that_begin_at_once_have_a_folder_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One takes the other's folder for a leftover in the moment before its lock is there."""
    real, taken = tempfile.mkdtemp, list[Path]()

    def taken_at_once(**named: str) -> str:
        folder = Path(real(**named))
        if not taken:
            taken.append(folder)
            folder.rmdir()
        return str(folder)

    monkeypatch.setattr(tempfile, "mkdtemp", taken_at_once)
    with draft_folder(tmp_path / "bundle") as folder:
        assert folder not in taken
        assert (folder / LOCK).is_file()


def test_an_accept_takes_away_the_copy_that_a_killed_one_left(
    tmp_path: Path, temporary: Path
) -> None:
    killed, _run = _killed_in("scratch_folder('accept')")
    assert killed.parent == temporary
    foreign = temporary / "accept-abcd1234"
    foreign.mkdir()
    data = write_country(tmp_path / "data", incomes("60", "61"))
    row = figure("66", area_code="99007", revision="", recorded_on="")
    write_candidates([candidate({**row, "decision": "accept"})], tmp_path / "candidates.csv")
    assert len(accept(tmp_path / "candidates.csv", data).added) == 1
    assert list(temporary.iterdir()) == [foreign]


def test_a_scratch_folder_that_is_in_use_stays(temporary: Path) -> None:
    with scratch_folder("accept") as first, scratch_folder("source") as second:
        assert sorted(temporary.iterdir()) == sorted([first, second])
    assert list(temporary.iterdir()) == []


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "candidates.csv"
    write_whole(path, b"old")
    path.chmod(0o640)
    with pytest.raises(OSError, match="found no space left"), whole_file(path) as draft:
        draft.write_bytes(b"ne")
        assert path.read_bytes() == b"old"
        raise OSError(28, "No space left on device")
    assert path.read_bytes() == b"old"
    write_whole(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    write_whole(link, b"newer")
    assert (link.is_symlink(), path.read_bytes()) == (True, b"newer")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["candidates.csv", "link.csv"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    write_whole(pipe, b"through")
    assert reader.communicate(timeout=20)[0] == b"through"
    assert pipe.is_fifo()


WRITERS = """
import os, signal, sys
from pathlib import Path
from indicators.candidates.files import candidate, write_candidates
from tests.small_country import figure
# Killed when half of the text is on the disk, as a kill in the middle of a long write leaves it.
real = Path.write_bytes
def half(path, content):
    real(path, content[:len(content) // 2])
    os.kill(os.getpid(), signal.SIGKILL)
Path.write_bytes = half
def half_text(path, text, *_more, **_named):
    half(path, text.encode())
Path.write_text = half_text
write_candidates([candidate(figure(str(n))) for n in range(200)], Path(sys.argv[1]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of Unix")
def test_a_killed_collect_or_import_leaves_no_half_list_of_candidates(tmp_path: Path) -> None:
    path = tmp_path / "candidates.csv"
    write_candidates([candidate(figure("60"))], path)
    before = path.read_bytes()
    done = subprocess.run([sys.executable, "-c", WRITERS, str(path)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    write_candidates([candidate(figure("61"))], path)
    assert [one.name for one in tmp_path.iterdir()] == ["candidates.csv"]


def test_version_control_does_not_see_drafts(tmp_path: Path) -> None:
    """A draft beside the curated files must not be committed with them."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    shutil.copy(ROOT / ".gitignore", tmp_path / ".gitignore")
    (tmp_path / "data").mkdir()
    for place in ("indicators.duckdb", "synthetic-x.duckdb", "bundle", "candidates.csv"):
        draft = Path(tempfile.mkdtemp(dir=tmp_path / "data", prefix=f".{place}-"))
        _left_over(draft / "made")
        (draft / LOCK).touch()
    _left_over(tmp_path / "data" / ".bundle.earlier")
    (tmp_path / "data" / "areas.csv").touch()
    told = subprocess.run(["git", "-C", str(tmp_path), "status", "--porcelain", "-uall"],
                          check=True, capture_output=True, text=True)  # fmt: skip
    assert told.stdout.split("\n")[:-1] == ["?? .gitignore", "?? data/areas.csv"]
