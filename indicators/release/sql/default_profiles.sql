-- Some areas over all indicators, each in its default set: one row per area and indicator.
-- $area_codes (list).
FROM default_profile WHERE area_code = ANY($area_codes) ORDER BY area_code, position
