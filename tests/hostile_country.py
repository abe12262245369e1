"""An invented country whose every text tries to be more than text: names, catalogue, sources."""

import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.small_country import AREAS, DATA, figure, former_unit, source, write_areas, write_country

MARKUP = (
    "[x](http://evil.example) **b** :red[x] $a$ http://evil.example <img src=x onerror=alert(1)> "
    "![i](http://evil.example/i.png) www.evil.example a@evil.example :material/home: ~~s~~ `c`"
)
UNIT = "tr **b** $a$ [x](http://e) <img src=x"  # a unit has at most 40 characters
REMARKS = {"note": f"Ghi {MARKUP}", "locator": f"đoạn {MARKUP}", "correction": f"Sửa {MARKUP}"}


def write_hostile_country(directory: Path) -> Path:
    """Write the curated files of the invented country, hostile in every text that may be free."""
    areas = [(code, level, kind, f"{name} {MARKUP}", parent)
             for code, level, kind, name, parent in AREAS]  # fmt: skip
    sources = [
        source("bia-press", publisher=f"Báo {MARKUP}", title=f"Bài {MARKUP}", note=MARKUP),
        source("bia-official", kind="official", publisher=f"UBND {MARKUP}", note=MARKUP,
               title=f"Tin {MARKUP}", url="https://example.invalid/tin"),
    ]  # fmt: skip
    units = [{**former_unit(code), **dict.fromkeys(("old_name", "old_district", "old_province",
                                                    "legal_basis"), f"Xưa {MARKUP}")}
             for code in ("90001", "90002")]  # fmt: skip
    former = [figure("50", area_code="90001", period_start="2024-01-01", period_end="2024-12-31",
                     **REMARKS)]  # fmt: skip
    data = write_country(directory, _figures(), sources, units, former)
    write_areas(data, areas)
    for name in ("phrases.yaml", "phrases.schema.json", "headers.yaml"):
        shutil.copy(DATA / name, data / name)
    _spoil_catalogue(data / "indicators.yaml")
    return data


def _figures() -> list[dict[str, str]]:
    """Two years of incomes, poverty and growth in six communes; a rival, a revision, a plan."""
    found = []
    for year in ("2024", "2025"):
        days = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        for number in range(1, 7):
            area = f"9900{number}"
            found += [
                figure(f"{50 + number}", area_code=area, **days, **REMARKS),
                figure(f"{number}.5", area_code=area, indicator_id="poverty_rate", **days,
                       **REMARKS),
                figure(f"{10 - number}.25", area_code=area, indicator_id="output_growth", **days,
                       **REMARKS),
            ]  # fmt: skip
    last = {"period_start": "2025-01-01", "period_end": "2025-12-31", **REMARKS}
    return [
        *found,
        figure("55", source_id="bia-official", **last),
        figure("57", area_code="99002", revision="2", recorded_on="2026-01-04", **last),
        figure("12", indicator_id="ntm_criteria_met", basis="set_2021", denominator="19", **last),
        figure("60", area_code="99", **last),
    ]


def _spoil_catalogue(path: Path) -> None:
    catalogue = yaml.safe_load(path.read_text("utf-8"))
    for one in catalogue["indicators"]:
        for field in ("name", "definition", "formula", "numerator", "denominator", "note"):
            _spoil(one, field)
        for basis in one.get("basis", ()):
            _spoil(basis, "name")
        for threshold in one.get("thresholds", ()):
            _spoil(threshold, "label")
        if one["id"] == "income_per_capita":
            one["unit"] = one["unit_en"] = UNIT
    for one in (*catalogue["themes"], *catalogue["regions"]):
        _spoil(one, "name")
    path.write_text(yaml.safe_dump(catalogue, allow_unicode=True, sort_keys=False), "utf-8")


def _spoil(one: dict[str, Any], field: str) -> None:
    """Add the markup to a text, in every language that it has."""
    found = one.get(field)
    if isinstance(found, dict):
        for language, text in found.items():
            found[language] = f"{text} {MARKUP}"
    elif isinstance(found, str):
        one[field] = f"{found} {MARKUP}"
