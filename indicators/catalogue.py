"""The catalogue of indicators as checked, frozen records.

``load_catalogue`` reads ``data/indicators.yaml``; ``catalogue_problems`` says all that is wrong
with such a file. The fields are explained in ``data/indicators.schema.json``.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import yaml

from indicators.curated.catalogue_file import CatalogueFile, read_catalogue_file
from indicators.curated.problems import Problem
from indicators.derived_rule import Derived, derived_of
from indicators.intervals import Limits
from indicators.names import fold

Level = Literal["nation", "province", "commune"]
Direction = Literal["higher", "lower", "none"]
Measures = Literal["rate", "total", "stock"]
Confidence = Literal["seen", "unverified", "definition"]

LEVELS: tuple[Level, ...] = ("nation", "province", "commune")
NEAREST_IDS = 5


class CatalogueError(ValueError):
    """The catalogue cannot be used; ``problems`` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Text:
    """The same words in Vietnamese and in English; neither is empty."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """English for ``en``, Vietnamese for every other language."""
        return self.en if language == "en" else self.vi


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
    ``position`` counts from 1 in the order of the file.
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

    @property
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


@dataclass(frozen=True)
class Catalogue:
    """All records by id or code, in the order of the file."""

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

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Rows for the database, by table; columns as in ``indicators/sql/schema.sql``."""
        from indicators.catalogue_tables import catalogue_tables

        return catalogue_tables(self)


def catalogue_problems(path: Path) -> list[Problem]:
    """Every fault of the catalogue at ``path``, by line; empty when it can be used."""
    # Checking needs jsonschema, which a running dashboard does not have to load.
    from indicators.curated import catalogue_rules

    return catalogue_rules.catalogue_problems(path)


def load_catalogue(path: Path) -> Catalogue:
    """Read the catalogue. Raises ``CatalogueError`` with all problems where it cannot be read.

    Only what stands in the way of reading is noticed here; ``catalogue_problems`` checks all.
    """
    file, problems = read_catalogue_file(path)
    if file is None or problems:
        raise CatalogueError(problems)
    try:
        return _catalogue(file)
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        unknown = [Problem(path.name, None, None, repr(error), "a catalogue", "run the check")]
        raise CatalogueError(catalogue_problems(path) or unknown) from error


def _closeness(wanted: str, indicator: Indicator) -> float:
    """1 for a text that is, or stands inside, the id or a name; else difflib's ratio."""
    names = (indicator.id.replace("_", " "), indicator.name.vi, indicator.name.en)
    folded = [fold(name) for name in names]
    if wanted in folded:
        return 2.0
    if len(wanted) > 3 and any(wanted in name for name in folded):
        return 1.0
    return max(difflib.SequenceMatcher(None, wanted, name).ratio() for name in folded)


def _catalogue(file: CatalogueFile) -> Catalogue:
    data = file.data
    themes = [Theme(one["id"], _text(one["name"]), n) for n, one in enumerate(data["themes"], 1)]
    regions = [Region(r["code"], _text(r["name"]), tuple(r["provinces"])) for r in data["regions"]]
    indicators = [_indicator(position, one) for position, one in enumerate(data["indicators"], 1)]
    return Catalogue(
        {theme.id: theme for theme in themes},
        _legal_basis(data["region_scheme"]),
        {region.code: region for region in regions},
        {indicator.id: indicator for indicator in indicators},
        tuple(_series_break(one) for one in data.get("series_breaks", [])),
    )


def _indicator(position: int, record: dict[str, Any]) -> Indicator:
    return Indicator(
        id=record["id"],
        position=position,
        theme=record["theme"],
        headline=record.get("headline", False),
        name=_text(record["name"]),
        definition=_text(record["definition"]),
        formula=_text(record["formula"]),
        numerator=_optional_text(record, "numerator"),
        denominator=_optional_text(record, "denominator"),
        unit=record["unit"],
        unit_en=record["unit_en"],
        decimals=record["decimals"],
        direction=record["direction"],
        measures=record["measures"],
        applies_to=tuple(
            Applicability(tuple(part["area_types"]), _span(part)) for part in record["applies_to"]
        ),
        basis=tuple(
            Basis(one["code"], _text(one["name"]), _span(one)) for one in record.get("basis", [])
        ),
        plausible_range=_ranges(record["plausible_range"]),
        thresholds=tuple(_threshold(one) for one in record.get("thresholds", [])),
        legal_basis=tuple(_legal_basis(one) for one in record.get("legal_basis", [])),
        reading=_optional_text(record, "reading"),
        derived=derived_of(record),
    )


def _series_break(record: dict[str, Any]) -> SeriesBreak:
    return SeriesBreak(
        id=record["id"],
        on=date.fromisoformat(record["from"]),
        levels=tuple(record["levels"]),
        indicators=tuple(record.get("indicators", [])),
        name=_text(record["name"]),
        explanation=_text(record["explanation"]),
        legal_basis=_legal_basis(record["legal_basis"]),
    )


def _threshold(record: dict[str, Any]) -> Threshold:
    return Threshold(
        region=record.get("region"),
        area_types=tuple(record.get("area_types", [])),
        excluded_provinces=tuple(record.get("excluded_provinces", [])),
        basis=record.get("basis"),
        span=_span(record),
        value=float(record["value"]),
        label=_text(record["label"]),
        legal_basis=record.get("legal_basis"),
        confidence=record["confidence"],
    )


def _legal_basis(record: dict[str, Any]) -> LegalBasis:
    return LegalBasis(
        document=record["document"],
        signed_on=_day(record.get("date")),
        effective=_span(record, "effective_from", "effective_to"),
        title=_optional_text(record, "title"),
        confidence=record["confidence"],
    )


def _ranges(declared: Any) -> dict[Level, tuple[float, float]]:
    """The same bounds for every level, or those of each level."""
    by_level = declared if isinstance(declared, dict) else dict.fromkeys(LEVELS, declared)
    return {level: (float(low), float(high)) for level, (low, high) in by_level.items()}


def _span(record: dict[str, Any], first: str = "from", last: str = "to") -> Span:
    return Span(_day(record.get(first)), _day(record.get(last)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(record: dict[str, str]) -> Text:
    return Text(record["vi"], record["en"])


def _optional_text(record: dict[str, Any], field: str) -> Text | None:
    return _text(record[field]) if field in record else None
