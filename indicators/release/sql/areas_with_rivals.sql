-- Which areas have two figures or more of one indicator, basis and period: one row per area, by its
-- number (areas_held.sql). $indicator_id.
SELECT DISTINCT enum_code(area_code) AS area_number
FROM observation
WHERE indicator_id = try_cast($indicator_id AS indicator_id_type) AND NOT is_current
