"""Whatever a curator can be told on the page has its Vietnamese, with the quoted values in it."""

import ast
import itertools
import re
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.curated import journal, program_files, row_counts
from indicators.curated.table_schema import PATTERNS_IN_WORDS
from indicators.language.note_words import PLACEHOLDER
from indicators.language.problem_words import entries, problem_in, told_or_none
from indicators.spreadsheets import rejects
from indicators.spreadsheets.files import guard, json_table
from indicators.spreadsheets.headings import plans_and_changes as plans
from indicators.spreadsheets.mapping import meanings
from indicators.spreadsheets.rows import by_indicator

ROOT = Path(__file__).resolve().parent.parent / "indicators"
SOURCES = [
    ROOT / "candidates" / "candidate_lines.py",
    *(ROOT / "curation" / name for name in ("accepting.py", "candidate_readers.py",
                                            "new_sources.py", "review.py")),
    *(ROOT / "curated" / name for name in ("area_rules.py", "check.py", "day_rules.py",
                                           "journal.py", "package.py", "program_files.py",
                                           "row_counts.py", "rules.py", "table_schema.py")),
    *sorted((ROOT / "spreadsheets").rglob("*.py")),
]  # fmt: skip
# Which arguments of a call are shown, from the end or from the beginning.
SHOWN = {
    "Problem": slice(3, None), "problem": slice(1, None), "RefusedFileError": slice(None),
    "UnreadableError": slice(1, None), "_moved": slice(None), "_reject": slice(-1, None),
    "NotFound": slice(1, None), "NotAFigure": slice(None),
}  # fmt: skip
# What may stand in the place of a value.
SAMPLES = ("7", "2025-12-31", "'một'", "1.5")


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _forms(node: ast.expr) -> Iterator[list[str | None]]:
    """The texts that an argument may be, as pieces; ``None`` stands for a value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield [node.value]
    elif isinstance(node, ast.JoinedStr):
        yield [str(one.value) if isinstance(one, ast.Constant) else None for one in node.values]
    elif isinstance(node, ast.IfExp):
        yield from _forms(node.body)
        yield from _forms(node.orelse)


def _raised() -> Iterator[tuple[str, list[str | None]]]:
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in SHOWN:
                for argument in node.args[SHOWN[_called(node)]]:
                    for pieces in _forms(argument):
                        yield file.name, pieces


def _filled(pieces: list[str | None]) -> list[str]:
    return ["".join(sample if piece is None else piece for piece in pieces) for sample in SAMPLES]


def test_every_problem_refusal_and_reject_is_told_in_vietnamese() -> None:
    found = list(_raised())
    assert len(found) > 200
    values = (("".join(filter(None, pieces)), pieces) for _name, pieces in found)
    worded = [pieces for words, pieces in values if re.search("[a-z]{2}", words)]
    untold = [pieces for pieces in worded if not any(map(told_or_none, _filled(pieces)))]
    assert untold == [], "add these to indicators/language/locale/vi/LC_MESSAGES/problems.po"


@pytest.mark.parametrize("text", [
    *PATTERNS_IN_WORDS.values(), *rejects.REASONS, by_indicator.TOTAL, meanings.PART,
    plans.CHANGE, plans.PLAN, plans.SHARE_OF_PLAN, plans.OTHER_PERIOD,
    *itertools.chain.from_iterable((what, step) for _name, what, step in guard.UNWANTED),
    "no column kind", "an unknown column 'x'", "the column value twice",
    "a date such as 2025-12-31",
    "write poverty_rate or add the indicator to the catalogue", "an alias in line 3",
    "the same figure at Biểu 1!C7", "another value, 3.5, at Biểu 1!C7",
    "a.xlsx: 9 accepted + 3 missing + 1,003 rejected = 1,015 cells read",
    "  rejected, unknown_indicator: 3", "  missing, blank: 1", "  skipped row 7, group: I Vùng cao",
    "  skipped column 'Dự toán': a plan, not a result", "  sheets not read: 'Nháp'",
    "area: An Mẫu (xã, Mẫu Đông) 97001", "--area was not used: the table names its own areas",
    "areas: 3 named over columns, 1 columns with an area that is not known",
    "  skipped 4 cells of column 'TH/KH (%)': a share of the plan, not a level",
    journal.ACCEPT_AGAIN, row_counts.AFTER_AN_EDIT, row_counts.RECORD, program_files.RESTORE,
    "10,570 rows", "10,571 rows as datapackage.json records", "842 lines",
    "the file as it was then",
    "an edit made after an accept was interrupted", "it in .accept-staged",
    "an interrupted accept whose new text is lost",
    json_table.TAKE_ANOTHER, "lists of objects under xa, huyen", "no list of objects",
])  # fmt: skip
def test_what_is_put_together_elsewhere_is_told_too(text: str) -> None:
    assert told_or_none(text.strip()) is not None


@pytest.mark.parametrize(("english", "vietnamese"), [
    ("found 2026-12-31, after it was recorded, expected a day up to recorded_on (2026-11-22)",
     "thấy 2026-12-31, sau ngày ghi nhận, cần ngày không muộn hơn ngày ghi nhận (2026-11-22)"),
    ("ntm_criteria_met for a phường", "ntm_criteria_met ở một phường"),
    ("'an alias in line 3', which sources.csv has already",
     "'an alias in line 3', đã có trong sources.csv"),
    ("accepted: 1.92 (1,92%) from bao-mau-2026", "đã duyệt: 1.92 (1,92%) từ bao-mau-2026"),
    ("32,000,001 bytes", "32.000.001 byte"),
    ("another value, 3.5, at Biểu 1!C7", "giá trị khác, 3.5, ở Biểu 1!C7"),
    ("write ocop or add the indicator to the catalogue", "ghi ocop, hoặc thêm chỉ tiêu vào danh "
                                                         "mục"),
    ("rows 3, as its mapping says", "dòng 3, như trong tệp ánh xạ"),
    ("words that nobody has translated", "words that nobody has translated"),
    ("", ""),
])  # fmt: skip
def test_values_stay_as_they_were_written(english: str, vietnamese: str) -> None:
    assert problem_in(english, "vi") == vietnamese
    assert problem_in(english, "en") == english


def test_entries_are_sorted_complete_and_keep_their_placeholders() -> None:
    found = entries()
    assert [text for text, _told in found] == sorted(text for text, _told in found)
    for english, vietnamese in found:
        assert vietnamese == unicodedata.normalize("NFC", vietnamese).strip() != "", english
        names = [sorted(name for _l, name, _f, _c in string.Formatter().parse(text) if name)
                 for text in (english, vietnamese)]  # fmt: skip
        assert names[0] == names[1], english
        words = PLACEHOLDER.sub("", vietnamese).replace("data/", "")
        assert not re.search(r"\b(the|is|of|which|found|expected)\b", words), vietnamese
