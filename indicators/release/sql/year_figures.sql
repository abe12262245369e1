-- Every current figure of one indicator in one year, on any basis, among the areas that a reader
-- chose: full years, parts of the year, and levels stated without saying of which part. One row per
-- area, basis and period.
-- $indicator_id, $year, $level, $province and $area_type (empty: all), $among_codes (list; NULL:
-- all), $on_date (areas as they are on that day).
WITH
/*areas_in_scope*/
SELECT
    observation.area_code::VARCHAR AS area_code, area_in_scope.name, area_in_scope.area_type,
    area_in_scope.parent_code AS province_code, area_in_scope.province_name AS province,
    observation.basis::VARCHAR AS basis,
    observation.set_kind::VARCHAR AS set_kind, observation.period_set,
    observation.period_start, observation.period_end,
    observation.value, observation.printed_value, observation.printed_decimals,
    observation.value_low, observation.value_high, observation.high_open,
    observation.qualifier, observation.status, observation.source_id, observation.locator,
    observation.as_printed, observation.numerator, observation.denominator,
    observation.contradicted, observation.correction <> '' AS corrected,
    observation.observation_id, observation.method, indicator.measures,
    indicator.indicator_id
FROM observation
JOIN area_in_scope ON area_in_scope.code = observation.area_code::VARCHAR
JOIN indicator ON indicator.indicator_id = $indicator_id
WHERE observation.indicator_id = try_cast($indicator_id AS indicator_id_type)
  AND observation.set_kind IN ('year', 'part', 'stated')
  AND observation.year = $year
  AND observation.is_current
ORDER BY observation.basis, observation.area_code, observation.period_end DESC, observation.period_start
