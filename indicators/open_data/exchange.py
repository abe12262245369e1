"""Two folders exchange their names at once, where the system can do that."""

import ctypes
import os
import sys
from pathlib import Path

# Of <fcntl.h> and <linux/fs.h>: paths are taken from the working directory; both names stay.
AT_FDCWD, RENAME_EXCHANGE = -100, 2


def exchanged(one: Path, other: Path) -> bool:
    """Whether the two now bear each other's name; ``False`` where the system or the disk cannot.

    Linux alone offers it (renameat2), and not on every file system. Nothing has changed then.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # a C library before glibc 2.28 or musl 1.2
        return False
    names = (os.fsencode(one), os.fsencode(other))
    return bool(rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)
