-- What communes are told apart by: one row per commune, ward and special zone of today.
-- Empty where it is not known. Population is the current figure of the latest day; density (people
-- per km²) where both parts are known.
WITH people AS (
    SELECT area_code::VARCHAR AS area_code, value
    FROM observation
    WHERE is_current AND indicator_id IN (
        SELECT try_cast(indicator_id AS indicator_id_type) FROM indicator WHERE counts_people
    )
    QUALIFY row_number() OVER (
        PARTITION BY area_code ORDER BY period_end DESC, observation_id
    ) = 1
), units AS (
    SELECT new_code AS area_code, count(DISTINCT old_code) AS former_units
    FROM area_lineage
    GROUP BY new_code
)
SELECT
    area.area_code, area.name, area.area_type, area.parent_code AS province_code,
    area.province_name AS province, region.region, area.latitude, area.longitude,
    area.area_km2, units.former_units::DOUBLE AS former_units, people.value AS population,
    people.value / nullif(area.area_km2, 0) AS density
FROM area
LEFT JOIN region ON region.province_code = area.parent_code
LEFT JOIN people ON people.area_code = area.area_code
LEFT JOIN units ON units.area_code = area.area_code
WHERE area.level = 'commune' AND area.valid_to IS NULL
ORDER BY area.area_code
