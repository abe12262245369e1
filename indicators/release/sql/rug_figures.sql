-- The cells of a rug: some areas over some indicators, each in its default set. One row per area
-- and indicator. $area_codes, $indicator_ids (lists). Only what a cell tells; columns as in
-- profile_rows.sql.
SELECT
    area_code, name, area_type, province_code, province,
    indicator_id, theme, name_vi, name_en, unit, unit_en, decimals, direction, against_plan,
    headline, position, basis, period_set,
    value, printed_value, printed_decimals, value_low, value_high, high_open,
    qualifier, status, period_start, period_end, source_id, as_printed,
    contradicted, corrected, observation_id, method,
    spread_reported, median, spread_withheld_because, province_reported, province_median,
    missing_reason
FROM default_profile
WHERE area_code = ANY($area_codes) AND indicator_id = ANY($indicator_ids)
