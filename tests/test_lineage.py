"""Codes by day and the chain of steps to the communes of today, on invented units."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from indicators.curated.check import check
from indicators.curated.lineage import composed_rows, former_units, units_on
from indicators.over_time.restate import restated
from indicators.questions.search import search_areas
from indicators.release.build import build
from indicators.release.store import Store
from tests.small_country import figure, former_unit, write_country, write_rows

BEFORE_FIRST, BETWEEN, LAST_DAY = date(2019, 4, 1), date(2024, 12, 1), date(2025, 6, 30)
FIRST_STEP = "2024-11-10"


def step(old_code: str, new_code: str, part: str = "whole", **cells: str) -> dict[str, str]:
    """A unit that changed on the first step."""
    return {**former_unit(old_code, new_code, part), "valid_from": FIRST_STEP, **cells}


# 90003 went into 90001; 90004 was cut up between 90002 and 90005; 90006 stayed as it was.
STEPS = [
    step("90001", "90001"), step("90003", "90001", old_name="Bịa Cổ"),
    step("90002", "90002"), step("90004", "90002", "divided"), step("90004", "90005", "divided"),
]  # fmt: skip
REFORM = [former_unit("90001"), former_unit("90002"), former_unit("90005", "99002"),
          former_unit("90006", "99002")]  # fmt: skip
CHAIN = [*STEPS, *REFORM]


def test_a_code_leads_to_today_by_the_day_on_which_it_was_used() -> None:
    units = list(former_units(CHAIN))
    old, new = units_on(units, BEFORE_FIRST), units_on(units, BETWEEN)
    assert {code: (unit.successors, unit.part) for code, unit in old.items()} == {
        "90001": (("99001",), "whole"), "90002": (("99001",), "whole"),
        "90003": (("99001",), "whole"), "90004": (("99001", "99002"), "divided"),
        "90006": (("99002",), "whole"),
    }  # fmt: skip
    assert {code: unit.successors for code, unit in new.items()} == {
        "90001": ("99001",), "90002": ("99001",), "90005": ("99002",), "90006": ("99002",),
    }  # fmt: skip
    assert units_on(units, date(2025, 7, 1)) == {}


def test_a_division_inside_one_commune_of_today_divides_nothing() -> None:
    inside = [step("90004", "90001", "divided"), step("90004", "90002", "divided")]
    old = units_on(former_units([*inside, *REFORM]), BEFORE_FIRST)
    assert (old["90004"].successors, old["90004"].part) == (("99001",), "whole")


def test_one_code_may_mean_two_units() -> None:
    reused = [step("90001", "90002"), step("90002", "90002"), step("90007", "90001")]
    units = list(former_units([*reused, former_unit("90001", "99002"), former_unit("90002")]))
    assert units_on(units, BEFORE_FIRST)["90001"].successors == ("99001",)
    assert units_on(units, BETWEEN)["90001"].successors == ("99002",)


def test_the_table_says_which_state_was_the_last() -> None:
    rows = list(composed_rows(CHAIN))
    assert {row["old_code"] for row in rows if row["is_last"]} == {
        "90001", "90002", "90005", "90006"
    }  # fmt: skip
    assert {row["to_day"] for row in rows} == {date(2024, 11, 9), LAST_DAY}


def census(value: str, code: str, indicator_id: str = "population") -> dict[str, str]:
    return figure(value, area_code=code, indicator_id=indicator_id, period_start="2019-04-01",
                  period_end="2019-04-01")  # fmt: skip


def store_of(
    tmp_path: Path, former: list[dict[str, str]], figures: list[dict[str, str]] | None = None,
    open_units: list[dict[str, str]] | None = None,
) -> Store:  # fmt: skip
    data = write_country(tmp_path / "data", figures or [], lineage=CHAIN, former=former)
    if open_units:
        write_rows(data, "area_lineage_open.csv", "area_lineage_open", open_units)
    build(data, tmp_path / "release.duckdb")
    return Store(tmp_path / "release.duckdb")


FIVE = [census(value, code) for code, value in
        (("90001", "100"), ("90002", "200"), ("90003", "400"), ("90004", "800"),
         ("90006", "1600"))]  # fmt: skip


def test_figures_are_restated_along_the_chain_into_the_release(tmp_path: Path) -> None:
    with store_of(tmp_path, FIVE) as store:
        cells = restated(store, ["99001", "99002"]).set_index("area_code")
        rows = store.query("area_observations", area_code="99001")
    assert cells["certain"].tolist() == [700, 1600]
    assert cells["possible"].tolist() == [1500, 2400]
    assert cells["value"].tolist() == [1100, 2000]
    (row,) = rows[rows["indicator_id"] == "population"].to_dict("records")
    assert (row["value"], row["method"], row["parts"], row["parts_found"]) == (
        1100, "interval", 4, 4)  # fmt: skip
    assert (row["status"], row["qualifier"], row["source_id"]) == ("E", "about", "bia-press")
    assert pd.isna(row["printed_value"]) and pd.isna(row["as_printed"])


def test_a_printed_figure_of_the_same_cell_stays_alone(tmp_path: Path) -> None:
    own = census("1234", "99001")
    with store_of(tmp_path, FIVE, [own]) as store:
        rows = store.query("area_observations", area_code="99001")
    rows = rows[rows["indicator_id"] == "population"]
    assert rows["value"].tolist() == [1234]
    assert rows["method"].isna().all()


def test_shares_are_made_of_the_restated_counts(tmp_path: Path) -> None:
    counts = [("90001", "100", "50"), ("90002", "200", "100"), ("90003", "400", "100"),
              ("90004", "800", "200"), ("90006", "1600", "400")]  # fmt: skip
    former = [*(census(people, code) for code, people, _households in counts),
              *(census(households, code, "households") for code, _people, households in counts),
              *(census("0", code, "urban_population") for code, *_ in counts[:3]),
              census("800", "90004", "urban_population"),
              census("400", "90006", "urban_population")]  # fmt: skip
    with store_of(tmp_path, former) as store:
        rows = store.query("area_observations", area_code="99001").set_index("indicator_id")
    size, share = rows.loc["average_household_size"], rows.loc["urban_share"]
    # 700 to 1,500 people in 250 to 450 households.
    assert size["value"] == pytest.approx(1500 / 450)
    assert (size["value_low"], size["value_high"]) == pytest.approx((700 / 450, 1500 / 250))
    # None of 700 for certain; all 800 of the divided unit are urban, whoever came.
    assert share["value"] == pytest.approx(100 * 800 / 1500)
    assert (share["value_low"], share["value_high"]) == pytest.approx((0, 100 * 800 / 1500))
    assert (share["method"], share["status"]) == ("interval", "E")


def test_an_open_unit_keeps_a_figure_open_and_says_so(tmp_path: Path) -> None:
    nowhere = {"code": "90009", "name": "Bịa Lạc", "district": "Huyện Bịa",
               "province": "Tỉnh Bịa", "figures_before": FIRST_STEP, "open": "successor",
               "affects": "99001", "reason_vi": "bịa", "reason_en": "made up"}  # fmt: skip
    with store_of(tmp_path, [*FIVE, census("7", "90009")], open_units=[nowhere]) as store:
        cells = restated(store, ["99001", "99002"]).set_index("area_code")
    assert cells.loc["99001", "obstacle"] == "open_unit"
    assert cells.loc["99001", "open_units"] == ("Bịa Lạc",)
    assert cells.loc["99002", "value"] == 2000


def test_search_finds_units_of_every_state(tmp_path: Path) -> None:
    with store_of(tmp_path, []) as store:
        assert search_areas(store, "bia co")["area_code"].tolist() == ["99001"]
        assert search_areas(store, "90004")["area_code"].tolist() == ["99001", "99002"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([step("90003", "90008"), *REFORM],
         "new_code: found '90008', expected a unit that stands before the step of 2025-07-01"),
        ([former_unit("90001", "99999")], "new_code: found '99999', expected an area_code"),
        ([step("90004", "90001"), step("90004", "90002"), *REFORM],
         "part: found 'whole', expected divided"),
    ],
)  # fmt: skip
def test_faults_of_the_chain_are_found(
    tmp_path: Path, rows: list[dict[str, str]], expected: str
) -> None:
    data = write_country(tmp_path, [], lineage=rows)
    assert any(expected in str(problem) for problem in check(data).problems)


def test_a_former_code_counts_on_its_days_only(tmp_path: Path) -> None:
    late = figure("1", area_code="90003", indicator_id="population", period_start="2025-01-01",
                  period_end="2025-01-01")  # fmt: skip
    data = write_country(tmp_path, [], lineage=CHAIN, former=[*FIVE, late])
    (problem,) = check(data).problems
    assert "period_end: found 2025-01-01, expected a day before 2024-11-10" in str(problem)
