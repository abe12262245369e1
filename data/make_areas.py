"""Makes data/areas.csv and data/area_lineage.csv. Run: ``python data/make_areas.py``.

Reads the package ``vietnamadminunits`` (a development dependency; the dashboard does not need
it), ``data/preparation/geometry_facts.csv`` (area and a point inside, computed from the boundary of
each commune, and the area that the official map of the merger prints where both agree within 6 %)
and ``data/area_corrections.yaml``, which holds everything decided by hand. Equal inputs give equal
bytes. The script stops, and lists all problems, when an input no longer holds what was corrected,
or holds a new fault that its own checks can see.

How names are written: without their type ("Đức An", "Hà Nội"), see ``indicators.names``. A
former name keeps its type where it would be a bare number ("Phường 1", "Quận 3") and where two
units beside each other differ by type alone ("thị trấn Yên Viên", "huyện Cai Lậy").
Five island districts had no communes: they stand in the lineage with their 3-digit district code.
"""

import argparse
import csv
import importlib.util
import json
import math
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parent
sys.path.insert(0, str(DATA.parent))

from indicators.names import fold, normalise_name  # noqa: E402 - the project is not installed

Row = dict[str, Any]

REFORM_DAY = "2025-07-01"
DAY_BEFORE_TYPE_CHANGES = "2026-04-29"
TYPES = ("thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã")
# The land and both archipelagos (Hoàng Sa, Trường Sa); a point outside is a fault.
LATITUDES = (6.0, 23.5)
LONGITUDES = (102.0, 117.9)
# Communes of one former district touch: farther from each other, and from their former communes,
# a point is displaced. Legacy points may be 20 km off (some are those of their district).
NEIGHBOUR_KM = 30.0
FORMER_COMMUNE_KM = 20.0

AREA_COLUMNS = (
    "area_code", "level", "area_type", "name", "parent_code", "latitude", "longitude",
    "area_km2", "valid_from", "valid_to", "area_km2_from",
)  # fmt: skip
LINEAGE_COLUMNS = (
    "old_code", "old_name", "old_district", "old_province", "new_code", "part", "valid_from",
    "legal_basis",
)  # fmt: skip


class SourceChanged(Exception):  # noqa: N818 - it is not an error of the program
    """The package differs from what the corrections expect; the message lists every place."""


@dataclass
class Package:
    """The tables of the package: communes, former units, and pairs of both (old, new, part)."""

    communes: dict[str, Row] = field(default_factory=dict)
    former: dict[str, Row] = field(default_factory=dict)
    pairs: list[tuple[str, str, str]] = field(default_factory=list)


def package_directory() -> Path:
    """Return the data folder of the installed package; ModuleNotFoundError if there is none."""
    spec = importlib.util.find_spec("vietnamadminunits")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(
            "the package vietnamadminunits is not installed: pip install -r requirements-dev.txt"
        )
    return Path(spec.submodule_search_locations[0]) / "data"


def read_package(directory: Path) -> Package:
    """Read communes and former units by code, and the pairs by joining the package's keys."""
    connection = sqlite3.connect(f"file:{directory / 'dataset.db'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        communes = [dict(row) for row in connection.execute("SELECT * FROM admin_units")]
        former = [dict(row) for row in connection.execute("SELECT * FROM admin_units_legacy")]
    finally:
        connection.close()
    converter = json.loads((directory / "converter_2025.json").read_text(encoding="utf-8"))
    new_codes = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in communes}
    old_codes = {former_key(row): former_code(row) for row in former}
    return Package(
        {row["wardCode"]: row for row in communes},
        {former_code(row): row for row in former},
        [(old_codes[o], new_codes[n], part) for o, n, part in converter_pairs(converter)],
    )


def former_code(unit: Row) -> str:
    """Return the code of a former commune, or of an island district that had no communes."""
    return str(unit["wardCode"] or unit["districtCode"])


def former_key(unit: Row) -> str:
    """Return the key by which the converter names a former unit."""
    return "_".join((unit["provinceKey"], unit["districtKey"], unit["wardKey"] or ""))


def converter_pairs(converter: Row) -> Iterator[tuple[str, tuple[str, str], str]]:
    """Yield (former key, (province key, commune key), part) of both tables of the converter."""
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, olds in communes.items():
            yield from ((old, (province, commune), "whole") for old in olds)
    for province, units in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, targets in units.items():
            yield from ((old, (province, t["newWardKey"]), "divided") for t in targets)


def split_type(printed: str) -> tuple[str, str]:
    """Split "Thị trấn Đức An" into ("thị trấn", "Đức An"); ValueError for an unknown type."""
    name = normalise_name(printed)
    for area_type in TYPES:
        if name.lower().startswith(area_type + " "):
            return area_type, name[len(area_type) + 1 :]
    raise ValueError(f"{printed!r} begins with none of the types {', '.join(TYPES)}")


def read_facts(path: Path) -> dict[str, Row]:
    """Read area and point of every commune by code; an empty printed area becomes None."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["area_code"]: {
            "printed": float(row["area_km2_printed"]) if row["area_km2_printed"] else None,
            "computed": float(row["area_km2_boundary"]),
            "point": (float(row["latitude"]), float(row["longitude"])),
        }
        for row in rows
    }


def corrected(package: Package, facts: dict[str, Row], corrections: Row) -> Package:
    """Return the package with the area and point of the facts, and without mixed-up pairs.

    The area is the one that the official map prints where the boundary agrees, else the one
    computed from the boundary. SourceChanged lists failed guards.
    """
    kept = {row["code"]: row for row in corrections["kept"]}
    problems = [f"{code}: no facts" for code in sorted(package.communes.keys() ^ facts.keys())]
    problems += [
        f"area_corrections.yaml: {code} {row['name']}: found {facts[code]['computed']}, expected "
        f"{row['expect']}; decide on this row anew"
        for code, row in kept.items() if facts[code]["computed"] != row["expect"]
    ]  # fmt: skip
    removed = {(r["old_code"], r["new_code"]) for r in corrections["lineage_removed"]["rows"]}
    absent = removed - {(old, new) for old, new, _ in package.pairs}
    problems += [f"lineage_removed: {old} → {new} is not in the package" for old, new in absent]
    if problems:
        raise SourceChanged("\n".join(problems))
    communes = {
        code: row | measured(facts[code], kept.get(code)) for code, row in package.communes.items()
    }
    pairs = [pair for pair in package.pairs if pair[:2] not in removed]
    return Package(communes, package.former, with_parts(pairs))


def measured(facts: Row, kept: Row | None) -> Row:
    """Return area, where it is from, and point of one commune, by the package's columns."""
    area = facts["printed"] if facts["printed"] is not None else facts["computed"]
    origin: str | None = "printed" if facts["printed"] is not None else "computed"
    latitude, longitude = facts["point"]
    if kept is not None:
        latitude, longitude = kept["latitude"], kept["longitude"]
        origin = "computed" if kept["area_km2"] == area else "stated" if kept["area_km2"] else None
        area = kept["area_km2"]
    return {"wardAreaKm2": area, "areaFrom": origin, "wardLat": latitude, "wardLon": longitude}


def with_parts(pairs: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the pairs; a unit left with one successor went into it whole."""
    successors = Counter(old for old, _, _ in pairs)
    return [(old, new, part if successors[old] > 1 else "whole") for old, new, part in pairs]


def problems_left(package: Package) -> list[str]:
    """List faults of the corrected package that its own data betray; empty when there is none."""
    olds, news = {old for old, _, _ in package.pairs}, {new for _, new, _ in package.pairs}
    return [
        *mixed_up_areas(package),
        *points_outside(package),
        *displaced_points(package),
        *mixed_up_namesakes(package),
        *(f"{code}: no former unit" for code in sorted(package.communes.keys() - news)),
        *(f"{code}: no successor" for code in sorted(package.former.keys() - olds)),
    ]


def mixed_up_areas(package: Package) -> Iterator[str]:
    """Yield communes of one name that carry the same area: one took it from the other."""
    groups: dict[tuple[str, float], list[str]] = defaultdict(list)
    for code, commune in package.communes.items():
        if commune["wardAreaKm2"] is not None:
            groups[fold(commune["wardShort"]), commune["wardAreaKm2"]].append(code)
    for (name, area), codes in groups.items():
        if len(codes) > 1 or area <= 0:
            yield f"area_km2 {area} of {name}: {', '.join(codes)}; expected different areas"


def points_outside(package: Package) -> Iterator[str]:
    """Yield communes whose point lies outside the box around the land and both archipelagos."""
    for code, commune in package.communes.items():
        in_latitude = LATITUDES[0] <= commune["wardLat"] <= LATITUDES[1]
        if not (in_latitude and LONGITUDES[0] <= commune["wardLon"] <= LONGITUDES[1]):
            yield f"{code}: point {point_of(commune)} lies outside {LATITUDES} {LONGITUDES}"


def displaced_points(package: Package) -> Iterator[str]:
    """Yield communes far from their former communes and from every commune beside them."""
    former_of = defaultdict(list)
    for old, new, _ in package.pairs:
        former_of[new].append(package.former[old])
    beside = communes_by_district(former_of)
    for code, commune in package.communes.items():
        keys = {district_key(unit) for unit in former_of[code]}
        mates = set().union(*(beside[key] for key in keys)) - {code}
        others = [point_of(package.communes[mate]) for mate in mates]
        olds = [point_of(unit) for unit in former_of[code] if unit["wardLat"]]
        is_far = is_beyond(point_of(commune), others, NEIGHBOUR_KM) and is_beyond(
            point_of(commune), olds, FORMER_COMMUNE_KM
        )
        if is_far:
            yield f"{code}: point {point_of(commune)} is displaced; look at it and correct it"


def communes_by_district(former_of: dict[str, list[Row]]) -> dict[tuple[str, str], set[str]]:
    """Return, by former district, the communes of today that hold a part of it."""
    beside: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, units in former_of.items():
        for unit in units:
            beside[district_key(unit)].add(code)
    return beside


def district_key(unit: Row) -> tuple[str, str]:
    """Return the former province and district of a former unit, as the package keys them."""
    return unit["provinceKey"], unit["districtKey"]


def point_of(place: Row) -> tuple[float, float]:
    """Return latitude and longitude of a commune or former unit."""
    return place["wardLat"], place["wardLon"]


def is_beyond(here: tuple[float, float], others: list[tuple[float, float]], km: float) -> bool:
    """Tell whether every one of the points is farther than ``km``; False where there is none."""
    return bool(others) and nearest_km(here, others) > km


def nearest_km(here: tuple[float, float], others: Iterable[tuple[float, float]]) -> float:
    """Return the distance to the nearest point in km (flat earth: exact enough for 200 km)."""
    shrink = math.cos(math.radians(here[0]))
    return min(111.2 * math.hypot(here[0] - y, (here[1] - x) * shrink) for y, x in others)


def mixed_up_namesakes(package: Package) -> Iterator[str]:
    """Yield communes two of whose former communes have one type and name: one is a mix-up."""
    names = Counter((new, package.former[old]["ward"]) for old, new, _ in package.pairs)
    for (code, name), count in names.items():
        if count > 1:
            yield f"{code}: {count} former communes called {name}; expected one"


def area_rows(package: Package, corrections: Row) -> list[Row]:
    """Return the rows of areas.csv, one per code and validity, by level and code."""
    provinces = {row["provinceCode"]: row for row in package.communes.values()}
    rows = [new_row("VN", "nation", "quốc gia", "Việt Nam", None)]
    for code, row in sorted(provinces.items()):
        area_type, name = split_type(row["province"])
        area = corrections["provinces"][code]["area_km2"]
        point = (row["provinceLat"], row["provinceLon"])
        rows.append(new_row(code, "province", area_type, name, "VN", point, area, "stated"))
    for code, row in sorted(package.communes.items()):
        area_type, name = split_type(row["ward"])
        point = (row["wardLat"], row["wardLon"])
        parent = row["provinceCode"]
        area, origin = row["wardAreaKm2"], row["areaFrom"]
        rows.append(new_row(code, "commune", area_type, name, parent, point, area, origin))
    return [dated for row in rows for dated in with_type_changes(row, corrections["type_changes"])]


def new_row(
    code: str,
    level: str,
    area_type: str,
    name: str,
    parent_code: str | None,
    point: tuple[float, float] | None = None,
    area_km2: float | None = None,
    area_km2_from: str | None = None,
) -> Row:
    """Return one row of areas.csv, valid from the reform on."""
    latitude, longitude = point or (None, None)
    values = (code, level, area_type, name, parent_code, latitude, longitude, area_km2)
    return dict(zip(AREA_COLUMNS, (*values, REFORM_DAY, None, area_km2_from), strict=True))


def with_type_changes(row: Row, changes: Row) -> Iterator[Row]:
    """Yield the row, or both of its validities when its type changed later."""
    new_type = next((t for t in ("thành phố", "phường") if row["area_code"] in changes[t]), None)
    if new_type is None:
        yield row
        return
    yield row | {"valid_to": DAY_BEFORE_TYPE_CHANGES}
    yield row | {"area_type": new_type, "valid_from": changes["valid_from"].isoformat()}


def lineage_rows(package: Package, corrections: Row) -> list[Row]:
    """Return the rows of the reform's step of area_lineage.csv, by both codes."""
    names = former_names(package.former)
    districts = district_names(package.former)
    rows = []
    for old, new, part in sorted(package.pairs):
        unit, province = package.former[old], package.communes[new]["provinceCode"]
        district = districts[unit["province"], unit["district"]]
        _, old_province = split_type(unit["province"])
        basis = corrections["provinces"][province]["legal_basis"]
        values = (old, names[old], district, old_province, new, part, REFORM_DAY, basis)
        rows.append(dict(zip(LINEAGE_COLUMNS, values, strict=True)))
    return rows


def earlier_steps(path: Path) -> list[Row]:
    """Return the rows of the steps before the reform, made by ``preparation/census_2019.py``."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["valid_from"] < REFORM_DAY]


def former_names(former: dict[str, Row]) -> dict[str, str]:
    """Return the name of each former unit by code; the type stays where it is needed."""
    printed = {code: unit["ward"] or unit["district"] for code, unit in former.items()}
    places = {code: (unit["province"], unit["district"]) for code, unit in former.items()}
    shared = Counter((places[code], split_type(text)[1]) for code, text in printed.items())
    return {
        code: displayed_name(text, shared[places[code], split_type(text)[1]] > 1)
        for code, text in printed.items()
    }


def district_names(former: dict[str, Row]) -> dict[tuple[str, str], str]:
    """Return the name of each former district by printed province and district."""
    printed = {(unit["province"], unit["district"]) for unit in former.values()}
    shared = Counter((province, split_type(district)[1]) for province, district in printed)
    return {
        (province, district): displayed_name(
            district, shared[province, split_type(district)[1]] > 1
        )
        for province, district in printed
    }


def displayed_name(printed: str, is_shared: bool) -> str:
    """Return the name without its type, with it where it is a number or is shared."""
    area_type, name = split_type(printed)
    if name.isdigit():
        return f"{area_type.capitalize()} {name}"
    return f"{area_type} {name}" if is_shared else name


def write_csv(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    """Write UTF-8, LF, comma; an empty cell is a missing value."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def report(package: Package, corrections: Row) -> str:
    """Return the counts of a run, one a line."""
    successors = Counter(old for old, _, _ in package.pairs)
    divided = sum(count > 1 for count in successors.values())
    origins = Counter(row["areaFrom"] for row in package.communes.values())
    removed = len(corrections["lineage_removed"]["rows"])
    former = len(package.former)
    return (
        f"communes: {len(package.communes)}, area printed: {origins['printed']}, computed: "
        f"{origins['computed']}, none: {origins[None]}\n"
        f"former units: {former}, divided: {divided}, whole: {former - divided}, "
        f"of these unchanged in type and name: {unchanged_units(package)}\n"
        f"pairs: {len(package.pairs)}, mixed-up pairs removed: {removed}"
    )


def unchanged_units(package: Package) -> int:
    """Count former units that are today's commune alone, with the same type and name."""
    successors = Counter(old for old, _, _ in package.pairs)
    sources = Counter(new for _, new, _ in package.pairs)
    return sum(
        successors[old] == sources[new] == 1
        and package.former[old]["ward"] == package.communes[new]["ward"]
        for old, new, _ in package.pairs
    )


def main(arguments: list[str] | None = None) -> int:
    """Write both files into ``--out`` (default: data/); return 0, or 1 with all problems listed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=DATA, help="folder to write to")
    out: Path = parser.parse_args(arguments).out
    corrections = yaml.safe_load((DATA / "area_corrections.yaml").read_text(encoding="utf-8"))
    try:
        facts = read_facts(DATA / "preparation" / "geometry_facts.csv")
        package = corrected(read_package(package_directory()), facts, corrections)
    except (SourceChanged, ModuleNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    if problems := problems_left(package):
        print("\n".join(problems), file=sys.stderr)
        return 1
    write_csv(out / "areas.csv", AREA_COLUMNS, area_rows(package, corrections))
    steps = earlier_steps(DATA / "area_lineage.csv") + lineage_rows(package, corrections)
    write_csv(out / "area_lineage.csv", LINEAGE_COLUMNS, steps)
    print(report(package, corrections))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
