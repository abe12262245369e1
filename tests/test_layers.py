"""What CONTRIBUTING.md promises of the layout, held by the sources themselves."""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from indicators.web import navigation

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = sorted((ROOT / "indicators").rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))

# From the ground up: the way of a figure from its file to a page. A module belongs to the longest
# of these names that begins its own; it imports what stands before it, and its own room.
LAYERS = (
    "harmless_text", "names", "vietnamese_order", "errors", "coded", "flags", "sentences",
    "problems", "doubts", "refusal", "settings", "country", "judgement",
    "file_lock", "writing", "steps", "csv_for_people", "module_loading",
    "language", "printed",
    "catalogue", "vocabularies", "curated",
    "release",
    # Whom a commune is like is asked of the release alone, and rankings ask it.
    "yardsticks.peer_weights", "yardsticks.peers",
    "questions",
    "over_time", "yardsticks", "own_index", "maps",
    "open_data", "charts", "views",
    "web.navigation", "pictures", "reports",
    "candidates", "extraction",
    "spreadsheets.files", "spreadsheets.reference", "spreadsheets.headings", "spreadsheets.rows",
    "spreadsheets.mapping", "spreadsheets", "spreadsheets.bulk",
    "curation", "collection",
    "web.below_root", "web.api", "web", "commands", "__main__",
    "pages", "dashboard",
)  # fmt: skip


@cache
def _nodes(file: Path) -> list[ast.AST]:
    """Everything that the source of a file says, as its syntax has it."""
    return list(ast.walk(ast.parse(file.read_text("utf-8"))))


def _module(file: Path) -> str:
    """``questions.search``, ``pages.parts.frame``: as ``LAYERS`` names it."""
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__").removeprefix("indicators.")


MODULES = {_module(file): file for file in [*LIBRARY, *PAGES, ROOT / "dashboard.py"]
           if _module(file) != "indicators"}  # fmt: skip


def _imported_modules(file: Path) -> set[str]:
    """The project's own modules that a file imports: at its head, in a function, for types."""
    named = set()
    for node in _nodes(file):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found = {one for one in inner if one.removeprefix("indicators.") in MODULES}
            named |= found or {node.module}
    return {name.removeprefix("indicators.") for name in named} & MODULES.keys()


def _layer(module: str) -> int:
    """The place of a module's room in ``LAYERS``."""
    begins = [layer for layer in LAYERS if f"{module}.".startswith(f"{layer}.")]
    assert begins, f"{module} has no place in LAYERS"
    return LAYERS.index(max(begins, key=len))


def test_no_import_points_upward() -> None:
    upward = [f"{module} imports {other}" for module, file in MODULES.items()
              for other in _imported_modules(file) if _layer(other) > _layer(module)]  # fmt: skip
    assert upward == []


def test_no_modules_import_each_other() -> None:
    graph = {module: _imported_modules(file) - {module} for module, file in MODULES.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"these import each other: {error.args[1]}")


def _named_twice(named: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    places = defaultdict(list)
    for name, place in named:
        places[name].append(place)
    return {name: found for name, found in places.items() if len(found) > 1}


def test_no_two_modules_bear_one_name() -> None:
    """A picture, a ready view and a page are named after what they show; all else has its own."""
    shown = ("charts", "pictures", "views")
    rooms = [file for file in LIBRARY if file.name != "__init__.py"]
    named = ((file.name, _module(file)) for file in rooms if file.parent.name not in shown)
    assert _named_twice(named) == {}


def test_no_two_classes_of_the_library_bear_one_name() -> None:
    named = ((node.name, _module(file)) for file in LIBRARY
             for node in _nodes(file) if isinstance(node, ast.ClassDef))  # fmt: skip
    assert _named_twice(named) == {}


def _imports(file: Path) -> set[str]:
    names = {alias.name for node in _nodes(file) if isinstance(node, ast.Import)
             for alias in node.names}  # fmt: skip
    names |= {node.module or "" for node in _nodes(file) if isinstance(node, ast.ImportFrom)}
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


def _constants_beside_examples(file: Path) -> list[ast.Constant]:
    examples = {id(node.value) for node in _nodes(file)
                if isinstance(node, ast.keyword) and node.arg == "example"}  # fmt: skip
    return [node for node in _nodes(file)
            if isinstance(node, ast.Constant) and id(node) not in examples]  # fmt: skip


def test_code_names_no_indicator() -> None:
    """A fact about an indicator stands in the catalogue, so that a new one of its kind is found.

    Examples in docstrings, in the help of a verb, of a parameter (``example=``) and in comments
    name some.
    """
    from indicators.catalogue.loading import load_catalogue

    known = load_catalogue(ROOT / "data/indicators.yaml").indicators.keys()
    # Columns of areas and of their likeness bear these names too.
    ids = known - {"area_km2", "population", "former_units_merged", "urban_share"}
    # What a portal calls each of its figures is the form of its answers, told in one place.
    forms = {"collection.index_answers"}
    named = {f"{_module(file)}: {node.value}" for file in [*LIBRARY, *PAGES]
             for node in _constants_beside_examples(file) if node.value in ids
             and _module(file) not in forms}  # fmt: skip
    assert named == set()
    text = re.compile(rf"'(?:{'|'.join(known)})'")
    sql = (ROOT / "indicators/release/sql").rglob("*.sql")
    assert [file.name for file in sql if text.search(file.read_text("utf-8"))] == []


def test_the_guide_names_places_that_exist() -> None:
    """Files and rooms in the answers of CONTRIBUTING.md; NAME, CODE and PAGE stand for any."""
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    answers = guide.partition("## I want to")[2].partition("## Words")[0]
    named = set(re.findall(r"`([\w.]+/[\w./]*|\w+\.(?:py|sql))`", answers))
    places = {one for one in named if not {"NAME", "CODE", "PAGE"} & set(re.split(r"\W|_", one))}
    bases = (ROOT, ROOT / "indicators", *(file.parent for file in LIBRARY), ROOT / "bench")
    assert len(places) > 40
    assert [one for one in places if not any((base / one).exists() for base in bases)] == []


@pytest.mark.live_table
def test_the_descriptor_lists_every_observation_file() -> None:
    package = json.loads((ROOT / "data/datapackage.json").read_text("utf-8"))
    listed = next(r["path"] for r in package["resources"] if r["name"] == "observations")
    found = sorted(
        f"observations/{file.name}" for file in (ROOT / "data/observations").glob("*.csv")
    )
    assert sorted(listed) == found


def test_make_builds_anew_when_anything_changes_that_makes_the_tables() -> None:
    """Whatever ``release.build`` imports, at any depth, its SQL and sentences: its sources."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    line = re.search(r"^BUILD_SOURCES = \$\(wildcard (.*?)\)$", makefile, re.MULTILINE | re.DOTALL)
    assert line is not None
    patterns = line[1].replace("\\\n", " ").split()
    sources = {file for pattern in patterns for file in ROOT.glob(pattern)}
    wanted: set[Path] = set()
    open_ones = {"release.build", "release.synthesise"}
    while open_ones:
        module = open_ones.pop()
        wanted.add(MODULES[module])
        open_ones |= {one for one in _imported_modules(MODULES[module]) & MODULES.keys()
                      if MODULES[one] not in wanted}  # fmt: skip
    wanted |= set((ROOT / "indicators/release/sql").rglob("*.sql"))
    wanted |= set((ROOT / "indicators/sentences").glob("*.toml"))
    assert sorted(str(file.relative_to(ROOT)) for file in wanted - sources) == []
