"""A file of observations in bulk: every line accounted for, with its own number."""

import csv
import io
import unicodedata
from datetime import date
from pathlib import Path

import duckdb
import pytest

from bench import bulk_import
from indicators.refusal import RefusedFileError
from indicators.spreadsheets.bulk import progress
from indicators.spreadsheets.bulk.bulk_file import is_bulk_file, open_bulk_file
from indicators.spreadsheets.bulk.bulk_import import BulkResult, import_bulk
from indicators.spreadsheets.bulk.progress import Progress
from indicators.spreadsheets.reference import Reference, load_reference
from tests.invented_country import make_invented_country
from tests.reports import tones_apart

HEADER = "area_code,indicator_id,period_start,period_end,basis,value,source_id,as_printed,note\n"
YEAR = "2025-01-01,2025-12-31"
LINES = (
    f'97001,poverty_rate,{YEAR},,1.92,bao-mau-2026,"1,92%",\n'  # line 2: accepted already
    f'97002,poverty_rate,{YEAR},,2.5,bao-mau-2026,"2,5%","two\nlines"\n'  # 3 and 4: accepted
    "97003,poverty_rate,2025-01-01\n"  # 5: broken
    "\n"  # 6: blank, no row
    f"97003,poverty_rate,{YEAR},,-,bao-mau-2026,,\n"  # 7: missing
    f"97003,poverty_rate,{YEAR},,abc,bao-mau-2026,,\n"  # 8
    f"99999,poverty_rate,{YEAR},,1,bao-mau-2026,1,\n"  # 9
    f"97005,ntm_criteria_met,{YEAR},set_2021,19,bao-mau-2026,19,\n"  # 10: a ward
    f"97004,poverty_rate,{YEAR},,101,bao-mau-2026,101,\n"  # 11
    "97004,poverty_rate,2025-01-01,31/12/2025,,1,bao-mau-2026,1,\n"  # 12
    f"97004,povert,{YEAR},,1,bao-mau-2026,1,\n"  # 13
    f"97004,income_per_capita,{YEAR},,60,bao-mau-2026,hơn 60 triệu,\n"  # 14: accepted
    f"97004,income_per_capita,{YEAR},,60,bao-mau-2026,60,\n"  # 15: again
    "97004,population,,2025-12-31,,6012,bao-mau-2026,6.012,\n"  # 16: accepted
    "97003,population,,2025-12-31,,6.012,bao-mau-2026,6.012,\n"  # 17: a point groups thousands
    "97001,poverty_rate,2024-01-01,2024-12-31,,3,khong-co,3,\n"  # 18: unknown source
    "97001,poverty_rate,2023-01-01,2023-12-31,,3,bao-mau-2026,3,\n"  # 19 and 20: two values
    "97001,poverty_rate,2023-01-01,2023-12-31,,4,bao-mau-2026,4,\n"
)
REJECTED = [
    (5, "breaks_rule"), (8, "not_a_number"), (9, "unknown_area"), (10, "not_applicable"),
    (11, "implausible_value"), (12, "breaks_rule"), (13, "unknown_indicator"),
    (15, "duplicate_in_file"), (17, "breaks_rule"), (18, "breaks_rule"),
    (19, "duplicate_in_file"), (20, "duplicate_in_file"),
]  # fmt: skip
RECORDED_ON = date(2026, 11, 1)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return load_reference(make_invented_country(tmp_path_factory.mktemp("country") / "data"))


def run(
    folder: Path, reference: Reference, content: bytes
) -> tuple[BulkResult, list[dict[str, str]]]:
    """The result of importing these bytes, and the rejects file."""
    path, rejects = folder / "bulk.csv", folder / "rejects.csv"
    path.write_bytes(content)
    result = import_bulk(path, reference, out=folder / "out.csv", rejects=rejects,
                         recorded_on=RECORDED_ON)  # fmt: skip
    with rejects.open(encoding="utf-8", newline="") as file:
        return result, list(csv.DictReader(file))


def lines_and_codes(rejects: list[dict[str, str]]) -> list[tuple[int, str]]:
    return [(int(row["line"]), row["reason_code"]) for row in rejects]


def test_every_line_is_accounted_for_with_its_number(tmp_path: Path, reference: Reference) -> None:
    result, rejects = run(tmp_path, reference, (HEADER + LINES).encode())
    assert lines_and_codes(rejects) == REJECTED
    assert (result.rows, result.accepted, result.missing, result.rejected) == (17, 4, 1, 12)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        accepted = list(csv.DictReader(file))
    assert [(row["area_code"], row["indicator_id"], float(row["value"])) for row in accepted] == [
        ("97001", "poverty_rate", 1.92), ("97002", "poverty_rate", 2.5),
        ("97004", "income_per_capita", 60), ("97004", "population", 6012),
    ]  # fmt: skip
    assert {(row["decision"], row["recorded_on"]) for row in accepted} == {("accept", "2026-11-01")}


def test_regular_files_need_no_second_reading_for_their_lines(
    tmp_path: Path, reference: Reference
) -> None:
    lines = (
        f"97001,poverty_rate,{YEAR},,abc,bao-mau-2026,,\n"
        "short\n"
        "another,short\n"
        f"97001,poverty_rate,{YEAR},,def,bao-mau-2026,,"  # no line break at the end
    )
    _result, rejects = run(tmp_path, reference, (HEADER + lines).encode())
    assert lines_and_codes(rejects) == [
        (2, "not_a_number"), (3, "breaks_rule"), (4, "breaks_rule"), (5, "not_a_number"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_other_encodings_and_separators(
    encoding: str, separator: str, tmp_path: Path, reference: Reference
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(csv.reader(io.StringIO(HEADER + LINES)))
    result, _rejects = run(tmp_path, reference, text.getvalue().encode(encoding))
    assert (result.accepted, result.missing) == (4, 1)


def test_an_accepted_figure_that_differs_needs_a_person(
    tmp_path: Path, reference: Reference
) -> None:
    line = f'97001,poverty_rate,{YEAR},,2.92,bao-mau-2026,"2,92%",\n'
    _result, rejects = run(tmp_path, reference, (HEADER + line).encode())
    assert lines_and_codes(rejects) == [(2, "contradicts_accepted")]
    assert rejects[0]["found"] == "accepted: 1.92"


def test_shares_that_their_counts_contradict_need_a_note(
    tmp_path: Path, reference: Reference
) -> None:
    header = "area_code,indicator_id,period_end,value,numerator,denominator,note\n"
    row = "97001,ontime_dossier_share,2025-12-31,98,5898,5919,{}\n"
    content = header + row.format("") + row.replace("97001", "97002").format("both are printed")
    result, rejects = run(tmp_path, reference, content.encode())
    assert lines_and_codes(rejects) == [(2, "breaks_rule")]
    assert result.accepted == 1


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("area_code,indicator_id,value", "no column period_end"),
        ("area_code,indicator_id,period_end,value,value", "the column value twice"),
        ("area_code,indicator_id,period_end,value,x'y", 'an unknown column "x\'y"'),
    ],
)
def test_other_columns_are_refused(
    header: str, found: str, tmp_path: Path, reference: Reference
) -> None:
    path = tmp_path / "bulk.csv"
    path.write_text(header + "\n")
    with pytest.raises(RefusedFileError) as caught:
        import_bulk(path, reference)
    assert caught.value.problem.found == found


def test_only_files_with_the_columns_of_observations_are_bulk(tmp_path: Path) -> None:
    for number, (text, bulk) in enumerate(
        ((HEADER, True), ("STT;Tên đơn vị\n", False), ("", False))
    ):
        path = tmp_path / f"{number}.csv"
        path.write_text(text)
        assert is_bulk_file(path) is bulk


def test_the_progress_bar_speaks_of_each_long_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.0)
    stream = io.StringIO()
    bar = Progress(stream, always=True)
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")
    bar.run(connection, "checking", "SELECT count(*) FROM range(100000000) WHERE hash(range) = 1")
    connection.close()
    last = stream.getvalue().splitlines()[-1]
    assert last == f"checking  {'█' * 30} 100 %"


def test_the_bench_compares_in_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    # Of 20,000 rows 11 × 50 have unknown areas, and row 7 has a value of 250 per cent.
    bulk_import.main(["--rows", "20000"])
    printed = capsys.readouterr().out
    assert printed.startswith("bulk import of 20,000 rows: ")
    assert printed.endswith("19,449 accepted, 551 rejected\n")


def test_windows_1258_comes_out_composed(tmp_path: Path) -> None:
    """Its tone marks stand behind their letters; the table keeps letters in one piece."""
    header = "area_code,indicator_id,period_end,value,source_id,note\n"
    text = unicodedata.normalize("NFC", "chưa kể hộ nghèo đột xuất")
    path = tmp_path / "bulk.csv"
    row = f"{header}97001,poverty_rate,2025-12-31,3,a,{text}\n"
    path.write_bytes(tones_apart(row).encode("cp1258"))
    with open_bulk_file(path) as opened:
        assert opened.path.read_text("utf-8").splitlines()[1].endswith(text)
