"""What a reader's own index is made of, as one text for the address, the command line and files.

``income_per_capita~2~~poverty_rate~1~set~2025~~norm~min_max~~mean~geometric``

Parts are separated by ``~~`` and their fields by ``~``, signs that an address shows as they are.
A part that begins with an indicator's id holds its weight and, by name, what is not left to the
default: ``set`` (of periods), ``basis``, ``posts`` (low, high), ``target``. Every other part is an
option of the whole; options that have their default value are left out. The text may come from
anyone, so each field is checked, and what is wrong is told by what was found and expected.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

FEWEST_INDICATORS, MOST_INDICATORS = 2, 8
LONGEST_TEXT = 2_000
SMALLEST_WEIGHT, LARGEST_WEIGHT = 0.001, 1_000.0
FEWEST_DRAWS, DRAWS, MOST_DRAWS = 100, 1_000, 2_000
SEED = 20250701  # the day of the reform; any number gives intervals of the same kind

NORMALISATIONS = ("min_max", "z_score", "percentile", "goalposts", "distance_to_target")
AGGREGATIONS = ("arithmetic", "geometric")

PART, FIELD = "~~", "~"
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
INDICATOR_ID = re.compile(r"[a-z][a-z0-9_]{1,59}")
CODE = re.compile(r"[^~\s]{1,60}")
PROVINCE = re.compile(r"[0-9]{2}")


class DefinitionError(ValueError):
    """A definition that says no index.

    ``what`` names the field; ``reason`` is ``malformed``, or says why well-formed fields do not
    fit the indicator: ``no_direction``, ``mixed_periods``, ``posts_reversed``.
    """

    def __init__(self, what: str, found: object, expected: str, reason: str = "malformed") -> None:
        self.what, self.found, self.expected = what, str(found)[:80], expected
        self.reason = reason
        super().__init__(f"{what}: found {self.found!r}, expected {expected}")


@dataclass(frozen=True)
class Component:
    """One indicator of an index with its weight.

    ``period_set`` and ``basis`` are codes, ``None`` for the default set of the release.
    ``posts`` (low, high) and ``target`` are in the unit of the indicator; ``low`` is the post that
    counts as nothing reached. Raises ``DefinitionError``.
    """

    indicator_id: str
    weight: float = 1.0
    period_set: str | None = None
    basis: str | None = None
    posts: tuple[float, float] | None = None
    target: float | None = None

    def __post_init__(self) -> None:
        _require(INDICATOR_ID.fullmatch(self.indicator_id), "indicator", self.indicator_id,
                 "an id of small letters, digits and _")  # fmt: skip
        _require(SMALLEST_WEIGHT <= self.weight <= LARGEST_WEIGHT,
                 f"weight of {self.indicator_id}", self.weight,
                 f"a number from {SMALLEST_WEIGHT:g} to {LARGEST_WEIGHT:g}")  # fmt: skip
        for what, code in (("set", self.period_set), ("basis", self.basis)):
            _require(code is None or CODE.fullmatch(code), f"{what} of {self.indicator_id}", code,
                     "a code of the release without blanks")  # fmt: skip
        _require(self.basis != "all", f"basis of {self.indicator_id}", self.basis,
                 "one basis: different ones are never added")  # fmt: skip
        _require(self.posts is None or self.posts[0] != self.posts[1],
                 f"posts of {self.indicator_id}", self.posts, "two different numbers")  # fmt: skip


@dataclass(frozen=True)
class CompositeDefinition:
    """A whole index: two to eight indicators and how they become one number.

    ``least_share`` is the share of the indicators that an area must have (1 = all of them);
    ``province`` a 2-digit code and ``area_type`` a type, ``None`` for all communes of the
    country. ``draws`` and ``seed`` are those of the simulation. Raises ``DefinitionError``.

    >>> text = "income_per_capita~2~~poverty_rate~1~~mean~geometric"
    >>> decode(text).encode() == text
    True
    """

    components: tuple[Component, ...]
    normalisation: str = "min_max"
    aggregation: str = "arithmetic"
    least_share: float = 1.0
    province: str | None = None
    area_type: str | None = None
    draws: int = DRAWS
    seed: int = SEED

    def __post_init__(self) -> None:
        _check_components(self)
        _check_methods(self)
        _check_scope(self)

    @property
    def indicator_ids(self) -> list[str]:
        """The indicators in their order."""
        return [component.indicator_id for component in self.components]

    @property
    def least_known(self) -> int:
        """How many indicators an area must have: ``least_share`` of them, rounded up."""
        asked = self.least_share * len(self.components)
        return max(1, ceil(round(asked, 2)))  # 0.667 of three are two

    def encode(self) -> str:
        """The text that ``decode`` reads; equal definitions have equal texts."""
        parts = [_component_text(component) for component in self.components]
        for key, option in OPTIONS.items():
            value = getattr(self, option.field)
            if value != option.default:
                parts.append(FIELD.join((key, _plain(value))))
        return PART.join(parts)


@dataclass(frozen=True)
class Option:
    """One option of a definition: its field, its default, and how its text is read."""

    field: str
    default: Any
    read: Callable[[str, str], Any]


def decode(text: str) -> CompositeDefinition:
    """The definition that a text says; raises ``DefinitionError`` for any other text."""
    _require(text, "definition", text, "indicators with weights, as a~2~~b~1")
    _require(len(text) <= LONGEST_TEXT, "definition", f"{len(text)} characters",
             f"at most {LONGEST_TEXT}")  # fmt: skip
    components: list[Component] = []
    options: dict[str, Any] = {}
    for part in text.split(PART):
        key, *fields = part.split(FIELD)
        option = OPTIONS.get(key)
        if option is None:
            components.append(_component(key, fields))
            continue
        _require(len(fields) == 1, key, FIELD.join(fields), "one value")
        _require(option.field not in options, key, part, "each option once")
        options[option.field] = option.read(key, fields[0])
    return CompositeDefinition(tuple(components), **options)


def weighted(text: str) -> tuple[Component, ...]:
    """Components from ``a:2,b:1``; a missing weight is 1. Raises ``DefinitionError``."""
    return tuple(
        Component(name.strip(), _number(f"weight of {name}", weight) if colon else 1.0)
        for name, colon, weight in (item.partition(":") for item in text.split(","))
    )


def posts_from(text: str) -> tuple[float, float]:
    """Goalposts from ``20..120``: the post of nothing reached first. Raises ``DefinitionError``."""
    low, dots, high = text.partition("..")
    _require(dots, "posts", text, "two numbers, as 20..120")
    return _number("posts", low), _number("posts", high)


def number_from(what: str, text: str) -> float:
    """A plain number with at most six decimals; raises ``DefinitionError``."""
    return _number(what, text)


def _component(indicator_id: str, fields: list[str]) -> Component:
    weight = _number(f"weight of {indicator_id}", fields[0] if fields else "")
    component = Component(indicator_id, weight)
    rest = iter(fields[1:])
    for name in rest:
        component = replace(component, **_named_field(indicator_id, name, rest))
    return component


def _named_field(indicator_id: str, name: str, rest: Iterable[str]) -> dict[str, Any]:
    values = iter(rest)
    what = f"{name} of {indicator_id}"
    if name in ("set", "basis"):
        return {"period_set" if name == "set" else "basis": next(values, "")}
    if name == "posts":
        return {"posts": (_number(what, next(values, "")), _number(what, next(values, "")))}
    _require(name == "target", f"field of {indicator_id}", name, "set, basis, posts or target")
    return {"target": _number(what, next(values, ""))}


def _component_text(component: Component) -> str:
    fields = [component.indicator_id, _plain(component.weight)]
    if component.period_set:
        fields += ["set", component.period_set]
    if component.basis:
        fields += ["basis", component.basis]
    if component.posts:
        fields += ["posts", *map(_plain, component.posts)]
    if component.target is not None:
        fields += ["target", _plain(component.target)]
    return FIELD.join(fields)


def _check_components(definition: CompositeDefinition) -> None:
    ids = definition.indicator_ids
    _require(FEWEST_INDICATORS <= len(ids) <= MOST_INDICATORS, "indicators", len(ids),
             f"{FEWEST_INDICATORS} to {MOST_INDICATORS} of them")  # fmt: skip
    twice = sorted({one for one in ids if ids.count(one) > 1})
    _require(not twice, "indicators", ", ".join(twice) + " twice", "each one once")


def _check_methods(definition: CompositeDefinition) -> None:
    method = definition.normalisation
    _require(method in NORMALISATIONS, "norm", method, f"one of {', '.join(NORMALISATIONS)}")
    _require(definition.aggregation in AGGREGATIONS, "mean", definition.aggregation,
             f"one of {', '.join(AGGREGATIONS)}")  # fmt: skip
    _require((method, definition.aggregation) != ("z_score", "geometric"), "mean", "geometric",
             "arithmetic, as z-scores below 0 have no geometric mean")  # fmt: skip
    for component in definition.components:
        _require(method != "goalposts" or component.posts, f"posts of {component.indicator_id}",
                 "none", "the numbers for nothing and for all")  # fmt: skip
        _require(method != "distance_to_target" or component.target is not None,
                 f"target of {component.indicator_id}", "none", "a number")  # fmt: skip


def _check_scope(definition: CompositeDefinition) -> None:
    _require(0 < definition.least_share <= 1, "least", definition.least_share,
             "a share above 0 and up to 1")  # fmt: skip
    province = definition.province
    _require(province is None or PROVINCE.fullmatch(province), "province", province,
             "a code of two digits")  # fmt: skip
    _require(definition.area_type is None or len(definition.area_type) <= 20, "type",
             definition.area_type, "a type of area")  # fmt: skip
    _require(FEWEST_DRAWS <= definition.draws <= MOST_DRAWS, "draws", definition.draws,
             f"{FEWEST_DRAWS} to {MOST_DRAWS}")  # fmt: skip
    _require(0 <= definition.seed < 2**32, "seed", definition.seed, "a number below 2^32")


def _number(what: str, text: str) -> float:
    _require(NUMBER.fullmatch(text), what, text, "a number such as 2 or 0.5")
    return float(text)


def _whole(what: str, text: str) -> int:
    _require(re.fullmatch("[0-9]{1,10}", text), what, text, "a whole number")
    return int(text)


def _text(what: str, text: str) -> str:
    _require(text, what, text, "a name")
    return text


def _plain(value: Any) -> str:
    """A number without exponent and without zeros at its end; text as it is."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _require(fine: Any, what: str, found: object, expected: str) -> None:
    if not fine:
        raise DefinitionError(what, found, expected)


OPTIONS = {
    "norm": Option("normalisation", "min_max", _text),
    "mean": Option("aggregation", "arithmetic", _text),
    "least": Option("least_share", 1.0, _number),
    "province": Option("province", None, _text),
    "type": Option("area_type", None, _text),
    "draws": Option("draws", DRAWS, _whole),
    "seed": Option("seed", SEED, _whole),
}
