-- Every area in every validity, for questions that keep them in memory. One row per code and
-- validity, by code. number: how the figures name the area (the place of its code among those that
-- have a figure); empty where it has none.
SELECT
    area_code, level, area_type, name, parent_code AS province_code, province_name AS province,
    valid_from, valid_to, enum_code(try_cast(area_code AS area_code_type))::INTEGER AS number
FROM area
ORDER BY area_code, valid_from
