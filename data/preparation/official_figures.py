"""Writes the population of the merger map, the wage regions and the neighbours.

Run: ``python data/preparation/official_figures.py FOLDER``, where FOLDER holds
``population_map_2025.csv``, ``wage_region_2026.csv`` and ``neighbours.csv``. Writes
``observations/population-map-2025.csv``, ``observations/wage-2026.csv``, ``wage_regions.csv``,
``neighbours.csv`` and adds the sources of all official figures to ``sources.csv``.

The map drops trailing zeros (19.670 → 1967) and gives some communes their neighbour's number; only
communes that agree with the census of 2019 on today's boundaries are in the given file, the lost
zeros restored. Its day of count is not printed: the period has no first day and ends with the month
in which the map was read.
"""

import argparse
from pathlib import Path

from given import (  # type: ignore[import-not-found]  # beside this script
    DATA,
    FIGURE_COLUMNS,
    Row,
    figure,
    read,
    write,
)

MAP, DECREE = "merger-map-2025", "decree-293-2025"
MAP_READ_BY, DECREE_IN_FORCE = "2025-08-31", "2026-01-01"
DAY_UNKNOWN = {
    "note": "không in ngày đếm; bản đồ được đọc tháng 8/2025",
    "note_en": "day of the count not printed; the map was read in August 2025",
}
SOURCE_COLUMNS = ("source_id", "kind", "publisher", "title", "url", "published_on", "retrieved_on",
                  "language", "note", "note_en", "flags")  # fmt: skip
SOURCES = (
    ("gso-census-2019", "official", "Tổng cục Thống kê",
     "Tổng điều tra dân số và nhà ở 1/4/2019: Dân số chung, Tổng số hộ theo xã",
     "https://portal.thongke.gov.vn/khodulieudanso2019", "", "2026-11-21", "vi",
     "đọc ở bản sao công khai của cổng tổng điều tra (kho mã hgscarlette/vn-demographic)",
     "read in a public copy of the census portal (repository hgscarlette/vn-demographic)"),
    (MAP, "portal", "Nhà xuất bản Tài nguyên – Môi trường và Bản đồ Việt Nam",
     "Bản đồ sáp nhập tỉnh, xã: dân số của xã, phường, đặc khu", "https://sapnhap.bando.com.vn", "",
     "2025-08-31", "vi",
     "không in ngày đếm; đọc ở bản sao công khai tháng 8/2025 "
     "(kho mã thanglequoc/vietnamese-provinces-database); bỏ các dòng trái với Tổng điều tra 2019",
     "day of the count not printed; read in a public copy of August 2025 "
     "(repository thanglequoc/vietnamese-provinces-database); records that contradict the census "
     "of 2019 are left out"),
    (DECREE, "law", "Chính phủ",
     "Nghị định 293/2025/NĐ-CP quy định mức lương tối thiểu: phụ lục danh mục địa bàn các vùng", "",
     "2025-11-10", "2026-11-21", "vi", "phụ lục đọc ở hai bản, khớp nhau",
     "annex read in two copies that agree"),
)  # fmt: skip
CORRECTIONS = {
    "": {},
    "lost zero restored": {
        "correction": "bản đồ làm mất chữ số không ở cuối, ở đây đã thêm lại",
        "correction_en": "the map drops the last zero of its number, restored here",
    },
    "two lost zeros restored": {
        "correction": "bản đồ làm mất hai chữ số không ở cuối, ở đây đã thêm lại",
        "correction_en": "the map drops the last two zeros of its number, restored here",
    },
}
HOW = {"named": "named", "rest of province": "rest"}


def population_rows(given: list[Row]) -> list[Row]:
    """One level as stated for each commune."""
    return [
        figure(row["area_code"], "population", row["value"], MAP, period_end=MAP_READ_BY,
               as_printed=row["as_printed"], **DAY_UNKNOWN, **CORRECTIONS[row["correction"]])
        for row in given
    ]  # fmt: skip


def wage_rows(given: list[Row]) -> list[Row]:
    """One amount in đồng a month for each commune; the region stands in the locator."""
    return [
        figure(row["area_code"], "minimum_wage_month", row["minimum_wage_month_vnd"], DECREE,
               period_start=DECREE_IN_FORCE, period_end=DECREE_IN_FORCE,
               locator=f"Vùng {row['wage_region']}",
               as_printed=f"{int(row['minimum_wage_month_vnd']):,}".replace(",", "."))
        for row in given
    ]  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    """Write all files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the given files lie")
    given: Path = parser.parse_args(arguments).folder
    people = read(given / "population_map_2025.csv")
    wages = read(given / "wage_region_2026.csv")
    write(DATA / "observations/population-map-2025.csv", FIGURE_COLUMNS, population_rows(people))
    write(DATA / "observations/wage-2026.csv", FIGURE_COLUMNS, wage_rows(wages))
    columns = ("area_code", "wage_region", "valid_from", "how", "source_id")
    write(DATA / "wage_regions.csv", columns, [
        {"area_code": row["area_code"], "wage_region": row["wage_region"],
         "valid_from": DECREE_IN_FORCE, "how": HOW[row["how"]], "source_id": DECREE}
        for row in wages
    ])  # fmt: skip
    write(DATA / "neighbours.csv", ("area_code", "neighbour_code"), sorted(
        read(given / "neighbours.csv"), key=lambda row: (row["area_code"], row["neighbour_code"])
    ))  # fmt: skip
    own = {row[0] for row in SOURCES}
    others = [row for row in read(DATA / "sources.csv") if row["source_id"] not in own]
    write(DATA / "sources.csv", SOURCE_COLUMNS, others + [
        dict(zip(SOURCE_COLUMNS, (*row, ""), strict=True)) for row in SOURCES
    ])  # fmt: skip


if __name__ == "__main__":
    main()
