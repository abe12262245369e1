"""The sentence of every code: ``{name}`` stands for the parameter of that name.

Texts are English and marked by ``N_`` for the catalogues; ``language.coded_words`` translates them.
A fact is one sentence, a problem three lines: what was found, what was expected, what to do.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from indicators.coded import Coded, Parameter
from indicators.sentences.catalogue_problems import CATALOGUE_PROBLEMS
from indicators.sentences.doubt_sentences import DOUBTS
from indicators.sentences.facts import FACTS
from indicators.sentences.import_facts import IMPORT_FACTS
from indicators.sentences.marking import N_
from indicators.sentences.question_refusals import QUESTION_REFUSALS
from indicators.sentences.refusals import REFUSALS
from indicators.sentences.release_problems import RELEASE_PROBLEMS
from indicators.sentences.table_problems import TABLE_PROBLEMS

SENTENCES: dict[str, str] = DOUBTS | FACTS | IMPORT_FACTS | QUESTION_REFUSALS
# Three lines: found, expected, next step.
PROBLEMS: dict[str, str] = TABLE_PROBLEMS | CATALOGUE_PROBLEMS | REFUSALS | RELEASE_PROBLEMS

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
