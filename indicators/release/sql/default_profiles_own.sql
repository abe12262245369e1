-- What some areas alone have of default_profiles.sql: one row per area and indicator, told by
-- area_code and position. $area_codes (list). Not sorted: whoever asks orders the rows in memory.
SELECT * EXCLUDE (
    /*default_profile_alike*/
)
FROM default_profile WHERE area_code = ANY($area_codes)
