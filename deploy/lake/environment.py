"""Make the environment in which releases come from a lake: ``python deploy/lake/environment.py``.

It lies on top of the one that runs this file, whose packages it sees, and has its own DuckDB and
extensions, as ``requirements.txt`` beside this file pins them. An environment that is there stays.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent / "requirements.txt"
FOLDER = REQUIREMENTS.parent.parent.parent / ".venv-lake"
# What it was made of; written last, so that one half made is made again.
STAMP = ".made-of"
# Read after the folder's own packages, which come first.
BELOW = "zz-below.pth"


def make_environment(folder: Path = FOLDER) -> Path:
    """The interpreter of the environment in ``folder``, made where it is not there as pinned.

    Raises ``subprocess.CalledProcessError`` where a package cannot be installed.
    """
    program = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    below, wanted = sysconfig.get_path("purelib"), REQUIREMENTS.read_text("utf-8")
    made_of, stamp = f"{below}\n{wanted}", folder / STAMP
    if stamp.is_file() and stamp.read_text("utf-8") == made_of:
        return program
    venv.create(folder, clear=True)  # the pip that lies below installs into it
    own = sysconfig.get_path("purelib", "venv", {"base": str(folder.resolve())})
    subprocess.run([sys.executable, "-m", "pip", "--python", program, "install", "--quiet",
                    "--disable-pip-version-check", "--no-deps", "-r", REQUIREMENTS],
                   check=True)  # fmt: skip
    (Path(own) / BELOW).write_text(f"{below}\n", "utf-8")
    stamp.write_text(made_of, "utf-8")
    return program


if __name__ == "__main__":
    print(make_environment(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
