"""Tables without a fault of form are told fast; whatever has one goes to Frictionless."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indicators.curated.package import read_files
from indicators.curated.sound_tables import doubtful_tables
from indicators.curated.table_schema import schema_problems
from tests.small_country import figure, incomes, write_country

Rows = list[dict[str, str]]
FIGURES = [*incomes("60", "62"), figure("1.5", indicator_id="poverty_rate")]


def test_sound_files_need_no_word_of_frictionless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, problems = read_files(write_country(tmp_path / "data", FIGURES))
    assert problems == [] and not doubtful_tables(files)
    monkeypatch.setattr("frictionless.Package", None)
    assert schema_problems(files) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"period_end": "2025-13-31"}, "'2025-13-31'"),
        ({"value": "1,5"}, "'1,5'"),
        ({"revision": "0"}, "'0'"),
        ({"status": "Z"}, "'Z'"),
        ({"indicator_id": ""}, "an empty cell"),
        ({"source_id": "nobody"}, "'nobody'"),
        ({"area_code": "99999"}, "'99999'"),
    ],
)
def test_one_cell_is_enough_to_doubt(tmp_path: Path, change: dict[str, str], found: str) -> None:
    data = write_country(tmp_path / "data", [*FIGURES[:-1], FIGURES[-1] | change])
    files, _problems = read_files(data)
    assert doubtful_tables(files) == {"observations/invented.csv"}  # the others are not read again
    assert any(found in problem.found for problem in schema_problems(files))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [*lines, lines[-1]],  # a key twice
        lambda lines: [*lines, lines[-1].replace("2025-12-31", "2025-12-31,")],  # a cell too many
    ],
    ids=["key", "width"],
)
def test_keys_and_rows_left_out_are_no_sound_table(
    tmp_path: Path, spoil: Callable[[list[str]], list[str]]
) -> None:
    data = write_country(tmp_path / "data", FIGURES)
    (file,) = (data / "observations").glob("*.csv")
    file.write_text("".join(spoil(file.read_text("utf-8").splitlines(keepends=True))), "utf-8")
    assert doubtful_tables(read_files(data)[0]) == {"observations/invented.csv"}


def test_equal_keys_written_differently_are_one_key(tmp_path: Path) -> None:
    """As a whole number, 01 is 1."""
    twice = [FIGURES[0], FIGURES[0] | {"revision": "01"}]
    files, _problems = read_files(write_country(tmp_path / "data", twice))
    assert doubtful_tables(files) == {"observations/invented.csv"}


def test_a_table_is_in_doubt_where_one_it_refers_to_is(tmp_path: Path) -> None:
    data = write_country(tmp_path / "data", FIGURES)
    (data / "areas.csv").write_text((data / "areas.csv").read_text("utf-8").replace("xã", "xóm"))
    assert "observations/invented.csv" in doubtful_tables(read_files(data)[0])
