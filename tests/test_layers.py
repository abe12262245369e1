"""What CONTRIBUTING.md promises of the layout, held by the sources themselves."""

import ast
import json
import re
from pathlib import Path

import pytest

from indicators.web import navigation

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = sorted((ROOT / "indicators").rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))


def _imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import)
             for alias in node.names}  # fmt: skip
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in names}


def test_one_module_of_the_library_imports_streamlit() -> None:
    found = [file.name for file in LIBRARY if "streamlit" in _imports(file)]
    assert found == ["server.py"]


def test_the_library_never_imports_a_page() -> None:
    assert [file.name for file in LIBRARY if "pages" in _imports(file)] == []


def test_charts_ask_no_store_and_pages_ask_no_database() -> None:
    charts = [file for file in LIBRARY if file.parent.name == "charts"]
    assert [file.name for file in charts if _imports(file) & {"duckdb", "streamlit"}] == []
    assert [file.name for file in PAGES if _imports(file) & {"duckdb", "sqlite3", "numpy"}] == []


def test_pages_hold_no_sql() -> None:
    statement = re.compile(r"\bSELECT\b.+\bFROM\b", re.DOTALL)
    assert [file.name for file in PAGES if statement.search(file.read_text("utf-8"))] == []


def test_no_page_address_is_a_file_of_pages() -> None:
    """Streamlit would open the file of that name without the router."""
    stems = {file.stem for file in (ROOT / "pages").glob("*.py")}
    assert not {page.path for page in navigation.PAGES} & stems


def test_every_file_of_a_page_is_in_the_list_once() -> None:
    files = [page.file for page in navigation.PAGES]
    there = [f"pages/{file.name}" for file in (ROOT / "pages").glob("*.py")]
    assert sorted(files) == sorted(set(there) - {"pages/__init__.py"})


@pytest.mark.parametrize("file", LIBRARY + PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_files_stay_readable(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 400
    assert file.name not in ("utils.py", "helpers.py", "misc.py")


def test_every_question_is_commented() -> None:
    bare = [file.name for file in (ROOT / "indicators/release/sql").rglob("*.sql")
            if not file.read_text("utf-8").startswith("-- ")]  # fmt: skip
    assert bare == []


def test_documents_name_files_that_exist() -> None:
    linked = re.compile(r"\]\((?!https?:)([^)#\s]+)\)")
    for document in [*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *(ROOT / "docs").glob("*.md")]:
        for target in linked.findall(document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links {target}"


@pytest.mark.live_table
def test_the_descriptor_lists_every_observation_file() -> None:
    package = json.loads((ROOT / "data/datapackage.json").read_text("utf-8"))
    listed = next(r["path"] for r in package["resources"] if r["name"] == "observations")
    found = sorted(
        f"observations/{file.name}" for file in (ROOT / "data/observations").glob("*.csv")
    )
    assert sorted(listed) == found
