-- Areas as they are today, by code. One row per known code.
SELECT area_code, level, area_type, name, parent_code AS province_code, province_name AS province,
       latitude, longitude, area_km2, valid_from
FROM area
WHERE list_contains($area_codes, area_code) AND valid_to IS NULL
ORDER BY area_code
