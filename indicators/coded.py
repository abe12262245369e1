"""A fact as a code with parameters: what is raised, kept and compared; words come last.

Doubts, problems, refusals, rejects and reasons are such records. ``indicators.sentences`` has one
sentence for each code, ``language.coded_words`` tells it in Vietnamese or English.
"""

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Union

# A text stands as it was written; a number is shown in the reader's form; another fact in words.
Parameter = Union[str, Decimal, "Coded"]


@dataclass(frozen=True, slots=True)
class Coded:
    """One fact. ``parameters`` are its names and values in order; numbers are ``Decimal``."""

    code: str
    parameters: tuple[tuple[str, Parameter], ...] = ()

    def __str__(self) -> str:
        told = ", ".join(f"{name}={_written(value)}" for name, value in self.parameters)
        return f"{self.code}({told})" if told else self.code

    def of(self, name: str) -> Parameter | None:
        """The value of one parameter; ``None`` where the fact has none of this name."""
        return dict(self.parameters).get(name)

    def replaced(self, old: str, new: str) -> "Coded":
        """The same with ``new`` for ``old`` in its texts."""
        return Coded(self.code, tuple(
            (name, value if isinstance(value, Decimal) else
             value.replace(old, new) if isinstance(value, str) else value.replaced(old, new))
            for name, value in self.parameters))  # fmt: skip


def coded(code: str, /, **parameters: str | int | float | Decimal | Coded) -> Coded:
    """A fact with its parameters in the order given.

    >>> str(coded("implausible", value=Decimal("5E+3"), low=0, high=100))
    'implausible(value=5000, low=0, high=100)'
    """
    return Coded(code, tuple((name, _kept(value)) for name, value in parameters.items()))


def _kept(value: str | int | float | Decimal | Coded) -> Parameter:
    return value if isinstance(value, str | Decimal | Coded) else Decimal(str(value))


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
    if isinstance(value, Decimal):
        return plain_number(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
