"""A doubt is a code with parameters: it can be written and read, and has words in two languages."""

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.doubts import SEPARATOR, Doubt, doubt, plain_number, read_doubts
from indicators.language.coded_words import doubt_in_words, doubts_in_words
from indicators.sentences import table

ROOT = Path(__file__).resolve().parent.parent / "indicators"
NAMES = st.from_regex(r"[a-z]{1,8}(_[a-z]{1,8})?", fullmatch=True)
VALUES = st.one_of(
    st.text(), st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12),
                           max_value=10**12),
)  # fmt: skip


@given(st.lists(st.builds(
    lambda code, parameters: Doubt(code, tuple(parameters.items())),
    NAMES, st.dictionaries(NAMES, VALUES, max_size=3),
), min_size=1, max_size=4))  # fmt: skip
def test_the_written_form_comes_back(doubts: list[Doubt]) -> None:
    assert read_doubts(SEPARATOR.join(map(str, doubts))) == doubts


def test_words_of_a_person_stay_beside_doubts() -> None:
    text = 'seen by hand; rival_values(others="3; 4"); (no)'
    assert read_doubts(text) == ["seen by hand", doubt("rival_values", others="3; 4"), "(no)"]
    assert read_doubts(["a b", "period_assumed"]) == ["a b", doubt("period_assumed")]


def test_numbers_are_written_as_people_write_them() -> None:
    assert str(doubt("implausible", value=Decimal("5E+3"))) == "implausible(value=5000)"
    assert plain_number(Decimal("-0.0")) == "0"
    assert plain_number(Decimal("1.2500")) == "1.25"


@pytest.mark.parametrize(("lang", "words"), [
    ("vi", "bài in 98%, nhưng chính các số đếm 5.898 trên 5.919 cho 99,65%"),
    ("en", "printed 98 %, but its own counts 5,898 of 5,919 give 99.65 %"),
])  # fmt: skip
def test_a_doubt_is_told_in_the_readers_language(lang: str, words: str) -> None:
    told = doubt(
        "share_contradicts_counts", printed=98, numerator=5898, denominator=5919, share=99.65
    )
    assert doubt_in_words(told, lang) == words


def test_a_number_in_quotes_is_shown_as_printed() -> None:
    told = doubts_in_words('thousands_mark(printed="269.505", meant="269,505"); seen', "vi")
    assert told == ["269.505 có thể là 269,505 viết nhầm dấu", "seen"]


def test_every_doubt_that_is_raised_has_a_sentence_with_its_parameters() -> None:
    raised = [
        (str(call.args[0].value), {str(one.arg) for one in call.keywords})
        for file in ROOT.rglob("*.py") if "doubt(" in (text := file.read_text("utf-8"))
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "doubt"
        and call.args and isinstance(call.args[0], ast.Constant)
    ]  # fmt: skip
    doubts = table("doubts")
    assert {code for code, _ in raised} == set(doubts)
    for code, names in raised:
        assert set(re.findall(r"\{(\w+)\}", doubts[code])) <= names, code
