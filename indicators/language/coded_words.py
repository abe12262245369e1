"""Facts and problems in the reader's language."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from indicators.coded import Coded
from indicators.doubts import Doubt, read_doubts
from indicators.language import formats
from indicators.language.texts import translator
from indicators.sentences import sentence, three_sentences

# Numbers are shown with as many decimals as they have, up to these.
MOST_DECIMALS = 6


def in_words(one: Coded, lang: str | None) -> str:
    """A fact as a sentence; a code without a sentence as it is written.

    >>> from indicators.coded import coded
    >>> in_words(coded("implausible", value=5000, low=0, high=100), "vi")
    '5.000 nằm ngoài khoảng từ 0 đến 100'
    """
    return sentence(one, translator(lang), _number(lang))


def problem_in_words(fact: Coded, lang: str | None) -> tuple[str, str, str]:
    """What a problem found, what it expected and the next step."""
    return three_sentences(fact, translator(lang), _number(lang))


def doubt_in_words(one: Doubt | str, lang: str | None) -> str:
    """A doubt as a sentence; the words of a person as they stand."""
    return one if isinstance(one, str) else in_words(one, lang)


def doubts_in_words(checks: str | Iterable[str], lang: str | None) -> list[str]:
    """The doubts of a cell ``checks``, or of a list of them, as sentences."""
    return [doubt_in_words(one, lang) for one in read_doubts(checks)]


def _number(lang: str | None) -> Callable[[Decimal], str]:
    return lambda value: formats.number_as_needed(value, MOST_DECIMALS, lang)
