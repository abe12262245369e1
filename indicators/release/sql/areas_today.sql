-- The areas of today. One row per area: the nation, then provinces, then communes, by code.
-- wage_region: of the newest decree. $level, $province (with its communes): only these, or NULL;
-- $area_codes: only these, or NULL.
WITH wage AS (
    SELECT area_code, arg_max(wage_region, valid_from) AS wage_region FROM wage_region GROUP BY ALL
)
SELECT area.area_code, area.level, area.area_type, area.name, area.parent_code AS province_code,
       area.province_name AS province, area.latitude, area.longitude, area.area_km2,
       area.area_km2_from, region.region, wage.wage_region, area.valid_from
FROM area
LEFT JOIN region ON region.province_code = if(area.level = 'commune', area.parent_code, area.area_code)
LEFT JOIN wage ON wage.area_code = area.area_code
WHERE area.valid_to IS NULL
  AND ($level IS NULL OR area.level = $level)
  AND ($province IS NULL OR area.parent_code = $province OR area.area_code = $province)
  AND ($area_codes IS NULL OR list_contains($area_codes, area.area_code))
ORDER BY area.level = 'nation' DESC, area.level = 'province' DESC, area.area_code
