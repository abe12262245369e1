"""Rankings and profiles among the communes around one commune, on the invented country."""

import json
from pathlib import Path

import pandas as pd
import pytest

from indicators.commands.command_line import main
from indicators.curated.check import check
from indicators.errors import UnknownNameError
from indicators.open_data.download_tables import missing_table, ranking_file_parts, ranking_table
from indicators.questions.comparison_groups import AMONG, group_of
from indicators.questions.profile import profile
from indicators.questions.ranking import rank
from indicators.refusal import UnanswerableError
from indicators.release.build import build
from indicators.release.store import Store
from tests.small_country import figure, incomes, write_country, write_rows

NEIGHBOURS = [("99001", "99002"), ("99003", "99001"), ("99001", "99004"), ("99005", "99001"),
              ("99006", "99002")]  # fmt: skip
WAGES = [("99001", "I"), ("99002", "II"), ("99003", "I"), ("98001", "I")]
FIGURES = [*incomes("60", "62", "64", "66", "68", "90"), figure("70", area_code="98001")]


def data_of(folder: Path) -> Path:
    data = write_country(folder / "data", FIGURES)
    write_rows(data, "neighbours.csv", "neighbours", [
        {"area_code": one, "neighbour_code": other} for one, other in NEIGHBOURS])  # fmt: skip
    write_rows(data, "wage_regions.csv", "wage_regions", [
        {"area_code": code, "wage_region": region, "valid_from": "2026-01-01", "how": "named",
         "source_id": "bia-press"} for code, region in WAGES])  # fmt: skip
    return data


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("groups")
    build(data_of(folder), folder / "groups.duckdb")
    return folder / "groups.duckdb"


@pytest.mark.parametrize(
    ("among", "expected"),
    [
        ("neighbours", ["99001", "99002", "99003", "99004", "99005"]),
        ("province", [f"9900{n}" for n in range(1, 8)]),
        ("type", ["98001", *(f"9900{n}" for n in range(1, 7))]),
        ("region", ["99001"]),  # the invented province is in none
        ("wage_region", ["98001", "99001", "99003"]),
        ("peers", ["98001", *(f"9900{n}" for n in range(1, 8))]),
    ],
)
def test_the_group_of_a_commune(db: Path, among: str, expected: list[str]) -> None:
    with Store(db) as store:
        group = group_of(store, among, "99001")
    assert group is not None and list(group.codes) == expected


def test_neighbours_are_so_both_ways(db: Path) -> None:
    with Store(db) as store:
        group = group_of(store, "neighbours", "99003")
    assert group is not None and group.codes == ("99001", "99003")


def test_a_ranking_among_neighbours_counts_only_them(db: Path) -> None:
    with Store(db) as store:
        found = rank(store, "income_per_capita", among="neighbours", anchor="99001")
        few = rank(store, "income_per_capita", among="neighbours", anchor="99003")
        region = rank(store, "income_per_capita", among="wage_region", anchor="I")
        table, missing = ranking_table(store, found), missing_table(store, few)
    assert found.rows["value"].tolist() == [68, 66, 64, 62, 60]
    assert found.rows["rank"].tolist() == [1, 2, 3, 4, 5]
    assert (found.coverage.applicable, found.coverage.reported) == (5, 5)
    assert few.not_ranked_because == "too_few" and few.coverage.applicable == 2
    assert region.rows["area_code"].tolist() == ["98001", "99003", "99001"]
    assert set(table["rank_scope"]) == {"VN neighbours of 99001"}
    assert ranking_file_parts(found)[-2:] == ["neighbours", "99001"]
    assert missing.empty


def test_a_profile_among_a_group(db: Path) -> None:
    with Store(db) as store:
        rows = profile(store, "99001", among="neighbours").set_index("indicator_id")
        by_year = profile(store, "99001", year="2025", among="province").set_index("indicator_id")
    row, other = rows.loc["income_per_capita"], by_year.loc["income_per_capita"]
    assert (row["group_rank"], row["group_reported"], row["group_median"]) == (5, 5, 64)
    assert (row["rank"], row["reported"]) == (7, 7)
    assert (other["group_rank"], other["group_reported"]) == (6, 6)
    assert pd.isna(rows.loc["poverty_rate", "group_rank"])
    assert len(rows) == len(by_year)


@pytest.mark.parametrize(
    ("among", "anchor", "error", "told"),
    [("neighbours", None, UnanswerableError, "say around which area"),
     (None, "99001", UnanswerableError, "say among what: province, region"),
     ("village", "99001", UnknownNameError, "village"),
     ("peers", "99", UnknownNameError, "found commune '99'"),
     ("neighbours", "12345", UnknownNameError, "found commune '12345'"),
     ("wage_region", "V", UnknownNameError, "found commune 'V'")],
)  # fmt: skip
def test_what_is_no_group_is_refused(
    db: Path, among: str | None, anchor: str | None, error: type[Exception], told: str
) -> None:
    with Store(db) as store, pytest.raises(error, match=told):
        rank(store, "income_per_capita", among=among, anchor=anchor)


def test_the_verbs(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["rank", "income_per_capita", "--db", str(db), "--format", "json"]
    assert main([*asked, "--among", "neighbours", "--area", "99001"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["among"], answer["area_code"], answer["reported"]) == ("neighbours", "99001", 5)
    assert main([*asked, "--wage-region", "II"]) == 0
    assert [row["area_code"] for row in json.loads(capsys.readouterr().out)["rows"]] == ["99002"]
    capsys.readouterr()
    assert main([*asked, "--among", "neighbours"]) == 2
    assert main([*asked, "--wage-region", "I", "--among", "neighbours"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0].endswith("say around which area") and "leave --among" in told[1]
    assert main([*asked, "--among", "neighbours", "--area", "bia mot, tinh bia"]) == 0
    assert json.loads(capsys.readouterr().out)["area_code"] == "99001"
    assert main([*asked, "--among", "wage_region", "--area", "I"]) == 0
    assert json.loads(capsys.readouterr().out)["reported"] == 3
    assert main(["profile", "99001", "--db", str(db), "--among", "neighbours"]) == 0
    assert "group_rank" in capsys.readouterr().out
    assert set(AMONG) == {"province", "region", "type", "peers", "neighbours", "wage_region"}


@pytest.mark.parametrize(
    ("pair", "expected"),
    [(("99002", "99002"), "expected another commune"),
     (("99002", "99001"), "expected each pair once")],
)  # fmt: skip
def test_faults_of_pairs_are_found(tmp_path: Path, pair: tuple[str, str], expected: str) -> None:
    data = data_of(tmp_path)
    with (data / "neighbours.csv").open("a", encoding="utf-8") as file:
        file.write(",".join(pair) + "\n")
    assert any(expected in str(problem) for problem in check(data).problems)
