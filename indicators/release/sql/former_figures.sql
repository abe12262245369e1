-- The former communes of some communes of today with their current figures. One row per commune
-- of today, former unit and figure; a unit without any figure has one row without an indicator.
-- A figure belongs to the unit that had its code on the last day of its period: the units are those
-- of every state of the country that has figures of the commune, else of the one before the reform.
-- open_units: units whose place no list tells and that may have been a part (names with '|' between).
-- $area_codes (list; NULL: all).
SELECT
    unit.new_code AS area_code,
    unit.old_code, unit.old_name, unit.old_district,
    unit.old_province, unit.part, unit.valid_from, unit.to_day, missing.open_units,
    indicator.indicator_id, indicator.name_vi, indicator.name_en, indicator.unit,
    indicator.unit_en, indicator.decimals, indicator.direction, indicator.measures, indicator.weighted_by,
    figure.basis, figure.period_start, figure.period_end,
    figure.value, figure.printed_value, figure.printed_decimals,
    figure.value_low, figure.value_high, figure.high_open,
    figure.numerator, figure.denominator, figure.qualifier, figure.status, figure.locator,
    figure.as_printed, figure.recorded_on, figure.source_id,
    source.publisher, source.title, source.url, source.published_on
FROM former_unit AS unit
LEFT JOIN current_former_observation AS figure
    ON figure.old_code = unit.old_code
    AND figure.period_end <= unit.to_day
    AND (unit.from_day IS NULL OR figure.period_end >= unit.from_day)
LEFT JOIN (
    SELECT area_code, figures_before, string_agg(name, '|' ORDER BY code) AS open_units
    FROM lineage_open
    WHERE area_code IS NOT NULL
    GROUP BY ALL
) AS missing ON missing.area_code = unit.new_code AND missing.figures_before > unit.to_day
LEFT JOIN indicator ON indicator.indicator_id = figure.indicator_id
LEFT JOIN source ON source.source_id = figure.source_id
WHERE $area_codes IS NULL OR list_contains($area_codes, unit.new_code)
QUALIFY count(figure.old_code) OVER (PARTITION BY unit.new_code, unit.to_day) > 0
    OR (unit.is_last AND count(figure.old_code) OVER (PARTITION BY unit.new_code) = 0)
ORDER BY
    unit.new_code, unit.to_day, unit.part DESC, unit.old_code, indicator.position,
    figure.basis, figure.period_end DESC, figure.period_start
