-- Every area with its type and name by date, as in the curated file. One row per code and validity.
SELECT
    area_code, level, area_type, name, parent_code, latitude, longitude, area_km2,
    valid_from, valid_to, area_km2_from
FROM area
ORDER BY level = 'nation' DESC, level = 'province' DESC, area_code, valid_from
