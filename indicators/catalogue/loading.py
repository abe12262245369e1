"""From ``data/indicators.yaml`` to checked records.

``load_catalogue`` reads the file; ``catalogue_problems`` says everything that is wrong with one.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from indicators.catalogue.catalogue_file import CatalogueFile, read_catalogue_file
from indicators.catalogue.derived_rule import derived_of
from indicators.catalogue.records import (
    Applicability,
    Basis,
    Catalogue,
    Indicator,
    LegalBasis,
    Region,
    SeriesBreak,
    Span,
    Text,
    Theme,
    Threshold,
)
from indicators.country import LEVELS, Level
from indicators.problems import Problem, problem_at

# A check loads the file that was loaded before it, and what else is kept is kept by the catalogue.
CATALOGUES_KEPT = 4


class CatalogueError(ValueError):
    """The catalogue cannot be used; ``problems`` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def catalogue_problems(path: Path) -> list[Problem]:
    """Every fault of the catalogue at ``path``, by line; empty when it can be used."""
    # Checking needs jsonschema, which a running dashboard does not have to load.
    from indicators.catalogue import catalogue_rules

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
        unknown = [problem_at(path.name, None, None, "catalogue_unusable", fault=repr(error))]
        raise CatalogueError(catalogue_problems(path) or unknown) from error


@lru_cache(CATALOGUES_KEPT)
def _catalogue(file: CatalogueFile) -> Catalogue:
    data = file.data
    themes = [Theme(one["id"], _text(one["name"]), n) for n, one in enumerate(data["themes"], 1)]
    regions = [
        Region(one["code"], _text(one["name"]), tuple(one["provinces"])) for one in data["regions"]
    ]
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
        against_plan=record.get("against_plan"),
        amount=record.get("amount"),
        weighted_by=record.get("weighted_by"),
        counts_people=record.get("counts_people", False),
        tells_urban_share=record.get("tells_urban_share", False),
        criteria_set=record.get("criteria_set"),
        usual_from=record.get("usual_range", {}).get("from"),
        usual_to=record.get("usual_range", {}).get("to"),
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
