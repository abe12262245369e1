"""The tables of the bundle: what a row is, keys, and the Table Schema of every column."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators.curated.declared_columns import declared_schema
from indicators.open_data.bundle.bundle_columns import BY_TABLE, CODES, LIMITS, UNITS
from indicators.open_data.download_columns import COLUMNS_BY_NAME, SCHEMA_TYPES, Column
from indicators.questions.freshness import catalogue_with_freshness
from indicators.release.store import Store
from indicators.yardsticks.benchmarks import medians_table
from indicators.yardsticks.peers import peers_table

# Column → table and column that it points to.
Keys = tuple[tuple[str, str, str], ...]

OF_AREA = ("area_code", "areas", "area_code")
OF_INDICATOR = ("indicator_id", "indicators", "indicator_id")
OF_SOURCE = ("source_id", "sources", "source_id")
OF_PROVINCE = ("province_code", "areas", "area_code")


@dataclass(frozen=True)
class BundleTable:
    """One table: its name, what one row is (Vietnamese, English), its keys.

    ``curated`` names the table of the curated descriptor that declares its columns. Without
    ``always`` a release that has no row of it has no such file.
    """

    name: str
    vi: str
    en: str
    primary_key: tuple[str, ...] = ()
    foreign_keys: Keys = ()
    curated: str = ""
    always: bool = True


TABLES = (
    BundleTable(
        "observations",
        "một số liệu của một đơn vị, chỉ tiêu, kỳ và cơ sở, từ một nguồn; `is_current` = TRUE là "
        "số được chọn để hiển thị",
        "one figure of one area, indicator, period and basis, from one source; `is_current` = TRUE "
        "is the one that is shown",
        foreign_keys=(OF_AREA, OF_PROVINCE, OF_INDICATOR, OF_SOURCE),
    ),
    BundleTable(
        "areas", "một đơn vị hành chính và thời gian hiệu lực",
        "one area and the time it is valid",
        ("area_code", "valid_from"), (("parent_code", "", "area_code"),), curated="areas",
    ),
    BundleTable(
        "area_lineage",
        "một đơn vị cũ và đơn vị mà nó nhập vào, theo từng bước có ngày (`valid_from`)",
        "one former unit and the unit it went into, by dated steps (`valid_from`)",
        ("old_code", "new_code", "valid_from"), curated="area_lineage",
    ),
    BundleTable(
        "former_units",
        "một đơn vị cũ và một xã ngày nay có toàn bộ hay một phần của nó, với các ngày mà mã chỉ "
        "đơn vị ấy",
        "one former unit and a commune of today that holds all or part of it, with the days on "
        "which its code meant it",
        foreign_keys=(("new_code", "areas", "area_code"),), curated="area_lineage", always=False,
    ),
    BundleTable(
        "area_lineage_open",
        "một đơn vị cũ mà không danh sách nào cho biết nhập vào đâu, và một xã bị ảnh hưởng",
        "one former unit whose place no list tells, and a commune affected",
        foreign_keys=(OF_AREA,), curated="area_lineage_open", always=False,
    ),
    BundleTable(
        "indicators",
        "một chỉ tiêu: định nghĩa, công thức, đơn vị, chiều, số mới đến đâu",
        "one indicator: definition, formula, unit, direction, how fresh its figures are",
        ("indicator_id",), (("amount", "", "indicator_id"), ("weighted_by", "", "indicator_id")),
    ),
    BundleTable(
        "indicator_bases", "một cơ sở mà số liệu của một chỉ tiêu có thể dựa vào",
        "one basis that figures of an indicator may have",
        ("indicator_id", "basis"), (OF_INDICATOR,), always=False,
    ),
    BundleTable(
        "indicator_applicability", "một loại đơn vị mà chỉ tiêu áp dụng, và từ bao giờ",
        "one type of area that an indicator exists for, and when",
        foreign_keys=(OF_INDICATOR,), always=False,
    ),
    BundleTable(
        "thresholds",
        "một ngưỡng của một chỉ tiêu, theo vùng, loại, cơ sở và ngày, với căn cứ pháp lý",
        "one threshold of an indicator by region, type, basis and day, with its legal basis",
        foreign_keys=(OF_INDICATOR,), always=False,
    ),
    BundleTable(
        "regions", "một tỉnh của một vùng", "one province of a region",
        ("province_code",), (OF_PROVINCE,), always=False,
    ),
    BundleTable(
        "series_breaks", "một ngày làm đứt chuỗi, theo cấp và chỉ tiêu",
        "one day on which series break, by level and indicator",
        foreign_keys=(OF_INDICATOR,), always=False,
    ),
    BundleTable("sources", "một nguồn", "one source", ("source_id",), curated="sources"),
    BundleTable(
        "rankings",
        "một đơn vị trong bảng xếp hạng mặc định của một chỉ tiêu: thứ hạng, khoảng thứ hạng, độ "
        "phủ",
        "one area in the default ranking of an indicator: rank, rank interval, coverage",
        foreign_keys=(OF_AREA, OF_PROVINCE, OF_INDICATOR, OF_SOURCE),
    ),
    BundleTable(
        "medians",
        "trung vị của một chỉ tiêu (bộ kỳ mặc định) trong một tỉnh, vùng, loại đơn vị hoặc cả "
        "nước, với số nơi có số liệu; dưới 5 nơi thì để trống",
        "the median of an indicator (default set) in a province, region, type or the nation, with "
        "the number of areas behind it; empty below 5",
        ("indicator_id", "level", "scope", "scope_code"), (OF_INDICATOR,),
    ),
    BundleTable(
        "peers",
        "một trong mười đơn vị tương đồng nhất của một xã, với khoảng cách, độ khớp (0-100) và "
        "phiên bản của cách tính",
        "one of the ten communes most like a commune, with distance, match (0-100) and the version "
        "of the method",
        ("area_code", "peer_code"), (OF_AREA, ("peer_code", "areas", "area_code")),
    ),
    BundleTable(
        "neighbours", "hai xã, phường giáp nhau (chung ranh giới trên khoảng 200 m)",
        "two communes that share a border of more than about 200 m",
        ("area_code", "neighbour_code"), (OF_AREA, ("neighbour_code", "areas", "area_code")),
        curated="neighbours", always=False,
    ),
    BundleTable(
        "wage_regions",
        "vùng lương tối thiểu (I đến IV) của một xã; không phải thước đo thu nhập",
        "the region of the minimum wage (I to IV) of a commune; no measure of income",
        ("area_code", "valid_from"), (OF_AREA, OF_SOURCE), curated="wage_regions", always=False,
    ),
)  # fmt: skip
BY_NAME = {table.name: table for table in TABLES}

QUESTIONS = {
    "areas": "all_areas", "area_lineage": "all_lineage", "former_units": "all_former_units",
    "area_lineage_open": "all_lineage_open",
    "indicator_bases": "all_bases", "indicator_applicability": "all_applicability",
    "thresholds": "all_thresholds", "regions": "all_regions",
    "series_breaks": "all_series_breaks", "sources": "all_sources",
    "neighbours": "all_neighbours", "wage_regions": "all_wage_regions",
}  # fmt: skip


# Constraints of Table Schema that curated columns have.
RULES = ("required", "enum", "pattern", "minimum", "maximum")


class UndeclaredColumnError(KeyError):
    """A column of a table of the bundle that no declaration describes."""


def small_table(store: Store, table: BundleTable) -> pd.DataFrame:
    """The rows of a table that fits in memory whatever the size of the release."""
    if table.name in QUESTIONS:
        return store.query(QUESTIONS[table.name])
    made = {"indicators": catalogue_with_freshness, "medians": medians_table,
            "peers": peers_table}  # fmt: skip
    return made[table.name](store)


def table_schema(store: Store, table: BundleTable, columns: list[str]) -> dict[str, Any]:
    """The Table Schema of a table with these columns; raises ``UndeclaredColumnError``."""
    curated = _curated_fields(table.curated, invented=store.synthetic)
    schema: dict[str, Any] = {
        "fields": [_field(store, table, curated, name) for name in columns],
        "missingValues": [""],
    }
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": [own], "reference": {"resource": other, "fields": [theirs]}}
            for own, other, theirs in table.foreign_keys
        ]
    return schema


def _field(
    store: Store, table: BundleTable, curated: dict[str, dict[str, Any]], name: str
) -> dict[str, Any]:
    """One column: of the table's own declaration, of its curated one, or of the downloads."""
    own = {column.name: column for column in BY_TABLE.get(table.name, ())}
    if name in own:
        field = _of_column(own[name])
    elif name in curated:
        field = curated[name]
    elif name in COLUMNS_BY_NAME:
        field = _of_column(COLUMNS_BY_NAME[name])
    else:
        raise UndeclaredColumnError(f"{table.name}.{name}: found no declaration, expected one "
                                    "in bundle_columns")  # fmt: skip
    if unit := UNITS.get(name):
        field["unit"] = unit
    constraints = field.get("constraints", {}) | _constraints(store, table, field)
    return field | ({"constraints": constraints} if constraints else {})


def _of_column(column: Column) -> dict[str, Any]:
    return {"name": column.name, "type": SCHEMA_TYPES[column.kind], "title": column.vi,
            "description": column.en}  # fmt: skip


def _curated_fields(resource: str, *, invented: bool = False) -> dict[str, dict[str, Any]]:
    """The declared columns of the curated files; what only those files need is left out.

    An invented country lies elsewhere and has other codes: its columns have no limits and patterns.
    """
    if not resource:
        return {}
    kept = ("name", "type", "title", "description")
    rules = ("required", "enum") if invented else RULES
    found = {}
    for field in declared_schema(resource)["fields"]:
        told = {key: field[key] for key in kept}
        given = field.get("constraints", {})
        if constraints := {key: given[key] for key in rules if key in given}:
            told["constraints"] = constraints
        found[field["name"]] = told
    return found


def _constraints(store: Store, table: BundleTable, field: dict[str, Any]) -> dict[str, Any]:
    name, kind = field["name"], field["type"]
    found: dict[str, Any] = {}
    if name in table.primary_key and name not in ("basis", "scope_code"):
        found["required"] = True
    if kind == "string" and (codes := _codes(store, name)):
        found["enum"] = codes
    if kind in ("integer", "number") and name in LIMITS:
        lowest, highest = LIMITS[name]
        found["minimum"] = lowest
        if highest is not None:
            found["maximum"] = highest
    return found


def _codes(store: Store, name: str) -> list[str]:
    """The codes of a text column; empty where any text may stand there."""
    if name in ("qualifier", "status"):
        figures = _curated_fields("observations")
        return list(figures[name]["constraints"]["enum"])
    if name == "basis":
        return [code for code in store.query("used_bases")["basis"] if code]
    if name == "theme":
        return sorted(set(store.query("indicators")["theme"]))
    return list(CODES.get(name, ()))
