-- The communes of today with the names that a map shows, for boundaries that a curator has mounted.
-- One row per commune, in the order of the codes.
SELECT
    area_code, parent_code AS province_code, name, area_type,
    province_name AS province, longitude, latitude
FROM area
WHERE level = 'commune' AND valid_to IS NULL
ORDER BY area_code
