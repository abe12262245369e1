"""What tells one version of this program from another, for ETags: the same on every server."""

from functools import cache
from hashlib import sha256
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2]
# What decides a text that is sent: code, questions, words.
KINDS = frozenset({".py", ".sql", ".po", ".yaml", ".typ"})


@cache
def program_digest() -> str:
    """A digest of the files of the program; read once, in some hundredths of a second."""
    digest = sha256()
    for file in sorted(PROGRAM.rglob("*")):
        if file.suffix in KINDS and file.is_file():
            content = file.read_bytes()
            digest.update(f"{file.relative_to(PROGRAM).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:32]
