"""``data/collect_matches.csv``: units that a person has confirmed to be an area."""

from pathlib import Path

from indicators.curated.drafts import Row
from indicators.curated.package import read_files

RESOURCE = "collect_matches"


def confirmed_matches(directory: Path, collector: str) -> list[Row]:
    """The confirmed units of one collector; none where there is no such file."""
    files, _problems = read_files(directory)
    return [row for _table, _line, row in files.rows(RESOURCE) if row["collector"] == collector]
