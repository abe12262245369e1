-- The communes of a province that have no figure but those which some table gives for every
-- commune: one row per commune, by code. $province, $country_wide (ids of those indicators).
SELECT area.area_code, area.name, area.area_type
FROM area
WHERE area.level = 'commune' AND area.valid_to IS NULL AND area.parent_code = $province
  AND NOT EXISTS (
      FROM area_indicator
      WHERE area_indicator.area_code::VARCHAR = area.area_code
        AND NOT list_contains($country_wide, area_indicator.indicator_id::VARCHAR)
  )
ORDER BY area.area_code
