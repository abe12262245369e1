-- The communes of today that one former commune went into. One row per commune. $old_code.
SELECT
    area_lineage.old_code, area_lineage.old_name, area_lineage.part, area_lineage.valid_from,
    area.area_code, area.name, area.area_type, area.province_name AS province
FROM area_lineage
JOIN area ON area.area_code = area_lineage.new_code AND area.valid_to IS NULL
WHERE area_lineage.old_code = $old_code
ORDER BY area.area_code
