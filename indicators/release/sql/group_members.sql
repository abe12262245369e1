-- The communes of today that one commune is set among, the commune itself included. One row per
-- commune. $area_code, $among: province, region, type, wage_region, neighbours, or self.
WITH commune AS (
    SELECT area.area_code, area.area_type, area.parent_code, region.region, wage_region.wage_region
    FROM area
    LEFT JOIN region ON region.province_code = area.parent_code
    LEFT JOIN (
        SELECT area_code, arg_max(wage_region, valid_from) AS wage_region
        FROM wage_region
        GROUP BY area_code
    ) AS wage_region ON wage_region.area_code = area.area_code
    WHERE area.level = 'commune' AND area.valid_to IS NULL
)
SELECT other.area_code
FROM commune AS own
JOIN commune AS other
    ON other.area_code = own.area_code
    OR CASE $among
        WHEN 'province' THEN other.parent_code = own.parent_code
        WHEN 'region' THEN other.region = own.region
        WHEN 'type' THEN other.area_type = own.area_type
        WHEN 'wage_region' THEN other.wage_region = own.wage_region
        WHEN 'neighbours' THEN other.area_code IN (
            SELECT neighbour_code FROM neighbour WHERE neighbour.area_code = $area_code
        )
        ELSE false
    END
WHERE own.area_code = $area_code
ORDER BY other.area_code
