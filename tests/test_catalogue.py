"""The catalogue holds what the table needs: ids, bases, applicability, floors, both languages."""

import csv
import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indicators.catalogue.database_rows import catalogue_tables
from indicators.catalogue.loading import catalogue_problems, load_catalogue

# Run on a catalogue that has grown, too.
pytestmark = pytest.mark.live_table

DATA = Path(__file__).parents[1] / "data"
CATALOGUE_FILE = DATA / "indicators.yaml"
CATALOGUE = load_catalogue(CATALOGUE_FILE)
SCHEMA = json.loads((DATA / "indicators.schema.json").read_text(encoding="utf-8"))

HEADLINE = (
    "budget_revenue_vs_plan",
    "income_per_capita",
    "poverty_rate",
    "ntm_criteria_met",
    "ntm_advanced_criteria_met",
    "online_dossier_share",
)
PROMISED_IDS = [
    "budget_revenue", "budget_revenue_vs_plan", "budget_expenditure_vs_plan",
    "public_investment_disbursed_share", "income_per_capita", "poverty_rate",
    "near_poverty_rate", "ntm_criteria_met", "ntm_advanced_criteria_met",
    "online_dossier_share", "ontime_dossier_share", "digitised_dossier_share",
    "dossiers_received", "satisfaction_rate", "service_index_766", "population",
    "health_insurance_coverage", "clean_water_share", "waste_collected_share",
    "trained_worker_share", "national_standard_school_share", "e_health_record_share",
    "gross_output", "output_growth", "party_members", "party_members_admitted", "ocop_products",
    "targets_met", "new_enterprises", "jobs_created", "forest_cover",
]  # fmt: skip


def test_the_catalogue_has_no_problem() -> None:
    assert [str(problem) for problem in catalogue_problems(CATALOGUE_FILE)] == []


def test_headline_indicators_are_six_in_their_order() -> None:
    assert tuple(one.id for one in CATALOGUE.headline) == HEADLINE


def test_every_promised_indicator_is_there() -> None:
    assert len(PROMISED_IDS) == 31
    assert [one for one in PROMISED_IDS if one not in CATALOGUE.indicators] == []


def test_no_theme_is_empty_and_each_stands_together() -> None:
    themes = [one.theme for one in CATALOGUE.indicators.values()]
    assert list(dict.fromkeys(themes)) == list(CATALOGUE.themes)
    assert {one.theme for one in CATALOGUE.indicators.values()} == set(CATALOGUE.themes)


def test_every_figure_of_the_table_has_its_indicator_basis_and_range() -> None:
    files = sorted((DATA / "observations").glob("*.csv"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    rows = [row for text in texts for row in csv.DictReader(text.splitlines(keepends=True))]
    assert sorted({row["indicator_id"] for row in rows} - CATALOGUE.indicators.keys()) == []
    levels = {"VN": "nation"}
    faults = []
    for row in rows:
        one, code = CATALOGUE.indicators[row["indicator_id"]], row["area_code"]
        low, high = one.plausible(levels.get(code, "province" if len(code) == 2 else "commune"))
        bases = [basis.code for basis in one.basis] or [""]
        if row["basis"] not in bases or not low <= float(row["value"]) <= high:
            faults.append((code, one.id, row["basis"], row["value"]))
    assert faults == []


def test_criteria_exist_for_communes_and_not_for_wards() -> None:
    criteria = CATALOGUE.indicators["ntm_criteria_met"]
    for day in (date(2025, 7, 1), date(2025, 12, 31), date(2026, 6, 30)):
        assert criteria.applies("xã", day)
        assert not criteria.applies("phường", day)
        assert not criteria.applies("đặc khu", day)
        assert not criteria.applies("tỉnh", day)


def test_a_commune_that_becomes_a_ward_loses_the_criteria_on_that_day() -> None:
    """Ten xã of Đồng Nai are phường from 30 April 2026: what applies follows that day's type."""
    criteria = CATALOGUE.indicators["ntm_criteria_met"]
    type_by_day = {date(2026, 4, 29): "xã", date(2026, 4, 30): "phường"}
    assert [criteria.applies(kind, day) for day, kind in type_by_day.items()] == [True, False]
    income = CATALOGUE.indicators["income_per_capita"]
    assert [income.applies(kind, day) for day, kind in type_by_day.items()] == [True, True]


def test_the_criteria_sets_change_on_15_february_2026() -> None:
    old, new = CATALOGUE.indicators["ntm_criteria_met"].basis
    eve, day = date(2026, 2, 14), date(2026, 2, 15)
    assert (old.code, eve in old.span, day in old.span) == ("set_2021", True, False)
    assert (new.code, eve in new.span, day in new.span) == ("set_2026", False, True)
    advanced = CATALOGUE.indicators["ntm_advanced_criteria_met"]
    assert (advanced.applies("xã", eve), advanced.applies("xã", day)) == (True, False)


def test_what_only_mirrors_size_or_spending_is_never_ranked() -> None:
    unranked = ["budget_revenue", "budget_expenditure_vs_plan", "population", "area_km2",
                "dossiers_received", "party_members", "targets_met"]  # fmt: skip
    assert {CATALOGUE.indicators[one].direction for one in unranked} == {"none"}
    assert CATALOGUE.indicators["poverty_rate"].direction == "lower"
    assert CATALOGUE.indicators["near_poverty_rate"].direction == "lower"


def test_stocks_are_exactly_the_states_whose_date_is_the_period() -> None:
    stocks = {one.id for one in CATALOGUE.indicators.values() if one.measures == "stock"}
    assert stocks == {
        "population", "area_km2", "former_units_merged", "party_members", "party_members_full",
        "party_organisations", "community_service_groups", "community_service_volunteers",
    }  # fmt: skip


def test_ranges_refuse_slips_and_let_real_figures_pass() -> None:
    low, high = CATALOGUE.indicators["online_dossier_share"].plausible("commune")
    assert (low, high) == (0, 100)  # refuses 9,688 % for 96.88 %
    revenue = CATALOGUE.indicators["budget_revenue"]
    assert revenue.plausible("commune")[1] < 269_505 < revenue.plausible("province")[1]
    with pytest.raises(ValueError, match="expected one of nation, province, commune"):
        revenue.plausible("district")


def test_every_province_is_in_one_region() -> None:
    provinces = [code for region in CATALOGUE.regions.values() for code in region.provinces]
    assert len(provinces) == len(set(provinces)) == 34
    assert len(CATALOGUE.regions) == 6
    assert CATALOGUE.region_of("75") == CATALOGUE.regions["southeast"]
    assert CATALOGUE.region_of("99") is None


@pytest.mark.parametrize(
    ("province", "floor_2020", "floor_2025"),
    [
        ("19", 36, 48),
        ("01", 50, 62),
        ("38", 36, 48),
        ("66", 41, 53),
        ("79", 59, 71),
        ("96", 50, 62),
    ],
)
def test_income_floors_by_region_and_year(province: str, floor_2020: int, floor_2025: int) -> None:
    (early,) = CATALOGUE.thresholds("income_per_capita", "xã", province, date(2020, 12, 31))
    (late,) = CATALOGUE.thresholds("income_per_capita", "xã", province, date(2025, 12, 31))
    assert (early.value, early.confidence) == (floor_2020, "seen")
    assert (late.value, late.confidence) == (floor_2025, "unverified")
    assert CATALOGUE.thresholds("income_per_capita", "xã", province, date(2023, 1, 1)) == ()
    assert CATALOGUE.thresholds("income_per_capita", "phường", province, date(2025, 1, 1)) == ()


@pytest.mark.parametrize("province", ["24", "25", "80"])
def test_no_floor_where_a_merger_crossed_an_old_regional_border(province: str) -> None:
    assert CATALOGUE.thresholds("income_per_capita", "xã", province, date(2025, 6, 1)) == ()


def test_every_text_is_there_in_both_languages_and_in_nfc() -> None:
    texts: list[tuple[str, Any]] = []
    for one in CATALOGUE.indicators.values():
        fields = ("name", "definition", "formula", "numerator", "denominator", "reading")
        texts += [(one.id, getattr(one, field)) for field in fields]
        texts += [(one.id, basis.name) for basis in one.basis]
        texts += [(one.id, threshold.label) for threshold in one.thresholds]
        texts += [(one.id, document.title) for document in one.legal_basis]
    texts += [(theme.id, theme.name) for theme in CATALOGUE.themes.values()]
    texts += [(region.code, region.name) for region in CATALOGUE.regions.values()]
    there = [(place, text) for place, text in texts if text is not None]
    assert [place for place, text in there if not text.vi.strip() or not text.en.strip()] == []
    assert [place for place, text in there if text.vi == text.en] == []
    assert [place for place, t in there if not unicodedata.is_normalized("NFC", t.vi + t.en)] == []


def test_names_and_ids_near_to_a_text_are_found_without_accents() -> None:
    assert CATALOGUE.nearest_ids("poverty_rat")[0] == "poverty_rate"
    assert CATALOGUE.nearest_ids("Tỷ lệ hộ nghèo")[0] == "poverty_rate"
    assert CATALOGUE.nearest_ids("thu ngan sach") == ["budget_revenue", "budget_revenue_vs_plan"]
    assert CATALOGUE.nearest_ids("xyzzy") == []


def test_tables_have_one_row_per_grain() -> None:
    tables = catalogue_tables(CATALOGUE)
    assert [row["indicator_id"] for row in tables["indicator"]] == list(CATALOGUE.indicators)
    assert tables["indicator"][1]["position"] == 2
    criteria = [r for r in tables["indicator_applies"] if r["indicator_id"] == "ntm_criteria_met"]
    assert criteria == [
        {"indicator_id": "ntm_criteria_met", "area_type": "xã", "valid_from": date(2021, 1, 1),
         "valid_to": None}
    ]  # fmt: skip
    bases = [r["basis"] for r in tables["indicator_basis"] if r["indicator_id"] == "budget_revenue"]
    assert bases == ["area", "own", "unspecified"]
    floors = [r for r in tables["threshold"] if r["indicator_id"] == "income_per_capita"]
    assert len(floors) == 12


def test_the_schema_teaches_every_field() -> None:
    """Each subschema under properties, items and $defs has a title, a description, examples."""

    def untaught(schema: dict[str, Any], path: str) -> list[str]:
        lacking = [key for key in ("title", "description", "examples") if key not in schema]
        found = [f"{path}: no {key}" for key in lacking]
        for group in ("properties", "$defs"):
            for name, below in schema.get(group, {}).items():
                found += untaught(below, f"{path}.{name}")
        if isinstance(schema.get("items"), dict) and "$ref" not in schema["items"]:
            found += untaught(schema["items"], f"{path}[]")
        return found

    assert untaught(SCHEMA, "catalogue") == []
