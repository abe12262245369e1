-- What one area alone has of default_profile.sql, in the same order. $area_code. Left out is what
-- is in memory: half of the columns, half of the time.
SELECT * EXCLUDE (
    area_code, position,
    /*default_profile_alike*/
)
FROM default_profile WHERE area_code = $area_code
