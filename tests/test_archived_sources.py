"""The address of an archived copy of a source: read where it is given, shown, handed out."""

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators.curated.check import check
from indicators.open_data.download_tables import every_figure
from indicators.release.build import build
from indicators.release.store import Store
from tests.opened_page import opened_page
from tests.small_country import incomes, source, write_country

COPY = "https://archive.invalid/copy"


def with_copy(data: Path, address: str) -> Path:
    """The country with the column in ``sources.csv``."""
    path = data / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    names = list(dict.fromkeys([*rows[0], "archived_url"]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "archived_url": address} for row in rows)
    return data


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archived")
    data = write_country(folder / "data", incomes("60", "62"), [source("bia-press")])
    build(with_copy(data, COPY), folder / "small.duckdb")
    return folder / "small.duckdb"


def test_files_and_answers_have_it(db: Path) -> None:
    with Store(db) as store:
        assert store.query("all_sources")["archived_url"].tolist() == [COPY]
        assert set(every_figure(store)["archived_url"]) == {COPY}


def test_a_table_without_the_column_has_none(tmp_path: Path) -> None:
    data = write_country(tmp_path / "data", incomes("60"))
    table = pd.read_csv(data / "sources.csv", dtype=str, keep_default_na=False)
    without = table.drop(columns="archived_url", errors="ignore")
    without.to_csv(data / "sources.csv", index=False, lineterminator="\n")
    build(data, tmp_path / "small.duckdb")
    with Store(tmp_path / "small.duckdb") as store:
        assert store.query("all_sources")["archived_url"].isna().all()


def test_what_is_no_address_is_a_problem(tmp_path: Path) -> None:
    data = write_country(tmp_path / "data", incomes("60"), [source("bia-press")])
    [found] = check(with_copy(data, "javascript:alert(1)")).problems
    assert (found.file, found.column) == ("sources.csv", "archived_url")


def test_the_commune_shows_it(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(db))
    app = opened_page("commune", area="99001")
    assert any(f'<a href="{COPY}" rel="nofollow">bản lưu</a>' in one.value for one in app.html)
