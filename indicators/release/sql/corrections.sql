-- Figures whose value is not what is printed, with the reason. One row per figure.
SELECT
    area.area_code, area.name, area.area_type, area.province_name AS province,
    indicator.indicator_id, indicator.name_vi, indicator.name_en, indicator.unit, indicator.unit_en,
    indicator.decimals,
    observation.value, observation.printed_value, observation.printed_decimals,
    observation.qualifier, observation.as_printed, observation.correction,
    observation.source_id
FROM observation
JOIN indicator ON indicator.indicator_id = observation.indicator_id::VARCHAR
JOIN area ON area.area_code = observation.area_code::VARCHAR AND area.valid_to IS NULL
WHERE observation.correction <> ''
ORDER BY indicator.position, area.area_code
