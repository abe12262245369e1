"""What a screen reader is told before it goes into a grid of cells."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _grids(file: Path) -> list[ast.Call]:
    """The calls of ``st.dataframe`` in a file; one without the word is not looked into."""
    text = file.read_text("utf-8")
    return [
        node for node in ast.walk(ast.parse(text if "dataframe" in text else ""))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr == "dataframe"
    ]  # fmt: skip


GRIDS = {
    str(file.relative_to(ROOT)): grids
    for file in sorted((ROOT / "pages").rglob("*.py"))
    if (grids := _grids(file))
}


@pytest.mark.parametrize("file", GRIDS)
def test_every_grid_says_what_it_is_of(file: str) -> None:
    for call in GRIDS[file]:
        assert "alt" in {one.arg for one in call.keywords}, f"{file}:{call.lineno}"
