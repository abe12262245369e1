"""What each curated file says, as ``datapackage.json`` records it: no figure changes in silence.

A disk or a slip of a hand can turn one digit into another, and the row is as sound as before. So
the descriptor has, beside the counts (``row_counts``), the digest of every file's text. ``accept``
writes it; after an edit by hand ``check --record`` does. Byte order mark and line ends are left
out: programs for tables change them without a word.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from indicators.curated.package import DESCRIPTOR
from indicators.problems import Problem, problem_at

DIGESTS = "contentDigests"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# SHA-256 in hexadecimal digits, by file.
Digests = Mapping[str, str]


def digest_of_text(content: bytes) -> str:
    """SHA-256 of a text with LF, without a byte order mark."""
    text = content.removeprefix(BYTE_ORDER_MARK).replace(b"\r\n", b"\n")
    return hashlib.sha256(text).hexdigest()


def content_digests(directory: Path, files: Iterator[str] | set[str]) -> dict[str, str]:
    """The digest of each of these files that is there."""
    paths = ((file, directory / file) for file in files)
    return {file: digest_of_text(path.read_bytes()) for file, path in paths if path.is_file()}


def with_digests(descriptor: Mapping[str, Any], digests: Digests) -> dict[str, Any]:
    """The descriptor with these digests."""
    return {**descriptor, DIGESTS: dict(sorted(digests.items()))}


def digest_problems(
    directory: Path, descriptor: Mapping[str, Any], counted: set[str]
) -> Iterator[Problem]:
    """Files of the recorded size that say something else than was recorded.

    ``counted`` are the files that hold as much as is recorded; what is wrong with others is told
    by their counts. A descriptor of an earlier release has no digests.
    """
    recorded: Digests = descriptor.get(DIGESTS, {})
    for file, digest in content_digests(directory, counted).items():
        if file in recorded and recorded[file] != digest:
            yield problem_at(file, None, None, "other_content", descriptor=DESCRIPTOR)


def digest_changes(old: Mapping[str, Any], new: Mapping[str, Any], told: set[str]) -> list[str]:
    """Files whose text is recorded anew though their size is as before: ``sources.csv: …``.

    ``told`` are files of which a change is told already. Nothing where none had been recorded.
    """
    before, after = old.get(DIGESTS, {}), new.get(DIGESTS, {})
    return [f"{file}: other content of the same size" for file in sorted(after)
            if file in before and before[file] != after[file] and file not in told]  # fmt: skip
