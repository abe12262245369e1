"""The lines of R that documents, pages and the bundle give, run by R without any other package."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from indicators.open_data.download_tables import ranking_table
from indicators.open_data.downloads import to_csv, to_csv_vn
from indicators.open_data.export_texts import readme
from indicators.open_data.table_lines import CODES, ranking_asked, ways
from indicators.questions.ranking import rank
from indicators.release.build import build
from indicators.release.store import Store
from tests.small_country import figure, source, write_country

PROGRAM = shutil.which("Rscript")
pytestmark = pytest.mark.skipif(not PROGRAM, reason="Rscript is not installed")
RECIPES = Path(__file__).resolve().parent.parent / "docs" / "recipes.md"
SITE = "http://127.0.0.1:8501"
BLOCK = re.compile(r"^```r\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
# Below 1, whole, of many decimals: a comma taken for a mark of thousands would show.
PRINTED = ("0,624", "7,5", "5", "8", "12,345", "4,25")
TITLE = 'Bài "bịa", có phẩy; chấm phẩy # và thăng: Đắk Đrông ữ ợ ẵ'
# What R made of the table: each column's class, the cells that are NA, and the cells.
TOLD = """
told <- data.frame(name = names({table}), class = sapply({table}, function(one) class(one)[1]),
                   missing = colSums(is.na({table})))
write.csv(told, "told.csv", row.names = FALSE)
for (one in names({table})[sapply({table}, is.numeric)]) {{
  {table}[[one]] <- ifelse(is.na({table}[[one]]), NA, sprintf("%.17g", {table}[[one]]))
}}
write.csv({table}, "cells.csv", row.names = FALSE, na = "", fileEncoding = "UTF-8")
"""


@dataclass(frozen=True)
class Read:
    """What R read: one row per column with its class and count of NA, and all cells as text."""

    columns: pd.DataFrame
    cells: pd.DataFrame


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Six invented rates out of a text with a title that a careless reader breaks."""
    folder = tmp_path_factory.mktemp("r")
    figures = [figure(printed.replace(",", "."), indicator_id="poverty_rate", locator="12/19",
                      area_code=f"9900{n}")
               for n, printed in enumerate(PRINTED, 1)]  # fmt: skip
    data = write_country(folder / "data", figures, [source("bia-press", title=TITLE)])
    build(data, folder / "country.duckdb")
    with Store(folder / "country.duckdb") as found:
        yield found


@pytest.fixture(scope="module")
def table(store: Store) -> pd.DataFrame:
    return ranking_table(store, rank(store, "poverty_rate"))


def read_by_r(code: str, folder: Path, table: str = "table") -> Read:
    """Run the lines in the folder and have R tell what ``table`` holds then."""
    script = folder / "lines.R"
    script.write_text(code + TOLD.format(table=table), encoding="utf-8")
    done = subprocess.run(
        [str(PROGRAM), "--vanilla", str(script)], cwd=folder, capture_output=True, text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr.lower(), done.stderr
    columns = pd.read_csv(folder / "told.csv").set_index("name")
    return Read(columns, pd.read_csv(folder / "cells.csv", dtype=str, keep_default_na=False))


def is_the_table(read: Read, table: pd.DataFrame) -> None:
    """Names, codes, texts, numbers and what is missing are those of the table."""
    assert read.columns.index.tolist() == table.columns.tolist()
    for name in table.columns:
        missing = table[name].isna() | (table[name].astype(str) == "")
        assert read.columns["missing"][name] == missing.sum(), name
        cells = read.cells[name][~missing]
        if pd.api.types.is_bool_dtype(table[name]):
            assert (cells == "TRUE").tolist() == table[name][~missing].tolist(), name
        elif name in CODES or not pd.api.types.is_numeric_dtype(table[name]):
            told = [str(one).removesuffix(" 00:00:00") for one in table[name][~missing]]
            assert cells.tolist() == told, name
        else:
            assert cells.astype(float).tolist() == table[name][~missing].tolist(), name
    assert set(read.columns["class"].loc[list(CODES)]) == {"character"}
    assert read.columns["class"]["value"] == "numeric"


def blocks(*holding: str) -> list[str]:
    found = [one["code"] for one in BLOCK.finditer(RECIPES.read_text("utf-8"))]
    return [code for code in found if all(one in code for one in holding)]


def test_the_recipe_of_the_standard_csv(table: pd.DataFrame, tmp_path: Path) -> None:
    [code] = blocks("read.csv(")
    (tmp_path / "answer.csv").write_bytes(to_csv(table))
    is_the_table(read_by_r(re.sub(rf'"{SITE}[^"]*"', '"answer.csv"', code), tmp_path), table)


def test_the_recipe_of_the_csv_for_excel(table: pd.DataFrame, tmp_path: Path) -> None:
    [code] = blocks("read.csv2(")
    [file] = re.findall(r'"(\S+\.csv)"', code)
    (tmp_path / file).write_bytes(to_csv_vn(table))
    is_the_table(read_by_r(code, tmp_path), table)


def test_the_lines_beside_a_table_of_a_page(table: pd.DataFrame, tmp_path: Path) -> None:
    [way] = [one for one in ways(ranking_asked("poverty_rate", {}), SITE, "a.csv")
             if one.language == "r"]  # fmt: skip
    (tmp_path / "answer.csv").write_bytes(to_csv(table))
    is_the_table(read_by_r(re.sub(rf'"{SITE}[^"]*"', '"answer.csv"', way.code), tmp_path), table)


def test_the_lines_of_the_bundle(store: Store, table: pd.DataFrame, tmp_path: Path) -> None:
    text = readme(store.release, {"observations": "observations.csv"})
    [code] = [one["code"] for one in BLOCK.finditer(text)]
    whole = table.assign(is_current=[True] * 5 + [False])
    (tmp_path / "observations.csv").write_bytes(to_csv(whole))
    shown = read_by_r(code, tmp_path, "shown").cells
    assert shown["area_code"].tolist() == table["area_code"].tolist()[:5]


def test_no_recipe_but_that_of_parquet_needs_a_package() -> None:
    packages = [re.findall(r"(?:library|require)\((\w+)\)|(\w+)::", code) for code in blocks()]
    assert packages == [[], [], [("arrow", "")]]
