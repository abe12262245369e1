-- What some areas alone have of default_profiles.sql: one row per area and indicator, told by
-- area_code and position. $area_codes (list). Left out is what default_profile_own.sql leaves out
-- too. Not sorted: whoever asks orders the rows in memory.
SELECT * EXCLUDE (
    name, area_type, province_code, province,
    indicator_id, theme, name_vi, name_en, unit, unit_en, decimals, direction, against_plan,
    amount, criteria_set, headline, basis, period_set,
    spread_reported, minimum, lower_quartile, median, upper_quartile, maximum,
    spread_withheld_because
)
FROM default_profile WHERE area_code = ANY($area_codes)
