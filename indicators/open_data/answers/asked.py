"""From the text of a question to a checked question; nothing is asked of a release here.

Every fault of the text is told before any work is done. Two texts that say the same in another
order, or with defaults written out, are one question: ``canonical`` is its name in caches.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from indicators.names import normalise_name
from indicators.open_data.answers.answered import Answer
from indicators.open_data.answers.faults import QuestionError, nearest_to
from indicators.open_data.answers.parameters import FORMAT, RELEASE, Parameter
from indicators.release.store import Store

CODES = re.compile(r"\s* [a-z0-9_]+ (?: \s* , \s* [a-z0-9_]+ )+ \s*", re.VERBOSE | re.IGNORECASE)


class Asking(Protocol):
    """What reading a question needs to know: an operation of the API has it, a picture too."""

    @property
    def path(self) -> str:
        """The path, with names of parameters in braces."""

    @property
    def parameters(self) -> "tuple[Parameter, ...]":
        """What may be given."""

    @property
    def needs(self) -> tuple[tuple[str, str], ...]:
        """Pairs as in ``Operation``."""

    @property
    def path_names(self) -> tuple[str, ...]:
        """The parameters that are parts of the path."""


@dataclass(frozen=True)
class Operation:
    """One thing that may be asked: its path below the API, its parameters, and what answers it.

    ``summary`` and ``description`` are texts to translate. ``needs`` pairs a parameter with one it
    cannot be without; with ``""`` before it, the question cannot. ``rows`` are the columns of a row
    of the JSON answer, as far as they are known beforehand, ``head`` the JSON Schema of what stands
    beside them. Without ``of_one_release`` the answer tells of several, so it changes when one is
    kept and is no file of any.
    """

    name: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    answer: "Callable[[Store, AskedQuestion], Answer]"
    rows: tuple[str, ...]
    needs: tuple[tuple[str, str], ...] = ()
    head: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    of_one_release: bool = True

    @property
    def path_names(self) -> tuple[str, ...]:
        """The parameters that are parts of the path."""
        return tuple(one.name for one in self.parameters if one.in_path)


@dataclass(frozen=True)
class AskedAddress:
    """What may be asked at an address that is no operation of the API: a drawing, a feed."""

    path: str
    parameters: tuple[Parameter, ...]
    needs: tuple[tuple[str, str], ...] = ()

    @property
    def path_names(self) -> tuple[str, ...]:
        """The parameters that are parts of the path."""
        return tuple(one.name for one in self.parameters if one.in_path)


@dataclass(frozen=True)
class AskedQuestion:
    """What is asked and its values by parameter; what was not given is not in them."""

    operation: Asking
    values: Mapping[str, tuple[str, ...]]

    def one(self, name: str) -> str | None:
        """The value of a parameter that is given at most once."""
        given = self.values.get(name)
        return given[0] if given else None

    def all(self, name: str) -> list[str]:
        """All values of a parameter; empty where it is not given."""
        return list(self.values.get(name, ()))

    @property
    def form(self) -> str:
        """The format of the answer."""
        return self.one(FORMAT.name) or FORMAT.default

    @property
    def canonical(self) -> str:
        """The question as path and query in one fixed form, without its release."""
        fixed = {FORMAT.name: (self.form,), **self.values}
        query = [(name, value) for name in sorted(fixed) for value in fixed[name]
                 if name not in (RELEASE.name, *self.operation.path_names)]  # fmt: skip
        path = self.operation.path.format_map(
            {name: quote(self.values[name][0], safe="") for name in self.operation.path_names}
        )
        return f"{path}?{urlencode(query)}"


def read_question(
    operation: Asking, path: Mapping[str, str], query: Iterable[tuple[str, str]]
) -> AskedQuestion:
    """The question of a path and a query; raises ``QuestionError`` for the first fault."""
    known = {one.name: one for one in operation.parameters if not one.in_path}
    given: dict[str, list[str]] = {}
    for name, value in query:
        if name not in known:
            raise QuestionError("unknown_parameter", found=name, expected=tuple(known),
                                nearest=nearest_to(name, known))  # fmt: skip
        if value or not known[name].may_be_empty:
            given.setdefault(name, []).extend(_split(known[name], value))
    values = {one.name: _checked(one, [path[one.name]])
              for one in operation.parameters if one.in_path}  # fmt: skip
    values |= {name: _checked(known[name], texts) for name, texts in given.items()}
    _require_together(operation, values)
    return AskedQuestion(operation, values)


def _split(parameter: Parameter, value: str) -> list[str]:
    """Codes with commas between them are several; a name may have a comma of its own."""
    several = parameter.many and CODES.fullmatch(value)
    return value.split(",") if several else [value]


def _checked(parameter: Parameter, texts: list[str]) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(normalise_name(text).strip() for text in texts))
    if len(texts) > 1 and not parameter.many:
        raise QuestionError("repeated_parameter", parameter.name, ", ".join(texts))
    if len(values) > parameter.most_times:
        raise QuestionError("too_many_values", parameter.name, str(len(values)),
                            (str(parameter.most_times),))  # fmt: skip
    for value in values:
        if not _fits(parameter, value):
            raise QuestionError("wrong_value", parameter.name, value, parameter.expected,
                                nearest_to(value, parameter.choices))  # fmt: skip
    return values


def _fits(parameter: Parameter, value: str) -> bool:
    if parameter.choices:
        return value in parameter.choices
    if parameter.whole:
        least, most = parameter.whole
        digits = value.isascii() and value.isdigit() and len(value) < 10
        return digits and least <= int(value) <= most
    if parameter.pattern:
        return parameter.matcher.fullmatch(value) is not None
    return 0 < len(value) <= parameter.most_characters


def _require_together(operation: Asking, values: Mapping[str, tuple[str, ...]]) -> None:
    for name, needed in operation.needs:
        if (not name or name in values) and needed not in values:
            raise QuestionError("missing_parameter", needed, name)
