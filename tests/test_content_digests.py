"""A digit that becomes another in a curated file: the row is as sound as before, and yet told."""

import random
from datetime import date
from pathlib import Path

import pytest

from indicators.candidates.files import candidate, write_candidates
from indicators.commands.command_line import main
from indicators.curated.check import check
from indicators.curated.recording import record
from indicators.curation.accepting import RefusedCandidatesError, accept
from indicators.release.build import CuratedFilesError, build
from tests.small_country import figure, incomes, write_country

TODAY = date(2026, 6, 1)
SEED, FLIPS = 11, 12
TOLD = (": found another text than datapackage.json records, expected the text whose digest is "
        "recorded; compare the file with version control: a digit may have changed; if the edit "
        "was meant, run `python -m indicators check --record`")  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    directory = write_country(tmp_path / "data", incomes("60", "61", "62"))
    assert record(directory, today=TODAY).problems == []
    return directory


def _words(data: Path) -> list[str]:
    return [str(problem) for problem in check(data, today=TODAY).problems]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("observations/invented.csv", "99003,income", "99004,income"),  # another commune
        ("observations/invented.csv", "2025-01-01,2025-12-31,,62", "2024-01-01,2024-12-31,,62"),
        ("observations/invented.csv", "62,,,exact,A,bia-press,paragraph 1,62",
         "68,,,exact,A,bia-press,paragraph 1,68"),
        ("areas.csv", "Bịa Hai", "Bịa Hao"),
        ("sources.csv", "2026-01-02", "2026-01-01"),
        ("indicators.yaml", "decimals: 1", "decimals: 2"),
    ],
)  # fmt: skip
def test_sound_rows_that_say_something_else_are_told(
    data: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    text = (data / file).read_text("utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new, 1), "utf-8")
    assert _words(data) == [file + TOLD]
    with pytest.raises(CuratedFilesError):
        build(data, tmp_path / "release.duckdb", today=TODAY)
    row = figure("66", area_code="99007", revision="", recorded_on="")
    write_candidates([candidate({**row, "decision": "accept"})], tmp_path / "candidates.csv")
    with pytest.raises(RefusedCandidatesError):
        accept(tmp_path / "candidates.csv", data, today=TODAY)


def test_no_flipped_bit_passes(data: Path) -> None:
    path = data / "observations" / "invented.csv"
    whole, draw = path.read_bytes(), random.Random(SEED)
    for _time in range(FLIPS):
        content = bytearray(whole)
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
        path.write_bytes(content)
        assert any(one.startswith("observations/invented.csv:") for one in _words(data))
    path.write_bytes(whole)
    assert _words(data) == []


def test_line_ends_and_byte_order_marks_are_no_change(data: Path) -> None:
    path = data / "observations" / "invented.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert not any("another text" in one for one in _words(data))


def test_an_edit_that_is_meant_is_recorded(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data / "sources.csv"
    path.write_text(path.read_text("utf-8").replace("Báo Bịa", "Báo Bịa Mới"), "utf-8")
    assert main(["check", "--data", str(data)]) == 1
    capsys.readouterr()
    assert main(["check", "--data", str(data), "--record"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "sources.csv: other content of the same size"
    assert _words(data) == []


def test_accept_records_what_it_writes(data: Path, tmp_path: Path) -> None:
    row = figure("66", area_code="99007", revision="", recorded_on="")
    write_candidates([candidate({**row, "decision": "accept"})], tmp_path / "candidates.csv")
    accept(tmp_path / "candidates.csv", data, today=TODAY)
    assert _words(data) == []
    batch = data / "observations" / "2026-06-accepted.csv"
    batch.write_text(batch.read_text("utf-8").replace("99007", "99006"), "utf-8")
    assert _words(data) == [f"observations/{batch.name}{TOLD}"]
