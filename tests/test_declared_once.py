"""What CONTRIBUTING.md calls one place is one: thresholds in sentences, decimals, colours."""

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.judgement import PlanDistance
from indicators.language import formats, yardstick_words

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted([*(ROOT / "indicators").rglob("*.py"), *(ROOT / "pages").rglob("*.py")])
# Per cent of draws and of weights varied are whole by what they are, not by taste.
WHOLE = {"indicators/own_index/composite_table.py", "indicators/open_data/composite_download.py"}
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}|rgba?\((?!0,0,0,0\))")
# The charts' colours lie in one file; a workbook and the mark of the site are no charts.
# Workbooks and plain pages are files of their own, below the room of charts.
WITH_COLOURS = {
    "indicators/charts/palette.py", "indicators/open_data/sheets.py",
    "indicators/open_data/plain_pages/page_shell.py",
}  # fmt: skip


def _place(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_sentences_tell_the_thresholds_that_are_judged_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yardstick_words, "NEAR_PLAN", Decimal(3))
    monkeypatch.setattr(yardstick_words, "OFF_PLAN", Decimal(20))
    told = [
        yardstick_words.plan_words(PlanDistance(1, 1, 1, (band,), "above"), "en").partition(":")[0]
        for band in ("near", "off", "far")
    ]
    assert told == [
        "Close to plan (within 3%)", "More than 3% away from plan", "More than 20% away from plan",
    ]  # fmt: skip


def test_shares_of_the_project_have_their_decimals_in_one_place() -> None:
    assert formats.per_cent(200 / 3, "vi") == "66,7%"
    assert formats.per_cent(200 / 3, "en", formats.COUNTED_SHARE_DECIMALS) == "66.67%"
    own = [
        f"{_place(file)}:{node.lineno}"
        for file in SOURCES if "formats." in (text := file.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("formats.")
        and any(isinstance(one, ast.Constant) and one.value == "%" for one in node.args)
        and _place(file) not in WHOLE
    ]  # fmt: skip
    assert own == []


def test_colours_of_pages_and_charts_lie_in_one_file() -> None:
    coloured = {_place(file) for file in SOURCES if COLOUR.search(file.read_text("utf-8"))}
    assert coloured == WITH_COLOURS
