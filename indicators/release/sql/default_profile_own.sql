-- What one area alone has of default_profile.sql, in the same order. $area_code. Left out is what
-- all areas of its level share (the record of the indicator, the set that is shown, the spread of
-- the country) and what areas_held.sql tells of the area: half of the columns, half of the time.
SELECT * EXCLUDE (
    area_code, name, area_type, province_code, province,
    indicator_id, theme, name_vi, name_en, unit, unit_en, decimals, direction, against_plan,
    amount, criteria_set, headline, position, basis, period_set,
    spread_reported, minimum, lower_quartile, median, upper_quartile, maximum,
    spread_withheld_because
)
FROM default_profile WHERE area_code = $area_code
