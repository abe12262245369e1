"""From a report to an accepted row and into the release, by the command line alone."""

import csv
import io
import json
from pathlib import Path

import pytest

from indicators.commands.command_line import main
from indicators.curation.new_sources import source_row, sources_csv
from tests.invented_country import make_invented_country
from tests.reports import BUILDERS, Rows, write_xlsx

OBSERVATION = "area_code,indicator_id,period_end,value,source_id\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_invented_country(tmp_path / "data")


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_report_from_the_office_to_the_profile_of_a_commune(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = BUILDERS["pages"](tmp_path / "bao-cao.xlsx")
    candidates, database = tmp_path / "candidates.csv", tmp_path / "release.duckdb"
    source = ("--source", "bao-cao-mau-2026", "--data", data)
    assert run("import", report, *source, "--out", candidates, "--save-mapping") == 0
    assert "2 accepted + 0 missing + 0 rejected = 2 cells read" in capsys.readouterr().err
    assert (tmp_path / "bao-cao.xlsx.mapping.yaml").is_file()
    assert run("accept", candidates, "--data", data) == 0
    assert "2 rows added" in capsys.readouterr().out
    assert run("build", "--data", data, "--db", database) == 0
    capsys.readouterr()
    assert run("profile", "97001", "--db", database, "--format", "json") == 0
    printed = capsys.readouterr().out
    assert "3.5" in printed
    assert "bao-cao-mau-2026" in printed


def test_a_mapping_may_lie_elsewhere(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = BUILDERS["pages"](tmp_path / "bao-cao.xlsx")
    assert run("import", report, "--data", data, "--save-mapping") == 0
    kept = (tmp_path / "bao-cao.xlsx.mapping.yaml").rename(tmp_path / "m.yaml")
    options = ("import", report, "--data", data, "--mapping", kept)
    assert run(*options) == 0
    kept.write_text(kept.read_text("utf-8").replace("role: figure", "role: ignored"), "utf-8")
    capsys.readouterr()
    assert run(*options) == 0
    assert "0 accepted + 0 missing + 0 rejected = 0 cells read" in capsys.readouterr().err
    kept.unlink()
    assert run(*options) == 1
    assert capsys.readouterr().err.startswith("m.yaml: found")


def test_rejects_have_exit_code_3_and_a_file(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = BUILDERS["faults"](tmp_path / "r.xlsx")
    rejects = tmp_path / "rejects.csv"
    assert run("import", report, "--data", data, "--rejects", rejects) == 3
    out = capsys.readouterr().out
    assert len(list(csv.DictReader(io.StringIO(out)))) == 1
    rows = read_csv(rejects)
    assert len(rows) == 13
    assert (rows[0]["row"], rows[0]["reason_code"]) == ("3", "contradicts_accepted")
    assert rows[1]["detail"] == "'=1+1"  # a spreadsheet must not calculate it
    assert rows[1]["next_step"].endswith(
        "the cell is a formula; paste it as a value and import again"
    )


def test_the_province_and_the_period_asked_for(data: Path, tmp_path: Path) -> None:
    rows: Rows = [["Tên đơn vị", "Tỷ lệ hộ nghèo (%)"], ["Hòa Mẫu", 2.5]]
    report, out = write_xlsx(tmp_path / "r.xlsx", rows), tmp_path / "out.csv"
    options = ("import", report, "--data", data, "--out", out)
    assert run(*options, "--year", "2025") == 3
    assert run(*options, "--period", "2025-01-01/2025-06-30", "--province", "98") == 0
    [row] = read_csv(out)
    assert (row["area_code"], row["period_end"]) == ("98001", "2025-06-30")
    assert run(*options, "--year", "2025", "--province", "11") == 2
    assert run(*options, "--year", "soon") == 1
    assert run(*options) == 1


def test_the_area_asked_for_on_the_command_line(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: Rows = [["Năm 2025"], ["Chỉ tiêu", "ĐVT", "Thực hiện"], ["Dân số", "người", 100]]
    report, out = write_xlsx(tmp_path / "r.xlsx", rows), tmp_path / "out.csv"
    options = ("import", report, "--data", data, "--out", out)
    assert run(*options) == 1
    assert (
        "name the commune: its field on the page, or --area with its code or name"
        in capsys.readouterr().err
    )
    assert run(*options, "--area", "xã Bình Mẫu", "--save-mapping") == 0
    assert "area: Bình Mẫu (xã, Mẫu Đông) 97002\n" in capsys.readouterr().err
    assert [row["area_code"] for row in read_csv(out)] == ["97002"]
    assert run(*options) == 0  # the mapping keeps the commune of the table
    assert [row["area_code"] for row in read_csv(out)] == ["97002"]
    assert run(*options, "--area", "98001") == 0
    assert [row["area_code"] for row in read_csv(out)] == ["98001"]
    assert run(*options, "--area", "Hòa Mẫu") == 2
    assert "Hòa Mẫu (xã, Mẫu Tây) 98001" in capsys.readouterr().err
    assert run(*options, "--area", "Hòa Mẫu", "--province", "97") == 0
    assert [row["area_code"] for row in read_csv(out)] == ["97003"]


def test_a_refused_file_says_why(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    assert run("import", tmp_path / "x.xlsx", "--data", data) == 1
    error = capsys.readouterr().err
    assert error.startswith("x.xlsx: found a file that begins with b'no workb'")
    assert "Traceback" not in error


def test_observations_as_csv_are_read_in_bulk(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text(OBSERVATION + "97002,population,2025-12-31,1204,bao-mau-2026\n"
                    "97002,population,2024-12-31,x,bao-mau-2026\n", "utf-8")  # fmt: skip
    assert run("import", rows, "--data", data, "--out", tmp_path / "out.csv") == 0
    assert "1 accepted + 1 missing + 0 rejected = 2 rows read" in capsys.readouterr().err
    assert run("accept", tmp_path / "out.csv", "--data", data) == 0
    rows.write_text(OBSERVATION + "9,population,2025-12-31,1204,bao-mau-2026\n", "utf-8")
    assert run("import", rows, "--data", data) == 3
    [reject] = read_csv(tmp_path / "rows.csv.rejects.csv")
    assert (reject["line"], reject["reason_code"]) == ("2", "unknown_area")


def test_problems_of_candidates_have_exit_code_1(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text(OBSERVATION + "97002,population,2025-12-31,1204,bao-la\n", "utf-8")
    assert run("accept", rows, "--data", data) == 1
    error = capsys.readouterr().err
    assert "rows.csv:2:source_id: found 'bao-la'" in error
    assert error.endswith("nothing was written\n")


def test_new_sources_are_accepted_with_their_figures(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, sources = tmp_path / "rows.csv", tmp_path / "new-sources.csv"
    header = OBSERVATION.replace("\n", ",as_printed\n")
    rows.write_text(header + "97002,population,2025-12-31,1204,bao-la,1.204\n", "utf-8")
    described = source_row(source_id="bao-la", kind="press", publisher="Báo Lạ",
                           retrieved_on="2026-01-02", language="vi")  # fmt: skip
    sources.write_text(sources_csv([described, {**described, "source_id": "thua"}]), "utf-8")
    assert run("accept", rows, "--sources", sources, "--data", data) == 0
    captured = capsys.readouterr()
    assert captured.out.endswith("0 refused; 1 new sources\n")
    assert "new-sources.csv: thua: no added row names it, left out" in captured.err
    assert read_csv(data / "sources.csv")[-1] == described


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_extract_wrote_becomes_a_file_to_decide_on(
    form: str, data: Path, tmp_path: Path
) -> None:
    found = {
        "area_code": "97002",
        "indicator_id": "poverty_rate",
        "basis": "",
        "value": 2.5,
        "period_start": "2025-01-01",
        "period_end": "2025-12-31",
        "qualifier": "exact",
        "status": "A",
        "as_printed": "2,5%",
        "start": 4,
        "end": 8,
        "confidence": 0.9,
    }
    path, out = tmp_path / f"found.{form}", tmp_path / "out.csv"
    if form == "json":
        path.write_text(json.dumps([found]), "utf-8")
    else:
        header, cells = ",".join(found), ",".join(f'"{cell}"' for cell in found.values())
        path.write_text(f"{header}\n{cells}\n", "utf-8")
    assert run("import", path, "--source", "bao-mau-2026", "--data", data, "--out", out) == 0
    [row] = read_csv(out)
    assert (row["value"], row["decision"], row["source_id"]) == ("2.5", "", "bao-mau-2026")
    assert run("accept", out, "--data", data) == 1
    decided = [{**row, "decision": "accept"}]
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerows(decided)
    assert run("accept", out, "--data", data) == 0
