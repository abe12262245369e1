"""The invented country with two releases that are kept; made once a run, copied by who needs it."""

from pathlib import Path

from indicators.open_data.keeping import keep_release
from indicators.release.build import build
from indicators.release.kept_releases import KeptRelease, kept_releases
from tests.small_country import figure, incomes, write_country

FIRST = [*incomes("60", "62", "64", "66", "68"), figure("9", indicator_id="poverty_rate")]
# 99001 is revised, 99005 is gone, 99006 is new, the poverty rate stays.
SECOND = [*incomes("60", "62", "64", "66"), figure("61", revision="2", correction="misprint"),
          figure("70", area_code="99006"), figure("9", indicator_id="poverty_rate")]  # fmt: skip


def write_kept_country(folder: Path) -> None:
    """Write ``one`` and ``two`` with their databases beside, and both kept in ``releases``."""
    folder.mkdir()
    for name, figures in (("one", FIRST), ("two", SECOND)):
        build(write_country(folder / name, figures), folder / f"{name}.duckdb")
        keep_release(folder / f"{name}.duckdb", folder / "releases")


def both_kept(folder: Path) -> tuple[KeptRelease, KeptRelease]:
    """The first and the second release that the country keeps."""
    second, first = kept_releases(folder / "releases", synthetic=False)
    return first, second
