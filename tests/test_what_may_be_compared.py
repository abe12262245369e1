"""Medians and "best" only where docs/methods.md allows them; whole levels ranked together."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.charts.ranking import ranking_alt
from indicators.charts.spine import drawable_rows, spine_alt
from indicators.commands.command_line import main
from indicators.errors import UnknownNameError
from indicators.open_data.download_tables import ranking_table
from indicators.questions.comparison import not_comparable, undecided, with_texts
from indicators.questions.overview import indicator_line
from indicators.questions.profile import area_observations, compare, profile
from indicators.questions.ranking import Ranking, no_median_because, rank
from indicators.release.build import build
from indicators.release.store import Store
from indicators.yardsticks.safe_comparison import comparison_paragraph
from indicators.yardsticks.safe_sentence import figure_paragraph
from tests.answer_table import rows_of
from tests.opened_page import opened_page
from tests.small_country import AREAS, figure, incomes, write_areas, write_country

REVENUE = {"indicator_id": "budget_revenue_vs_plan", "basis": "own.province"}
RATE = {"indicator_id": "online_dossier_share"}
ENDS = ("2025-06-30", "2025-09-30")


def store_of(folder: Path, figures: list[dict[str, str]]) -> Store:
    build(write_country(folder / "country", figures), folder / "db")
    return Store(folder / "db")


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Five incomes of 2025, four of 2024; one of a province; figures on two bases."""
    former = {"period_start": "2024-01-01", "period_end": "2024-12-31"}
    figures = [
        *incomes("60", "61", "62", "63", "64"),
        *({**row, **former} for row in incomes("60", "61", "62", "63")),
        figure("90", area_code="99", **former),
        figure("150", **{**REVENUE, "basis": "own.commune"}),
        *(figure(str(100 + n), area_code=f"9900{n}", **REVENUE) for n in range(1, 7)),
    ]
    with store_of(tmp_path_factory.mktemp("five"), figures) as store:
        yield store


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Revenue and a rate of parts of the year, beside five incomes of the year."""
    figures = [*parts_of_a_year(REVENUE), *parts_of_a_year(RATE)]
    with store_of(
        tmp_path_factory.mktemp("parts"), [*figures, *incomes("60", "61", "62", "63", "64")]
    ) as store:
        yield store


def parts_of_a_year(indicator: dict[str, str], ends: tuple[str, ...] = ENDS) -> list[dict]:
    """Six communes with a figure of 2025 so far, every other one until another day."""
    return [
        figure(str(40 + n), area_code=f"9900{n}", period_end=ends[n % len(ends)], **indicator)
        for n in range(1, 7)
    ]


def in_words(ranking: Ranking) -> str:
    return ranking_alt(ranking.rows, indicator_name="Chỉ tiêu", unit="%", decimals=1,
                       highlighted=[], lang="vi")  # fmt: skip


def test_the_median_of_figures_that_may_have_one(five: Store) -> None:
    ranking = rank(five, "income_per_capita")
    assert no_median_because(ranking.rows) is None
    assert "trung vị 62%" in in_words(ranking)


def test_too_few_areas_have_no_median_in_words(five: Store) -> None:
    ranking = rank(five, "income_per_capita", year="2024")
    assert no_median_because(ranking.rows) == "too_few"
    assert in_words(ranking).endswith("Chưa có trung vị: mới 4 nơi có số liệu, cần ít nhất 5.")


def test_different_bases_have_no_median_in_words(five: Store) -> None:
    ranking = rank(five, "budget_revenue_vs_plan", basis="all")
    assert len(ranking.rows) == 7
    assert no_median_because(ranking.rows) == "mixed_bases"
    assert "trung vị 1" not in in_words(ranking)


def test_different_parts_of_a_year_have_no_median_in_words(parts: Store) -> None:
    ranking = rank(parts, "budget_revenue_vs_plan", year="2025-part")
    assert no_median_because(ranking.rows) == "mixed_periods"
    assert in_words(ranking).endswith(
        "Không có trung vị: các số thuộc những phần khác nhau của năm.")  # fmt: skip
    assert ranking.period is not None
    assert ranking.period.code == "2025-part"
    line = indicator_line(ranking)  # of the first page: no range over parts of different length
    assert line.apart_because == "mixed_periods"
    assert not len(line.values)


def test_a_rate_keeps_its_median_over_parts_of_a_year(parts: Store) -> None:
    # docs/methods.md: only what grows through the year has none.
    ranking = rank(parts, "online_dossier_share", year="2025-part")
    assert len(ranking.rows) == 6
    assert no_median_because(ranking.rows) is None


def test_the_spine_draws_no_spread_over_different_parts_of_a_year(parts: Store) -> None:
    rows = with_texts(profile(parts, "99001"), "vi")
    drawable, withheld = drawable_rows(rows)
    assert drawable["indicator_id"].tolist() == ["income_per_capita", "online_dossier_share"]
    because = withheld.set_index("indicator_id")["withheld_because"]
    assert because["budget_revenue_vs_plan"] == "mixed_periods"
    assert "dự toán" not in spine_alt(rows, area_name="Bịa Một", lang="vi")
    revenue = rows.set_index("indicator_id").loc["budget_revenue_vs_plan"]
    assert revenue[["lower_quartile", "median", "upper_quartile", "province_median"]].isna().all()


@pytest.mark.parametrize("indicator_id", [one["indicator_id"] for one in (REVENUE, RATE)])
def test_nobody_is_best_over_parts_of_different_length(parts: Store, indicator_id: str) -> None:
    different = compare(parts, ["99001", "99002"], year="2025-part")
    assert not different["surely_best"].any()
    assert indicator_id in not_comparable(different)
    assert undecided(different) == []
    told = comparison_paragraph(parts, ["99001", "99002"], indicator_id, "vi",
                                year="2025-part").text  # fmt: skip
    assert "chắc chắn cao nhất" not in told
    # 99002 and 99004 both report until the same day.
    alike = compare(parts, ["99002", "99004"], year="2025-part")
    alike = alike[alike["indicator_id"] == indicator_id].set_index("area_code")
    assert alike["surely_best"].to_dict() == {"99002": False, "99004": True}


def test_nobody_is_best_over_different_sets_of_two_levels(five: Store) -> None:
    # The commune's default set is 2025; the only figure of the province is of 2024.
    rows = compare(five, ["99", "99001"])
    rows = rows[rows["indicator_id"] == "income_per_capita"]
    assert not rows["surely_best"].any()
    assert not_comparable(rows) == ["income_per_capita"]
    told = comparison_paragraph(five, ["99", "99001"], "income_per_capita", "vi").text
    assert "chắc chắn" not in told
    assert "Các số thuộc những kỳ hay cơ sở khác nhau" in told


# --- Provinces and cities together ----------------------------------------------------------------


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with three provinces and three cities, each with an income."""
    folder = tmp_path_factory.mktemp("provinces")
    cities = [
        (f"9{n}", "province", kind, f"Bịa {kind} {n}", "VN")
        for n, kind in enumerate(("tỉnh", "thành phố", "thành phố", "thành phố"), 4)
    ]
    codes = ("98", "99", "94", "95", "96", "97")
    figures = [figure(str(50 + n), area_code=code) for n, code in enumerate(codes)]
    write_country(folder / "country", [*figures, *incomes("60", "61", "62")])
    write_areas(folder / "country", [*AREAS, *cities])
    build(folder / "country", folder / "db")
    return folder / "db"


@pytest.mark.parametrize("option", [["--level", "province"], ["--area-type", "province"]])
def test_the_command_ranks_provinces_with_cities(
    provinces: Path, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["rank", "income_per_capita", *option, "--format", "json", "--db", str(provinces)]
    assert main(asked) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["level"], answer["ranked"]) == ("province", True)
    assert (answer["applicable"], answer["reported"]) == (6, 6)
    assert [row["area_code"] for row in answer["rows"]] == ["97", "96", "95", "94", "99", "98"]
    assert [row["rank"] for row in answer["rows"]] == [1, 2, 3, 4, 5, 6]


def test_one_type_of_a_level_is_still_asked_alone(provinces: Path) -> None:
    with Store(provinces) as store:
        cities = rank(store, "income_per_capita", area_type="thành phố")
        communes = rank(store, "income_per_capita", area_type="commune")
        everywhere = rank(store, "income_per_capita", area_type="province")
        scopes = set(ranking_table(store, everywhere)["rank_scope"])
    assert cities.rows["area_code"].tolist() == ["97", "96", "95"]
    assert communes.rows["area_code"].str.len().tolist() == [5, 5, 5]
    assert scopes == {"VN province"}


def test_a_type_of_another_level_is_an_unknown_name(
    provinces: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["rank", "income_per_capita", "--level", "province", "--area-type", "xã"]
    assert main([*asked, "--db", str(provinces)]) == 2
    assert "thành phố" in capsys.readouterr().err
    with Store(provinces) as store, pytest.raises(UnknownNameError, match="xã"):
        rank(store, "income_per_capita", area_type="huyện")


def test_the_safe_sentence_counts_the_level_that_its_place_is_of(provinces: Path) -> None:
    with Store(provinces) as store:
        shown = area_observations(store, "97").iloc[0]
        told = figure_paragraph(store, "97", int(shown["observation_id"]), "vi").text
    assert "6 nơi có số liệu" in told


def test_the_page_ranks_provinces_with_cities(
    provinces: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(provinces))
    app = opened_page("ranking", indicator="income_per_capita", area_type="province")
    assert app.selectbox("area_type").value == "province"
    assert "tỉnh, thành phố" in app.selectbox("area_type").options
    shown = rows_of(app)
    assert [row["place"] for row in shown] == ["1", "2", "3", "4", "5", "6"]
    assert [row["code"] for row in shown] == ["97", "96", "95", "94", "99", "98"]
    assert {row["where"].partition(",")[0] for row in shown} == {"tỉnh", "thành phố"}
