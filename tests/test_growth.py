"""Accepting figures turns no test red: proved on a copy that has taken some in."""

import csv
import re
from pathlib import Path

import pytest

from tests.growth import NEW_INDICATOR, PLAUSIBLE, copied_repository, grow, run_tests
from tests.live_table import FIXTURE, MARK

pytestmark = pytest.mark.live_table
COMMUNES = 40


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository whose table took in figures of forty communes."""
    return copied_repository(tmp_path_factory.mktemp("growth") / "repository")


def marked_files(tests: Path) -> list[str]:
    """The test files in which the mark is set or implied; this one would grow the copy again."""
    found = [file for file in sorted(tests.glob("test_*.py"))
             if {MARK, FIXTURE} & set(re.findall(r"\w+", file.read_text("utf-8")))]  # fmt: skip
    return [str(file) for file in found if file.name != Path(__file__).name]


def test_tests_that_ask_the_table_of_today_hold_for_a_grown_one(grown: Path) -> None:
    indicators = len(PLAUSIBLE) + 1
    assert grow(grown / "data", COMMUNES) == COMMUNES * indicators
    with (grown / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        assert [row["source_id"] for row in csv.DictReader(file)].count("bia-2026-11-27") == 1
    assert f"id: {NEW_INDICATOR}" in (grown / "data" / "indicators.yaml").read_text("utf-8")
    asked = run_tests(grown, "-m", MARK, *marked_files(grown / "tests"))
    assert asked.returncode == 0, asked.stdout
    passed = re.search(r"(\d+) passed", asked.stdout)
    assert passed is not None and int(passed[1]) > 10
