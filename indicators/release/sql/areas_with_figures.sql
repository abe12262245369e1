-- The communes that have most figures, in one province ($province; empty: in the whole country).
-- One row per area, most indicators first. $row_limit.
SELECT
    area.area_code, area.name, area.area_type, area.province_name AS province,
    count(DISTINCT area_indicator.indicator_id) AS indicators
FROM area_indicator
JOIN area ON area.area_code = area_indicator.area_code::VARCHAR AND area.valid_to IS NULL
WHERE area.level = 'commune' AND ($province = '' OR area.parent_code = $province)
GROUP BY ALL
ORDER BY indicators DESC, area.area_code
LIMIT $row_limit
