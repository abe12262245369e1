-- Which communes have a figure that says something of them, in the default set and basis of each
-- indicator with a direction. One row per commune and indicator.
SELECT DISTINCT standing.area_code::VARCHAR AS area_code, indicator.indicator_id
FROM standing
JOIN indicator ON indicator.indicator_id = standing.indicator_id::VARCHAR
JOIN area ON area.area_code = standing.area_code::VARCHAR AND area.valid_to IS NULL
WHERE standing.is_default AND indicator.direction <> 'none' AND area.level = 'commune'
ORDER BY ALL
