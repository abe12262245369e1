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


def write_told_areas(directory: Path) -> Path:
    """As ``write_frozen_table``, without the communes of which no frozen row has a figure.

    For what is written once for every commune, such as the plain pages of the bundle: all figures
    are there, and some hundred communes in place of 3,321.
    """
    write_frozen_table(directory)
    told = {row["area_code"] for row in frozen_rows("observations")}
    areas = [row for row in frozen_rows("areas")
             if row["level"] != "commune" or row["area_code"] in told]  # fmt: skip
    codes = {row["area_code"] for row in areas}
    steps = frozen_rows("area_lineage")
    cut = {row["old_code"] for row in steps if row["new_code"] not in codes}
    lineage = [row for row in steps if row["old_code"] not in cut]  # all parts of a unit, or none
    write_rows(directory, "areas.csv", "areas", areas)
    write_rows(directory, "area_lineage.csv", "area_lineage", lineage)
    return directory


def frozen_rows(resource: str) -> list[Row]:
    """The rows of a frozen file: of areas, area_lineage, sources or observations."""
    return read(FOLDER / f"{resource}.csv")
