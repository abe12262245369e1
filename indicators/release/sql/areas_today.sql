-- The areas of today. One row per area: the nation, then provinces, then communes, by code.
-- $level, $province (with its communes): only these, or NULL; $area_codes: only these, or NULL.
SELECT area_code, level, area_type, name, parent_code AS province_code, province_name AS province,
       latitude, longitude, area_km2, valid_from
FROM area
WHERE valid_to IS NULL
  AND ($level IS NULL OR level = $level)
  AND ($province IS NULL OR parent_code = $province OR area_code = $province)
  AND ($area_codes IS NULL OR list_contains($area_codes, area_code))
ORDER BY level = 'nation' DESC, level = 'province' DESC, area_code
