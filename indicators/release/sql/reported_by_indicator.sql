-- How many areas have any figure of each indicator: of today's communes where $level is commune,
-- else of provinces. In one province where $province is not empty. One row per indicator that has
-- any: indicator_id, reported. Of all figures of an area, indicator, period and basis one is shown,
-- so that area_indicator tells the same as the figures.
SELECT area_indicator.indicator_id::VARCHAR AS indicator_id, count(DISTINCT area.area_code) AS reported
FROM area_indicator
JOIN area ON area.area_code = area_indicator.area_code::VARCHAR AND area.valid_to IS NULL
WHERE area.level = $level
  AND ($province = '' OR area.parent_code = $province)
GROUP BY ALL
ORDER BY indicator_id
