"""What candidates are held against: the catalogue, areas, sources and accepted figures."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from indicators.catalogue.loading import load_catalogue
from indicators.catalogue.records import Catalogue
from indicators.curated.check import area_versions, source_languages
from indicators.curated.lineage import composed_rows
from indicators.curated.observations import Observation, parse_observation
from indicators.curated.package import CATALOGUE, CuratedFiles, read_files
from indicators.curated.rules import Facts
from indicators.problems import Problem
from indicators.vocabularies.heading_words import HeadingWords, load_vocabulary

Row = dict[str, str]
CellKey = tuple[str, str, date | None, date, str]


class DataDirectoryError(Exception):
    """The data directory cannot be read; ``problems`` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True, repr=False)
class Reference:
    """One data directory as the imports use it.

    ``accepted`` has the figures of each cell (area, indicator, period, basis), the latest
    revision of each source; withdrawn ones are none.
    """

    directory: Path
    catalogue: Catalogue
    facts: Facts
    areas: list[Row]
    lineage: list[Row]
    sources: dict[str, Row]
    accepted: dict[CellKey, list[Observation]]
    vocabulary: HeadingWords

    @property
    def provinces(self) -> dict[str, str]:
        """The provinces and cities of today: code → name."""
        return {row["area_code"]: row["name"] for row in self.areas
                if row["level"] == "province" and not row["valid_to"]}  # fmt: skip


def load_reference(directory: Path) -> Reference:
    """Read a data directory.

    Raises ``DataDirectoryError`` for unreadable files, ``CatalogueError`` and ``RefusedFileError``
    for a catalogue or a vocabulary that cannot be used.
    """
    files, problems = read_files(directory)
    if problems:
        raise DataDirectoryError(problems)
    catalogue = load_catalogue(directory / CATALOGUE)
    sources = {row["source_id"]: row for _t, _l, row in files.rows("sources")}
    observations = [parse_observation(row) for _t, _l, row in files.rows("observations")]
    return Reference(
        directory,
        catalogue,
        Facts(catalogue, area_versions(files), source_languages(files)),
        [row for _t, _l, row in files.rows("areas")],
        former_units(files),
        sources,
        _latest([one for one in observations if one]),
        load_vocabulary(directory, catalogue),
    )


def former_units(files: CuratedFiles) -> list[Row]:
    """The units of before the reform, one row per unit and commune of today; cells are texts."""
    steps = [row for _t, _l, row in files.rows("area_lineage")]
    return [
        {column: "" if value is None else str(value) for column, value in row.items()}
        for row in composed_rows(steps)
        if row["is_last"]
    ]


def cell_key(row: Observation) -> CellKey:
    """What makes two figures rivals: area, indicator, period and basis."""
    return row.area_code, row.indicator_id, row.period_start, row.period_end, row.basis


def _latest(observations: list[Observation]) -> dict[CellKey, list[Observation]]:
    latest: dict[tuple[CellKey, str], Observation] = {}
    for row in sorted(observations, key=lambda one: one.revision):
        latest[cell_key(row), row.source_id] = row
    cells: dict[CellKey, list[Observation]] = {}
    for (key, _source), row in latest.items():
        if not row.withdrawn:
            cells.setdefault(key, []).append(row)
    return cells
