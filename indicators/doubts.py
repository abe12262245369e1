"""What speaks against a figure that was read: a code and its parameters, no sentence.

Readers of articles and spreadsheets raise doubts; files carry them in the column ``checks``, and
``doubt_words`` turns them into Vietnamese or English where a person reads them. Written form:
``thousands_mark(printed="269.505", meant="269,505")``; texts are quoted as in JSON, numbers are
bare, and a code without parameters stands alone.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

SEPARATOR = "; "

_VALUE = r'"(?:[^"\\]|\\.)*"|[^",()\s]+'
_PARAMETER = rf"(?P<name>[a-z_]+)=(?P<value>{_VALUE})"
_PARAMETERS = re.compile(_PARAMETER)
_DOUBT = re.compile(
    rf"(?P<code>[a-z][a-z0-9_]*)(?:\((?P<parameters>[a-z_]+=(?:{_VALUE})"
    rf"(?:, [a-z_]+=(?:{_VALUE}))*)\))?(?=; |$)"
)

Parameter = str | Decimal


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt. ``parameters`` are its names and values in order; numbers are ``Decimal``."""

    code: str
    parameters: tuple[tuple[str, Parameter], ...] = ()

    def __str__(self) -> str:
        told = ", ".join(f"{name}={_written(value)}" for name, value in self.parameters)
        return f"{self.code}({told})" if told else self.code

    def of(self, name: str) -> Parameter | None:
        """The value of one parameter; ``None`` where the doubt has none of this name."""
        return dict(self.parameters).get(name)


def doubt(code: str, **parameters: str | int | float | Decimal) -> Doubt:
    """A doubt with its parameters in the order given.

    >>> str(doubt("implausible", value=Decimal("5E+3"), low=0, high=100))
    'implausible(value=5000, low=0, high=100)'
    """
    return Doubt(code, tuple((name, _kept(value)) for name, value in parameters.items()))


def read_doubts(text: str | Iterable[str]) -> list[Doubt | str]:
    """The doubts of a cell ``checks``, or of a list of them; other text stays text.

    >>> read_doubts('period_assumed; seen by hand')
    [Doubt(code='period_assumed', parameters=()), 'seen by hand']
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


def _kept(value: str | int | float | Decimal) -> Parameter:
    return value if isinstance(value, str | Decimal) else Decimal(str(value))


def plain_number(value: Decimal) -> str:
    """A number as people write it in a message: 5000, never 5E+3; 2.5, never 2.50.

    >>> plain_number(Decimal("5E+3")), plain_number(Decimal("2.50"))
    ('5000', '2.5')
    """
    try:
        shown = f"{value.normalize():f}"
    except InvalidOperation:  # more digits than the context keeps
        return f"{value:f}"
    return "0" if shown == "-0" else shown


def _written(value: Parameter) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else plain_number(value)
