"""Writes the census of 1 April 2019 and the steps that led from its communes to those of 2025.

Run: ``python data/preparation/census_2019.py FOLDER``, where FOLDER holds ``census_2019.csv`` (one
row per commune of 2019 with its code, its codes on 10 November 2024 and on 30 June 2025). Writes
``observations_former/census-2019.csv``, the earlier steps of ``area_lineage.csv`` (those of 1 July
2025 are kept as they are) and ``area_lineage_open.csv``.

What is decided here, and why:

- 73 communes have no code of their own in the table (empty, or the code of another row). They get a
  stand-in, ``X`` and four digits, in the order of the table: nobody printed it, it is a key.
- A step names every unit that it touched with *all* of its predecessors, the one whose code lived
  on too. A unit that no step names was not touched.
- Tân Phong (Biên Hòa) stood until 30 June 2025, yet the list of changes has two other wards as its
  successors: parts of it were moved. It is divided among all three, so that its 56,446 people are
  counted for none of today's communes as certain.
- A commune whose unit of June 2025 is not known goes by its codes of 2024 where these lived on.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from given import (  # type: ignore[import-not-found]  # beside this script
    DATA,
    FIGURE_COLUMNS,
    Row,
    figure,
    read,
    write,
)
from make_areas import (  # type: ignore[import-not-found]  # in the folder above
    LINEAGE_COLUMNS,
    REFORM_DAY,
    displayed_name,
    split_type,
)

from indicators.names import fold, normalise_name

SOURCE = "gso-census-2019"
CENSUS_DAY = "2019-04-01"
# The days on which the lists of codes stand; each change came on or before its day.
LIST_OF_2024, LIST_OF_2025 = "2024-11-10", "2025-06-30"
# Code of the census: codes of 2024, where the list of changes leaves out the unit itself.
STILL_THERE = {"25996": ("25996", "26023", "26032")}
FIGURES = {
    "population": "population", "urban_population": "population_urban",
    "households": "households", "one_person_households": "one_person_households",
}  # fmt: skip
NO_URBAN = {
    "correction": "không in số thành thị: toàn bộ dân số in là nông thôn",
    "correction_en": "nothing printed as urban: the whole population is printed as rural",
}
OPEN_COLUMNS = ("code", "name", "district", "province", "figures_before", "open", "affects",
                "reason_vi", "reason_en")  # fmt: skip
VANISHED = (
    "Bị giải thể từ 10/11/2024 đến 30/6/2025; không có danh sách nào nói nhập vào xã nào trong "
    "huyện.",
    "Dissolved between 10 November 2024 and 30 June 2025; no list says into which commune of its "
    "district.",
)
MOC_CHAU = (
    "Phường mới của thị xã Mộc Châu, lập đầu năm 2025 từ các đơn vị cũ trong huyện; không rõ "
    "phần nào.",
    "A ward of the new town of Mộc Châu, made early in 2025 of older units of the district; of "
    "which parts is not known.",
)
NO_PEOPLE = (
    "Tổng điều tra không có dòng nào cho huyện đảo này.",
    "The census has no row for this island district.",
)
BY_CHAIN = (
    "Không rõ đơn vị ngày 30/6/2025; theo danh sách năm 2024 thuộc Tây Lộc và Thuận Hòa, cả hai "
    "nay ở phường Phú Xuân, nên số quy về hôm nay vẫn chắc chắn.",
    "Its unit of 30 June 2025 is not known; by the list of 2024 it lay in Tây Lộc and Thuận Hòa, "
    "both in Phú Xuân today, so the restated figure is certain all the same.",
)
PARTS_MOVED = (
    "Còn đến 30/6/2025, nhưng danh sách thay đổi chỉ nêu hai phường khác làm nơi kế thừa: có phần "
    "đã chuyển. Tính như đơn vị bị chia.",
    "It stood until 30 June 2025, yet the list of changes names two other wards as its successors: "
    "parts were moved. Treated as divided.",
)
# Name and district of June 2025 or of 2019, what is not known of it, why, and whether the communes
# of today are named by its district ("district") or by hand.
OPEN_UNITS = (
    ("28825", "successor", VANISHED, "district"),
    ("10774", "successor", VANISHED, "district"),
    ("19744", "successor", BY_CHAIN, ()),
    # Mộc Sơn kept the code of the town of Mộc Châu, from which Mộc Lỵ must have come: the printed
    # population of 2025 is a fifth below what it would have had in 2019.
    ("03980", "predecessor", MOC_CHAU, ("03979", "03980")),
    ("03983", "predecessor", MOC_CHAU, ("03982", "04033")),
    ("03984", "predecessor", MOC_CHAU, ("03982",)),
    ("25996", "predecessor", PARTS_MOVED, ()),
    ("498", "predecessor", NO_PEOPLE, ("20333",)),
)


def with_own_codes(census: list[Row]) -> list[Row]:
    """The rows with ``own``: the code of 2019, or a stand-in where the table has none."""
    shared = Counter(row["code_2019"] for row in census)
    of_2024 = Counter(row["codes_2024"] for row in census)
    taken = {row["code_2019"] for row in census
             if shared[row["code_2019"]] == 1 or row["code_2019"] == row["codes_2024"]}  # fmt: skip
    missing, rows = 0, []
    for row in census:
        own, of_list = row["code_2019"], row["codes_2024"]
        is_its_own = own and (shared[own] == 1 or own == of_list)
        if not is_its_own and row["name"] == row["district"]:  # an island district without communes
            own = row["codes_2025"]
        elif not is_its_own and of_2024[of_list] == 1 and of_list not in taken:
            own = of_list
        elif not is_its_own:
            missing += 1
            own = f"X{missing:04}"
        rows.append({**row, "own": own})
    return rows


def steps(census: list[Row], june: set[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By day the units that changed: old code → new codes, each new code with all its old ones."""
    first = {row["own"]: codes for row in census if (codes := codes_of_2024(row))}
    later: dict[str, tuple[str, ...]] = {}
    for row in census:
        codes, found = codes_of_2024(row), tuple(filter(None, row["codes_2025"].split(";")))
        key = codes[0] if len(codes) == 1 else row["own"] if not codes else ""
        if key and found:
            later[key] = found
    reached = {code for codes in first.values() for code in codes}
    for code in reached - later.keys():
        later[code] = (code,) if code in june else ()
    later = {old: new for old, new in later.items() if new}
    return {LIST_OF_2024: touched(first), LIST_OF_2025: touched(later)}


def codes_of_2024(row: Row) -> tuple[str, ...]:
    """The units of 10 November 2024 in which a commune of the census lay."""
    return STILL_THERE.get(row["own"]) or tuple(filter(None, row["codes_2024"].split(";")))


def touched(successors: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Without the units that stayed as they were: one code, itself, and nobody else in it."""
    olds = defaultdict(set)
    for old, news in successors.items():
        for new in news:
            olds[new].add(old)
    return {old: news for old, news in successors.items()
            if news != (old,) or len(olds[old]) > 1}  # fmt: skip


def step_rows(census: list[Row], final: list[Row]) -> list[Row]:
    """The rows of area_lineage.csv before the reform, renamed units too, by day and codes."""
    june = {row["old_code"]: row for row in final}
    names = census_names(census)
    changes = steps(census, set(june))
    renamed = {row["own"]: (row["own"],) for row in census if is_renamed(row, june)
               and row["own"] not in changes[LIST_OF_2024]}  # fmt: skip
    changes[LIST_OF_2025] = renamed | changes[LIST_OF_2025]
    rows = []
    for day, successors in changes.items():
        for old, news in sorted(successors.items()):
            name, district, province = names.get(old) or name_of_june(june[old])
            for new in sorted(news):
                values = (old, name, district, province, new,
                          "whole" if len(news) == 1 else "divided", day, "")  # fmt: skip
                rows.append(dict(zip(LINEAGE_COLUMNS, values, strict=True)))
    return rows


def census_names(census: list[Row]) -> dict[str, tuple[str, str, str]]:
    """Name, district and province by code, as displayed; the type stays where it is needed."""
    shared = Counter((row["province"], row["district"], split_type(row["name"])[1])
                     for row in census)  # fmt: skip
    districts = {(row["province"], row["district"]) for row in census}
    namesakes = Counter((province, split_type(district)[1]) for province, district in districts)
    return {
        row["own"]: (
            displayed_name(row["name"], shared[row["province"], row["district"],
                                               split_type(row["name"])[1]] > 1),
            displayed_name(row["district"],
                           namesakes[row["province"], split_type(row["district"])[1]] > 1),
            split_type(row["province"])[1],
        )
        for row in census
    }  # fmt: skip


def name_of_june(row: Row) -> tuple[str, str, str]:
    """The name that a unit made after the census had in June 2025."""
    return row["old_name"], row["old_district"], row["old_province"]


def is_renamed(row: Row, june: dict[str, Row]) -> bool:
    """Whether the code lived on under another name."""
    unit = june.get(row["own"])
    if unit is None or row["codes_2025"] != row["own"]:
        return False
    return fold(split_type(row["name"])[1]) not in {
        fold(unit["old_name"]), fold(unit["old_name"].split(" ", 1)[-1])
    }  # fmt: skip


def open_rows(census: list[Row], final: list[Row]) -> list[Row]:
    """The rows of area_lineage_open.csv."""
    old = {row["own"]: row for row in census}
    june = {row["old_code"]: row for row in final}
    names = census_names(census)
    rows = []
    for code, what, (vi, en), affected in OPEN_UNITS:
        place = names[code] if what == "successor" else name_of_june(june[code])
        today = of_district(old[code], census, final) if affected == "district" else affected
        values = (code, *place, LIST_OF_2025, what,
                  " ".join(today), vi, en)  # fmt: skip
        rows.append(dict(zip(OPEN_COLUMNS, values, strict=True)))
    return rows


def of_district(unit: Row, census: list[Row], final: list[Row]) -> tuple[str, ...]:
    """The communes of today that hold a part of the census district of a unit."""
    district = unit["province"], unit["district"]
    june = {code for row in census if (row["province"], row["district"]) == district
            for code in row["codes_2025"].split(";")}  # fmt: skip
    return tuple(sorted({row["new_code"] for row in final if row["old_code"] in june}))


def census_figures(census: list[Row]) -> list[Row]:
    """The figures by code and indicator."""
    rows = []
    for row in sorted(census, key=lambda one: one["own"]):
        for indicator, column in FIGURES.items():
            cells = {"period_start": CENSUS_DAY, "period_end": CENSUS_DAY}
            if not row[column]:  # of the urban population alone; of the others none is empty
                cells |= {"as_printed": "", **NO_URBAN}
            rows.append(figure(row["own"], indicator, row[column] or "0", SOURCE, **cells))
    return rows


def main(arguments: list[str] | None = None) -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where census_2019.csv lies")
    given: Path = parser.parse_args(arguments).folder
    census = [{**row, "name": normalise_name(row["name"])}
              for row in read(given / "census_2019.csv")]  # fmt: skip
    census = with_own_codes(census)
    final = [row for row in read(DATA / "area_lineage.csv") if row["valid_from"] == REFORM_DAY]
    write(DATA / "observations_former" / "census-2019.csv", FIGURE_COLUMNS, census_figures(census))
    write(DATA / "area_lineage.csv", LINEAGE_COLUMNS, step_rows(census, final) + final)
    write(DATA / "area_lineage_open.csv", OPEN_COLUMNS, open_rows(census, final))


if __name__ == "__main__":
    main()
