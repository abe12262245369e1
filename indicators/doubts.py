"""What speaks against a figure that was read: a code and its parameters, no sentence.

Readers of articles and spreadsheets raise doubts; files carry them in the column ``checks``, and
``language.coded_words`` tells them where a person reads them. Written form:
``thousands_mark(printed="269.505", meant="269,505")``; texts are quoted as in JSON, numbers are
bare, and a code without parameters stands alone.
"""

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from indicators.coded import Coded, Parameter, coded, plain_number

__all__ = ["SEPARATOR", "Doubt", "doubt", "plain_number", "read_doubts"]

Doubt = Coded
doubt = coded

SEPARATOR = "; "

_VALUE = r'"(?:[^"\\]|\\.)*"|[^",()\s]+'
_PARAMETER = rf"(?P<name>[a-z_]+)=(?P<value>{_VALUE})"
_PARAMETERS = re.compile(_PARAMETER)
_DOUBT = re.compile(
    rf"(?P<code>[a-z][a-z0-9_]*)(?:\((?P<parameters>[a-z_]+=(?:{_VALUE})"
    rf"(?:, [a-z_]+=(?:{_VALUE}))*)\))?(?=; |$)"
)


def read_doubts(text: str | Iterable[str]) -> list[Doubt | str]:
    """The doubts of a cell ``checks``, or of a list of them; other text stays text.

    >>> read_doubts('period_assumed; seen by hand')
    [Coded(code='period_assumed', parameters=()), 'seen by hand']
    """
    if not isinstance(text, str):
        return [one for part in text for one in read_doubts(part)]
    return list(_split(text))


def _split(text: str) -> Iterator[Doubt | str]:
    at = 0
    while at < len(text):
        found = _DOUBT.match(text, at)
        if found is None:
            end = text.find(SEPARATOR, at)
            end = len(text) if end < 0 else end
            yield text[at:end]
        else:
            end = found.end()
            yield Doubt(found["code"], tuple(_read(found["parameters"] or "")))
        at = end + len(SEPARATOR)


def _read(parameters: str) -> Iterator[tuple[str, Parameter]]:
    for one in _PARAMETERS.finditer(parameters):
        value = one["value"]
        yield one["name"], json.loads(value) if value.startswith('"') else Decimal(value)
