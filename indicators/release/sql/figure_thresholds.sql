-- The thresholds that count for the figures of some areas: one row per current figure and
-- threshold. $area_codes (list), $indicator_id (empty: all), $observation_ids (list; NULL: every
-- current figure of these areas).
-- Type and region are those of the area on the last day of the period (of the reform for what is
-- older). `excluded` is true where the threshold does not follow from the province.
SELECT
    observation.observation_id, observation.area_code::VARCHAR AS area_code,
    observation.indicator_id::VARCHAR AS indicator_id, observation.basis::VARCHAR AS basis,
    observation.period_set, observation.set_kind::VARCHAR AS set_kind,
    observation.period_start, observation.period_end,
    observation.value, observation.printed_value, observation.printed_decimals,
    observation.value_low, observation.value_high, observation.high_open,
    indicator.direction, indicator.measures, indicator.decimals,
    indicator.unit, indicator.unit_en,
    threshold.value AS threshold_value, threshold.label_vi, threshold.label_en,
    threshold.valid_from, threshold.valid_to, threshold.legal_basis, threshold.confidence,
    threshold.region, region.name_vi AS region_vi, region.name_en AS region_en,
    coalesce(
        list_contains(string_split(threshold.excluded_provinces, ','), area.parent_code), false
    ) AS excluded
FROM observation
JOIN indicator ON indicator.indicator_id = observation.indicator_id::VARCHAR
JOIN area
    ON area.area_code = observation.area_code::VARCHAR
    AND area.valid_from <= greatest(observation.period_end, $reform_day)
    AND coalesce(area.valid_to, DATE '9999-12-31')
        >= greatest(observation.period_end, $reform_day)
LEFT JOIN region
    ON region.province_code
        = CASE area.level WHEN 'province' THEN area.area_code ELSE area.parent_code END
JOIN threshold
    ON threshold.indicator_id = observation.indicator_id::VARCHAR
    AND coalesce(threshold.area_type, area.area_type) = area.area_type
    AND coalesce(threshold.basis, observation.basis::VARCHAR) = observation.basis::VARCHAR
    AND (threshold.region IS NULL OR threshold.region = region.region)
    AND coalesce(threshold.valid_from, DATE '0001-01-01') <= observation.period_end
    AND coalesce(threshold.valid_to, DATE '9999-12-31') >= observation.period_end
WHERE observation.is_current
  AND ($indicator_id = '' OR observation.indicator_id = try_cast($indicator_id AS indicator_id_type))
  AND observation.area_code::VARCHAR IN (SELECT unnest($area_codes::VARCHAR[]))
  AND ($observation_ids IS NULL OR observation.observation_id = ANY($observation_ids))
ORDER BY observation.area_code, observation.observation_id, threshold.value
