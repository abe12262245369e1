"""The command line: exit codes, JSON shapes, and the same numbers as the pages' modules."""

import io
import json
from pathlib import Path

import pandas as pd
import pytest

from indicators.commands.command_line import main
from indicators.questions.ranking import rank
from indicators.release.store import Store

CONTRACT_FIELDS = {
    "indicator_id", "unit", "direction", "year", "basis", "ranked", "applicable", "reported",
    "missing", "rows",
}  # fmt: skip
CONTRACT_ROW_FIELDS = {
    "rank", "rank_low", "rank_high", "area_code", "name", "province", "value", "qualifier",
    "status", "basis", "period_start", "period_end", "percentile", "source_id",
    # What the number is: its words in the source, its interval, whether its counts contradict it.
    "as_printed", "value_low", "value_high", "high_open", "contradicted",
    # How a figure that no source prints was made, and of how many former communes.
    "method", "parts", "parts_found",
}  # fmt: skip


def _output(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(list(arguments)) == code
    return capsys.readouterr().out


def test_rank_as_json(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = _output(capsys, "rank", "income_per_capita", "--db", str(database), "--format", "json")
    answer = json.loads(text)
    assert set(answer) >= CONTRACT_FIELDS
    assert set(answer["rows"][0]) == CONTRACT_ROW_FIELDS
    assert answer["year"] == 2025
    assert answer["reported"] == len(answer["rows"])
    assert answer["applicable"] == 3321
    assert sum(answer["missing"].values()) == answer["applicable"] - answer["reported"]


def test_rank_in_all_forms_gives_the_same_numbers(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["rank", "poverty_rate", "--db", str(database), "--year", "2025"]
    as_json = json.loads(_output(capsys, *asked, "--format", "json"))["rows"]
    as_csv = pd.read_csv(io.StringIO(_output(capsys, *asked, "--format", "csv")), dtype=str)
    with Store(database) as store:
        rows = rank(store, "poverty_rate", year=2025).rows
    assert [row["value"] for row in as_json] == rows["value"].tolist()
    assert as_csv["value"].astype(float).tolist() == rows["value"].tolist()
    assert as_csv["rank"].astype(int).tolist() == [row["rank"] for row in as_json]
    table = _output(capsys, *asked)
    assert rows["name"].iloc[0] in table


def test_a_year_without_full_year_figures_takes_the_largest_other_set(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _output(capsys, "rank", "online_dossier_share", "--year", "2025", "--db",
                   str(database), "--format", "json")  # fmt: skip
    answer = json.loads(text)
    assert (answer["year"], answer["period_set"]) == (2025, "2025-part")
    assert answer["rows"]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["rank", "income"], "income_per_capita"),
        (["rank", "income_per_capita", "--province", "3"], "38"),
        (["rank", "income_per_capita", "--area-type", "huyện"], "xã"),
        (["profile", "24718x"], "24718"),
        (["compare", "24717", "00000"], "expected one of"),
    ],
)
def test_unknown_names_end_with_2_and_list_the_nearest(
    database: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], hint: str
) -> None:
    assert main([*arguments, "--db", str(database)]) == 2
    assert hint in capsys.readouterr().err


def test_areas_are_found_by_former_names(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _output(capsys, "areas", "dakndrung", "--db", str(database), "--format", "json")
    assert json.loads(text)[0]["area_code"] == "24717"
    assert _output(capsys, "areas", "qqqqzzzz", "--db", str(database), code=1) == ""


def test_profile_and_compare_as_json(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--db", str(database), "--format", "json"]
    rows = json.loads(_output(capsys, "profile", "08227", *options))
    poverty = next(row for row in rows if row["indicator_id"] == "poverty_rate")
    assert poverty["value"] == 2.19
    assert poverty["missing_reason"] is None
    missing = next(row for row in rows if row["indicator_id"] == "forest_cover")
    assert (missing["value"], missing["missing_reason"]) == (None, "not_reported")
    pair = json.loads(_output(capsys, "compare", "08227", "15961", *options))
    assert {row["area_code"] for row in pair} == {"08227", "15961"}


def test_a_missing_database_ends_with_the_next_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", "poverty_rate", "--db", str(tmp_path / "none.duckdb")]) == 1
    assert "run `python -m indicators build`" in capsys.readouterr().err
