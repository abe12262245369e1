"""Damaged curated and collected files: told in a sentence, never a traceback or another number.

Few cases of each kind; ``python -m bench.damages`` counts many.
"""

import random
from datetime import date
from pathlib import Path

import pytest

from bench.damages import damaged
from indicators.curated.check import check
from indicators.curated.recording import record
from tests.collected_country import accept_collected, score
from tests.curated_country import country_to_curate

TODAY = date(2026, 6, 1)
SEED, DAMAGES = 5, 6


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = country_to_curate(tmp_path_factory.mktemp("damaged") / "data")
    assert record(directory, today=TODAY).problems == []
    accept_collected(directory, [score("87.25"), score("80", "99002")])
    assert check(directory, today=TODAY).problems == []
    return directory


@pytest.mark.parametrize("pattern", ["areas.csv", "sources.csv", "observations/*.csv",
                                     "collected/*.parquet", "collected/sources.csv"])  # fmt: skip
def test_every_damage_of_a_file_is_told(data: Path, pattern: str) -> None:
    [path, *_others] = sorted(data.glob(pattern))
    whole, draw = path.read_bytes(), random.Random(SEED)
    for _time in range(DAMAGES):
        kind, content = damaged(whole, draw)
        path.write_bytes(content)
        problems = check(data, today=TODAY).problems
        assert any(one.file == path.relative_to(data).as_posix() for one in problems), kind
        assert all(", expected " in str(one) and "; " in str(one) for one in problems)
    path.write_bytes(whole)
    assert check(data, today=TODAY).problems == []


@pytest.mark.parametrize("level", ["communE", "n`tion", "", "huyện"])
def test_a_level_that_does_not_exist_is_told_not_stumbled_over(data: Path, level: str) -> None:
    path = data / "areas.csv"
    whole = path.read_text("utf-8")
    for old in ("99001,commune,", "VN,nation,"):
        path.write_text(whole.replace(old, f"{old.partition(',')[0]},{level},", 1), "utf-8")
        told = [str(one) for one in check(data, today=TODAY).problems]
        assert any(one.startswith("areas.csv:") and ":level: found " in one for one in told), told
    path.write_text(whole, "utf-8")
