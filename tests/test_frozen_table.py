"""Tests ask the frozen table: the files of today refuse to open, and no test names them."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators import settings
from indicators.release.store import Store
from tests import small_country
from tests.frozen.freeze import FOLDER
from tests.frozen_table import frozen_rows, write_frozen_table
from tests.live_table import DATA, MARK, NO_RELEASE, ROOT, LiveTableError, grows

TESTS = sorted((ROOT / "tests").glob("test_*.py"))
# The figures of today, as a test would write where they are.
NAMED = re.compile(
    r"""
      (?: DATA | "data" \s* \) ) \s* / \s* f? " (?: observations | sources\.csv | \*)
    | data/ (?: observations | indicators\.duckdb )
    | \b (?: build | check | copytree | accept | export ) \( \s* (?: settings\. )? DATA \b
    | \b (?: build | check | copytree | accept | export ) \( [^()\n]* (?: \([^()\n]*\) [^()\n]* )*
      / \s* "data" \s* [,)]
    | DATA \. r?glob \(
    """,
    re.VERBOSE,
)


def unmarked(file: Path) -> Iterator[tuple[str, str]]:
    """The parts of a file that bear no mark: its name with its line, and its source."""
    text = file.read_text("utf-8")
    parts = ast.parse(text).body
    if any(isinstance(part, ast.Assign) and MARK in ast.unparse(part) for part in parts):
        return
    lines = text.splitlines()
    for part in parts:
        decorators = getattr(part, "decorator_list", [])
        if any(MARK in ast.unparse(one) for one in decorators):
            continue
        source = "\n".join(lines[part.lineno - 1 : part.end_lineno])
        yield f"{file.name}:{part.lineno}", source


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.stem)
def test_no_test_without_the_mark_names_the_figures_of_today(file: Path) -> None:
    if file == Path(__file__).resolve():
        return
    found = [(place, NAMED.findall(source)) for place, source in unmarked(file)]
    assert [(place, names) for place, names in found if names] == []


@pytest.mark.parametrize(
    "line",
    [
        'rows = read(DATA / "observations" / "2026-11-press.csv")',
        'rows = read(settings.DATA / "sources.csv")',
        'rows = read(Path(__file__).parent.parent / "data" / "x", "data/observations/x.csv")',
        'build(Path(__file__).parent.parent / "data", db)',
        "shutil.copytree(settings.DATA, folder)",
        'for path in DATA.glob("observations*/*.csv"): pass',
        'Store(ROOT / "data/indicators.duckdb")',
    ],
)
def test_the_names_of_the_figures_of_today_are_known(line: str, tmp_path: Path) -> None:
    file = tmp_path / "test_x.py"
    file.write_text(f"{line}\n", "utf-8")
    assert [bool(NAMED.search(source)) for _place, source in unmarked(file)] == [True]
    file.write_text(f"@pytest.mark.{MARK}\ndef test_x():\n    {line}\n", "utf-8")
    assert list(unmarked(file)) == []


@pytest.mark.parametrize("name", ["sources.csv", "observations/2026-11-press.csv"])
def test_the_figures_of_today_refuse_to_open(name: str) -> None:
    with pytest.raises(LiveTableError, match="expected the frozen table"):
        (DATA / name).read_text("utf-8")
    with pytest.raises(LiveTableError):
        open(Path("tests", "..", "data", name)).close()


def test_what_does_not_grow_may_be_read() -> None:
    assert not grows(DATA / "areas.csv")
    assert not grows("observations/2026-11-press.csv")
    assert not grows(3)
    assert (DATA / "indicators.yaml").read_text("utf-8")


@pytest.mark.live_table
def test_the_mark_opens_the_figures_of_today() -> None:
    assert (DATA / "sources.csv").read_text("utf-8").startswith("source_id,")


def test_the_release_of_a_test_is_never_the_one_beside_the_figures_of_today() -> None:
    assert settings.database().resolve().parent != DATA
    assert not NO_RELEASE.exists()


def test_the_frozen_table_is_small_and_has_the_whole_country(database: Path) -> None:
    with Store(database) as store:
        figures, areas = store.release["observations"], len(store.query("map_communes"))
    assert figures == len(frozen_rows("observations")) == 450
    assert areas == 3321


def test_a_column_that_came_later_is_empty_in_the_frozen_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = small_country.columns_of
    monkeypatch.setattr(small_country, "columns_of", lambda name: [*columns(name), "later"])
    with open(write_frozen_table(tmp_path / "data") / "sources.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(frozen_rows("sources"))
    assert {row["later"] for row in rows} == {""}


def test_the_readme_counts_the_frozen_rows() -> None:
    text = (FOLDER / "README.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `(\w+)\.csv` \|.*\| ([\d,]+) \|$", text, re.MULTILINE))
    assert set(told) == {file.stem for file in FOLDER.glob("*.csv")}
    for name, count in told.items():
        assert int(count.replace(",", "")) == len(frozen_rows(name)), name
