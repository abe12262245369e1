-- The former communes of some communes of today with their current figures. One row per commune
-- of today, former unit and figure; a unit without any figure has one row without an indicator.
-- $area_codes (list).
SELECT
    area_lineage.new_code AS area_code,
    area_lineage.old_code, area_lineage.old_name, area_lineage.old_district,
    area_lineage.old_province, area_lineage.part, area_lineage.valid_from,
    indicator.indicator_id, indicator.name_vi, indicator.name_en, indicator.unit,
    indicator.unit_en, indicator.decimals, indicator.direction, indicator.measures, indicator.weighted_by,
    figure.basis, figure.period_start, figure.period_end,
    figure.value, figure.printed_value, figure.printed_decimals,
    figure.value_low, figure.value_high, figure.high_open,
    figure.numerator, figure.denominator, figure.qualifier, figure.status, figure.locator,
    figure.as_printed, figure.source_id,
    source.publisher, source.title, source.url, source.published_on
FROM area_lineage
LEFT JOIN current_former_observation AS figure ON figure.old_code = area_lineage.old_code
LEFT JOIN indicator ON indicator.indicator_id = figure.indicator_id
LEFT JOIN source ON source.source_id = figure.source_id
WHERE list_contains($area_codes, area_lineage.new_code)
ORDER BY
    area_lineage.new_code, area_lineage.part DESC, area_lineage.old_code, indicator.position,
    figure.basis, figure.period_end DESC, figure.period_start
