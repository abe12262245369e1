"""An import never goes over a candidates file in which a person has decided."""

import csv
from pathlib import Path

import pytest

from indicators.candidates.files import candidate, write_candidates
from indicators.commands.command_line import main
from indicators.curation.decided_files import DecidedFileError, refuse_decided
from tests.hostile_sheets.case import of_columns
from tests.invented_country import make_invented_country
from tests.reports import write_xlsx

SURE = {"area_code": "97002", "value": "4.25", "decision": "accept", "confidence": "1"}
DOUBTED = {"area_code": "97003", "value": "3.5", "confidence": "0.5", "checks": "share_of_one"}
OF_TEXT = {"area_code": "97003", "value": "3.5", "confidence": "1", "start": "0", "end": "9"}


@pytest.mark.parametrize(
    "changed",
    [
        {**SURE, "decision": "refuse"}, {**SURE, "decision": ""}, {**SURE, "reason": "đã hỏi lại"},
        {**DOUBTED, "decision": "accept"}, {**DOUBTED, "decision": "refuse"},
        {**OF_TEXT, "decision": "accept"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_person_decided_is_kept(
    changed: dict[str, str], encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "candidates.csv"
    write_candidates([candidate(SURE), candidate(changed)], path)
    path.write_text(path.read_text("utf-8"), encoding)
    with pytest.raises(DecidedFileError, match="decisions of a person"):
        refuse_decided(path)


def test_a_file_saved_with_semicolons_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "candidates.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerows([["area_code", "decision", "confidence"], ["97002", "refuse", "1"]])
    with pytest.raises(DecidedFileError):
        refuse_decided(path)


@pytest.mark.parametrize("rows", [[], [SURE], [SURE, DOUBTED], [OF_TEXT]])
def test_what_a_reader_wrote_may_be_written_again(
    rows: list[dict[str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "candidates.csv"
    refuse_decided(path)
    write_candidates(map(candidate, rows), path)
    refuse_decided(path)


def test_the_command_leaves_the_file_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = make_invented_country(tmp_path / "data")
    report = write_xlsx(tmp_path / "r.xlsx", of_columns(["Tỷ lệ hộ nghèo (%)"], (4.25, 3.5)))
    out = tmp_path / "candidates.csv"
    command = ["import", str(report), "--data", str(data), "--out", str(out)]
    assert main(command) == 0
    assert main(command) == 0
    decided = out.read_text("utf-8").replace("accept", "refuse", 1)
    out.write_text(decided, "utf-8")
    assert main(command) == 1
    assert out.read_text("utf-8") == decided
    assert "move the file away" in capsys.readouterr().err


def test_observations_in_bulk_leave_it_too(tmp_path: Path) -> None:
    data = make_invented_country(tmp_path / "data")
    report, out = tmp_path / "bulk.csv", tmp_path / "candidates.csv"
    report.write_text("area_code,indicator_id,period_end,value\n97002,poverty_rate,2025-12-31,4\n")
    write_candidates([candidate({**SURE, "decision": "refuse"})], out)
    before = out.read_bytes()
    assert main(["import", str(report), "--data", str(data), "--out", str(out)]) == 1
    assert out.read_bytes() == before
