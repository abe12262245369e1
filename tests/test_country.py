"""What is so in the whole country is written once, for Python and for SQL."""

import re
from pathlib import Path

from indicators.country import COMMUNE_TYPES, LEVEL_OF_TYPE, LEVELS, PROVINCE_TYPES, constants_in
from indicators.country import __file__ as country_file
from indicators.release.store import sql_text

ROOT = Path(__file__).resolve().parent.parent


def test_every_type_of_area_is_of_a_level() -> None:
    assert set(LEVEL_OF_TYPE.values()) == set(LEVELS)
    assert PROVINCE_TYPES == ("tỉnh", "thành phố")
    assert COMMUNE_TYPES == ("xã", "phường", "đặc khu")


def test_a_question_is_given_the_constants_that_it_names() -> None:
    assert list(constants_in(sql_text("medians"))) == ["reform_day", "nation"]
    assert constants_in("SELECT 1") == {}


def test_the_day_of_the_reform_is_written_once() -> None:
    day = re.compile(r"^(?!\s*>>>).*(?:date\(2025, 7, 1|DATE '2025-07-01')", re.MULTILINE)
    files = [*(ROOT / "indicators").rglob("*.py"), *(ROOT / "indicators").rglob("*.sql"),
             *(ROOT / "pages").rglob("*.py")]  # fmt: skip
    found = [file for file in files if day.search(file.read_text("utf-8"))]
    assert found == [Path(country_file)]
