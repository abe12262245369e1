"""The invented country of the tests with its first province in a region, built."""

from pathlib import Path

from indicators.release.build import build
from indicators.release.store import Store
from tests.small_country import write_country

# The first province of Bắc Trung Bộ in the catalogue; Tỉnh Bịa is put before it.
FIRST_OF_NORTH_CENTRAL = 'provinces: ["38",'


def built_country(
    folder: Path, figures: list[dict[str, str]], sources: list[dict[str, str]] | None = None
) -> Store:
    """A release of the invented country in which Tỉnh Bịa (99) lies in Bắc Trung Bộ."""
    data = write_country(folder / "data", figures, sources)
    catalogue = data / "indicators.yaml"
    text = catalogue.read_text(encoding="utf-8")
    assert text.count(FIRST_OF_NORTH_CENTRAL) == 1
    moved = text.replace(FIRST_OF_NORTH_CENTRAL, 'provinces: ["99", "38",')
    catalogue.write_text(moved, encoding="utf-8")
    build(data, folder / "country.duckdb")
    return Store(folder / "country.duckdb")
