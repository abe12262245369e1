"""What must hold beyond types and keys: one rule a function.

A rule takes the facts of all files and one observation with its place, and yields a Problem
for each fault. ``RULES`` lists them; the check runs them all on every row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.catalogue.records import Catalogue, Indicator
from indicators.country import REFORM
from indicators.curated.observations import (
    Observation,
    computed_share,
    contradicts_counts,
    follows_from_print,
)
from indicators.doubts import plain_number
from indicators.problems import Problem, quoted

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

    def problem(self, column: str | None, found: str, expected: str, step: str) -> Problem:
        """A Problem at this place."""
        return Problem(self.file, self.row, column, found, expected, step)


def known_indicator(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The indicator stands in the catalogue."""
    name = placed.observation.indicator_id
    if name not in facts.catalogue.indicators:
        nearest = facts.catalogue.nearest_ids(name)
        hint = f"write {nearest[0]}" if nearest else "correct the id"
        yield placed.problem(
            "indicator_id",
            quoted(name),
            "an id of indicators.yaml",
            f"{hint} or add the indicator to the catalogue",
        )


def basis_in_vocabulary(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The basis is one that the indicator declares; empty where it declares none."""
    indicator = _indicator(facts, placed)
    if indicator is None:
        return
    codes = [basis.code for basis in indicator.basis] or [""]
    if placed.observation.basis not in codes:
        yield placed.problem(
            "basis",
            quoted(placed.observation.basis),
            f"one of {', '.join(code or '(empty)' for code in codes)}",
            "correct the basis or add it to the catalogue",
        )


def value_in_plausible_range(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The value lies inside the catalogue's plausible range for the area's level."""
    indicator, version = _indicator(facts, placed), _version(facts, placed)
    if indicator is None or version is None:
        return
    low, high = indicator.plausible(version.level)
    if not Decimal(str(low)) <= placed.observation.value <= Decimal(str(high)):
        yield placed.problem(
            "value",
            f"{plain_number(placed.observation.value)} {indicator.unit}",
            f"{bound(low)} to {bound(high)} {indicator.unit}",
            "look for a lost decimal mark or a wrong unit in the source",
        )


def bound(limit: float) -> str:
    """A limit of the catalogue as people write it: 1000000, never 1e+06."""
    return plain_number(Decimal(str(limit)))


def count_is_whole(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """People, households and other things that are counted come in whole numbers."""
    indicator, value = _indicator(facts, placed), placed.observation.value
    if indicator is not None and indicator.is_count and value != value.to_integral_value():
        yield placed.problem(
            "value",
            f"{plain_number(value)} {indicator.unit}",
            f"a whole number of {indicator.unit}",
            "look whether a mark of thousands was taken for a decimal one",
        )


def applies_to_area(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The indicator exists for this type of area on the last day of the period."""
    indicator, version = _indicator(facts, placed), _version(facts, placed)
    if indicator is None or version is None:
        return
    day = max(placed.observation.period_end, REFORM)
    if not indicator.applies(version.area_type, day):
        yield placed.problem(
            "indicator_id",
            f"{indicator.id} for a {version.area_type}",
            f"an area type that {indicator.id} applies to on {day}",
            "check the area code; a phường has no new-rural criteria",
        )


def area_valid_on_date(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The area exists on the last day of the period."""
    code = placed.observation.area_code
    if code in facts.areas and _version(facts, placed) is None:
        yield placed.problem(
            "area_code",
            f"{code} on {placed.observation.period_end}",
            "an area that is valid on that day",
            "use the code of the successor in area_lineage.csv",
        )


def period_in_order(_facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The first day is not after the last, and the last not after the day of recording."""
    row = placed.observation
    if row.period_start and row.period_start > row.period_end:
        yield placed.problem(
            "period_start",
            f"{row.period_start} after {row.period_end}",
            "a first day on or before period_end",
            "swap the two dates",
        )
    if row.period_end > row.recorded_on:
        yield placed.problem(
            "period_end",
            f"{row.period_end}, after it was recorded",
            f"a day up to recorded_on ({row.recorded_on})",
            "correct the period: a plan or forecast is no observation",
        )


def value_follows_from_print(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The value can be read off ``as_printed``, or ``correction`` says why not."""
    row, indicator = placed.observation, _indicator(facts, placed)
    if indicator is None or row.correction:
        return
    if not follows_from_print(row, indicator.unit, _language(facts, row)):
        yield placed.problem(
            "value",
            f"{plain_number(row.value)}, printed {quoted(row.as_printed)}",
            "a value that follows from as_printed",
            "correct the value, or say in correction why it differs",
        )


def counts_agree(facts: Facts, placed: Placed) -> Iterator[Problem]:
    """A printed share agrees with its counts within rounding, or a note says that it does not."""
    row, indicator = placed.observation, _indicator(facts, placed)
    if indicator is None or row.note:
        return
    share = computed_share(row)
    if share is not None and contradicts_counts(
        row, indicator.unit, _language(facts, row), indicator.limits
    ):
        yield placed.problem(
            "value",
            f"{plain_number(row.value)} % beside counts that give {share:.2f} %",
            "a share that agrees with its counts",
            "correct a count, or keep both and say so in note",
        )


def counts_in_order(_facts: Facts, placed: Placed) -> Iterator[Problem]:
    """A denominator is above 0, and a count of a whole is not larger than the whole."""
    row = placed.observation
    if row.denominator is not None and row.denominator <= 0:
        yield placed.problem(
            "denominator",
            str(row.denominator),
            "a number above 0",
            "correct it or leave the cell empty",
        )


def withdrawn_with_reason(_facts: Facts, placed: Placed) -> Iterator[Problem]:
    """A withdrawal is a revision of a figure, and its note says why the figure does not hold."""
    row = placed.observation
    if not row.withdrawn:
        return
    if not row.note:
        yield placed.problem(
            "note",
            "a withdrawal without a reason",
            "why the figure does not hold",
            "say it in note",
        )
    if row.revision == 1:
        yield placed.problem(
            "revision",
            "a withdrawal of nothing",
            "the revision after that of the figure",
            "keep the figure's row and add the withdrawal as its next revision",
        )


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
