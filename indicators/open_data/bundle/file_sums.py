"""The files of a folder with their size and digest, and the list that ``sha256sum -c`` reads."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SUMS_FILE = "SHA256SUMS"


@dataclass(frozen=True)
class FileSum:
    """One file: its path below the folder, with ``/``; its bytes; its SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


def file_sum(folder: Path, path: str) -> FileSum:
    """Read one file of a folder. Raises ``OSError``."""
    with (folder / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileSum(path, (folder / path).stat().st_size, digest)


def files_below(folder: Path) -> list[str]:
    """The paths of all files below a folder, sorted; also those that are links."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")
                  if not path.is_dir() or path.is_symlink())  # fmt: skip


def sums_text(sums: Iterable[FileSum]) -> bytes:
    """One line a file, as ``sha256sum`` writes it."""
    return "".join(f"{one.sha256}  {one.path}\n" for one in sums).encode("utf-8")


def listed_files(sums: Path) -> set[str]:
    """The paths that such a list names. Raises ``OSError``."""
    lines = sums.read_text(encoding="utf-8", errors="replace").splitlines()
    return {line.partition("  ")[2] for line in lines}
