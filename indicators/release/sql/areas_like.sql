-- Codes of today that are most like a mistyped one, best first: for the error message. One row per area.
SELECT area_code
FROM area
WHERE valid_to IS NULL
ORDER BY levenshtein(area_code, left($code, 20)), area_code
LIMIT 20
