"""The catalogue of indicators as checked, frozen records, which ``loading`` makes of the file.

The fields are explained in ``data/indicators.schema.json``.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from indicators.catalogue.derived_rule import Derived
from indicators.country import LEVELS, Level
from indicators.language.record_texts import by_language
from indicators.names import fold
from indicators.printed.intervals import Limits

Direction = Literal["higher", "lower", "none"]
Measures = Literal["rate", "total", "stock"]
PlanKind = Literal["budget", "work"]
CriteriaSet = Literal["basic", "advanced"]
Confidence = Literal["seen", "unverified", "definition"]

# Ids of shares of a plan end so, and no others do: the check of the catalogue holds it.
AGAINST_PLAN = "_vs_plan"
NEAREST_IDS = 5


def is_against_plan(indicator_id: str) -> bool:
    """Whether figures of an indicator are shares of a plan, where 100 is the plan just met."""
    return indicator_id.endswith(AGAINST_PLAN)


@dataclass(frozen=True)
class Text:
    """The same words in Vietnamese and in English; neither is empty."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """The words for a reader of ``language``, as ``record_texts`` chooses them."""
        return by_language({"vi": self.vi, "en": self.en}, language)


@dataclass(frozen=True)
class Span:
    """Days from ``first`` to ``last``, both included; ``None`` where it is open."""

    first: date | None
    last: date | None

    def __contains__(self, day: date) -> bool:
        return (self.first or date.min) <= day <= (self.last or date.max)


@dataclass(frozen=True)
class Theme:
    """A group of indicators; ``position`` counts from 1 in the order of the pages."""

    id: str
    name: Text
    position: int


@dataclass(frozen=True)
class Region:
    """A group of today's provinces (2-digit codes); a province is in one region at most."""

    code: str
    name: Text
    provinces: tuple[str, ...]


@dataclass(frozen=True)
class LegalBasis:
    """A legal text, the days on which it counts, and whether it was read or only remembered."""

    document: str
    signed_on: date | None
    effective: Span
    title: Text | None
    confidence: Confidence


@dataclass(frozen=True)
class Applicability:
    """Area types for which an indicator exists during ``span``."""

    area_types: tuple[str, ...]
    span: Span


@dataclass(frozen=True)
class Basis:
    """What a figure is measured against or covers; ``code`` as in the observations."""

    code: str
    name: Text
    span: Span


@dataclass(frozen=True)
class Threshold:
    """A value with a meaning, in the indicator's unit.

    An empty ``region``, ``area_types`` or ``basis`` means: all of them. ``excluded_provinces``
    are those of the region in which the threshold does not follow from the province.
    """

    region: str | None
    area_types: tuple[str, ...]
    excluded_provinces: tuple[str, ...]
    basis: str | None
    span: Span
    value: float
    label: Text
    legal_basis: str | None
    confidence: Confidence


@dataclass(frozen=True)
class SeriesBreak:
    """The first day of a new series, for areas of ``levels``; figures before it are not comparable.

    ``indicators`` is empty where the areas themselves changed, which breaks every series.
    """

    id: str
    on: date
    levels: tuple[Level, ...]
    indicators: tuple[str, ...]
    name: Text
    explanation: Text
    legal_basis: LegalBasis


@dataclass(frozen=True)
class Indicator:
    """One quantity with one unit and one definition.

    ``basis`` is empty where the indicator has one reading only; the observations then have an
    empty basis. ``plausible_range`` holds (lowest, highest), both allowed, for each level.
    ``position`` counts from 1 in the order of the file. The last fields are what rules ask for
    instead of naming indicators: see the schema.
    """

    id: str
    position: int
    theme: str
    headline: bool
    name: Text
    definition: Text
    formula: Text
    numerator: Text | None
    denominator: Text | None
    unit: str
    unit_en: str
    decimals: int
    direction: Direction
    measures: Measures
    applies_to: tuple[Applicability, ...]
    basis: tuple[Basis, ...]
    plausible_range: Mapping[Level, tuple[float, float]]
    thresholds: tuple[Threshold, ...]
    legal_basis: tuple[LegalBasis, ...]
    reading: Text | None
    derived: Derived | None = None
    against_plan: PlanKind | None = None
    amount: str | None = None
    weighted_by: str | None = None
    counts_people: bool = False
    tells_urban_share: bool = False
    criteria_set: CriteriaSet | None = None
    usual_from: float | None = None
    usual_to: float | None = None

    def applies(self, area_type: str, on: date) -> bool:
        """Whether the indicator exists for this type of area on that day."""
        return any(area_type in part.area_types and on in part.span for part in self.applies_to)

    @property
    def is_count(self) -> bool:
        """Whether things are counted: no decimals, and no ratio of two quantities."""
        return self.decimals == 0 and not any(mark in self.unit for mark in "%‰/")

    def plausible(self, level: str) -> tuple[float, float]:
        """Lowest and highest value that is no slip, both allowed.

        Where the catalogue has no range for the level, the indicator does not apply there, and
        the widest of its ranges is given. Raises ``ValueError`` for an unknown level.
        """
        if level not in LEVELS:
            raise ValueError(f"found level {level!r}, expected one of {', '.join(LEVELS)}")
        ranges = self.plausible_range
        widest = min(low for low, _ in ranges.values()), max(high for _, high in ranges.values())
        return ranges.get(level, widest)

    @cached_property  # asked for every figure of the table
    def limits(self) -> Limits:
        """What the quantity cannot pass at all, as its plausible ranges tell.

        Nothing plausible below 0: it is counted from 0. Per cent, and nothing plausible outside
        0 to 100: a share of a whole, which a growth or a share of a plan is not.
        """
        low = min(low for low, _ in self.plausible_range.values())
        high = max(high for _, high in self.plausible_range.values())
        if low < 0:
            return Limits()
        of_a_whole = self.unit == "%" and high <= 100
        return Limits(Decimal(0), Decimal(100) if of_a_whole else None)

    def basis_name(self, code: str, language: str) -> str:
        """The words for a basis; empty for the only reading of an indicator without bases."""
        return next((b.name.in_language(language) for b in self.basis if b.code == code), code)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All records by id or code, in the order of the file.

    Equal files may be answered with one and the same catalogue: nobody writes into it.
    """

    themes: Mapping[str, Theme]
    region_scheme: LegalBasis
    regions: Mapping[str, Region]
    indicators: Mapping[str, Indicator]
    series_breaks: tuple[SeriesBreak, ...] = ()

    @property
    def headline(self) -> tuple[Indicator, ...]:
        """The indicators of the overview page, in their order."""
        return tuple(one for one in self.indicators.values() if one.headline)

    def region_of(self, province_code: str) -> Region | None:
        """The region of a province; ``None`` where no region names it."""
        return next((r for r in self.regions.values() if province_code in r.provinces), None)

    def thresholds(
        self, indicator_id: str, area_type: str, province_code: str, on: date
    ) -> tuple[Threshold, ...]:
        """Thresholds of an indicator that count for such an area on that day."""
        region = self.region_of(province_code)
        return tuple(
            threshold
            for threshold in self.indicators[indicator_id].thresholds
            if on in threshold.span
            and (not threshold.area_types or area_type in threshold.area_types)
            and (not threshold.region or (region is not None and region.code == threshold.region))
            and province_code not in threshold.excluded_provinces
        )

    def nearest_ids(self, text: str) -> list[str]:
        """Up to five ids whose id or name, in either language, is close to ``text``; best first.

        >>> catalogue.nearest_ids("ho ngheo")[0]  # doctest: +SKIP
        'poverty_rate'
        """
        wanted = fold(text.replace("_", " "))
        scores = {one.id: _closeness(wanted, one) for one in self.indicators.values()}
        near = [name for name, score in scores.items() if score >= 0.6]
        return sorted(near, key=lambda name: -scores[name])[:NEAREST_IDS]


def _closeness(wanted: str, indicator: Indicator) -> float:
    """1 for a text that is, or stands inside, the id or a name; else difflib's ratio."""
    names = (indicator.id.replace("_", " "), indicator.name.vi, indicator.name.en)
    folded = [fold(name) for name in names]
    if wanted in folded:
        return 2.0
    if len(wanted) > 3 and any(wanted in name for name in folded):
        return 1.0
    return max(difflib.SequenceMatcher(None, wanted, name).ratio() for name in folded)
