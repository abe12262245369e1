"""A data directory about a country that does not exist, for tests of imports and of accepting.

The catalogue, the table declarations and the vocabulary are the real ones; areas, sources and
figures are invented. Codes begin with 97 and 98, which no real province has.
"""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from indicators.candidates.files import OBSERVATION_COLUMNS
from indicators.curated.declared_columns import columns_of_type
from tests.small_country import DATA, write_descriptor, write_rows

AREA_COLUMNS = columns_of_type("areas")
LINEAGE_COLUMNS = columns_of_type("area_lineage")
SOURCE_COLUMNS = columns_of_type("sources")
# Flags and English notes stay empty, as in a file of an earlier release.
LATER_COLUMNS = ("archived_url", "correction_en", "note_en", "flags")
# Code, type, name, parent, last day of that type (empty = today). "Hòa Mẫu" is a name of both
# provinces; 97009 became a ward on 30 April 2026.
AREAS = (
    ("VN", "quốc gia", "Nước Mẫu", "", ""),
    ("97", "tỉnh", "Mẫu Đông", "VN", ""),
    ("98", "thành phố", "Mẫu Tây", "VN", ""),
    ("97001", "xã", "An Mẫu", "97", ""),
    ("97002", "xã", "Bình Mẫu", "97", ""),
    ("97003", "xã", "Hòa Mẫu", "97", ""),
    ("97004", "xã", "Đắk N'Mẫu", "97", ""),
    ("97005", "phường", "Thủy Mẫu", "97", ""),
    ("97006", "phường", "Mẫu Trung", "97", ""),
    ("97007", "đặc khu", "Đảo Mẫu", "97", ""),
    ("97008", "xã", "Tân Mẫu", "97", ""),
    ("97009", "xã", "Lộc Mẫu", "97", "2026-04-29"),
    ("97009", "phường", "Lộc Mẫu", "97", ""),
    ("98001", "xã", "Hòa Mẫu", "98", ""),
    ("98002", "phường", "Mẫu Hải", "98", ""),
)
SOURCES = (
    ("bao-mau-2026", "press", "Báo Mẫu", "vi"),
    ("bao-cao-mau-2026", "official", "UBND tỉnh Mẫu Đông", "vi"),
)
LINEAGE = (
    ("90001", "Cũ Mẫu", "Huyện Mẫu", "Mẫu Đông", "97001", "whole", "2025-07-01", ""),
    ("90002", "Chia Mẫu", "Huyện Mẫu", "Mẫu Đông", "97001", "divided", "2025-07-01", ""),
    ("90002", "Chia Mẫu", "Huyện Mẫu", "Mẫu Đông", "97002", "divided", "2025-07-01", ""),
)
# An accepted figure of An Mẫu: poverty rate 2025, 1.92 %.
OBSERVATIONS = (
    ("97001", "poverty_rate", "2025-01-01", "2025-12-31", "", "1.92", "", "", "exact", "A",
     "bao-mau-2026", "", "1,92%", "", "", "2026-03-01", "1"),
)  # fmt: skip


def make_invented_country(directory: Path, more_communes: int = 0) -> Path:
    """Write the data directory and return it; ``more_communes`` (up to 1,900) are numbered ones."""
    directory.mkdir(parents=True, exist_ok=True)
    for name in ("indicators.yaml", "headers.yaml"):
        shutil.copy(DATA / name, directory / name)
    write_descriptor(directory)
    levels = {"quốc gia": "nation", "tỉnh": "province", "thành phố": "province"}
    _write(directory, "areas.csv", "areas", AREA_COLUMNS, [
        (code, levels.get(kind, "commune"), kind, name, parent, "", "", "",
         _valid_from(code, kind), last, "")
        for code, kind, name, parent, last in (*AREAS, *_numbered(more_communes))
    ])  # fmt: skip
    _write(directory, "area_lineage.csv", "area_lineage", LINEAGE_COLUMNS, LINEAGE)
    _write(directory, "sources.csv", "sources", SOURCE_COLUMNS, [
        (source, kind, publisher, "Bài giả định", "", "2026-02-01", "2026-02-02", language, "")
        for source, kind, publisher, language in SOURCES
    ])  # fmt: skip
    (directory / "observations").mkdir(exist_ok=True)
    _write(directory, "observations/2026-03-press.csv", "observations", OBSERVATION_COLUMNS,
           OBSERVATIONS)  # fmt: skip
    return directory


def _numbered(count: int) -> list[tuple[str, str, str, str, str]]:
    """Communes "Số 1 Mẫu" … with codes after those of ``AREAS``."""
    places = [f"{province}{n:03}" for province in ("97", "98") for n in range(50, 1000)]
    return [
        (code, "xã", f"Số {number} Mẫu", code[:2], "")
        for number, code in enumerate(places[:count], 1)
    ]


def _valid_from(code: str, kind: str) -> str:
    return "2026-04-30" if (code, kind) == ("97009", "phường") else "2025-07-01"


def _write(
    directory: Path, file: str, resource: str, names: tuple[str, ...],
    rows: Iterable[Sequence[str]],
) -> None:  # fmt: skip
    """Write rows whose cells bear these names; other columns of the descriptor stay empty."""
    given = [name for name in names if name not in LATER_COLUMNS]
    write_rows(directory, file, resource, [dict(zip(given, row, strict=True)) for row in rows])
