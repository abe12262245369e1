-- Which areas have any figure of an indicator: one row per area, by its number (areas_held.sql).
-- $indicator_id.
SELECT enum_code(area_code) AS area_number
FROM area_indicator
WHERE indicator_id = try_cast($indicator_id AS indicator_id_type)
