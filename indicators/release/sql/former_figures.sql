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
/*figures_of_former_units*/
