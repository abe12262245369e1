-- The communes with most current figures of one indicator, to begin a trend with. One row per
-- commune. $indicator_id, $row_limit.
SELECT area.area_code, area.name, area.area_type, area.province_name AS province,
       count(*)::INTEGER AS figures
FROM observation
JOIN area ON area.area_code = observation.area_code::VARCHAR AND area.valid_to IS NULL
WHERE observation.indicator_id = try_cast($indicator_id AS indicator_id_type)
  AND observation.is_current AND area.level = 'commune'
GROUP BY ALL
ORDER BY figures DESC, area.area_code
LIMIT $row_limit
