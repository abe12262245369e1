-- Which areas have a figure, in the default set and basis, of each indicator that may be part of
-- an index: it has a direction, and its figures are of periods that can be compared.
-- One row per area and indicator. $level, $province and $area_type (empty: all).
SELECT standing.area_code::VARCHAR AS area_code, indicator.indicator_id
FROM standing
JOIN indicator ON indicator.indicator_id = standing.indicator_id::VARCHAR
JOIN area ON area.area_code = standing.area_code::VARCHAR AND area.valid_to IS NULL
WHERE standing.is_default
  AND indicator.direction <> 'none'
  AND (indicator.measures = 'rate' OR standing.period_set NOT LIKE '%-part')
  AND area.level = $level
  AND ($province = '' OR area.parent_code = $province)
  AND ($area_type = '' OR area.area_type = $area_type)
ORDER BY indicator.headline DESC, indicator.position, area_code
