"""The tutorial and the recipes, run as they stand in the documents where their program is at hand.

Addresses are answered out of files of this machine (``tests/local_addresses.py``).
"""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pytest

from indicators.commands.command_line import main
from indicators.open_data.download_columns import FIGURE_COLUMNS
from indicators.open_data.download_tables import ranking_table
from indicators.open_data.downloads import to_csv
from indicators.open_data.table_lines import CODES
from indicators.questions.ranking import rank
from indicators.release.store import Store
from indicators.web.navigation import PAGES
from tests.libre_office import PROGRAM, needs_libre_office, vietnamese_profile
from tests.local_addresses import with_local_files

DOCS = Path(__file__).resolve().parent.parent / "docs"
SITE = "http://127.0.0.1:8501"
NAME = "thuoc-xa"  # of the folder, in the documents
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
NAMES = [column.name for column in FIGURE_COLUMNS]


@dataclass(frozen=True)
class Block:
    """A piece of code of a document: where it stands, its language, its lines."""

    place: str
    language: str
    code: str


def _blocks(file: str, *languages: str) -> list[Block]:
    text = (DOCS / file).read_text("utf-8")
    found = [Block(f"{file}:{text[: one.start()].count(chr(10)) + 1}", one["language"], one["code"])
             for one in BLOCK.finditer(text)]  # fmt: skip
    return [one for one in found if one.language in languages]


def _named(blocks: list[Block]) -> Any:
    return pytest.mark.parametrize("block", blocks, ids=lambda one: one.place)


@pytest.fixture(scope="module")
def store(told_database: Path) -> Iterator[Store]:
    with Store(told_database) as found:
        yield found


@pytest.fixture
def place(told_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the bundle beside."""
    (tmp_path / "thuoc-xa").symlink_to(told_bundle, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _expected(store: Store) -> pd.DataFrame:
    return ranking_table(store, rank(store, "income_per_capita", year="2025"))


def _values_of_bundle(store: Store) -> pd.Series:
    """Median of each province with five figures of the year or more, by its name."""
    communes = rank(store, "income_per_capita", year="2025").rows
    both = pd.concat([communes, rank(store, "income_per_capita", year="2025",
                                     area_type="province").rows])  # fmt: skip
    told = both.groupby("province")["value"].agg(["count", "median"])
    assert (told["count"] >= 5).any(), "the frozen table has such provinces"
    return told[told["count"] >= 5]["median"]


def _is_the_answer(read: pd.DataFrame, code: str, store: Store) -> None:
    """Hold what a block read to the release: the ranking, a middle by province, or all figures."""
    if "ranking/" in code:
        expected = _expected(store)
        assert read["value"].tolist() == expected["value"].tolist()
        for name in ("area_code", "province_code", "as_printed"):
            assert read[name].tolist() == expected[name].tolist()
    elif "median" in code:
        middle = read.set_index("province") if "province" in read else read
        [column] = [name for name in middle.columns if "median" in name]
        assert middle[column].to_dict() == pytest.approx(_values_of_bundle(store).to_dict())
    else:
        assert len(read) >= len(_expected(store))
        assert set(read["area_code"]) >= set(_expected(store)["area_code"])


@_named(_blocks("recipes.md", "python"))
def test_the_python_of_the_recipes(
    block: Block, store: Store, told_bundle: Path, place: Path
) -> None:
    inside: dict[str, Any] = {}
    code = with_local_files(block.code, store, told_bundle, place, SITE)
    exec(compile(code, block.place, "exec"), inside)
    read = inside["table"]
    frame = read.to_pandas() if isinstance(read, pl.DataFrame) else read
    _is_the_answer(frame, block.code, store)


@_named(_blocks("recipes.md", "sql"))
def test_the_sql_of_the_recipes(block: Block, store: Store, told_bundle: Path, place: Path) -> None:
    code = with_local_files(block.code, store, told_bundle, place, SITE)
    with duckdb.connect() as connection:
        _is_the_answer(connection.execute(code).df(), block.code, store)


def _commands(file: str) -> list[tuple[str, str]]:
    return [(block.place, line) for block in _blocks(file, "bash")
            for line in block.code.splitlines()]  # fmt: skip


VERBS = [one for file in ("recipes.md", "tutorial.md") for one in _commands(file)
         if one[1].startswith("python -m indicators")]  # fmt: skip


@pytest.mark.parametrize(("found", "line"), VERBS)
def test_the_commands_of_the_documents(
    found: str,
    line: str,
    told_database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line)[3:]
    if words == ["export", NAME]:
        assert request.getfixturevalue("told_bundle").name == NAME, (
            "the fixture runs this very line"
        )
        return
    assert main([*words, "--db", str(told_database)]) == 0, found
    if "--out" in words:
        assert (tmp_path / words[words.index("--out") + 1]).stat().st_size > 100


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize(("found", "line"), [
    one for one in _commands("recipes.md") if one[1].startswith("curl")
])  # fmt: skip
def test_curl_of_the_recipes(
    found: str, line: str, store: Store, told_bundle: Path, place: Path
) -> None:
    local = with_local_files(line, store, told_bundle, place, SITE).replace('"/', '"file:///')
    words = shlex.split(local)
    subprocess.run(words, check=True, capture_output=True, timeout=60)
    kept = place / words[words.index("--output") + 1]
    source = urlsplit(words[-1]).path
    assert kept.read_bytes() == Path(source).read_bytes(), found


@needs_libre_office
def test_libre_office_of_the_recipes_under_vi_vn(
    store: Store, told_bundle: Path, place: Path
) -> None:
    [(found, line)] = [one for one in _commands("recipes.md") if one[1].startswith("soffice")]
    words = shlex.split(line)
    (place / words[-1]).write_bytes(to_csv(_expected(store)))
    subprocess.run([str(PROGRAM), vietnamese_profile(place), *words[1:]],
                   check=True, capture_output=True, timeout=180)  # fmt: skip
    sheet = openpyxl.load_workbook((place / words[-1]).with_suffix(".xlsx")).active
    assert sheet is not None
    names, *rows = sheet.iter_rows(values_only=True)
    read, expected = pd.DataFrame(rows, columns=list(names)), _expected(store)
    assert read["value"].tolist() == expected["value"].tolist(), found
    for name in ("area_code", "province_code", "as_printed", "period_set"):
        assert read[name].tolist() == expected[name].tolist(), name


def test_libre_office_is_told_the_very_columns_of_codes() -> None:
    [line] = [line for _place, line in _commands("recipes.md") if line.startswith("soffice")]
    told = re.search(r"CSV:44,34,76,1,(?P<columns>[\d/]+),1033", line)
    assert told is not None
    places = told["columns"].split("/")
    assert places[1::2] == ["2"] * len(CODES)
    assert {NAMES[int(one) - 1] for one in places[::2]} == set(CODES)


OTHERS = _blocks("recipes.md", "r", "stata", "powerquery")


@_named(OTHERS)
def test_what_no_program_here_runs_is_held_to_addresses_columns_brackets_and_language(
    block: Block, store: Store, told_bundle: Path, tmp_path: Path
) -> None:
    with_local_files(block.code, store, told_bundle, tmp_path, SITE)  # each address is answered
    for one, two in ("()", "[]", "{}"):
        assert block.code.count(one) == block.code.count(two)
    assert block.code.count('"') % 2 == 0
    if ".parquet" not in block.code:
        of_r = "read.csv2" if "csv2" in block.code else 'dec = "."'
        language = {"r": of_r, "stata": "set dp period", "powerquery": '"en-US"'}
        assert language[block.language] in block.code
    named = {
        "r": r'(?!"character")"(\w+)"(?=[,)])',
        "stata": r"(?:(?<=destring )|(?<=list ))([\w ]+)(?= in |,)",
        "powerquery": r'\{"(\w+)", ',
    }[block.language]
    words = {word for hit in re.findall(named, block.code)
             for word in (hit if isinstance(hit, str) else "".join(hit)).split()}  # fmt: skip
    assert {word for word in words if not word.isdigit()} <= set(NAMES)


def test_every_program_has_its_recipe_and_each_language_is_tried() -> None:
    text = (DOCS / "recipes.md").read_text("utf-8")
    for heading in ("pandas", "polars", "DuckDB", "R", "Stata", "Excel", "LibreOffice", "curl"):
        assert f"\n## {heading}\n" in text
    tried = {"python", "sql", "bash", "r", "stata", "powerquery"}
    assert {one["language"] for one in BLOCK.finditer(text)} == tried
    assert {block.language for block in OTHERS} == {"r", "stata", "powerquery"}


def test_addresses_of_pages_in_the_tutorial_exist() -> None:
    text = (DOCS / "tutorial.md").read_text("utf-8")
    found = {urlsplit(one).path for one in re.findall(rf"{SITE}[^\s)>]*", text)}
    assert len(found) >= 3
    assert {path.strip("/") for path in found} <= {page.path for page in PAGES}
