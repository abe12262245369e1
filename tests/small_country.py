"""A small invented country for tests: places and figures are made up and say so.

Province 99 "Tỉnh Bịa" has six xã, one phường and one đặc khu; the catalogue and the descriptor
are the real ones, so the rules under test are the real rules.
"""

import csv
import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from indicators.curated.declared_columns import columns_of_type
from indicators.release.build import build

Row = dict[str, str]
DATA = Path(__file__).resolve().parent.parent / "data"

AREAS = [
    ("VN", "nation", "quốc gia", "Nước Bịa", ""),
    ("99", "province", "tỉnh", "Tỉnh Bịa", "VN"),
    ("98", "province", "tỉnh", "Tỉnh Bịa Khác", "VN"),
    ("99001", "commune", "xã", "Bịa Một", "99"),
    ("99002", "commune", "xã", "Bịa Hai", "99"),
    ("99003", "commune", "xã", "Bịa Ba", "99"),
    ("99004", "commune", "xã", "Bịa Bốn", "99"),
    ("99005", "commune", "xã", "Bịa Năm", "99"),
    ("99006", "commune", "xã", "Bịa Sáu", "99"),
    ("99007", "commune", "phường", "Bịa Bảy", "99"),
    ("98001", "commune", "xã", "Bịa Một", "98"),
]

SOURCE = {
    "source_id": "bia-press", "kind": "press", "publisher": "Báo Bịa", "title": "Bài bịa để thử",
    "url": "https://example.invalid/bai", "published_on": "2026-01-02",
    "retrieved_on": "2026-01-03", "language": "vi", "note": "bịa ra để thử",
    "note_en": "invented for tests",
}  # fmt: skip

FIGURE = {
    "area_code": "99001", "indicator_id": "income_per_capita", "period_start": "2025-01-01",
    "period_end": "2025-12-31", "basis": "", "value": "60", "numerator": "", "denominator": "",
    "qualifier": "exact", "status": "A", "source_id": "bia-press", "locator": "paragraph 1",
    "as_printed": "", "correction": "", "note": "", "recorded_on": "2026-01-03", "revision": "1",
}  # fmt: skip


def figure(value: str, **cells: str) -> dict[str, str]:
    """One invented observation; ``as_printed`` is the value with a decimal comma unless given."""
    return {**FIGURE, "value": value, "as_printed": value.replace(".", ","), **cells}


def source(source_id: str, **cells: str) -> dict[str, str]:
    """One invented source."""
    return {**SOURCE, "source_id": source_id, **cells}


def incomes(*values: str) -> list[dict[str, str]]:
    """One income per commune of Tỉnh Bịa, from 99001 on."""
    return [figure(value, area_code=f"9900{n}") for n, value in enumerate(values, 1)]


def former_unit(old_code: str, new_code: str = "99001", part: str = "whole") -> dict[str, str]:
    """One invented former commune and the commune of today it went into."""
    return {"old_code": old_code, "old_name": f"Bịa Xưa {old_code}", "old_district": "Huyện Bịa",
            "old_province": "Tỉnh Bịa", "new_code": new_code, "part": part,
            "valid_from": "2025-07-01", "legal_basis": ""}  # fmt: skip


def write_country(
    directory: Path,
    figures: list[dict[str, str]],
    sources: list[dict[str, str]] | None = None,
    lineage: list[dict[str, str]] | None = None,
    former: list[dict[str, str]] | None = None,
) -> Path:
    """Write the curated files of the invented country into ``directory`` and return it.

    ``lineage`` and ``former`` are the former communes and their figures; without ``former`` there
    is no folder for these, as in a table that has none.
    """
    (directory / "observations").mkdir(parents=True, exist_ok=True)
    for name in ("indicators.yaml", "indicators.schema.json"):
        shutil.copy(DATA / name, directory / name)
    write_descriptor(directory)
    write_areas(directory, AREAS)
    write_rows(directory, "area_lineage.csv", "area_lineage", lineage or [
        {"old_code": "90001", "old_name": "Bịa Xưa", "old_district": "Huyện Bịa",
         "old_province": "Tỉnh Bịa", "new_code": "99001", "part": "whole",
         "valid_from": "2025-07-01", "legal_basis": ""},
    ])  # fmt: skip
    write_rows(directory, "sources.csv", "sources", sources or [SOURCE])
    write_rows(directory, "observations/invented.csv", "observations", figures)
    if former is not None:
        (directory / "observations_former").mkdir(exist_ok=True)
        write_rows(directory, "observations_former/invented.csv", "former_observations", former)
    return directory


def built_for_each(
    folder: Path, figures: Mapping[str, Sequence[Row]]
) -> tuple[Path, dict[str, str]]:
    """Build one release in which the figures of each question stand in a commune of its own.

    Returns its path and the code of the commune of each question, for what asks about one commune
    alone. It is built in 2040, so that figures may lie ahead of us.
    """
    codes = {name: f"97{n:03}" for n, name in enumerate(figures, 1)}
    data = write_country(folder / "country", [
        {**row, "area_code": codes[name]} for name in figures for row in figures[name]
    ])  # fmt: skip
    write_areas(data, [
        *AREAS, ("97", "province", "tỉnh", "Tỉnh Bịa Nữa", "VN"),
        *((code, "commune", "xã", f"Bịa {code}", "97") for code in codes.values()),
    ])  # fmt: skip
    db = folder / "release.duckdb"
    build(data, db, today=date(2040, 1, 2))
    return db, codes


def write_descriptor(directory: Path) -> None:
    """Write the real declarations of the tables without row counts, which are the real table's.

    A test may edit such a country by hand; ``curated.recording.record`` gives it counts.
    """
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    package.pop("lineCounts", None)
    for resource in package["resources"]:
        resource.pop("rowCounts", None)
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (directory / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")


def write_areas(directory: Path, areas: Sequence[tuple[str, str, str, str, str]]) -> None:
    """Write the areas alone: code, level, type, name and parent of each."""
    write_rows(directory, "areas.csv", "areas", [_area(row) for row in areas])


def _area(row: tuple[str, ...]) -> dict[str, str]:
    code, level, area_type, name, parent = row
    return {"area_code": code, "level": level, "area_type": area_type, "name": name,
            "parent_code": parent, "latitude": "", "longitude": "", "area_km2": "",
            "valid_from": "2025-07-01", "valid_to": ""}  # fmt: skip


def write_rows(directory: Path, file: str, resource: str, rows: list[dict[str, str]]) -> None:
    """Write rows with the columns that the descriptor declares; what is left out is empty."""
    with (directory / file).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns_of_type(resource), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
