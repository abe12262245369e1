"""The zip of the tables and what describes them; equal releases give equal archives."""

import io
import shutil
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from indicators.release.citation import release_day


def write_zip(folder: Path, names: Sequence[str], archive: Path, release: dict[str, Any]) -> None:
    """Pack these files of a folder; their times are the release's own day."""
    day = release_day(release)
    made = datetime(day.year, day.month, day.day).timetuple()[:6]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            entry = zipfile.ZipInfo(name, date_time=made)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with (
                packed.open(entry, "w", force_zip64=True) as target,
                (folder / name).open("rb") as source,
            ):
                shutil.copyfileobj(source, target, io.DEFAULT_BUFFER_SIZE * 16)
