-- The provinces and cities of today that gather communes of one former province only: these were not
-- merged and keep their series. One row per province.
SELECT area.area_code
FROM area
WHERE area.valid_to IS NULL AND area.level = 'province' AND (
    SELECT count(DISTINCT former_unit.old_province) <= 1
    FROM former_unit
    JOIN area AS commune ON commune.area_code = former_unit.new_code
    WHERE commune.parent_code = area.area_code AND former_unit.is_last
)
