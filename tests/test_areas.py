"""The curated areas and their lineage: counts, names, parents, validity, and how they are made."""

import csv
import importlib.util
import unicodedata
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from indicators.names import fold, normalise_name

DATA = Path(__file__).parent.parent / "data"
Row = dict[str, str]

# Days on which the lists of areas differ: the reform, and Đồng Nai as a city.
REFORM, CITY_OF_DONG_NAI = "2025-07-01", "2026-04-30"
DAYS = (REFORM, "2026-04-29", CITY_OF_DONG_NAI, "2026-12-31")


def read(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def areas() -> list[Row]:
    return read("areas.csv")


@pytest.fixture(scope="module")
def lineage() -> list[Row]:
    return read("area_lineage.csv")


def of_reform(lineage: list[Row]) -> list[Row]:
    return [pair for pair in lineage if pair["valid_from"] == REFORM]


def on_day(areas: list[Row], day: str) -> list[Row]:
    return [a for a in areas if a["valid_from"] <= day <= (a["valid_to"] or "9999-12-31")]


@pytest.mark.parametrize(
    ("day", "xa", "phuong"),
    [(REFORM, 2621, 687), ("2026-04-29", 2621, 687), (CITY_OF_DONG_NAI, 2611, 697)],
)
def test_communes_by_type_and_day(areas: list[Row], day: str, xa: int, phuong: int) -> None:
    types = Counter(a["area_type"] for a in on_day(areas, day) if a["level"] == "commune")
    assert types == {"xã": xa, "phường": phuong, "đặc khu": 13}
    assert types.total() == 3321


@pytest.mark.parametrize(("day", "provinces", "cities"), [(REFORM, 28, 6), (DAYS[2], 27, 7)])
def test_provinces_by_type_and_day(areas: list[Row], day: str, provinces: int, cities: int) -> None:
    types = Counter(a["area_type"] for a in on_day(areas, day) if a["level"] == "province")
    assert types == {"tỉnh": provinces, "thành phố": cities}


@pytest.mark.parametrize("day", DAYS)
def test_a_code_is_valid_once_and_its_parent_with_it(areas: list[Row], day: str) -> None:
    valid = on_day(areas, day)
    levels = {a["area_code"]: a["level"] for a in valid}
    assert len(levels) == len(valid) == 3356
    above = {"nation": None, "province": "nation", "commune": "province"}
    wrong = [a for a in valid if levels.get(a["parent_code"]) != above[a["level"]]]
    assert wrong == []


@pytest.mark.parametrize("day", DAYS)
def test_no_name_is_used_twice_in_a_province(areas: list[Row], day: str) -> None:
    names = Counter((a["parent_code"], a["name"]) for a in on_day(areas, day))
    assert [name for name, count in names.items() if count > 1] == []


def test_validities_of_a_code_follow_each_other_without_gap(areas: list[Row]) -> None:
    history = [(a["area_code"], a["valid_from"], a["valid_to"]) for a in areas]
    again = [code for code, count in Counter(h[0] for h in history).items() if count > 1]
    assert len(again) == 11
    for code in again:
        spans = sorted(h[1:] for h in history if h[0] == code)
        assert spans == [("2025-07-01", "2026-04-29"), ("2026-04-30", "")]


def test_names_are_written_one_way(areas: list[Row], lineage: list[Row]) -> None:
    names = {a["name"] for a in areas}
    for column in ("old_name", "old_district", "old_province"):
        names |= {pair[column] for pair in lineage}
    assert [n for n in names if n != unicodedata.normalize("NFC", n)] == []
    assert [n for n in names if n != normalise_name(n)] == []


def test_names_of_areas_stand_without_their_type(areas: list[Row]) -> None:
    types = ("xã ", "phường ", "đặc khu ", "tỉnh ", "thành phố ", "thị trấn ")
    assert [a["name"] for a in areas if a["name"].lower().startswith(types)] == []


@pytest.mark.parametrize(
    ("code", "area_type", "name", "province"),
    [
        ("24717", "xã", "Đức An", "68"),
        ("26740", "phường", "Sài Gòn", "79"),
        ("15961", "xã", "Hoằng Lộc", "38"),
        ("24820", "phường", "2 Bảo Lộc", "68"),
        ("20333", "đặc khu", "Hoàng Sa", "48"),
        ("22736", "đặc khu", "Trường Sa", "56"),
        ("10543", "phường", "Việt Hòa", "31"),
        ("25270", "phường", "Lộc Ninh", "75"),
        ("26485", "phường", "Nhơn Trạch", "75"),
    ],
)
def test_known_communes_today(
    areas: list[Row], code: str, area_type: str, name: str, province: str
) -> None:
    [area] = [a for a in on_day(areas, DAYS[-1]) if a["area_code"] == code]
    assert (area["area_type"], area["name"], area["parent_code"]) == (area_type, name, province)


def test_points_lie_in_viet_nam_with_both_archipelagos(areas: list[Row]) -> None:
    points = {
        a["area_code"]: (float(a["latitude"]), float(a["longitude"]))
        for a in areas
        if a["level"] != "nation"
    }
    outside = [c for c, (y, x) in points.items() if not (6 < y < 23.5 and 102 < x < 118)]
    assert outside == []
    assert points["20333"][1] > 111  # Hoàng Sa
    assert points["22736"][1] > 111  # Trường Sa


def test_exchanged_points_are_back_in_their_places(areas: list[Row]) -> None:
    points = {a["area_code"]: (a["latitude"], a["longitude"]) for a in areas}
    assert points["04924"] == ("20.87634", "105.50161")  # Lương Sơn, once in Hòa Bình
    assert points["08296"] == ("21.47574", "104.93791")  # Sơn Lương, once in Yên Lập


def test_an_area_says_where_it_is_from(areas: list[Row]) -> None:
    today = [a for a in on_day(areas, DAYS[-1]) if a["level"] == "commune"]
    assert Counter(a["area_km2_from"] for a in today) == {
        "printed": 2878, "computed": 441, "stated": 1, "": 1
    }  # fmt: skip
    assert [a["name"] for a in today if not a["area_km2"]] == ["Trường Sa"]


def test_an_area_is_that_of_its_boundary(areas: list[Row]) -> None:
    facts = {row["area_code"]: row for row in read("preparation/geometry_facts.csv")}
    far = [a["name"] for a in on_day(areas, DAYS[-1]) if a["level"] == "commune" and a["area_km2"]
           and abs(float(a["area_km2"]) / float(facts[a["area_code"]]["area_km2_boundary"]) - 1)
           > 0.065]  # fmt: skip
    assert far == ["Hoàng Sa"]  # its boundary encloses sea


def test_an_area_is_known_or_empty_and_never_copied_from_a_namesake(areas: list[Row]) -> None:
    today = [a for a in on_day(areas, DAYS[-1]) if a["level"] == "commune"]
    known = [a for a in today if a["area_km2"]]
    assert min(float(a["area_km2"]) for a in known) > 0
    pairs = Counter((fold(a["name"]), a["area_km2"]) for a in known)
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_communes_add_up_to_their_province(areas: list[Row]) -> None:
    today = on_day(areas, DAYS[-1])
    total: Counter[str] = Counter()
    for area in today:
        if area["level"] == "commune" and area["area_km2"]:
            total[area["parent_code"]] += float(area["area_km2"])  # type: ignore[assignment]
    stated = {a["area_code"]: float(a["area_km2"]) for a in today if a["level"] == "province"}
    off = {code: round(total[code] / area - 1, 3) for code, area in stated.items()}
    # Provinces with islands, tidal flats and wide river mouths: their stated area counts water, or
    # land won since.
    assert sum(abs(share) <= 0.005 for share in off.values()) == 25
    assert all(abs(share) < 0.07 for share in off.values())


def test_every_commune_has_a_predecessor(areas: list[Row], lineage: list[Row]) -> None:
    communes = {a["area_code"] for a in areas if a["level"] == "commune"}
    assert {pair["new_code"] for pair in of_reform(lineage)} == communes


def test_whole_units_have_one_successor_and_divided_ones_several(lineage: list[Row]) -> None:
    lineage = of_reform(lineage)
    successors = Counter(pair["old_code"] for pair in lineage)
    assert len(successors) == 10_040
    assert len(lineage) == 10_571
    parts = {pair["old_code"]: pair["part"] for pair in lineage}
    assert Counter(parts.values()) == {"whole": 9598, "divided": 442}
    assert [c for c, n in successors.items() if (n > 1) != (parts[c] == "divided")] == []


def test_duc_an_was_made_of_three(lineage: list[Row]) -> None:
    made_of = [pair for pair in of_reform(lineage) if pair["new_code"] == "24717"]
    assert [(p["old_name"], p["old_district"], p["old_province"], p["part"]) for p in made_of] == [
        ("Đức An", "Đắk Song", "Đắk Nông", "whole"),
        ("Nam Bình", "Đắk Song", "Đắk Nông", "whole"),
        ("Đắk N'Drung", "Đắk Song", "Đắk Nông", "whole"),
    ]
    assert {p["legal_basis"] for p in made_of} == {"Nghị quyết 1671/NQ-UBTVQH15"}


def test_a_type_stays_where_the_name_alone_would_not_do(lineage: list[Row]) -> None:
    names = {pair["old_code"]: pair["old_name"] for pair in of_reform(lineage)}
    assert names["19333"] == "Phường 1"
    assert (names["00526"], names["00532"]) == ("thị trấn Yên Viên", "xã Yên Viên")
    districts = {pair["old_district"] for pair in lineage}
    assert {"Quận 1", "huyện Cai Lậy", "thị xã Cai Lậy", "Đắk Song"} <= districts


def test_namesakes_across_provinces_are_not_mixed_up(lineage: list[Row]) -> None:
    successors = {p["new_code"] for p in of_reform(lineage) if p["old_code"] == "11890"}
    assert successors == {"11911"}  # Hòa Bình (Vĩnh Bảo) is in Nguyễn Bỉnh Khiêm alone


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_areas", DATA / "make_areas.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


needs_package = pytest.mark.skipif(
    importlib.util.find_spec("vietnamadminunits") is None,
    reason="vietnamadminunits is not installed (pip install -r requirements-dev.txt)",
)


@needs_package
def test_the_script_makes_the_committed_files(tmp_path: Path) -> None:
    assert load_script().main(["--out", str(tmp_path)]) == 0
    for name in ("areas.csv", "area_lineage.csv"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name


@needs_package
def test_facts_that_changed_are_noticed() -> None:
    script = load_script()
    package = script.read_package(script.package_directory())
    facts = script.read_facts(DATA / "preparation" / "geometry_facts.csv")
    corrections = script.yaml.safe_load((DATA / "area_corrections.yaml").read_text("utf-8"))
    facts["22736"]["computed"] = 1.5
    with pytest.raises(script.SourceChanged, match=r"22736 Trường Sa: found 1\.5, expected 4208"):
        script.corrected(package, facts, corrections)


@needs_package
def test_an_uncorrected_package_fails_its_own_checks() -> None:
    script = load_script()
    package = script.read_package(script.package_directory())
    problems = script.problems_left(package)
    displaced = {line[:5] for line in problems if "displaced" in line}
    assert displaced == {
        "04714", "04924", "06172", "06757", "06967", "08296", "28615", "29983", "30130", "30781",
    }  # fmt: skip
    assert sum("former communes called" in line for line in problems) == 28
