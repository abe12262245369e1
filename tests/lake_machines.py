"""Machines around one lake, for tests and the trial: a PostgreSQL, builders, readers.

The PostgreSQL is Debian's, in a folder of its own, reached by its socket alone. Programs that speak
to the lake run in the environment of ``deploy/lake``, which is made once for all.
"""

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indicators.file_lock import file_lock

ROOT = Path(__file__).resolve().parent.parent
LONGEST_START_SECONDS = 60
LONGEST_INSTALLATION_SECONDS = 300
# PostgreSQL refuses to run as root; these are there where it is installed.
USERS = ("postgres", "nobody")
PROGRAMS = ("initdb", "postgres", "pg_isready", "createdb")


class AbsentError(Exception):
    """Something of this machine that a lake needs is not there; the message says what."""


class Catalogue:
    """A PostgreSQL of its own. ``folder`` is where its data and its socket lie."""

    def __init__(self, folder: Path) -> None:
        self._programs = _programs()
        self._folder = folder
        self._user = _user_for(folder)
        self._process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "-D", str(folder / "data"), "-U", "lake", "-A", "trust", "--no-sync",
                  "-E", "UTF8", "--locale=C")  # fmt: skip

    def address(self, database: str) -> str:
        """What ``INDICATORS_DB`` says of a lake in this catalogue."""
        return f"ducklake:postgres:host={self._folder} user=lake dbname={database}"

    def start(self) -> None:
        """Run until ``end`` or ``crash``; it answers then."""
        self._process = subprocess.Popen(
            [self._programs / "postgres", "-D", self._folder / "data", "-k", self._folder,
             "-c", "listen_addresses=", "-c", "fsync=off"],
            user=self._user, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + LONGEST_START_SECONDS
        while self._code("pg_isready", "-h", str(self._folder)) != 0:
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise TimeoutError("PostgreSQL did not start")
            time.sleep(0.05)

    def make(self, database: str) -> str:
        """Make an empty database; the address of the lake in it."""
        self._run("createdb", "-h", str(self._folder), "-U", "lake", database)
        return self.address(database)

    def crash(self) -> None:
        """Stop at once, as a machine that loses its power; ``start`` recovers."""
        self._end(signal.SIGQUIT)

    def end(self) -> None:
        """Stop and let go of all who are connected."""
        self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=LONGEST_START_SECONDS)
            self._process = None

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run([self._programs / program, *arguments], user=self._user, cwd=self._folder,
                       check=True, stdout=subprocess.DEVNULL)  # fmt: skip

    def _code(self, program: str, *arguments: str) -> int:
        return subprocess.run([self._programs / program, *arguments], cwd=self._folder,
                              check=False, stdout=subprocess.DEVNULL).returncode  # fmt: skip


def _programs() -> Path:
    """The folder of PostgreSQL's programs; Debian keeps those of a server off the PATH."""
    folders = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
               *(Path(folder) for folder in os.get_exec_path())]  # fmt: skip
    for folder in folders:
        if all((folder / program).is_file() for program in PROGRAMS):
            return folder
    raise AbsentError("no PostgreSQL on this machine (Debian: apt-get install postgresql)")


def _user_for(folder: Path) -> int | None:
    """The user that PostgreSQL runs as: ours, or one that is not root, who then has the folder."""
    if os.geteuid() != 0:
        return None
    import pwd

    for name in USERS:
        try:
            user = pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
        os.chown(folder, user, -1)
        return user
    raise AbsentError(f"PostgreSQL does not run as root, and there is none of {', '.join(USERS)}")


@contextmanager
def catalogue() -> Iterator[Catalogue]:
    """A PostgreSQL that runs until the block ends. Raises ``AbsentError``."""
    if os.name == "nt":
        raise AbsentError("the trial needs sockets of Unix")
    folder = Path(tempfile.mkdtemp(prefix="lake-"))  # short, since a socket lies in it
    try:
        one = Catalogue(folder)
        try:
            one.start()
            yield one
        finally:
            one.end()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def lake_python() -> Path:
    """The interpreter of the lake's environment: of ``make lake-environment``, else one that is
    made once for this user and the environment below it among the temporary files (that of another
    checkout, whose tests may run at this moment, is another). Raises ``AbsentError``.
    """
    place = ROOT / "deploy/lake/environment.py"
    spec = importlib.util.spec_from_file_location("lake_environment", place)
    assert spec is not None
    assert spec.loader is not None
    environment = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(environment)
    below = hashlib.sha256(sysconfig.get_path("purelib").encode()).hexdigest()[:8]
    shared = Path(tempfile.gettempdir()) / f"thuoc-xa-lake-{os.getuid()}-{below}"
    folder = environment.FOLDER if environment.FOLDER.is_dir() else shared
    try:
        with file_lock(shared.with_suffix(".lock"), LONGEST_INSTALLATION_SECONDS):
            made: Path = environment.make_environment(folder)
    except (subprocess.CalledProcessError, OSError) as error:
        raise AbsentError("the packages of deploy/lake cannot be installed here") from error
    return made


class Machine:
    """One machine: its own copy of the lake's release, in ``folder``, and the shared Parquet."""

    def __init__(self, folder: Path, address: str, files: Path, python: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.python = folder, python
        self.environment = {"INDICATORS_DB": address, "INDICATORS_DATA_PATH": str(files),
                            "INDICATORS_LAKE_COPIES": str(folder)}  # fmt: skip

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Begin ``python ARGUMENTS`` here, such as ``-m indicators build``."""
        return subprocess.Popen([self.python, *arguments], cwd=ROOT, text=True,
                                env=os.environ | self.environment, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)  # fmt: skip

    def run(self, *arguments: str) -> str:
        """What a program prints; its errors go into the exception where it fails."""
        process = self.begin(*arguments)
        output, errors = process.communicate()
        if process.returncode != 0:
            raise RuntimeError(errors)
        return output
