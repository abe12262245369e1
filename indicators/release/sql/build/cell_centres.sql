-- The centres that the schematic cells are drawn around: one row per commune, ward and special zone
-- of today that has a centre point, in the order of the codes. Where the area is not known, the
-- median of its province and type stands in, else that of its type, else that of all
-- (area_is_stand_in); it decides only how far the cell may reach.
SELECT
    area_code, parent_code AS province_code, latitude, longitude,
    coalesce(
        area_km2,
        median(area_km2) OVER (PARTITION BY parent_code, area_type),
        median(area_km2) OVER (PARTITION BY area_type),
        median(area_km2) OVER (),
        1
    ) AS area_km2,
    area_km2 IS NULL AS area_is_stand_in
FROM area
WHERE level = 'commune' AND valid_to IS NULL
  AND latitude IS NOT NULL AND longitude IS NOT NULL
ORDER BY area_code
