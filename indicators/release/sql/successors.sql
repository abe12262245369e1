-- The communes of today that one former commune went into. One row per commune. $old_code: what the
-- code meant last before the reform, or the last thing that it meant at all.
SELECT
    former_unit.old_code, former_unit.old_name, former_unit.part, former_unit.valid_from,
    area.area_code, area.name, area.area_type, area.province_name AS province
FROM former_unit
JOIN area ON area.area_code = former_unit.new_code AND area.valid_to IS NULL
WHERE former_unit.old_code = $old_code
QUALIFY former_unit.to_day = max(former_unit.to_day) OVER ()
ORDER BY area.area_code
