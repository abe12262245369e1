"""The sentence of every code: ``{name}`` stands for the parameter of that name.

Texts are English, one TOML file for each kind of fact; ``language.coded_words`` translates them.
A fact is one sentence, a problem three lines: what was found, what was expected, what to do.
"""

import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from indicators.coded import Coded, Parameter
from indicators.sentences.marking import N_


def table(name: str) -> dict[str, str]:
    """The sentences of one file, by code."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


FACT_TABLES = ("doubts", "facts", "import_facts", "index_faults", "question_refusals")
# Three lines: found, expected, next step.
PROBLEM_TABLES = ("table_problems", "catalogue_problems", "refusals", "release_problems")
SENTENCES = {code: text for name in FACT_TABLES for code, text in table(name).items()}
PROBLEMS = {code: text for name in PROBLEM_TABLES for code, text in table(name).items()}

# A problem in one sentence.
PROBLEM = N_("found {found}, expected {expected}; {step}")

_PLACE = re.compile(r"\{(\w+)\}")


def _english_number(value: Decimal) -> str:
    return f"{value:,}"


def sentence(
    one: Coded, translate: Callable[[str], str] = str,
    number: Callable[[Decimal], str] = _english_number,
) -> str:  # fmt: skip
    """A fact in words, English if not told otherwise; a code without a sentence as it is written.

    >>> from indicators.coded import coded
    >>> sentence(coded("figures", count=5000))
    '5,000 figures'
    """
    if one.code in PROBLEMS:
        found, expected, step = three_sentences(one, translate, number)
        return translate(PROBLEM).format(found=found, expected=expected, step=step)
    if one.code not in SENTENCES:
        return str(one)
    return _filled(translate(SENTENCES[one.code]), one, translate, number)


def three_sentences(
    one: Coded, translate: Callable[[str], str] = str,
    number: Callable[[Decimal], str] = _english_number,
) -> tuple[str, str, str]:  # fmt: skip
    """What a problem found, what it expected and the next step."""
    lines = translate(PROBLEMS[one.code]).split("\n")
    found, expected, step = (_filled(text, one, translate, number) for text in lines)
    return found, expected, step


def _filled(
    text: str, one: Coded, translate: Callable[[str], str], number: Callable[[Decimal], str]
) -> str:
    def shown(value: Parameter) -> str:
        if isinstance(value, Decimal):
            return number(value)
        return value if isinstance(value, str) else sentence(value, translate, number)

    values = dict(one.parameters)
    return _PLACE.sub(lambda place: shown(values.get(place[1], "?")), text)
