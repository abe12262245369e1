-- Which areas have a current figure of an indicator in one set of periods, on whatever basis: one
-- row per area, by its number (areas_held.sql). Parameters as in ranking.sql, without $basis.
SELECT DISTINCT enum_code(area_code) AS area_number
FROM observation
WHERE indicator_id = try_cast($indicator_id AS indicator_id_type)
  AND set_kind = try_cast($set_kind AS set_kind_type)
  AND year = $year
  AND ($period_set = '' OR period_set = $period_set)
  AND is_current
