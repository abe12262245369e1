"""The official figures of every commune, as they stand in the curated files of today."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from indicators.over_time.restate import restated
from indicators.questions.ranking import rank
from indicators.questions.search import search_areas
from indicators.release.store import Store
from indicators.views import ranking_table

pytestmark = pytest.mark.live_table
DATA = Path(__file__).parent.parent / "data"
# Printed by the General Statistics Office for the nation on 1 April 2019.
PEOPLE_OF_2019, HOUSEHOLDS_OF_2019 = 96_208_984, 26_870_079
MAP = "merger-map-2025"


@pytest.fixture(scope="module")
def store(live_database: Path) -> Iterator[Store]:
    with Store(live_database) as opened:
        yield opened


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_census_adds_up_to_the_nation() -> None:
    total: Counter[str] = Counter()
    for row in read("observations_former/census-2019.csv"):
        total[row["indicator_id"]] += int(row["value"])
    assert total == {
        "population": PEOPLE_OF_2019, "urban_population": 33_122_548,
        "households": HOUSEHOLDS_OF_2019, "one_person_households": 2_790_087,
    }  # fmt: skip


def test_restating_loses_nobody(store: Store) -> None:
    """What the two communes without a place leave out, and what is open, is all that is missing."""
    cells = restated(store, store.query("map_communes")["area_code"].tolist(), "population")
    assert Counter(cells["method"].fillna(cells["obstacle"])) == {
        "sum": 2737, "same_unit": 127, "interval": 440, "open_unit": 16
    }  # fmt: skip
    known = cells[cells["value"].notna()]
    open_people = PEOPLE_OF_2019 - known["certain"].sum()
    assert 0 < open_people < known["possible"].sum() - known["certain"].sum() + 800_000


@pytest.mark.parametrize(
    ("indicator_id", "period_set", "at_least"),
    [
        ("population_density", "2025-stated", 2800),
        ("urban_share", "2019", 3300),
        ("one_person_household_share", "2019", 3300),
        ("average_household_size", "2019", 3260),
        ("minimum_wage_month", "2026", 3321),
        ("population_change_since_2019", "2025-stated", 2860),
        ("population", "2025-stated", 2876),
    ],
)
def test_what_a_reader_meets_first_covers_the_country(
    store: Store, indicator_id: str, period_set: str, at_least: int
) -> None:
    found = rank(store, indicator_id)
    assert found.period is not None and found.period.code == period_set
    assert found.coverage.reported >= at_least
    assert not found.ranked  # none of them is better when higher
    rows = found.rows
    last = rows["value_high"]
    assert (rows["value"] >= rows["value_low"]).all() and (rows["value"] <= last).all()


def test_a_commune_is_the_sum_of_its_parts(store: Store) -> None:
    """Cổ Đô: eight communes of 2019, of which Tản Hồng vanished on 1 January 2025."""
    (row,) = restated(store, ["09634"], "population").to_dict("records")
    assert (row["value"], row["method"], row["parts"], row["parts_found"]) == (63900, "sum", 8, 8)


def test_what_was_cut_up_is_an_interval(store: Store) -> None:
    """Tân Phong of Biên Hòa lived on, yet the list of changes gives it to two other wards."""
    cells = restated(store, ["26041", "26188"], "population").set_index("area_code")
    assert cells["method"].tolist() == ["interval", "interval"]
    assert cells["certain"].tolist() == [182_011, 67_338]
    assert (cells["possible"] - cells["certain"]).tolist() == [56_446, 56_446]


def test_the_map_agrees_with_the_census_wherever_it_is_used(store: Store) -> None:
    found = store.query("figures_with_sources", observation_ids=None,
                        indicator_id="population_change_since_2019")  # fmt: skip
    of_map = found[found["source_id"] == MAP]
    assert len(of_map) >= 2860
    # Between 0.75 and 1.6 times the census, whatever of the divided units belongs there.
    assert (of_map["value_high"] > -25).all() and (of_map["value_low"] < 60).all()
    assert of_map["method"].eq("change").all()


def test_the_level_of_an_unknown_day_is_ranked_with_no_dated_one(store: Store) -> None:
    rows = store.query("figures_with_sources", observation_ids=None, indicator_id="population")
    of_map = rows[rows["source_id"] == MAP]
    assert set(of_map["period_set"]) == {"2025-stated"}
    assert of_map["period_start"].isna().all()
    assert of_map["note_en"].str.contains("day of the count not printed").all()
    dated = rows[rows["period_start"].notna() & rows["method"].isna()]
    assert not dated["period_set"].str.endswith("-stated").any()


def test_wage_regions_cover_the_country_and_agree_with_the_amounts() -> None:
    regions = {row["area_code"]: row["wage_region"] for row in read("wage_regions.csv")}
    assert Counter(regions.values()) == {"I": 440, "II": 435, "III": 799, "IV": 1647}
    amounts = {"I": "5310000", "II": "4730000", "III": "4140000", "IV": "3700000"}
    for row in read("observations/wage-2026.csv"):
        assert row["value"] == amounts[regions[row["area_code"]]]
        assert row["locator"] == f"Vùng {regions[row['area_code']]}"


def test_neighbours_lie_beside_each_other() -> None:
    pairs = read("neighbours.csv")
    assert len(pairs) == 9246
    points = {
        row["area_code"]: (float(row["latitude"]), float(row["longitude"]))
        for row in read("areas.csv") if row["level"] == "commune" and not row["valid_to"]
    }  # fmt: skip
    apart = pd.Series([
        max(abs(a - b) for a, b in zip(points[one["area_code"]], points[one["neighbour_code"]],
                                       strict=True))
        for one in pairs
    ])  # fmt: skip
    assert apart.max() < 1  # degree


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [("Tản Hồng", "09634", "Tản Hồng"), ("Kim Lan", "00577", "Kim Lan"),
     ("xã tản hồng, ba vì", "09634", "Tản Hồng"), ("kim lan gia lam", "00577", "Kim Lan")],
)  # fmt: skip
def test_units_that_vanished_before_the_reform_are_found(
    store: Store, text: str, code: str, name: str
) -> None:
    found = search_areas(store, text)
    assert found.loc[0, ["area_code", "matched_name"]].tolist() == [code, name]


def test_every_open_unit_says_why() -> None:
    rows = read("area_lineage_open.csv")
    assert Counter(row["open"] for row in rows) == {"successor": 3, "predecessor": 5}
    assert all(row["reason_vi"] and row["reason_en"] for row in rows)


def test_the_two_meanings_of_a_code_are_kept_apart(store: Store) -> None:
    """00004 was Trúc Bạch until the reform and is Ba Đình."""
    former = store.query("former_figures", area_codes=["00004"])
    assert "Trúc Bạch" in set(former.loc[former["old_code"] == "00004", "old_name"])
    (cell,) = restated(store, ["00004"], "population").to_dict("records")
    own = former[(former["old_code"] == "00004") & (former["indicator_id"] == "population")]
    assert cell["value"] > own["value"].iloc[0]


def test_every_series_of_the_country_is_ranked_in_words(store: Store) -> None:
    """Figures that no source prints have no place in a text, and their table is drawn the same."""
    themes = store.query("indicators")
    ids = themes.loc[themes["theme"] == "country_wide", "indicator_id"]
    assert len(ids) > 5
    for indicator_id in ids:
        ranking = rank(store, indicator_id, province="01")
        rows = ranking.rows.head(50)
        sources = store.query("sources_by_id", source_ids=sorted(set(rows["source_id"])))
        table = ranking_table.displayed_figures(ranking, rows.to_dict("records"), sources, {}, "vi")
        assert len(table) == len(rows) > 0
        assert all(isinstance(row["locator"], str) for row in table)
