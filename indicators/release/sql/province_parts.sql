-- What a province of today holds: one row, with its communes by type and the former provinces
-- that they came from.
SELECT
    count(*) FILTER (area_type = 'xã') AS rural_communes,
    count(*) FILTER (area_type = 'phường') AS wards,
    count(*) FILTER (area_type = 'đặc khu') AS special_zones,
    (
        SELECT list(DISTINCT old_province ORDER BY old_province)
        FROM former_unit
        JOIN area AS part ON part.area_code = new_code AND part.valid_to IS NULL
        WHERE part.parent_code = $area_code AND is_last
    ) AS former_provinces
FROM area
WHERE parent_code = $area_code AND valid_to IS NULL
