"""Where a part of a page lies: beside the others that pages share, or in its own page's room."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [file for file in sorted((ROOT / "pages").glob("*.py")) if file.stem != "__init__"]
PARTS = ROOT / "pages" / "parts"
STEMS = {page.stem for page in PAGES}
# A room that bears no page's name is shared, as what lies beside the rooms is.
INSIDE = [file for file in sorted(PARTS.glob("*/*.py")) if file.stem != "__init__"]
IN_ROOMS = [file for file in INSIDE if file.parent.name in STEMS]
SHARED = [file for file in sorted(PARTS.glob("*.py")) if file.stem != "__init__"]
SHARED += [file for file in INSIDE if file.parent.name not in STEMS]


@cache
def _parts_of(file: Path) -> frozenset[Path]:
    """The parts that a file imports, and what those import."""
    found: set[Path] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pages.parts"):
            folder = ROOT / (node.module or "").replace(".", "/")
            named = [folder / f"{alias.name}.py" for alias in node.names]
            found |= {path for path in (*named, folder.with_suffix(".py")) if path.is_file()}
    return frozenset(found.union(*(_parts_of(part) for part in found - {file})))


def _pages_with(part: Path) -> set[str]:
    return {page.stem for page in PAGES if part in _parts_of(page)}


@pytest.mark.parametrize("part", SHARED, ids=lambda file: file.stem)
def test_what_lies_beside_the_rooms_is_shared(part: Path) -> None:
    assert len(_pages_with(part)) >= 2


@pytest.mark.parametrize("part", IN_ROOMS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_room_holds_parts_of_its_own_page(part: Path) -> None:
    assert _pages_with(part) == {part.parent.name}
