-- Codes that begin like a mistyped one: for the error message.
SELECT DISTINCT area_code FROM area
WHERE valid_to IS NULL AND starts_with(area_code, left($code, 3))
ORDER BY area_code LIMIT 20
