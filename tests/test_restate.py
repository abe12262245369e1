"""Figures of former communes on today's boundaries, worked out by hand on an invented country."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.curated.check import check
from indicators.over_time.restate import (
    former_figures,
    restated,
)
from indicators.over_time.trend import trend
from indicators.release.build import build
from indicators.release.restating import _lowest_mean
from indicators.release.store import Store
from tests.small_country import figure, former_unit, write_country

YEAR_2024 = {"period_start": "2024-01-01", "period_end": "2024-12-31"}
WHOLE = [former_unit("90001"), former_unit("90002"), former_unit("90003")]


def old_figure(value: str, old_code: str, indicator_id: str, **cells: str) -> dict[str, str]:
    return figure(value, area_code=old_code, indicator_id=indicator_id, **{**YEAR_2024, **cells})


def in_year(year: int) -> dict[str, str]:
    return {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}


def people(value: str, old_code: str, year: int, **cells: str) -> dict[str, str]:
    return old_figure(value, old_code, "population",
                      **{"period_start": "", "period_end": f"{year}-12-31", **cells})  # fmt: skip


def store_of(
    folder: Path, former: list[dict[str, str]], lineage: list[dict[str, str]] | None = None
) -> Store:
    data = write_country(folder / "data", [], lineage=lineage or WHOLE, former=former)
    db = folder / "release.duckdb"
    build(data, db)
    return Store(db)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Three former communes of which 99001 is made: each question has a year of its own."""
    figures = [*SUMMED, *TENTHS, *COUNTED, *UNCOUNTED, *WITH_BASE, *WEIGHED_INCOMES, *TWO_OF_THREE,
               *CRITERIA, *WORDED]  # fmt: skip
    with store_of(tmp_path_factory.mktemp("whole"), figures) as store:
        yield store


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A former commune that lies in 99001, and one that was divided between it and 99002."""
    figures = [*OF_BOTH, *SHARES_OF_BOTH, *OF_THE_DIVIDED]
    with store_of(tmp_path_factory.mktemp("cut"), figures, DIVIDED) as store:
        yield store


def only(store: Store, indicator_id: str, year: int = 2024) -> pd.Series:
    rows = of_year(restated(store, ["99001"], indicator_id), year)
    assert len(rows) == 1
    return rows.iloc[0]


def of_year(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    return rows[pd.to_datetime(rows["period_end"]).dt.year == year]


SUMMED = [people("1000", "90001", 2024), people("2500", "90002", 2024),
          people("500", "90003", 2024, qualifier="about", as_printed="khoảng 500")]  # fmt: skip


def test_counts_are_summed(whole: Store) -> None:
    row = only(whole, "population")
    assert (row["value"], row["method"], row["share_of_parts_pct"]) == (4000, "sum", 100)
    # [999.5, 1000.5) + [2499.5, 2500.5) + [400, 600]
    assert (row["value_low"], row["value_high"], row["high_open"]) == (3899.0, 4101.0, True)


TENTHS = [old_figure(value, code, "budget_revenue", basis="own")
          for value, code in (("0.1", "90001"), ("0.2", "90002"), ("0.3", "90003"))]  # fmt: skip


def test_sums_are_decimal(whole: Store) -> None:
    assert only(whole, "budget_revenue")["value"] == 0.6


COUNTED = [old_figure(share, code, "poverty_rate", numerator=poor, denominator=households)
           for code, poor, households, share in (
               ("90001", "10", "100", "10"), ("90002", "30", "1000", "3"),
               ("90003", "0", "50", "0"))]  # fmt: skip


def test_shares_are_made_of_the_summed_counts_and_not_of_the_mean(whole: Store) -> None:
    row = only(whole, "poverty_rate")
    # 40 of 1,150 households; the plain mean of 10, 3 and 0 would be 4.33.
    assert row["value"] == pytest.approx(100 * 40 / 1150)
    assert row["method"] == "share_of_sums" and pd.isna(row["obstacle"])


UNCOUNTED = [old_figure("10", code, "poverty_rate", **in_year(2023))
             for code in ("90001", "90002", "90003")]  # fmt: skip


def test_shares_without_their_counts_stay_open(whole: Store) -> None:
    row = only(whole, "poverty_rate", 2023)
    assert pd.isna(row["value"])
    assert row["obstacle"] == "weights_unknown"


WITH_BASE = [old_figure(share, code, "poverty_rate", denominator=base, **in_year(2022))
             for share, code, base in (("10", "90001", "100"), ("2", "90002", "300"),
                                       ("0.5", "90003", "100"))]  # fmt: skip


def test_shares_with_their_base_alone_are_a_weighted_mean(whole: Store) -> None:
    row = only(whole, "poverty_rate", 2022)
    # (10 · 100 + 2 · 300 + 0.5 · 100) / 500
    assert (row["value"], row["method"]) == (3.3, "weighted_mean")


WEIGHED_INCOMES = [
    row for code, heads, income in (("90001", "1000", "40"), ("90002", "3000", "60"),
                                    ("90003", "1000", "50"))
    for row in (people(heads, code, 2023),
                old_figure(income, code, "income_per_capita", **in_year(2023)))
]  # fmt: skip


def test_income_is_weighted_by_the_population_of_the_same_year(whole: Store) -> None:
    row = only(whole, "income_per_capita", 2023)
    # (40 · 1 + 60 · 3 + 50 · 1) / 5
    assert row["value"] == 54
    # Heads are known to a half: [999.5, 1000.5) of the lowest, [2999.5, 3000.5) of the highest.
    assert row["value_low"] == pytest.approx(
        (39.5 * 1000.5 + 49.5 * 1000.5 + 59.5 * 2999.5) / (1000.5 + 1000.5 + 2999.5)
    )
    assert row["value_high"] == pytest.approx(
        (40.5 * 999.5 + 50.5 * 999.5 + 60.5 * 3000.5) / (999.5 + 999.5 + 3000.5)
    )
    assert row["method"] == "weighted_mean"


TWO_OF_THREE = [people("1000", "90001", 2022), people("2500", "90002", 2022)]


def test_a_missing_part_is_no_zero(whole: Store) -> None:
    row = only(whole, "population", 2022)
    assert pd.isna(row["value"])
    assert (row["obstacle"], row["parts"], row["parts_found"]) == ("part_missing", 3, 2)
    assert row["share_of_parts_pct"] == pytest.approx(200 / 3)
    assert row["without_figure"] == ("Bịa Xưa 90003",)


DIVIDED = [former_unit("90001"), former_unit("90002", part="divided"),
           former_unit("90002", "99002", "divided")]  # fmt: skip
OF_BOTH = [people("1000", "90001", 2024), people("2500", "90002", 2024)]


def test_counts_of_a_divided_unit_give_an_interval(cut: Store) -> None:
    both = restated(cut, ["99001", "99002"], "population")
    both = of_year(both, 2024).set_index("area_code")
    # 1,000 are certain, 2,500 may belong; of 99002 nobody is certain.
    assert both["value"].tolist() == [2250, 1250]
    assert both["value_low"].tolist() == [999.5, 0]
    assert both["value_high"].tolist() == [3501.0, 2500.5]
    assert both[["certain", "possible"]].to_numpy().tolist() == [[1000, 3500], [0, 2500]]
    for row in both.to_dict("records"):
        assert (row["method"], row["qualifier"], row["status"]) == ("interval", "about", "E")
        assert pd.isna(row["obstacle"])
        assert row["divided"] == ("Bịa Xưa 90002",)


SHARES_OF_BOTH = [old_figure("10", code, "poverty_rate", numerator="10", denominator="100")
                  for code in ("90001", "90002")]  # fmt: skip


def test_a_divided_unit_forbids_shares(cut: Store) -> None:
    row = only(cut, "poverty_rate")
    assert pd.isna(row["value"])
    assert (row["obstacle"], row["divided"]) == ("divided_unit", ("Bịa Xưa 90002",))


OF_THE_DIVIDED = [people("2500", "90002", 2023)]


def test_a_missing_part_is_no_interval(cut: Store) -> None:
    row = only(cut, "population", 2023)
    assert (row["obstacle"], row["without_figure"]) == ("part_missing", ("Bịa Xưa 90001",))


CRITERIA = [old_figure("14", code, "ntm_criteria_met", basis="set_2021", numerator="14",
                       denominator="19") for code in ("90001", "90002", "90003")]  # fmt: skip


def test_criteria_do_not_add_up_but_one_whole_unit_keeps_its_own(
    whole: Store, tmp_path: Path
) -> None:
    assert only(whole, "ntm_criteria_met")["obstacle"] == "not_arithmetic"
    alone = only(store_of(tmp_path, CRITERIA[:1], [former_unit("90001")]), "ntm_criteria_met")
    assert (alone["value"], alone["method"]) == (14, "same_unit")


def test_figures_of_divided_units_stand_beside_the_commune(tmp_path: Path) -> None:
    lineage = [former_unit("90001"), former_unit("90002", part="divided"),
               former_unit("90002", "99002", "divided")]  # fmt: skip
    store = store_of(tmp_path, [old_figure("10", "90002", "poverty_rate")], lineage)
    parts = former_figures(store, "99001")
    assert parts[["old_code", "part"]].to_numpy().tolist() == [
        ["90001", "whole"], ["90002", "divided"],
    ]  # fmt: skip
    assert parts["indicator_id"].isna().tolist() == [True, False]


def test_the_newer_revision_counts(tmp_path: Path) -> None:
    figures = [old_figure("10", "90001", "forest_cover", revision="1"),
               old_figure("12", "90001", "forest_cover", revision="2")]  # fmt: skip
    row = only(store_of(tmp_path, figures, [former_unit("90001")]), "forest_cover")
    assert row["value"] == 12


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (old_figure("1", "99001", "poverty_rate"),
         "observations_former/invented.csv:2:area_code: found '99001', expected an old_code"),
        (old_figure("1", "90001", "poverty_rate", period_start="2025-01-01",
                    period_end="2025-07-01"),
         "observations_former/invented.csv:2:period_end: found 2025-07-01, expected a day before "
         "2025-07-01"),
        (old_figure("101", "90001", "poverty_rate"), "expected 0 to 100 %"),
        (old_figure("1", "90001", "no_such"), "expected an id of indicators.yaml"),
        (old_figure("1", "90001", "poverty_rate", source_id="nobody"), "source_id"),
    ],
)  # fmt: skip
def test_faults_of_former_figures_are_found(
    tmp_path: Path, row: dict[str, str], expected: str
) -> None:
    data = write_country(tmp_path, [], lineage=WHOLE, former=[row])
    assert any(expected in str(problem) for problem in check(data).problems)


def test_a_former_code_is_no_code_of_today(tmp_path: Path) -> None:
    data = write_country(tmp_path, [figure("1", area_code="90001", **YEAR_2024)], lineage=WHOLE)
    assert any("90001" in str(problem) for problem in check(data).problems)


WORDED = [people("1000", "90001", 2021, qualifier="about", as_printed="khoảng 1.000", status="E"),
          people("2500", "90002", 2021), people("500", "90003", 2021)]  # fmt: skip


def test_words_before_the_number_and_estimates_are_kept(whole: Store) -> None:
    row = only(whole, "population", 2021)
    assert (row["qualifier"], row["status"]) == ("about", "E")
    # ... and stay with the figure in a trend.
    drawn = of_year(trend(whole, "population", ["99001"]).figures, 2021).iloc[0]
    assert (drawn["qualifier"], drawn["status"], drawn["restated_by"]) == ("about", "E", "sum")


def test_one_unit_keeps_the_words_of_its_source(tmp_path: Path) -> None:
    alone = [old_figure("1860", "90001", "population", period_start="", qualifier="at_least",
                        as_printed="hơn 1.860")]  # fmt: skip
    row = only(store_of(tmp_path, alone, [former_unit("90001")]), "population")
    assert (row["qualifier"], row["status"]) == ("at_least", "A")
    assert (row["value_low"], row["value_high"]) == (1860, 1870)


def test_doubt_in_the_weights_is_doubt_in_the_mean(tmp_path: Path) -> None:
    def about(heads: str, code: str) -> dict[str, str]:
        return people(heads, code, 2024, qualifier="about",
                      as_printed=f"khoảng {int(heads):,}".replace(",", "."))  # fmt: skip

    lineage = [former_unit("90001"), former_unit("90002")]
    figures = [about("2000", "90001"), about("4000", "90002"),
               old_figure("30.0", "90001", "income_per_capita"),
               old_figure("90.0", "90002", "income_per_capita")]  # fmt: skip
    row = only(store_of(tmp_path, figures, lineage), "income_per_capita")
    assert row["value"] == 70
    # weights [1000, 3000] and [3000, 5000]: (29.95 · 3 + 89.95 · 3) / 6 to (30.05 + 90.05 · 5) / 6
    assert row["value_low"] == pytest.approx(59.95)
    assert row["value_high"] == pytest.approx(80.05)


WEIGHED = st.lists(
    st.tuples(st.integers(-50, 200), st.integers(1, 50), st.integers(0, 50)),
    min_size=1, max_size=5,
)  # fmt: skip


@given(WEIGHED)
def test_the_lowest_mean_is_that_of_all_corners(parts: list[tuple[int, int, int]]) -> None:
    """Against every way of giving each figure its least or its most weight."""
    values = [Decimal(value) for value, _low, _more in parts]
    weights = [(Decimal(low), Decimal(low), Decimal(low + more)) for _value, low, more in parts]
    corners = product(*((low, high) for low, _value, high in weights))
    means = [sum(v * w for v, w in zip(values, corner, strict=True)) / sum(corner)
             for corner in corners]  # fmt: skip
    assert _lowest_mean(values, weights) == pytest.approx(min(means))
