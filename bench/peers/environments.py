"""An environment for each peer, made before anything is measured and kept until its pins change.

They lie in ``bench/.cache/peers/NAME``: packages of ``requirements.txt`` in a virtual environment,
or of ``package-lock.json`` in ``node_modules`` beside a copy of the page. Nothing is fetched later.
"""

import hashlib
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from bench.peers.contestants import Contestant

CACHE = Path(__file__).parents[1] / ".cache" / "peers"
PINNED = {"project": (), "python": ("requirements.txt",),
          "node": ("package.json", "package-lock.json")}  # fmt: skip
MADE = ".made-of"


class NoEnvironmentError(Exception):
    """A peer cannot be installed on this machine."""


def workspace(one: Contestant) -> Path:
    """The folder of a contestant's environment, whether it is made or not."""
    return CACHE / one.name


def interpreter(one: Contestant) -> Path:
    """The Python that runs its server; file servers of built sites run in the project's own."""
    if one.environment != "python":
        return Path(sys.executable)
    scripts = "Scripts" if sys.platform == "win32" else "bin"
    return workspace(one) / scripts / "python"


def make(one: Contestant) -> None:
    """Install what a contestant needs, unless exactly that is there.

    Raises ``NoEnvironmentError`` with the last lines of what pip or npm said.
    """
    place, digest = workspace(one), pins_digest(one)
    if one.environment == "project" or _made_of(place) == digest:
        return
    print(f"installing {one.name}, a minute or two", file=sys.stderr)
    shutil.rmtree(place, ignore_errors=True)
    if one.environment == "python":
        _python_environment(one, place)
    else:
        _node_environment(one, place)
    (place / MADE).write_text(digest, encoding="utf-8")


def pins_digest(one: Contestant) -> str:
    """A digest of the files that pin its packages."""
    texts = [(one.folder / name).read_bytes() for name in PINNED[one.environment]]
    return hashlib.sha256(b"\n".join(texts)).hexdigest()


def _made_of(place: Path) -> str:
    made = place / MADE
    return made.read_text("utf-8") if made.is_file() else ""


def _python_environment(one: Contestant, place: Path) -> None:
    venv.create(place, with_pip=True)
    # Every package is listed with its version: one that is not listed is not to slip in.
    run([str(interpreter(one)), "-m", "pip", "install", "--disable-pip-version-check", "--quiet",
         "--no-deps", "-r", str(one.folder / "requirements.txt")], place)  # fmt: skip


def _node_environment(one: Contestant, place: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise NoEnvironmentError(f"{one.name}: found no npm, expected Node.js 18 or later; "
                                 "install it or leave this peer out with --only")  # fmt: skip
    shutil.copytree(one.folder, place)
    run([npm, "ci", "--ignore-scripts"], place)


def refresh(one: Contestant, data: Path) -> None:
    """Lay page and data anew into a workspace whose site is built there, without earlier builds."""
    place = workspace(one)
    shutil.rmtree(place / "src", ignore_errors=True)
    shutil.copytree(one.folder, place, dirs_exist_ok=True)
    shutil.copytree(data, place / "src" / "data", ignore=shutil.ignore_patterns("rankings.*"))


def run(command: Sequence[str], folder: Path) -> None:
    """Run one step of making; raises ``NoEnvironmentError`` where it fails."""
    program = shutil.which(command[0]) or command[0]
    done = subprocess.run([program, *command[1:]], cwd=folder, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, errors="replace")  # fmt: skip
    if done.returncode != 0:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
        raise NoEnvironmentError(f"{' '.join(command)}: exit {done.returncode}: {said}")
