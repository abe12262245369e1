"""The synthetic country says what it is, is the same for a seed, and ranks as any release does."""

from collections.abc import Hashable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from indicators.commands.command_line import main
from indicators.judgement import MINIMUM_REPORTED
from indicators.questions.profile import profile
from indicators.questions.ranking import rank
from indicators.questions.search import search_areas
from indicators.release.store import Store
from indicators.release.synthesise import SynthesisError, first_month, synthesise

COMMUNES, INDICATORS, MONTHS = 240, 9, 6
# The largest of the provinces.
PROVINCE = "01"
SEED = 7
PLACES = ["rank", "rank_low", "rank_high"]
# Every table with rows that do not say when they were made.
TABLES = (
    "area", "area_lineage", "area_name", "indicator", "indicator_applies", "indicator_basis",
    "source", "observation", "area_indicator", "period_choice", "standing", "spread",
    "default_profile",
)  # fmt: skip


def country(folder: Path, seed: int) -> Path:
    path = folder / f"synthetic-{seed}.duckdb"
    synthesise(path, communes=COMMUNES, indicators=INDICATORS, months=MONTHS, seed=seed)
    return path


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return country(tmp_path_factory.mktemp("country"), SEED)


@pytest.fixture(scope="module")
def store(release: Path) -> Any:
    with Store(release) as opened:
        yield opened


def frame(release: Path, question: str) -> pd.DataFrame:
    with duckdb.connect(str(release), read_only=True) as connection:
        return connection.sql(question).df()


def rows(release: Path, question: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(release), read_only=True) as connection:
        return connection.sql(question).fetchall()


def test_equal_seeds_give_equal_tables(release: Path, tmp_path: Path) -> None:
    again = country(tmp_path, SEED)
    with duckdb.connect(str(release), read_only=True) as connection:
        connection.execute(f"ATTACH '{again}' AS again (READ_ONLY)")
        for table in TABLES:
            one, other = (connection.sql(f"FROM {name}").to_arrow_table()
                          for name in (table, f"again.{table}"))  # fmt: skip
            assert len(one) and one.equals(other), table


def test_another_seed_gives_other_figures_in_the_same_country(
    release: Path, tmp_path: Path
) -> None:
    other = country(tmp_path, SEED + 1)
    codes = "SELECT area_code, name FROM area ORDER BY ALL"
    assert rows(other, codes) == rows(release, codes)
    values = "SELECT value FROM observation ORDER BY indicator_id, period_end, area_code LIMIT 100"
    assert rows(other, values) != rows(release, values)


def test_every_figure_source_and_name_says_that_it_is_invented(release: Path) -> None:
    marked = "note = 'synthetic' AND source_id IN ('synthetic-official', 'synthetic-press')"
    assert rows(release, f"SELECT count(*) FROM observation WHERE NOT ({marked})") == [(0,)]
    assert rows(release, "SELECT count(*) FROM source WHERE publisher NOT LIKE '%(synthetic)'") == [
        (0,)
    ]
    assert rows(release, "SELECT count(*) FROM area WHERE name NOT LIKE '%Mẫu%'") == [(0,)]
    assert rows(
        release, "SELECT count(*) FROM indicator WHERE indicator_id NOT LIKE 'synthetic_%'"
    ) == [(0,)]
    assert rows(release, "SELECT synthetic, release_id LIKE 'synthetic-%' FROM release") == [
        (True, True)
    ]


def test_there_are_as_many_places_as_asked_for(release: Path) -> None:
    counts = "SELECT level, count(*) FROM area GROUP BY level ORDER BY level"
    assert rows(release, counts) == [("commune", COMMUNES), ("nation", 1), ("province", 34)]
    codes = "SELECT min(area_code), max(area_code) FROM area WHERE level = 'commune'"
    assert rows(release, codes) == [("50001", "50240")]
    orphans = """
        SELECT count(*) FROM area AS commune
        WHERE level = 'commune' AND parent_code NOT IN
            (SELECT area_code FROM area WHERE level = 'province')
    """
    assert rows(release, orphans) == [(0,)]


@pytest.mark.parametrize(
    ("months", "first"),
    [(1, date(2025, 12, 1)), (6, date(2025, 7, 1)), (12, date(2025, 1, 1)), (60, date(2021, 1, 1))],
)
def test_the_months_end_with_december_2025(months: int, first: date) -> None:
    assert first_month(months) == first


def test_the_figures_are_of_whole_months(release: Path) -> None:
    periods = "SELECT DISTINCT period_start, period_end FROM observation ORDER BY ALL"
    assert rows(release, periods) == [
        (date(2025, 7, 1), date(2025, 7, 31)),
        (date(2025, 8, 1), date(2025, 8, 31)),
        (date(2025, 9, 1), date(2025, 9, 30)),
        (date(2025, 10, 1), date(2025, 10, 31)),
        (date(2025, 11, 1), date(2025, 11, 30)),
        (date(2025, 12, 1), date(2025, 12, 31)),
    ]


def test_each_value_lies_in_its_interval_and_range(release: Path) -> None:
    outside = """
        SELECT count(*) FROM observation JOIN indicator
            ON indicator.indicator_id = observation.indicator_id::VARCHAR
        WHERE value NOT BETWEEN value_low AND value_high
            OR value NOT BETWEEN plausible_low AND plausible_high
    """
    assert rows(release, outside) == [(0,)]
    wordings = "SELECT DISTINCT qualifier FROM observation ORDER BY qualifier"
    assert rows(release, wordings) == [
        ("about",), ("at_least",), ("at_most",), ("exact",), ("nearly",)
    ]  # fmt: skip


def test_counted_criteria_are_whole_and_known_exactly(release: Path) -> None:
    others = """
        SELECT count(*) FROM observation WHERE indicator_id = 'synthetic_04'
            AND (value <> floor(value) OR value_low <> value OR value_high <> value)
    """
    assert rows(release, others) == [(0,)]


def test_printed_counts_give_the_share(release: Path) -> None:
    shares = """
        SELECT count(*), count(*) FILTER (abs(100 * numerator / denominator - value) < 1e-9)
        FROM observation WHERE numerator IS NOT NULL
    """
    [(counted, agreeing)] = rows(release, shares)
    assert counted == agreeing > 0


def test_every_third_indicator_has_an_invented_break(release: Path) -> None:
    found = rows(release, "SELECT indicator_id, on_date FROM series_break ORDER BY indicator_id")
    assert found == [(f"synthetic_{number:02}", date(2024, 1, 1)) for number in (2, 5, 8)]


def test_a_name_without_the_prefix_is_refused_and_the_file_left(tmp_path: Path) -> None:
    path = tmp_path / "indicators.duckdb"
    path.write_bytes(b"real")
    with pytest.raises(SynthesisError, match=r"begins with 'synthetic-'.*synthetic-indicators"):
        synthesise(path, communes=5, indicators=1, months=1)
    assert path.read_bytes() == b"real"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("numbers", [(0, 1, 1), (50_000, 1, 1), (5, 0, 1), (5, 1, 0)])
def test_numbers_out_of_range_are_refused(tmp_path: Path, numbers: tuple[int, int, int]) -> None:
    communes, indicators, months = numbers
    with pytest.raises(SynthesisError, match=r"found .*, expected 1 to "):
        synthesise(
            tmp_path / "synthetic-x.duckdb",
            communes=communes, indicators=indicators, months=months,
        )  # fmt: skip
    assert not list(tmp_path.iterdir())


def test_the_command_line_makes_it_or_says_why_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = ["--communes", "5", "--indicators", "1", "--months", "1"]
    good, bad = tmp_path / "synthetic-a.duckdb", tmp_path / "a.duckdb"
    assert main(["synthesise", "--db", str(good), *small]) == 0
    assert rows(good, "SELECT synthetic FROM release") == [(True,)]
    assert main(["synthesise", "--db", str(bad), *small]) == 1
    assert "synthetic-a.duckdb" in capsys.readouterr().err
    assert not bad.exists()


def test_one_commune_is_country_enough(tmp_path: Path) -> None:
    path = tmp_path / "synthetic-one.duckdb"
    synthesise(path, communes=1, indicators=1, months=1, seed=2)
    assert rows(path, "SELECT count(*) FROM area") == [(3,)]  # nation, province, commune


def test_a_former_unit_leads_to_its_commune(store: Store) -> None:
    found = search_areas(store, "mau 0007 cu b")
    assert found[["area_code", "matched_kind"]].to_numpy().tolist() == [["50007", "former_commune"]]


def standing(release: Path, indicator_id: str, province: str | None) -> pd.DataFrame:
    """The mart's places by area code, in the nation or in one province."""
    prefix = "province_" if province else ""
    places = ", ".join(f"{prefix}{place} AS {place}" for place in [*PLACES, "reported"])
    return frame(
        release,
        f"""
        SELECT area_code::VARCHAR AS area_code, basis::VARCHAR AS basis, period_set, {places}
        FROM standing
        WHERE indicator_id = '{indicator_id}' AND area_code::VARCHAR IN
            (SELECT area_code FROM area WHERE parent_code = coalesce(
                {f"'{province}'" if province else "NULL"}, parent_code))
        """,
    )


@pytest.mark.parametrize("province", [None, PROVINCE])
@pytest.mark.parametrize("number", range(1, INDICATORS + 1))
def test_the_mart_places_every_area_as_the_ranking_does(
    release: Path, store: Store, number: int, province: str | None
) -> None:
    indicator_id = f"synthetic_{number:02d}"
    mart = standing(release, indicator_id, province)
    assert not mart.empty
    for (basis, period_set), places in mart.groupby(["basis", "period_set"]):
        asked = rank(store, indicator_id, year=str(period_set), basis=str(basis), province=province)
        expected = asked.rows.set_index("area_code")[PLACES].sort_index().astype("Int64")
        found = places.set_index("area_code")[PLACES].sort_index().astype("Int64")
        pd.testing.assert_frame_equal(found, expected, check_names=False, check_index_type=False)
        assert set(places["reported"]) == {len(asked.rows)}


def test_the_profile_repeats_the_ranking(store: Store) -> None:
    own = profile(store, "50003").set_index("indicator_id")
    assert len(own) == INDICATORS
    for indicator_id, row in own[own["value"].notna()].iterrows():
        ranked = rank(store, str(indicator_id)).rows.set_index("area_code").loc["50003"]
        for column in ("value", *PLACES, "percentile"):
            both_missing = pd.isna(row[column]) and pd.isna(ranked[column])
            assert both_missing or row[column] == ranked[column], (indicator_id, column)


def surely_better(one: dict[Hashable, Any], other: dict[Hashable, Any], direction: str) -> bool:
    """Whether every value that ``one`` may have is better than every one of ``other``."""
    below, above = (one, other) if direction == "lower" else (other, one)
    touching = below["value_high"] == above["value_low"] and below["high_open"]
    return bool(below["value_high"] < above["value_low"] or touching)


@pytest.mark.parametrize("indicator_id", ["synthetic_01", "synthetic_03", "synthetic_06"])
def test_places_are_what_comparing_every_pair_gives(store: Store, indicator_id: str) -> None:
    ranking = rank(store, indicator_id)
    direction = ranking.indicator["direction"]
    if ranking.not_ranked_because:
        pytest.fail(f"{indicator_id} is not ranked: {ranking.not_ranked_because}")
    figures = ranking.rows.to_dict("records")
    sign = -1 if direction == "lower" else 1
    for one in figures:
        better = sum(sign * other["value"] > sign * one["value"] for other in figures)
        low = 1 + sum(surely_better(other, one, direction) for other in figures)
        high = sum(not surely_better(one, other, direction) for other in figures)
        assert (one["rank"], one["rank_low"], one["rank_high"]) == (1 + better, low, high)


def test_no_direction_means_no_places(release: Path, store: Store) -> None:
    ranking = rank(store, "synthetic_05")
    assert ranking.not_ranked_because == "no_direction"
    assert ranking.rows[PLACES].isna().all(axis=None)
    assert standing(release, "synthetic_05", None)[PLACES].isna().all(axis=None)


def test_every_area_is_reported_or_missing_with_a_reason(store: Store) -> None:
    for number in range(1, INDICATORS + 1):
        coverage = rank(store, f"synthetic_{number:02d}").coverage
        absent = {reason: count for reason, count in coverage.missing.items() if count}
        not_applicable = absent.pop("not_applicable", 0)
        assert coverage.reported + sum(absent.values()) == coverage.applicable
        assert coverage.applicable + not_applicable == COMMUNES
        assert coverage.reported > MINIMUM_REPORTED


def test_wards_are_left_out_where_the_indicator_does_not_exist(release: Path, store: Store) -> None:
    [(wards,)] = rows(release, "SELECT count(*) FROM area WHERE area_type = 'phường'")
    assert wards > 0
    assert rank(store, "synthetic_04").coverage.missing["not_applicable"] == wards
