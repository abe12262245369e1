-- What a rug tells of some areas over some indicators, each in its default set: one row per area and
-- indicator, told by area_code and position. $area_codes, $positions (of the catalogue; lists). What
-- all areas of a level share and what areas_held.sql tells is in memory (ready_profiles.py).
SELECT
    area_code, position,
    value, printed_value, printed_decimals, value_low, value_high, high_open,
    qualifier, status, period_start, period_end, source_id, as_printed,
    contradicted, corrected, observation_id, method,
    province_reported, province_median, missing_reason
FROM default_profile
WHERE area_code = ANY($area_codes) AND position = ANY($positions)
