-- The area that has a code, today ($code = '24717') or as one of its parts before the reform.
-- One row per area; same columns as area_search. $level, $province: only these, or NULL.
WITH candidate AS (
    SELECT area_code, name AS matched_name, 'own' AS matched_kind
    FROM area WHERE area_code = $code AND valid_to IS NULL
    UNION ALL
    SELECT DISTINCT ON (new_code) new_code, old_name, 'former_commune' FROM former_unit
    WHERE old_code = $code AND new_code <> $code
)
SELECT
    area_code,
    name,
    area_type,
    CASE level WHEN 'commune' THEN parent_code WHEN 'province' THEN area_code END AS province_code,
    province_name,
    matched_name,
    matched_kind
FROM candidate JOIN area USING (area_code)
WHERE valid_to IS NULL
  AND ($level IS NULL OR level = $level)
  AND ($province IS NULL OR parent_code = $province OR area_code = $province)
ORDER BY matched_kind DESC, area_code
LIMIT $row_limit
