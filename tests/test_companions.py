"""Whom to set beside an area: like it or its neighbour, and with figures of the same indicators."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from indicators.errors import UnknownNameError
from indicators.questions.profile import compare
from indicators.release.build import build
from indicators.release.store import Store
from indicators.yardsticks.companions import best_companions, companions
from indicators.yardsticks.likeness import decimals_apart, unlikeness
from tests.small_country import figure, write_country, write_rows


def of(code: str, indicator: str, value: str = "2", **cells: str) -> dict[str, str]:
    return figure(value, area_code=code, indicator_id=indicator, **cells)


H1 = {"period_start": "2025-01-01", "period_end": "2025-06-30"}
Q3 = {"period_start": "2025-01-01", "period_end": "2025-09-30"}
# Commune One has income, poverty and party members; Two shares the income, Three the poverty rate,
# Four both, Five only what has no better or worse, Six nothing, Seven (a ward) the income.
FIGURES = [
    of("99001", "income_per_capita", "60"), of("99001", "poverty_rate"),
    of("99001", "party_members", "500"),
    of("99002", "income_per_capita", "61"),
    of("99003", "poverty_rate"),
    of("99004", "income_per_capita", "62"), of("99004", "poverty_rate"),
    of("99005", "party_members", "400"),
    of("99006", "forest_cover", "40"),
    *(of(code, "households", "900", period_start="2019-04-01", period_end="2019-04-01")
      for code in ("98001", "99001", "99002")),
    of("99007", "income_per_capita", "70"),
    of("99002", "budget_revenue", "5", basis="area", **H1),
    of("99003", "budget_revenue", "6", basis="area", **Q3),
    of("99004", "budget_revenue", "7", basis="area", **Q3),
    of("99001", "income_per_capita", "50", period_start="2024-01-01", period_end="2024-12-31"),
    of("99005", "income_per_capita", "51", period_start="2024-01-01", period_end="2024-12-31"),
]  # fmt: skip


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("companions")
    data = write_country(folder / "data", FIGURES)
    write_rows(data, "neighbours.csv", "neighbours", [
        {"area_code": "99001", "neighbour_code": other} for other in ("99003", "99005", "99006")
    ])  # fmt: skip
    build(data, folder / "country.duckdb")
    with Store(folder / "country.duckdb") as store:
        yield store


def counted(found: pd.DataFrame) -> list[tuple[str, int, int]]:
    return list(found[["area_code", "shared", "judged"]].itertuples(index=False, name=None))


def test_who_shares_no_figure_is_not_suggested(country: Store) -> None:
    # Among equals in likeness the one with more in common is first; the ward is less alike.
    assert counted(companions(country, ["99001"])) == [
        ("99004", 2, 2), ("99002", 1, 1), ("99003", 1, 1), ("99007", 1, 1), ("99005", 1, 0),
    ]  # fmt: skip


def test_the_indicators_in_common_are_named_judged_ones_first(country: Store) -> None:
    found = companions(country, ["99001"]).set_index("area_code")["indicator_ids"]
    assert set(found["99004"]) == {"income_per_capita", "poverty_rate"}
    assert list(found["99005"]) == ["party_members"]


def test_a_second_one_is_counted_with_all_that_are_chosen(country: Store) -> None:
    found = companions(country, ["99001", "99003"])
    assert counted(found)[0] == ("99004", 1, 1)
    with_some = found.set_index("area_code").loc["99002"]
    assert (with_some["shared"], with_some["shared_with_some"]) == (0, 1)
    assert list(with_some["indicator_ids"]) == ["income_per_capita"]


def test_neighbours_alone(country: Store) -> None:
    found = companions(country, ["99001"], among="neighbours")
    assert found["area_code"].tolist() == ["99003", "99005"]


def codes_of(found: pd.DataFrame) -> list[str]:
    return [str(code) for code in found["area_code"]]


def test_parts_of_a_year_of_different_length_are_not_shared(country: Store) -> None:
    found = companions(country, ["99003"], among="peers").set_index("area_code")
    assert "budget_revenue" in set(found.loc["99004", "indicator_ids"])
    assert "99002" not in found.index


def test_of_a_chosen_year_its_own_figures_count(country: Store) -> None:
    assert counted(companions(country, ["99001"], year="2024")) == [("99005", 1, 1)]


def test_an_area_without_figures_has_no_companions(country: Store) -> None:
    assert companions(country, ["98"]).empty
    assert codes_of(best_companions(country, "98", most=3)) == []


def test_official_figures_of_every_commune_do_not_count_as_shared(country: Store) -> None:
    found = companions(country, ["99001"]).set_index("area_code")
    assert (found.loc["99002", "shared"], found.loc["99002", "everywhere"]) == (1, 1)


def test_who_has_only_these_is_still_set_beside_others(country: Store) -> None:
    assert counted(companions(country, ["98001"])) == [("99001", 0, 0), ("99002", 0, 0)]
    assert codes_of(best_companions(country, "98001", most=1)) == ["99001"]


def test_companions_taken_together_are_never_an_empty_table(country: Store) -> None:
    codes = codes_of(best_companions(country, "99001", most=4))
    assert codes == ["99002", "99004", "99007"]  # the income has more holders than the poverty rate
    table = compare(country, ["99001", *codes])
    known = table["value"].notna().groupby(table["indicator_id"]).sum()
    assert known.max() == len(codes) + 1


def test_an_unknown_area_is_refused(country: Store) -> None:
    with pytest.raises(UnknownNameError, match="12345"):
        companions(country, ["12345"])


def test_a_province_is_set_beside_provinces(tmp_path: Path) -> None:
    data = write_country(tmp_path / "data", [of("99", "poverty_rate"), of("98", "poverty_rate")])
    build(data, tmp_path / "country.duckdb")
    with Store(tmp_path / "country.duckdb") as store:
        found = companions(store, ["99"])
    assert counted(found) == [("98", 1, 1)]
    assert found["distance"].isna().all()


def test_ten_close_distances_read_differently() -> None:
    close = [0.0081 + 0.00004 * place for place in range(10)]
    told = unlikeness(close)
    assert len({f"{one.points:.{one.decimals}f}" for one in told}) == 10
    assert told[0].times == 1 and told[-1].share == 1
    assert told[-1].times == pytest.approx(0.00846 / 0.0081)


def test_equal_distances_stay_equal_and_take_no_more_decimals() -> None:
    assert decimals_apart([2.5, 2.5, 4.0]) == 1
    assert decimals_apart([]) == 1
    assert decimals_apart([1.0000001, 1.0000002]) == 1


def test_of_the_entirely_alike_no_multiple_is_told() -> None:
    assert [(one.times, one.share) for one in unlikeness([0.0, 0.1])] == [(None, 0.0), (None, 1.0)]
