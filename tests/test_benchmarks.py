"""Medians and official figures beside a figure, on an invented country that fits on one hand."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from indicators.language.yardstick_words import medians_words, official_words
from indicators.release.store import Store
from indicators.yardsticks.benchmarks import benchmarks, medians_table, official_figures
from tests.small_country import SOURCE, figure, incomes, source
from tests.yardstick_country import built_country

# Incomes 60, 62, 64, 66, 68 in Tỉnh Bịa and 100 in the other province: medians 64 and 65.
OTHER_PROVINCE = figure("100", area_code="98001")
POVERTY = [
    figure("2.5", area_code="99001", indicator_id="poverty_rate"),
    figure("3.1", area_code="99", indicator_id="poverty_rate", source_id="bia-official"),
    figure("1.9", area_code="VN", indicator_id="poverty_rate", period_start="2024-01-01",
           period_end="2024-12-31"),
]  # fmt: skip
PARTS = [
    figure(str(1000 * month), area_code=f"9900{month}", indicator_id="dossiers_received",
           period_start="2025-07-01", period_end=f"2025-{7 + month:02}-01")
    for month in range(1, 6)
]  # fmt: skip


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    figures = [*incomes("60", "62", "64", "66", "68"), OTHER_PROVINCE, *POVERTY, *PARTS]
    sources = [SOURCE, source("bia-official", kind="official", publisher="UBND Tỉnh Bịa")]
    with built_country(tmp_path_factory.mktemp("country"), figures, sources) as store:
        yield store


def of(store: Store, area_code: str, indicator_id: str) -> pd.DataFrame:
    found = benchmarks(store, [area_code])
    return found[found["indicator_id"] == indicator_id].set_index("scope")


def test_a_median_counts_the_area_and_all_others_of_the_group(country: Store) -> None:
    found = of(country, "99001", "income_per_capita")
    assert found.index.tolist() == ["province", "region", "area_type", "nation"]
    assert found["median"].tolist() == [64, 64, 65, 65]
    assert found["reported"].tolist() == [5, 5, 6, 6]
    assert found["scope_name_vi"].tolist() == ["Tỉnh Bịa", "Bắc Trung Bộ", "xã", "Nước Bịa"]


def test_one_set_of_periods_gives_what_all_sets_give_of_it(country: Store) -> None:
    whole = benchmarks(country, ["99001", "99005"])
    sets = set(whole["period_set"])
    assert len(sets) == 4  # the year, two parts of it, and the latest part of each area
    for period_set in sets:
        own = whole[whole["period_set"] == period_set].reset_index(drop=True)
        found = benchmarks(country, ["99001", "99005"], period_set=period_set)
        pd.testing.assert_frame_equal(found, own)
    assert benchmarks(country, ["99001"], period_set="2019").empty


def test_below_five_the_median_is_withheld_and_the_count_told(country: Store) -> None:
    found = of(country, "98001", "income_per_capita")
    assert found.loc["province", "reported"] == 1
    assert pd.isna(found.loc["province", "median"])
    assert found.loc["province", "withheld_because"] == "too_few"
    assert "region" not in found.index  # the other province is in none


def test_what_grows_through_the_year_has_no_median_over_its_parts(country: Store) -> None:
    found = benchmarks(country, ["99005"])
    gathered = found[found["period_set"] == "2025-part"].set_index("scope")
    assert gathered.loc["nation", "reported"] == 5
    assert gathered["withheld_because"].tolist() == ["mixed_periods"] * 4
    assert gathered["median"].isna().all()
    assert medians_words(gathered.to_dict("records"), 0, "hồ sơ", "vi") == (
        "Không có trung vị: các số thuộc những phần khác nhau của năm."
    )


def test_an_area_without_figures_has_no_rows(country: Store) -> None:
    assert benchmarks(country, ["99007"]).empty


def test_medians_in_words(country: Store) -> None:
    rows = of(country, "98001", "income_per_capita").reset_index().to_dict("records")
    assert medians_words(rows, 2, "triệu đồng/người/năm", "vi") == (
        "Trung vị: các xã cả nước 65 (6 đơn vị) · cả nước 65 (6 đơn vị); "
        "chưa đủ 5 nơi có số liệu: Tỉnh Bịa Khác (1)"
    )
    assert medians_words(rows, 2, "million VND", "en") == (
        "Median: every commune of the country 65 (6 areas) · whole country 65 (6 areas); "
        "fewer than 5 areas with a figure: Tỉnh Bịa Khác (1)"
    )
    assert medians_words([], 2, "%", "vi") == ""


def test_the_province_and_nation_themselves_are_marked_as_their_source_is(country: Store) -> None:
    found = official_figures(country, ["99001"]).set_index("scope")
    assert found.index.tolist() == ["province", "nation"]
    assert found["value"].tolist() == [3.1, 1.9]
    assert found["official"].tolist() == [True, False]
    assert found["same_period"].tolist() == [True, False]
    rows = found.to_dict("records")
    assert official_words(rows[0], 2, "%", "vi") == (
        "Số của chính Tỉnh Bịa: 3,1%, năm 2025 (văn bản chính thức, UBND Tỉnh Bịa)"
    )
    assert official_words(rows[1], 2, "%", "vi") == (
        "Số của chính Nước Bịa: 1,9%, năm 2024 (theo báo chí, Báo Bịa); kỳ khác, không so trực tiếp"
    )


def test_the_published_medians_are_those_of_the_default_set(country: Store) -> None:
    table = medians_table(country)
    nation = table[(table["indicator_id"] == "income_per_capita") & (table["scope"] == "nation")]
    assert nation[["level", "reported", "median", "unit"]].to_numpy().tolist() == [
        ["commune", 6, 65.0, "triệu đồng/người/năm"]
    ]


def test_a_median_of_the_real_table_follows_its_ranking(database: Path) -> None:
    from indicators.questions.ranking import rank

    with Store(database) as store:
        ranked = rank(store, "income_per_capita", year="2025").rows
        found = of(store, "15961", "income_per_capita")
    in_province = ranked[ranked["province_code"] == "38"]["value"]
    assert found.loc["nation", "reported"] == len(ranked)
    assert found.loc["nation", "median"] == ranked["value"].median()
    assert found.loc["province", "median"] == in_province.median()
    assert found.loc["area_type", "median"] == ranked[ranked["area_type"] == "xã"]["value"].median()
