-- What restating asks of the figures of former communes: rows and order as in former_figures.sql.
SELECT
    unit.new_code AS area_code, unit.old_code, unit.old_name, unit.part, unit.to_day,
    missing.open_units,
    indicator.indicator_id, indicator.unit, indicator.measures, indicator.weighted_by,
    figure.basis, figure.period_start, figure.period_end,
    figure.value, figure.value_low, figure.value_high, figure.high_open,
    figure.numerator, figure.denominator, figure.qualifier, figure.status, figure.source_id
/*figures_of_former_units*/
