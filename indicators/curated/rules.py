"""What must hold beyond types and keys: one rule a function.

A rule takes the facts of all files and one observation with its place, and yields a Problem
for each fault. ``RULES`` lists them; the check runs them all on every row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.catalogue.records import Catalogue, Indicator
from indicators.coded import Coded, coded, plain_number
from indicators.country import REFORM
from indicators.curated.observations import (
    Observation,
    computed_share,
    contradicts_counts,
    follows_from_print,
)
from indicators.flags import INCONSISTENT, flagged
from indicators.problems import Problem, problem_at, quoted

# Administrative areas of today exist from this day on; earlier periods are read on them.


@dataclass(frozen=True)
class AreaVersion:
    """Type and name of one code from ``valid_from`` to ``valid_to`` (included)."""

    area_code: str
    level: str
    area_type: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Facts:
    """What the other files say: the catalogue, area versions by code, language by source."""

    catalogue: Catalogue
    areas: dict[str, list[AreaVersion]]
    source_languages: dict[str, str]

    def area_on(self, code: str, day: date) -> AreaVersion | None:
        """The version of an area on a day; before the reform, its first version."""
        for version in self.areas.get(code, ()):
            if version.valid_from <= max(day, REFORM) and (
                version.valid_to is None or max(day, REFORM) <= version.valid_to
            ):
                return version
        return None


@dataclass(frozen=True)
class Placed:
    """An observation with its file and line."""

    file: str
    row: int
    observation: Observation

    def problem(self, column: str | None, code: str, /, **parameters: str | Coded) -> Problem:
        """A Problem at this place."""
        return problem_at(self.file, self.row, column, code, **parameters)


def known_indicator(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The indicator stands in the catalogue."""
    name = placed.observation.indicator_id
    if name not in facts.catalogue.indicators:
        nearest = facts.catalogue.nearest_ids(name)
        code = "indicator_misspelt" if nearest else "indicator_unknown"
        near = {"nearest": nearest[0]} if nearest else {}
        yield placed.problem("indicator_id", code, indicator=quoted(name), **near)


def basis_in_vocabulary(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The basis is one that the indicator declares; empty where it declares none."""
    indicator = _indicator(facts, placed)
    if indicator is None:
        return
    codes = [basis.code for basis in indicator.basis] or [""]
    if placed.observation.basis not in codes:
        known = coded("empty") if codes == [""] else ", ".join(code or "(empty)" for code in codes)
        yield placed.problem("basis", "basis_unknown", basis=quoted(placed.observation.basis),
                             known=known)  # fmt: skip


def value_in_plausible_range(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The value lies inside the catalogue's plausible range for the area's level."""
    indicator, version = _indicator(facts, placed), _version(facts, placed)
    if indicator is None or version is None:
        return
    yield from outside(placed, indicator, version.level)


def outside(placed: Placed, indicator: Indicator, level: str) -> Iterator[Problem]:
    """The Problem of a value outside the plausible range of a level."""
    low, high = (Decimal(str(bound)) for bound in indicator.plausible(level))
    value = placed.observation.value
    if not low <= value <= high:
        yield placed.problem("value", "value_implausible", value=plain_number(value),
                             unit=indicator.unit, low=plain_number(low),
                             high=plain_number(high))  # fmt: skip


def count_is_whole(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """People, households and other things that are counted come in whole numbers."""
    indicator, value = _indicator(facts, placed), placed.observation.value
    if indicator is not None and indicator.is_count and value != value.to_integral_value():
        yield placed.problem("value", "count_not_whole", value=plain_number(value),
                             unit=indicator.unit)  # fmt: skip


def applies_to_area(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The indicator exists for this type of area on the last day of the period."""
    indicator, version = _indicator(facts, placed), _version(facts, placed)
    if indicator is None or version is None:
        return
    day = max(placed.observation.period_end, REFORM)
    if not indicator.applies(version.area_type, day):
        yield placed.problem("indicator_id", "type_without_indicator", indicator=indicator.id,
                             area_type=version.area_type, day=str(day))  # fmt: skip


def area_valid_on_date(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The area exists on the last day of the period."""
    code = placed.observation.area_code
    if code in facts.areas and _version(facts, placed) is None:
        yield placed.problem("area_code", "area_not_valid", area=code,
                             day=str(placed.observation.period_end))  # fmt: skip


def period_in_order(_facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The first day is not after the last, and the last not after the day of recording."""
    row = placed.observation
    if row.period_start and row.period_start > row.period_end:
        yield placed.problem("period_start", "period_reversed", first=str(row.period_start),
                             last=str(row.period_end))  # fmt: skip
    if row.period_end > row.recorded_on:
        yield placed.problem("period_end", "period_after_recording", day=str(row.period_end),
                             recorded_on=str(row.recorded_on))  # fmt: skip


def value_follows_from_print(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The value can be read off ``as_printed``, or ``correction`` says why not."""
    row, indicator = placed.observation, _indicator(facts, placed)
    if indicator is None or row.correction:
        return
    if not follows_from_print(row, indicator.unit, _language(facts, row)):
        yield placed.problem("value", "value_not_printed", value=plain_number(row.value),
                             printed=quoted(row.as_printed))  # fmt: skip


def counts_agree(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """A printed share agrees with its counts within rounding, or note or flag says it does not."""
    row, indicator = placed.observation, _indicator(facts, placed)
    if indicator is None or row.note or flagged(row.flags, INCONSISTENT):
        return
    share = computed_share(row)
    if share is not None and contradicts_counts(
        row, indicator.unit, _language(facts, row), indicator.limits
    ):
        yield placed.problem("value", "counts_disagree", value=plain_number(row.value),
                             share=f"{share:.2f}")  # fmt: skip


def counts_in_order(_facts: Facts, placed: Placed) -> Iterator[Problem]:
    """A denominator is above 0, and a count of a whole is not larger than the whole."""
    row = placed.observation
    if row.denominator is not None and row.denominator <= 0:
        yield placed.problem("denominator", "denominator_not_positive",
                             denominator=str(row.denominator))  # fmt: skip


def withdrawn_with_reason(_facts: Facts, placed: Placed) -> Iterator[Problem]:
    """A withdrawal is a revision of a figure, and its note says why the figure does not hold."""
    row = placed.observation
    if not row.withdrawn:
        return
    if not row.note:
        yield placed.problem("note", "withdrawn_without_note")
    if row.revision == 1:
        yield placed.problem("revision", "withdrawn_first")


RULES: tuple[Callable[[Facts, Placed], Iterator[Problem]], ...] = (
    known_indicator,
    basis_in_vocabulary,
    area_valid_on_date,
    applies_to_area,
    value_in_plausible_range,
    count_is_whole,
    period_in_order,
    counts_in_order,
    counts_agree,
    value_follows_from_print,
    withdrawn_with_reason,
)


def _indicator(facts: Facts, placed: Placed) -> Indicator | None:
    return facts.catalogue.indicators.get(placed.observation.indicator_id)


def _version(facts: Facts, placed: Placed) -> AreaVersion | None:
    return facts.area_on(placed.observation.area_code, placed.observation.period_end)


def _language(facts: Facts, row: Observation) -> str:
    return facts.source_languages.get(row.source_id, "vi")
