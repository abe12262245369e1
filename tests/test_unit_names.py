"""Names of units of a source: one area of the province and spelled alike, or left to a person."""

import pytest

from indicators.collection.unit_names import SourceUnit, UnitMatches
from indicators.doubts import Doubt
from indicators.spreadsheets.reference import load_reference
from indicators.spreadsheets.rows.places import Places
from tests.curated_country import country_to_curate
from tests.small_country import write_areas

AREAS = [
    ("VN", "nation", "quốc gia", "Việt Nam", ""),
    ("97", "province", "tỉnh", "Mẫu Bịa", "VN"),
    ("97001", "commune", "xã", "Thanh Bịa", "97"),
    ("97002", "commune", "xã", "Thạnh Bịa", "97"),
    ("97003", "commune", "phường", "Bịa Hòa", "97"),
    ("97004", "commune", "phường", "Bịa Viên - Đà Bịa", "97"),
    ("97005", "commune", "xã", "Cư B'gar", "97"),
    ("97006", "commune", "xã", "Đà Bịa", "97"),
    ("97007", "commune", "xã", "Ba Lo", "97"),
    ("97008", "commune", "xã", "Ba Lơ", "97"),
]


@pytest.fixture(scope="module")
def matches(tmp_path_factory: pytest.TempPathFactory) -> UnitMatches:
    data = country_to_curate(tmp_path_factory.mktemp("names") / "data")
    write_areas(data, AREAS)
    return UnitMatches(Places(load_reference(data)), [])


@pytest.mark.parametrize(("name", "code"), [
    ("UBND xã Thanh Bịa - tỉnh Mẫu Bịa", "97001"),
    ("UBND xã Thạnh Bịa - tỉnh Mẫu Bịa", "97002"),
    ("UBND XÃ THẠNH BỊA", "97002"),
    ("UBND phường Bịa Hoà, T. Mẫu Bịa", "97003"),
    ("UBND phuong Bia Hoa - tinh Mau Bia", "97003"),
    ("UBND phường Bịa Viên - Đà Bịa - tỉnh Mẫu Bịa", "97004"),
    ("UBND phường Bịa Viên – Đà Bịa", "97004"),
    ("Phường Bịa Viên-Đà Bịa", "97004"),
    ("UBND xã Cư B\u2019gar (tỉnh Mẫu Bịa)", "97005"),
    ("UBND xã Đà Bịa - tỉnh Mẫu Bịa", "97006"),
    ("UBND xã Ba Lo - tỉnh Mẫu Bịa", "97007"),
])  # fmt: skip
def test_a_name_leads_to_the_area_that_is_spelled_so(
    matches: UnitMatches, name: str, code: str
) -> None:
    assert matches.commune(SourceUnit("H97.1", name), "97") == code


@pytest.mark.parametrize(("name", "reason"), [
    ("UBND xã Thành Bịa - tỉnh Mẫu Bịa", "spelled_otherwise"),
    ("UBND phường Bịa Hóa", "spelled_otherwise"),
    ("UBND xa Thanh Bia - tinh Mau Bia", "areas_of_this_name"),  # Thanh or Thạnh?
    ("UBND xa Ba Lo - tinh Mau Bia", "areas_of_this_name"),  # Lo, or Lơ without its accent?
    ("Thanh Bia", "areas_of_this_name"),
    ("UBND phường Bịa Viên - tỉnh Mẫu Bịa", "no_such_area"),
    ("UBND xã Đà Bịa - tỉnh Mẫu Xưa", "other_province"),
    ("UBND phường Bịa Viên - huyện Đà Bịa", "unit_of_before"),
])  # fmt: skip
def test_any_other_name_is_left_to_a_person(matches: UnitMatches, name: str, reason: str) -> None:
    found = matches.commune(SourceUnit("H97.1", name), "97")
    assert isinstance(found, Doubt)
    assert found.code == reason
