-- What communes are told apart by: one row per commune, ward and special zone of today.
-- Empty where it is not known. Population and urban share are the current figures of the latest day;
-- density (people per km²) where both parts are known; wage_region 1 (I) to 4 (IV).
WITH latest AS (
    SELECT area_code::VARCHAR AS area_code, indicator_id::VARCHAR AS indicator_id, value
    FROM observation
    WHERE is_current AND indicator_id IN (
        SELECT try_cast(indicator_id AS indicator_id_type) FROM indicator
        WHERE counts_people OR tells_urban_share
    )
    QUALIFY row_number() OVER (
        PARTITION BY area_code, indicator_id ORDER BY period_end DESC, observation_id
    ) = 1
), people AS (
    SELECT area_code, value FROM latest JOIN indicator USING (indicator_id) WHERE counts_people
), urban AS (
    SELECT area_code, value FROM latest JOIN indicator USING (indicator_id) WHERE tells_urban_share
), wages AS (
    SELECT area_code,
           list_position(['I', 'II', 'III', 'IV'], arg_max(wage_region, valid_from)) AS wage_region
    FROM wage_region
    GROUP BY area_code
), units AS (
    SELECT new_code AS area_code, count(DISTINCT old_code) AS former_units
    FROM former_unit
    WHERE is_last
    GROUP BY new_code
)
SELECT
    area.area_code, area.name, area.area_type, area.parent_code AS province_code,
    area.province_name AS province, region.region, area.latitude, area.longitude,
    area.area_km2, units.former_units::DOUBLE AS former_units, people.value AS population,
    people.value / nullif(area.area_km2, 0) AS density,
    urban.value AS urban_share, wages.wage_region::DOUBLE AS wage_region
FROM area
LEFT JOIN region ON region.province_code = area.parent_code
LEFT JOIN people ON people.area_code = area.area_code
LEFT JOIN urban ON urban.area_code = area.area_code
LEFT JOIN wages ON wages.area_code = area.area_code
LEFT JOIN units ON units.area_code = area.area_code
WHERE area.level = 'commune' AND area.valid_to IS NULL
ORDER BY area.area_code
