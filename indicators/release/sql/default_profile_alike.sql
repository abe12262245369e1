-- The columns of default_profile that all areas of a level share (the record of the indicator,
-- the set that is shown, the spread of the country), but for position, and those that
-- areas_held.sql tells of an area, but for its code. Left out where they are in memory.
name, area_type, province_code, province,
indicator_id, theme, name_vi, name_en, unit, unit_en, decimals, direction, against_plan,
amount, criteria_set, headline, basis, period_set,
spread_reported, minimum, lower_quartile, median, upper_quartile, maximum,
spread_withheld_because
