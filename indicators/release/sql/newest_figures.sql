-- The current figures of communes whose source was published last: one row per figure, headline
-- indicators first where they come from the same day. $how_many rows.
SELECT
    observation.area_code::VARCHAR AS area_code, area.name, area.area_type,
    area.province_name AS province,
    indicator.indicator_id, indicator.name_vi, indicator.name_en, indicator.unit, indicator.unit_en,
    indicator.decimals, observation.value, observation.printed_value, observation.printed_decimals,
    observation.qualifier, observation.status,
    observation.period_start, observation.period_end,
    source.publisher, source.url, source.published_on
FROM observation
JOIN indicator ON indicator.indicator_id = observation.indicator_id::VARCHAR
JOIN source ON source.source_id = observation.source_id
JOIN area ON area.area_code = observation.area_code::VARCHAR AND area.valid_to IS NULL
WHERE observation.is_current AND area.level = 'commune' AND source.published_on IS NOT NULL
ORDER BY source.published_on DESC, indicator.headline DESC, indicator.position, area_code
LIMIT $how_many
