"""Every fact that is raised has its sentence, with its parameters, in both languages."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

from indicators.coded import Coded, coded
from indicators.language.coded_words import in_words, problem_in_words
from indicators.language.texts import translator
from indicators.problems import problem_at
from indicators.sentences import (
    FACT_TABLES,
    PROBLEM_TABLES,
    PROBLEMS,
    SENTENCES,
    sentence,
    table,
)
from indicators.spreadsheets.rejects import REASONS, Reject, detail_in_words, next_steps

ROOT = Path(__file__).resolve().parent.parent / "indicators"
# The calls that take a code, and at which argument; ``problem`` of rules stands after a place.
CODE_AT = {
    "coded": 0, "doubt": 0, "FaultyValueError": 0, "RefusedFileError": 1, "problem": 1,
    "problem_at": 3, "_at": 2, "_stopped": 1,
}  # fmt: skip
TEXTS = SENTENCES | PROBLEMS
NAMES_ALONE = {"utf_16", "header_rows"}


@cache
def _calls() -> list[tuple[str, ast.Call]]:
    """Every call that raises a fact, with its code; of a conditional with both codes."""
    return [
        (code, call)
        for file in ROOT.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and len(call.args) > (at := CODE_AT.get(_name(call), len(call.args)))
        for code in _codes(call.args[at])
    ]


def _codes(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_codes(node.body), *_codes(node.orelse)]
    named = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return [str(node.value)] if named and isinstance(node, ast.Constant) else []


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _fields(text: str) -> set[str]:
    return {str(name) for _text, name, _form, _conversion in string.Formatter().parse(text) if name}


def test_every_code_that_is_raised_has_a_sentence() -> None:
    raised = {code for code, _call in _calls()}
    assert len(raised) > 200
    assert raised - TEXTS.keys() == set()


def test_a_call_gives_what_its_sentence_shows() -> None:
    for code, call in _calls():
        named = {one.arg for one in call.keywords}
        if None not in named and _name(call) != "_stopped":
            assert _fields(TEXTS[code]) <= named, code


def test_a_code_has_one_sentence() -> None:
    assert len(TEXTS) == sum(len(table(name)) for name in (*FACT_TABLES, *PROBLEM_TABLES))


def test_no_sentence_is_left_without_a_fact() -> None:
    source = "".join(file.read_text("utf-8") for file in ROOT.rglob("*.py")
                     if file.parent.name != "sentences")  # fmt: skip
    built = {f"{what}_in_line" for what in ("tag", "alias", "deep")}
    built |= {*REASONS, *(f"step_{code}" for code in REASONS), "rows", "lines", "total",
              "repeated_header", "group", "footnote", "blank", "no_occurrence", "not_available",
              "not_applicable"}  # fmt: skip
    unused = [code for code in TEXTS if f'"{code}"' not in source and code not in built]
    assert unused == []


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_has_its_vietnamese_with_the_same_parameters(code: str) -> None:
    english = TEXTS[code]
    vietnamese = translator("vi")(english)
    assert _fields(vietnamese) == _fields(english)
    assert vietnamese.count("\n") == english.count("\n") == (2 if code in PROBLEMS else 0)
    if re.search("[a-z]{2}", re.sub(r"\{\w+\}", "", english)) and code not in NAMES_ALONE:
        assert vietnamese != english


@pytest.mark.parametrize(("lang", "told"), [
    ("vi", ("31.000.001 byte", "bảng tính không quá 30.000.000 byte",
            "xuất riêng trang tính đó thành CSV (UTF-8)")),
    ("en", ("31,000,001 bytes", "a spreadsheet of at most 30,000,000 bytes",
            "export the one sheet as CSV (UTF-8)")),
])  # fmt: skip
def test_a_problem_is_told_in_three_sentences(lang: str, told: tuple[str, str, str]) -> None:
    found = coded("report_too_large", size=31_000_001, most=30_000_000)
    assert problem_in_words(found, lang) == told


def test_a_problem_prints_as_one_line_of_english() -> None:
    problem = problem_at("observations/a.csv", 7, "value", "value_implausible", value="101",
                         unit="%", low="0", high="100")  # fmt: skip
    assert str(problem) == (
        "observations/a.csv:7:value: found 101 %, expected 0 to 100 %; look for a lost decimal "
        "mark or a wrong unit in the source"
    )


def test_what_a_person_wrote_stays_as_it_was() -> None:
    other = coded("address_taken", source="'the file {x} of 3.5'")
    found, _expected, _step = problem_in_words(other, "vi")
    assert found == "địa chỉ đã có ở nguồn 'the file {x} of 3.5'"
    assert in_words(coded("no_such_code", text="x"), "vi") == 'no_such_code(text="x")'


def test_a_fact_within_a_fact_is_told_too() -> None:
    twice = coded("other_count", found=coded("rows", count=10_570),
                  recorded=coded("rows", count=10_571), descriptor="datapackage.json")  # fmt: skip
    assert problem_in_words(twice, "vi")[:2] == (
        "10.570 dòng", "10.571 dòng như datapackage.json ghi",
    )  # fmt: skip
    assert sentence(coded("refused_at", place="x.csv", why=coded("no_value"))) == (
        "x.csv: found no value in any sheet, expected a table; check the file"
    )


@pytest.mark.parametrize(("detail", "vi", "en"), [
    (None, "", ""),
    (coded("other_value_at", value="3.5", place="Biểu 1!C7"), "giá trị khác, 3.5, ở Biểu 1!C7",
     "another value, 3.5, at Biểu 1!C7"),
    (coded("count_not_whole", value="2.5", unit="hộ"), "thấy 2.5 hộ, cần số nguyên, tính bằng hộ",
     "found 2.5 hộ, expected a whole number of hộ"),
])  # fmt: skip
def test_what_is_wrong_with_a_rejected_cell(detail: Coded | None, vi: str, en: str) -> None:
    reject = Reject(3, "Biểu 1!C7", "An Mẫu", "population", "2,5", "breaks_rule", detail)
    assert (detail_in_words(reject, "vi"), detail_in_words(reject, "en")) == (vi, en)


def test_the_next_step_of_a_reject_is_told_in_both_languages() -> None:
    assert next_steps("not_a_number") == (
        "ô không phải là một con số; sửa ô / the cell is not one number; correct it"
    )
