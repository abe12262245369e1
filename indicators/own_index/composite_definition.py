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

from indicators.coded import Coded, coded
from indicators.errors import QUOTED_CHARACTERS
from indicators.sentences import sentence

FEWEST_INDICATORS, MOST_INDICATORS = 2, 8
LONGEST_TEXT = 2_000
SMALLEST_WEIGHT, LARGEST_WEIGHT = 0.001, 1_000.0
FEWEST_DRAWS, DRAWS, MOST_DRAWS = 100, 1_000, 2_000
SEED = 20250701  # the day of the reform; any number gives intervals of the same kind

NORMALISATIONS = ("min_max", "z_score", "percentile", "goalposts", "distance_to_target")
AGGREGATIONS = ("arithmetic", "geometric")

# Which sentence tells that it is this part of an indicator.
PARTS = {"weight": "index_weight_of", "set": "index_set_of", "basis": "index_basis_of",
         "posts": "index_posts_of", "target": "index_target_of",
         "field": "index_field_of"}  # fmt: skip

PART, FIELD = "~~", "~"
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
INDICATOR_ID = re.compile(r"[a-z][a-z0-9_]{1,59}")
CODE = re.compile(r"[^~\s]{1,60}")
PROVINCE = re.compile(r"[0-9]{2}")


class DefinitionError(ValueError):
    """A definition that says no index.

    ``fact`` says in a code where it is wrong, what was found and what was expected; ``what``,
    ``found`` and ``expected`` are its parts in English. ``reason`` is ``malformed``, or says why
    well-formed fields do not fit the indicator: ``no_direction``, ``mixed_periods``,
    ``posts_reversed``.
    """

    def __init__(
        self, what: str | Coded, found: object, expected: Coded, reason: str = "malformed"
    ) -> None:
        if not isinstance(found, Coded):
            found = f"“{str(found)[:QUOTED_CHARACTERS]}”"
        self.fact = coded("index_fault", what=what, found=found, expected=expected)
        self.what, self.found, self.expected = (
            part if isinstance(part, str) else sentence(part) for part in (what, found, expected)
        )
        self.reason = reason
        super().__init__(sentence(self.fact))


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
        _require(INDICATOR_ID.fullmatch(self.indicator_id), coded("index_indicator"),
                 self.indicator_id, coded("index_wants_id"))  # fmt: skip
        _require(SMALLEST_WEIGHT <= self.weight <= LARGEST_WEIGHT,
                 part_of("weight", self.indicator_id), self.weight,
                 coded("index_wants_between", low=SMALLEST_WEIGHT, high=LARGEST_WEIGHT),
                 )  # fmt: skip
        for field, code in (("set", self.period_set), ("basis", self.basis)):
            _require(code is None or CODE.fullmatch(code), part_of(field, self.indicator_id), code,
                     coded("index_wants_code"))  # fmt: skip
        _require(self.basis != "all", part_of("basis", self.indicator_id), self.basis,
                 coded("index_wants_one_basis"))  # fmt: skip
        _require(self.posts is None or self.posts[0] != self.posts[1],
                 part_of("posts", self.indicator_id), self.posts,
                 coded("index_wants_different"))  # fmt: skip


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
    whole = coded("index_definition")
    _require(text, whole, text, coded("index_wants_parts"))
    _require(len(text) <= LONGEST_TEXT, whole, coded("index_found_long", count=len(text)),
             coded("index_wants_shorter", most=LONGEST_TEXT))  # fmt: skip
    components: list[Component] = []
    options: dict[str, Any] = {}
    for part in text.split(PART):
        key, *fields = part.split(FIELD)
        option = OPTIONS.get(key)
        if option is None:
            components.append(_component(key, fields))
            continue
        _require(len(fields) == 1, key, FIELD.join(fields), coded("index_wants_one_value"))
        _require(option.field not in options, key, part, coded("index_wants_option_once"))
        options[option.field] = option.read(key, fields[0])
    return CompositeDefinition(tuple(components), **options)


def weighted(text: str) -> tuple[Component, ...]:
    """Components from ``a:2,b:1``; a missing weight is 1. Raises ``DefinitionError``."""
    return tuple(
        Component(name.strip(), _number(part_of("weight", name), weight) if colon else 1.0)
        for name, colon, weight in (item.partition(":") for item in text.split(","))
    )


def posts_from(text: str) -> tuple[float, float]:
    """Goalposts from ``20..120``: the post of nothing reached first. Raises ``DefinitionError``."""
    low, dots, high = text.partition("..")
    what = coded("index_posts")
    _require(dots, what, text, coded("index_wants_two_numbers"))
    return _number(what, low), _number(what, high)


def number_from(what: str | Coded, text: str) -> float:
    """A plain number with at most six decimals; raises ``DefinitionError``."""
    return _number(what, text)


def part_of(field: str, indicator_id: str) -> Coded:
    """Where a definition is wrong: weight, set, basis, posts, target or field of an indicator."""
    return coded(PARTS[field], indicator=indicator_id[:QUOTED_CHARACTERS])


def _component(indicator_id: str, fields: list[str]) -> Component:
    weight = _number(part_of("weight", indicator_id), fields[0] if fields else "")
    component = Component(indicator_id, weight)
    rest = iter(fields[1:])
    for name in rest:
        component = replace(component, **_named_field(indicator_id, name, rest))
    return component


def _named_field(indicator_id: str, name: str, rest: Iterable[str]) -> dict[str, Any]:
    values = iter(rest)
    if name in ("set", "basis"):
        return {"period_set" if name == "set" else "basis": next(values, "")}
    _require(name in ("posts", "target"), part_of("field", indicator_id), name,
             coded("index_wants_field"))  # fmt: skip
    what = part_of(name, indicator_id)
    if name == "posts":
        return {"posts": (_number(what, next(values, "")), _number(what, next(values, "")))}
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
    what = coded("index_indicators")
    _require(FEWEST_INDICATORS <= len(ids) <= MOST_INDICATORS, what, len(ids),
             coded("index_wants_count", fewest=FEWEST_INDICATORS, most=MOST_INDICATORS),
             )  # fmt: skip
    twice = sorted({one for one in ids if ids.count(one) > 1})
    _require(not twice, what, coded("index_found_twice", indicators=", ".join(twice)),
             coded("index_wants_each_once"))  # fmt: skip


def _check_methods(definition: CompositeDefinition) -> None:
    method = definition.normalisation
    _require(method in NORMALISATIONS, "norm", method, _one_of(NORMALISATIONS))
    _require(definition.aggregation in AGGREGATIONS, "mean", definition.aggregation,
             _one_of(AGGREGATIONS))  # fmt: skip
    _require((method, definition.aggregation) != ("z_score", "geometric"), "mean", "geometric",
             coded("index_wants_arithmetic"))  # fmt: skip
    nothing = coded("index_found_nothing")
    for component in definition.components:
        one = component.indicator_id
        _require(method != "goalposts" or component.posts, part_of("posts", one), nothing,
                 coded("index_wants_posts"))  # fmt: skip
        _require(method != "distance_to_target" or component.target is not None,
                 part_of("target", one), nothing, coded("index_wants_a_target"))  # fmt: skip


def _check_scope(definition: CompositeDefinition) -> None:
    _require(0 < definition.least_share <= 1, "least", definition.least_share,
             coded("index_wants_share"))  # fmt: skip
    province = definition.province
    _require(province is None or PROVINCE.fullmatch(province), "province", province,
             coded("index_wants_province"))  # fmt: skip
    _require(definition.area_type is None or len(definition.area_type) <= 20, "type",
             definition.area_type, coded("index_wants_type"))  # fmt: skip
    _require(FEWEST_DRAWS <= definition.draws <= MOST_DRAWS, "draws", definition.draws,
             coded("index_wants_between", low=FEWEST_DRAWS, high=MOST_DRAWS))  # fmt: skip
    _require(0 <= definition.seed < 2**32, "seed", definition.seed,
             coded("index_wants_below", bound="2^32"))  # fmt: skip


def _one_of(names: Iterable[str]) -> Coded:
    return coded("index_wants_one_of", names=", ".join(names))


def _number(what: str | Coded, text: str) -> float:
    _require(NUMBER.fullmatch(text), what, text, coded("index_wants_number"))
    return float(text)


def _whole(what: str, text: str) -> int:
    _require(re.fullmatch("[0-9]{1,10}", text), what, text, coded("index_wants_whole"))
    return int(text)


def _text(what: str, text: str) -> str:
    _require(text, what, text, coded("index_wants_name"))
    return text


def _plain(value: Any) -> str:
    """A number without exponent and without zeros at its end; text as it is."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _require(fine: Any, what: str | Coded, found: object, expected: Coded) -> None:
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
