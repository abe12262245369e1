"""A small table of known figures that stays as it is, for tests that name places and figures.

The rows of ``tests/frozen/`` are facts copied once from the curated files (see its README); the
catalogue, the vocabularies and the declaration of the columns are the real ones of today.
"""

import shutil
from pathlib import Path

from tests.frozen.freeze import FOLDER, LIVE, Row, read
from tests.small_country import write_descriptor, write_rows

VOCABULARIES = (
    "indicators.yaml", "indicators.schema.json", "phrases.yaml", "phrases.schema.json",
    "headers.yaml",
)  # fmt: skip
BATCH = "observations/2026-11-frozen.csv"


def write_frozen_table(directory: Path) -> Path:
    """Write the frozen table as a data directory and return it.

    A column that came to the curated files after the rows were frozen is written and left empty.
    """
    (directory / "observations").mkdir(parents=True)
    for name in VOCABULARIES:
        shutil.copy(LIVE / name, directory / name)
    write_descriptor(directory)
    for resource in ("areas", "area_lineage", "sources"):
        write_rows(directory, f"{resource}.csv", resource, frozen_rows(resource))
    write_rows(directory, BATCH, "observations", frozen_rows("observations"))
    return directory


def frozen_rows(resource: str) -> list[Row]:
    """The rows of a frozen file: of areas, area_lineage, sources, observations or notes."""
    return read(FOLDER / f"{resource}.csv")
