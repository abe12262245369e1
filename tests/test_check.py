"""Broken files: every fault becomes a sentence with its place, and all are gathered."""

from pathlib import Path

import pytest

from indicators.commands.command_line import main
from indicators.curated.check import check
from tests.small_country import figure, incomes, write_country


def _words(directory: Path) -> list[str]:
    return [str(problem) for problem in check(directory).problems]


def test_the_invented_country_is_sound(tmp_path: Path) -> None:
    assert _words(write_country(tmp_path, incomes("60", "61"))) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (figure("60", area_code="99999"),
         "observations/invented.csv:2:area_code: found '99999', which areas.csv does not have"),
        (figure("60", indicator_id="income_percapita"), "write income_per_capita"),
        (figure("78,6"), "found '78,6', expected a number with a point as decimal mark, "
                         "such as 78.6; write 78.6"),
        (figure("60", period_start="2025-12-31", period_end="2025-01-01"), "swap the two dates"),
        (figure("9688", indicator_id="online_dossier_share"),
         "found 9688 %, expected 0 to 100 %; look for a lost decimal mark"),
        (figure("12.5", indicator_id="population"),
         "found 12.5 người, expected a whole number of người; look whether a mark of thousands"),
        (figure("5E+6", indicator_id="population", as_printed="5.000.000"),
         "found 5000000 người, expected 0 to "),
        (figure("14", indicator_id="ntm_criteria_met", basis="set_2021", area_code="99007"),
         "found ntm_criteria_met for a phường"),
        (figure("60", basis="own"), "found 'own', expected one of (empty)"),
        (figure("60", period_end="2027-12-31"), "after it was recorded"),
        (figure("60", as_printed="61 triệu"), "a value that follows from as_printed"),
        (figure("98", indicator_id="ontime_dossier_share", numerator="5898", denominator="5919"),
         "found 98 % beside counts that give 99.65 %"),
        (figure("98", indicator_id="ontime_dossier_share", numerator="5", denominator="0"),
         "denominator: found 0, expected a number above 0"),
        (figure("sixty"), "found 'sixty', expected a number"),
        (figure("NaN"), "expected finite numbers with a point"),
        (figure("60", qualifier="roughly"), "expected one of exact, about, at_least"),
        (figure("60", source_id="no-such"), "which sources.csv does not have"),
        (figure("60", recorded_on="3/1/2026"), "expected a date such as 2025-12-31"),
        (figure("60", revision="0"), "revision: found"),
    ],
)  # fmt: skip
def test_each_fault_is_worded(tmp_path: Path, row: dict[str, str], expected: str) -> None:
    words = _words(write_country(tmp_path, [row]))
    assert any(expected in sentence for sentence in words), words


def test_a_correction_or_a_note_explains(tmp_path: Path) -> None:
    explained = [
        figure("60", as_printed="61 triệu", correction="slip of the pen"),
        figure("98", indicator_id="ontime_dossier_share", numerator="5898", denominator="5919",
               note="the two disagree"),
    ]  # fmt: skip
    assert _words(write_country(tmp_path, explained)) == []


def test_repeated_keys_are_found_within_and_across_files(tmp_path: Path) -> None:
    write_country(tmp_path, [figure("60"), figure("61")])
    assert any("a key that stands above already" in words for words in _words(tmp_path))
    write_country(tmp_path, [figure("60")])
    first = tmp_path / "observations/invented.csv"
    (tmp_path / "observations/more.csv").write_bytes(first.read_bytes())
    assert any("stands in observations/invented.csv:2 already" in words
               for words in _words(tmp_path))  # fmt: skip


BROKEN_BYTES = {
    "NUL byte": (b"area_code,\0\n", "a NUL byte"),
    "Windows-1258": ("tỉnh".encode("cp1258", "replace") + b"\xd2\xec,\n", "not UTF-8"),
    "UTF-16": ("area_code\n".encode("utf-16"), "UTF-16"),
    "empty": (b"", "an empty file"),
    "endless line": (b"x" * 50_000_000, "a line of 50,000,000 bytes"),
    "unclosed quote": (b'area_code,level\n"99001,xa\n', "no column area_type"),
    "no header": (b"\n", "no column area_code"),
}


@pytest.mark.parametrize("name", BROKEN_BYTES)
@pytest.mark.parametrize("file", ["areas.csv", "observations/invented.csv", "sources.csv"])
def test_broken_bytes_never_end_in_a_traceback(tmp_path: Path, name: str, file: str) -> None:
    write_country(tmp_path, incomes("60"))
    content, expected = BROKEN_BYTES[name]
    (tmp_path / file).write_bytes(content)
    words = [sentence for sentence in _words(tmp_path) if sentence.startswith(file)]
    wanted = "no column" if expected.startswith("no column") else expected
    assert any(wanted in sentence for sentence in words), words


@pytest.mark.parametrize(
    "file", ["areas.csv", "observations/invented.csv", "datapackage.json", "indicators.yaml"]
)
def test_a_directory_in_place_of_a_file(tmp_path: Path, file: str) -> None:
    write_country(tmp_path, incomes("60"))
    (tmp_path / file).unlink()
    (tmp_path / file).mkdir()
    assert any(sentence.startswith(file) and "a directory" in sentence
               for sentence in _words(tmp_path))  # fmt: skip


def test_a_missing_column_and_an_unknown_one(tmp_path: Path) -> None:
    write_country(tmp_path, incomes("60"))
    path = tmp_path / "observations/invented.csv"
    path.write_text(path.read_text("utf-8").replace("as_printed", "printed"), "utf-8")
    words = _words(tmp_path)
    assert any("found no column as_printed" in sentence for sentence in words)
    assert any("an unknown column 'printed'" in sentence for sentence in words)


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    write_country(tmp_path, [figure("sixty"), figure("9688", indicator_id="online_dossier_share")])
    (tmp_path / "sources.csv").write_bytes(b"")
    files = {problem.file for problem in check(tmp_path).problems}
    assert files == {"sources.csv", "observations/invented.csv"}


def test_build_reports_and_leaves_the_database_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, db = write_country(tmp_path / "data", [figure("sixty")]), tmp_path / "old.duckdb"
    db.write_bytes(b"the old release")
    assert main(["build", "--data", str(data), "--db", str(db)]) == 1
    assert db.read_bytes() == b"the old release"
    assert "observations/invented.csv:2:value: found 'sixty'" in capsys.readouterr().err


def test_the_frozen_files_are_sound(frozen_data: Path) -> None:
    assert _words(frozen_data) == []


@pytest.mark.live_table
def test_the_real_files_are_sound(live_database: Path) -> None:
    """A build begins with the whole check, and makes nothing of files that have a problem."""
    assert live_database.is_file()


def test_the_check_tells_which_notes_lack_a_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noted = figure("60", note_en="stated by the mayor's cat", correction="nhầm đơn vị")
    assert main(["check", "--data", str(write_country(tmp_path, [noted]))]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("note")]
    assert told == [
        "note in one language only, fill in correction_en: observations/invented.csv:2",
        "note in one language only, fill in note: observations/invented.csv:2",
    ]
