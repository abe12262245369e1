"""From a real article to accepted rows, with the commands that a curator types.

The articles lie beside the repository and are not part of it; without them the test says so.
"""

import csv
import json
import shutil
from pathlib import Path

import pytest

from bench.evaluation import SEEDS, Article, seed_articles
from indicators.commands.command_line import main
from indicators.curated.recording import record

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no articles beside it: {SEEDS.name}")
FIGURE = ("area_code", "indicator_id", "basis")


@pytest.fixture(scope="module")
def articles(frozen_data: Path) -> list[Article]:
    return seed_articles(frozen_data, SEEDS)


@pytest.fixture(scope="module")
def data(
    articles: list[Article], frozen_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A copy of the frozen table without the figures of these articles."""
    folder = tmp_path_factory.mktemp("table") / "data"
    shutil.copytree(frozen_data, folder)
    read = {article.source_id for article in articles}
    for path in folder.glob("observations/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(row for row in rows if row["source_id"] not in read)
    assert record(folder).problems == []
    return folder


@pytest.mark.parametrize("place", range(5))
def test_an_article_becomes_rows_of_the_table(
    place: int, articles: list[Article], data: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    article = articles[place]
    found = tmp_path / "found.json"
    candidates = tmp_path / "candidates.csv"
    day = ["--published", f"{article.published}"] if article.published else []
    province = ["--province", article.province] if article.province else []
    assert main(["extract", str(SEEDS / article.id), *day, *province]) == 0
    found.write_text(capsys.readouterr().out, "utf-8")
    assert len(json.loads(found.read_text("utf-8"))) == len(article.expected)
    if not article.expected:
        return  # an article about work and plans, without any figure of the catalogue
    assert main(["import", str(found), "--source", article.source_id, "--data", str(data),
                 "--out", str(candidates)]) == 0  # fmt: skip
    _accept_all(candidates)
    assert main(["accept", str(candidates), "--data", str(data), "--batch", "articles"]) == 0
    rows = _rows_of(article.source_id, data)
    assert sorted((*(row[name] for name in FIGURE), float(row["value"])) for row in rows) == sorted(
        (one["area"], one["indicator"], one["basis"], float(one["value"]))
        for one in article.expected
    )


def _accept_all(candidates: Path) -> None:
    with candidates.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with candidates.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "decision": "accept"} for row in rows)


def _rows_of(source_id: str, data: Path) -> list[dict[str, str]]:
    found = []
    for path in data.glob("observations/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found += [row for row in csv.DictReader(file) if row["source_id"] == source_id]
    return found
