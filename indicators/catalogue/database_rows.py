"""The catalogue as rows of the database's tables."""

from typing import Any

from indicators.catalogue.records import Catalogue, Indicator, SeriesBreak

Row = dict[str, Any]


def catalogue_tables(catalogue: Catalogue) -> dict[str, list[Row]]:
    """Rows by table; columns as in ``release/sql/schema.sql``, dates as ``date`` or ``None``.

    Grain: ``indicator`` one row per indicator; ``indicator_applies`` per indicator, area type and
    span; ``indicator_basis`` per indicator and declared basis; ``threshold`` per indicator, region,
    area type and span; ``region`` per province that a region names; ``series_break`` per break,
    level and indicator.
    """
    indicators = catalogue.indicators.values()
    return {
        "indicator": [_indicator_row(one) for one in indicators],
        "indicator_applies": [row for one in indicators for row in _applies_rows(one)],
        "indicator_basis": [row for one in indicators for row in _basis_rows(one)],
        "threshold": [row for one in indicators for row in _threshold_rows(one)],
        "region": _region_rows(catalogue),
        "series_break": [row for one in catalogue.series_breaks for row in _break_rows(one)],
    }


def _indicator_row(one: Indicator) -> Row:
    # Two columns for a range that may differ by level: communes are what the pages show.
    low, high = one.plausible("commune")
    return {
        "indicator_id": one.id,
        "theme": one.theme,
        "position": one.position,
        "name_vi": one.name.vi,
        "name_en": one.name.en,
        "definition_vi": one.definition.vi,
        "definition_en": one.definition.en,
        "formula_vi": one.formula.vi,
        "formula_en": one.formula.en,
        "unit": one.unit,
        "unit_en": one.unit_en,
        "decimals": one.decimals,
        "direction": one.direction,
        "measures": one.measures,
        "headline": one.headline,
        "against_plan": one.against_plan,
        "amount": one.amount,
        "weighted_by": one.weighted_by,
        "counts_people": one.counts_people,
        "criteria_set": one.criteria_set,
        "plausible_low": low,
        "plausible_high": high,
    }


def _applies_rows(one: Indicator) -> list[Row]:
    return [
        {
            "indicator_id": one.id,
            "area_type": area_type,
            "valid_from": part.span.first,
            "valid_to": part.span.last,
        }
        for part in one.applies_to
        for area_type in part.area_types
    ]


def _basis_rows(one: Indicator) -> list[Row]:
    return [
        {
            "indicator_id": one.id,
            "basis": basis.code,
            "position": position,
            "name_vi": basis.name.vi,
            "name_en": basis.name.en,
        }
        for position, basis in enumerate(one.basis, 1)
    ]


def _threshold_rows(one: Indicator) -> list[Row]:
    return [
        {
            "indicator_id": one.id,
            "region": threshold.region,
            "area_type": area_type,
            "basis": threshold.basis,
            "excluded_provinces": ",".join(threshold.excluded_provinces),
            "valid_from": threshold.span.first,
            "valid_to": threshold.span.last,
            "value": threshold.value,
            "unit": one.unit,
            "label_vi": threshold.label.vi,
            "label_en": threshold.label.en,
            "legal_basis": threshold.legal_basis,
            "confidence": threshold.confidence,
        }
        for threshold in one.thresholds
        for area_type in threshold.area_types or (None,)
    ]


def _region_rows(catalogue: Catalogue) -> list[Row]:
    return [
        {
            "region": region.code,
            "province_code": province,
            "position": position,
            "name_vi": region.name.vi,
            "name_en": region.name.en,
        }
        for position, region in enumerate(catalogue.regions.values(), 1)
        for province in region.provinces
    ]


def _break_rows(one: SeriesBreak) -> list[Row]:
    basis = one.legal_basis
    return [
        {
            "break_id": one.id,
            "on_date": one.on,
            "level": level,
            "indicator_id": indicator_id,
            "name_vi": one.name.vi,
            "name_en": one.name.en,
            "explanation_vi": one.explanation.vi,
            "explanation_en": one.explanation.en,
            "legal_basis": basis.document,
            "legal_title_vi": basis.title.vi if basis.title else None,
            "legal_title_en": basis.title.en if basis.title else None,
            "confidence": basis.confidence,
        }
        for level in one.levels
        for indicator_id in one.indicators or (None,)
    ]
