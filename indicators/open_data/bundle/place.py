"""The folder of a bundle: what may be replaced there, and the finished draft put in its place."""

import json
import os
import shutil
from pathlib import Path

from indicators.open_data.bundle.descriptor import DESCRIPTOR_FILE, NAME
from indicators.open_data.bundle.file_sums import SUMS_FILE, files_below, listed_files
from indicators.writing import exchanged

# What bundles had before they listed their files.
UNLISTED = {"README.md", "LICENSE", "observations.parquet", "observations.xlsx"}


class ForeignFilesError(Exception):
    """The folder holds files that no bundle wrote; nothing was changed."""


def refuse_foreign(directory: Path) -> None:
    """Raise where writing would replace anything but an earlier bundle."""
    if not directory.exists():
        return
    if not directory.is_dir():
        raise ForeignFilesError(f"{directory}: found a file, expected a folder or nothing; "
                                "name another place")  # fmt: skip
    own = _files_of_bundle(directory)
    foreign = [path for path in files_below(directory) if path not in own]
    if foreign:
        shown = ", ".join(foreign[:5])
        raise ForeignFilesError(
            f"{directory}: found {shown}, expected an empty folder or an earlier bundle; name "
            "another folder or move these files"
        )


def _files_of_bundle(directory: Path) -> set[str]:
    """The files that the bundle there wrote; none where there is no descriptor of a bundle."""
    try:
        content = json.loads((directory / DESCRIPTOR_FILE).read_text(encoding="utf-8"))
        name = str(content["name"]).removeprefix("synthetic-")
        listed = {one["path"] for one in content["resources"]}
    except (OSError, ValueError, LookupError, TypeError):
        return set()
    if name != NAME:
        return set()
    if (directory / SUMS_FILE).is_file():
        return {DESCRIPTOR_FILE, SUMS_FILE} | listed_files(directory / SUMS_FILE)
    archives = {path.name for path in directory.glob(f"*{NAME}-*.zip")}
    unlisted = UNLISTED | {f"synthetic-{one}" for one in UNLISTED}
    return {DESCRIPTOR_FILE} | listed | unlisted | archives


def swap(draft: Path, directory: Path) -> None:
    """Put the finished folder in place; an earlier bundle goes away whole.

    A reader finds the old folder or the new one where the system can exchange two names at once
    (Linux on its usual file systems). Elsewhere there is a moment without any: killed then, the
    next export puts the old folder back before it begins.
    """
    draft.chmod(0o755)
    if not _put_where_none_is(draft, directory) and not exchanged(draft, directory):
        _swap_in_two_steps(draft, directory)


def _put_where_none_is(draft: Path, directory: Path) -> bool:
    """Whether the place was free; another export may take it in the same moment."""
    if directory.exists():
        return False
    try:
        os.replace(draft, directory)
    except OSError:
        if not directory.exists():
            raise
        return False
    return True


def _swap_in_two_steps(draft: Path, directory: Path) -> None:
    aside = _aside(directory)
    os.replace(directory, aside)
    try:
        os.replace(draft, directory)
    except OSError:
        os.replace(aside, directory)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _aside(directory: Path) -> Path:
    """Where an earlier bundle lies between the two steps."""
    return directory.with_name(f".{directory.name}.earlier")


def recover(directory: Path) -> None:
    """Put back the bundle that an export killed between its two steps had moved aside."""
    aside = _aside(directory)
    if not aside.is_dir():
        return
    if directory.exists():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        os.replace(aside, directory)
