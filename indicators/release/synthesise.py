"""A synthetic country: invented places and figures, in the form of a real release.

It is for trying the pages with every commune reporting, and for measuring at full size. Nothing
in it speaks of a real place: names say "Mẫu" (sample), codes are outside the real ones, each
figure carries the note ``synthetic`` and a source that says so, and so does the release.

Figures are drawn in SQL (``sql/synthesise/``), one indicator at a time, so the memory needed does
not grow with their number. Equal arguments and an equal DuckDB give equal figures.
"""

import hashlib
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from indicators.country import NATION, REFORM
from indicators.release.area_names import area_name_rows
from indicators.release.build import derive, describe_release, insert, new_release
from indicators.release.store import SCHEMA_VERSION, ReleaseError, sql_text

FILE_PREFIX = "synthetic-"
# Above this DuckDB puts what it sorts and groups beside the database for a while.
MEMORY_LIMIT = "1GB"

LAST_YEAR = 2025  # the last month is its December
RECORDED_ON = date(2026, 1, 15)

PROVINCES, CITIES = 34, 6
# Real codes of communes end below 33,000.
CODE_OFFSET = 50_000
MOST_COMMUNES = 99_999 - CODE_OFFSET
# Of 1,000 communes, as in the real country: 207 wards and 4 special zones, the rest rural.
WARD_SHARE, SPECIAL_ZONE_SHARE = 0.207, 0.004
FORMER_UNITS = 3
# Provinces differ in size: with this exponent the largest has three times the smallest's communes.
UNEVENNESS = 1.3
# In the open Pacific, so that no map can be mistaken for one of a real place.
SOUTH, WEST, CELL_DEGREES = 8.0, 152.0, 1.5
CELLS_PER_ROW = 6

THEMES = (
    "budget", "economy", "social", "new_rural", "public_services", "living", "direction_of_work",
)  # fmt: skip
HEADLINES = 6
BASES = ("synthetic_a", "synthetic_b")
INVENTED_VI = "Chỉ tiêu giả định, số liệu sinh ngẫu nhiên; không nói về nơi nào có thật."
# Every third indicator changes its invented definition on this day.
BREAK_ON = date(2024, 1, 1)
INVENTED_EN = "An invented indicator with random figures; it says nothing about any real place."

Row = dict[str, Any]


class SynthesisError(ReleaseError):
    """The synthetic release cannot be made as asked; the message says what to ask instead."""


@dataclass(frozen=True)
class Shape:
    """How the values of an indicator are spread; parameters of ``sql/synthesise/figures.sql``."""

    unit: str
    unit_en: str
    direction: str
    measures: str
    decimals: int
    centre: float
    spread: float
    yearly: float
    lowest: float
    highest: float
    skewed: bool = False
    counted: bool = False

    def parameters(self) -> Row:
        """The shape as named parameters of the SQL."""
        names = ("decimals", "centre", "spread", "yearly", "lowest", "highest", "skewed", "counted")
        return {name: getattr(self, name) for name in names} | {"share": self.unit == "%"}


# Taken in turn by the indicators.
SHAPES = (
    Shape("%", "%", "higher", "rate", 1, 88, 14, 0.8, 0, 100),
    Shape("tỷ đồng", "billion VND", "higher", "total", 0, 40, 4000, 25, 0, 1e6, skewed=True),
    Shape("%", "%", "lower", "rate", 2, 3, 4, -0.4, 0, 100),
    Shape("tiêu chí", "criteria", "higher", "rate", 0, 13, 9, 0.5, 0, 19, counted=True),
    Shape("%", "%", "none", "rate", 1, 50, 35, 0, 0, 100),
    Shape("hồ sơ", "dossiers", "lower", "total", 0, 5, 900, 2, 0, 1e6, skewed=True),
)


@dataclass(frozen=True)
class SyntheticIndicator:
    """The invented indicator with this number, counted from 1."""

    number: int

    @property
    def id(self) -> str:
        """The id, as in ``synthetic_01``."""
        return f"synthetic_{self.number:02d}"

    @property
    def shape(self) -> Shape:
        """How its values are spread."""
        return SHAPES[(self.number - 1) % len(SHAPES)]

    @property
    def bases(self) -> dict[str, float]:
        """Share of the communes that report, by basis; every seventh indicator has two bases."""
        return dict(zip(BASES, (0.7, 0.4), strict=True)) if self.number % 7 == 3 else {"": 0.98}

    @property
    def area_types(self) -> tuple[str, ...]:
        """Where it exists; every eighth only outside the towns."""
        return ("xã", "đặc khu") if self.number % 8 == 4 else ("xã", "phường", "đặc khu")

    @property
    def gaps_in_december(self) -> bool:
        """Whether the year's figures have to be gathered from its months: every fifth rate."""
        return self.number % 5 == 3 and self.shape.measures == "rate"


def synthesise(
    db: Path,
    *,
    communes: int = 3321,
    indicators: int = 50,
    months: int = 60,
    seed: int = 20250701,
) -> None:
    """Write the release ``db`` of an invented country; its months end with December 2025.

    Figures are those of communes, by month. Progress goes to standard error. Raises
    ``SynthesisError`` where the file's name does not begin with ``synthetic-`` or a number is out
    of range; a file that is there is then left as it is.
    """
    _require(db, communes=communes, indicators=indicators, months=months)
    invented = [SyntheticIndicator(number) for number in range(1, indicators + 1)]
    with new_release(db) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
        connection.execute("SET enable_progress_bar = false")  # progress is told by indicator
        _fill_places(connection, communes, random.Random(seed))
        _fill_catalogue(connection, invented)
        _fill_figures(connection, invented, months, seed)
        _progress("sorting, ranking")
        derive(connection, every_set=False)
        describe_release(connection, _release_id(communes, indicators, months, seed),
                         synthetic=True)  # fmt: skip
    _progress(f"{db} is ready\n")


def _require(db: Path, *, communes: int, indicators: int, months: int) -> None:
    if not db.name.startswith(FILE_PREFIX):
        raise SynthesisError(
            f"{db}: found the file name {db.name!r}, expected one that begins with "
            f"{FILE_PREFIX!r}, so that nobody takes it for real figures; "
            f"use --db {db.with_name(FILE_PREFIX + db.name)}"
        )
    limits = {"communes": MOST_COMMUNES, "indicators": 999, "months": 12 * 100}
    given = {"communes": communes, "indicators": indicators, "months": months}
    for name, number in given.items():
        if not 1 <= number <= limits[name]:
            raise SynthesisError(f"{name}: found {number}, expected 1 to {limits[name]}")


def _progress(text: str) -> None:
    """Overwrite the line of progress on a terminal; elsewhere one line each."""
    end = "" if sys.stderr.isatty() else "\n"
    start = "\r\x1b[K" if sys.stderr.isatty() else ""
    print(f"{start}{text.rstrip()}", end="\n" if text.endswith("\n") else end, file=sys.stderr)
    sys.stderr.flush()


def _release_id(*arguments: int) -> str:
    text = repr((SCHEMA_VERSION, *arguments))
    return FILE_PREFIX + hashlib.sha256(text.encode()).hexdigest()[:12]


def _fill_places(connection: duckdb.DuckDBPyConnection, communes: int, draw: random.Random) -> None:
    areas = list(_areas(communes, draw))
    lineage = [row for area in areas if area["level"] == "commune" for row in _former_units(area)]
    insert(connection, "area", areas)
    insert(connection, "area_lineage", lineage)
    names = ("folded", "name", "kind", "area_code")
    rows = (dict(zip(names, row, strict=True)) for row in area_name_rows(areas, lineage))
    insert(connection, "area_name", rows)
    insert(connection, "source", _sources())


def _areas(communes: int, draw: random.Random) -> Iterator[Row]:
    """The nation, its provinces and its communes: one row per area, all valid since the reform."""
    provinces = min(PROVINCES, communes)
    yield _area(NATION, "nation", "quốc gia", "Nước Mẫu")
    for number in range(1, provinces + 1):
        area_type = "thành phố" if number <= CITIES else "tỉnh"
        name = f"Mẫu {number:02d}"
        yield _area(
            f"{number:02d}", "province", area_type, name,
            parent_code=NATION, province_name=name, area_km2=round(draw.uniform(2000, 16000), 1),
            **_place_in(number, draw, scatter=0),
        )  # fmt: skip
    for number in range(1, communes + 1):
        province = 1 + int(provinces * ((number - 1) / communes) ** UNEVENNESS)
        yield _area(
            str(CODE_OFFSET + number), "commune", _commune_type(draw), f"Mẫu {number:04d}",
            parent_code=f"{province:02d}", province_name=f"Mẫu {province:02d}",
            area_km2=round(draw.lognormvariate(4, 0.9), 1),
            **_place_in(province, draw, scatter=CELL_DEGREES / 2),
        )  # fmt: skip


def _area(code: str, level: str, area_type: str, name: str, **more: Any) -> Row:
    return {
        "area_code": code, "level": level, "area_type": area_type, "name": name,
        "parent_code": None, "valid_from": REFORM, "province_name": None, **more,
    }  # fmt: skip


def _commune_type(draw: random.Random) -> str:
    share = draw.random()
    if share < SPECIAL_ZONE_SHARE:
        return "đặc khu"
    return "phường" if share < SPECIAL_ZONE_SHARE + WARD_SHARE else "xã"


def _place_in(province: int, draw: random.Random, *, scatter: float) -> Row:
    """Degrees inside the province's cell of a chequered country; ``scatter`` from its middle."""
    row, column = divmod(province - 1, CELLS_PER_ROW)
    return {
        "latitude": round(SOUTH + row * CELL_DEGREES + draw.uniform(-scatter, scatter), 4),
        "longitude": round(WEST + column * CELL_DEGREES + draw.uniform(-scatter, scatter), 4),
    }


def _former_units(area: Row) -> Iterator[Row]:
    """The invented communes that an invented commune was made of."""
    for letter in "ABCDEFGH"[:FORMER_UNITS]:
        yield {
            "old_code": f"{area['area_code']}{letter}",
            "old_name": f"{area['name']} Cũ {letter}",
            "old_district": f"Huyện Mẫu {area['parent_code']}{letter}",
            "old_province": f"{area['province_name']} Cũ",
            "new_code": area["area_code"],
            "part": "whole",
            "valid_from": REFORM,
            "legal_basis": "synthetic",
        }


def _sources() -> Iterator[Row]:
    """Two sources that say what they are; ``.invalid`` is a domain that can never exist."""
    for kind, publisher in (("official", "Cơ quan Mẫu"), ("press", "Báo Mẫu")):
        yield {
            "source_id": f"synthetic-{kind}",
            "kind": kind,
            "publisher": f"{publisher} (synthetic)",
            "title": "Số liệu giả định, sinh ngẫu nhiên (synthetic)",
            "url": f"https://synthetic.invalid/{kind}",
            "published_on": RECORDED_ON,
            "retrieved_on": RECORDED_ON,
            "language": "vi",
            "note": "synthetic: invented figures about an invented country",
        }


def _fill_catalogue(
    connection: duckdb.DuckDBPyConnection, invented: list[SyntheticIndicator]
) -> None:
    insert(connection, "indicator", map(_indicator_row, invented))
    insert(connection, "indicator_applies", (
        {"indicator_id": one.id, "area_type": area_type}
        for one in invented for area_type in one.area_types
    ))  # fmt: skip
    insert(connection, "indicator_basis", (row for one in invented for row in _basis_rows(one)))
    insert(connection, "series_break", (_break_row(one) for one in invented if one.number % 3 == 2))


def _basis_rows(one: SyntheticIndicator) -> Iterator[Row]:
    for position, basis in enumerate(filter(None, one.bases), 1):
        letter = basis[-1].upper()
        yield {
            "indicator_id": one.id,
            "basis": basis,
            "position": position,
            "name_vi": f"cơ sở mẫu {letter}",
            "name_en": f"sample basis {letter}",
        }


def _indicator_row(one: SyntheticIndicator) -> Row:
    shape = one.shape
    return {
        "indicator_id": one.id,
        "theme": THEMES[(one.number - 1) % len(THEMES)],
        "position": one.number,
        "name_vi": f"Chỉ tiêu mẫu {one.number:02d}",
        "name_en": f"Sample indicator {one.number:02d}",
        "definition_vi": INVENTED_VI,
        "definition_en": INVENTED_EN,
        "formula_vi": "Số ngẫu nhiên.",
        "formula_en": "A random number.",
        "unit": shape.unit,
        "unit_en": shape.unit_en,
        "decimals": shape.decimals,
        "direction": shape.direction,
        "measures": shape.measures,
        "headline": one.number <= HEADLINES,
        "plausible_low": shape.lowest,
        "plausible_high": shape.highest,
    }


def _break_row(one: SyntheticIndicator) -> Row:
    """An invented change of definition, so that a broken series can be looked at."""
    return {
        "break_id": f"{one.id}_definition",
        "on_date": BREAK_ON,
        "level": "commune",
        "indicator_id": one.id,
        "name_vi": "định nghĩa mẫu mới",
        "name_en": "new sample definition",
        "explanation_vi": "Thay đổi giả định, chỉ để xem một chuỗi bị đứt.",
        "explanation_en": "An invented change, only to show a broken series.",
        "legal_basis": "synthetic",
        "confidence": "unverified",
    }


def _fill_figures(
    connection: duckdb.DuckDBPyConnection,
    invented: list[SyntheticIndicator],
    months: int,
    seed: int,
) -> None:
    connection.execute(sql_text("synthesise/uniform"))
    for one in invented:
        _progress(f"indicator {one.number} of {len(invented)}")
        for basis, reporting in one.bases.items():
            question = {
                "seed": seed,
                "series": one.number,
                "indicator_id": one.id,
                "basis": basis,
                "reporting": reporting,
                "first_month": first_month(months),
                "months": months,
                "recorded_on": RECORDED_ON,
                "gaps_in_december": one.gaps_in_december,
            }
            connection.execute(sql_text("synthesise/figures"), question | one.shape.parameters())


def first_month(months: int) -> date:
    """The first day of the first of so many months, of which the last is a December."""
    years, month = divmod((LAST_YEAR + 1) * 12 - months, 12)
    return date(years, month + 1, 1)
