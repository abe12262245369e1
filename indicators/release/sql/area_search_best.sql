-- Fragment of area_search and area_search_loose. Of the candidates (area_code, matched_name,
-- matched_kind, rest of the text, step) it keeps those whose rest names places around them:
-- one or two of province, former province and former district, the last perhaps half typed.
around AS (
    SELECT area_code, list(folded) AS places
    FROM area_name
    WHERE kind IN ('province', 'former_province', 'former_district')
      AND area_code IN (SELECT area_code FROM candidate WHERE rest <> '')
    GROUP BY area_code
),
best AS (
    SELECT
        area_code,
        min(step) AS step,
        arg_min(matched_name, (step, length(matched_name), matched_name)) AS matched_name,
        arg_min(matched_kind, (step, length(matched_name), matched_name)) AS matched_kind
    FROM candidate LEFT JOIN around USING (area_code)
    WHERE rest = ''
       OR len(list_filter(places, lambda place:
              place = rest
              OR (contains(rest, ' ') AND starts_with(place, rest))
              OR (starts_with(rest, place || ' ')
                  AND list_contains(places, substr(rest, length(place) + 2)))
          )) > 0
    GROUP BY area_code
)
SELECT
    area_code,
    name,
    area_type,
    CASE level WHEN 'commune' THEN parent_code WHEN 'province' THEN area_code END AS province_code,
    province_name,
    matched_name,
    matched_kind
FROM best JOIN area USING (area_code)
WHERE valid_to IS NULL
  AND ($level IS NULL OR level = $level)
  AND ($province IS NULL OR parent_code = $province OR area_code = $province)
ORDER BY
    -- A name that is spelt otherwise goes behind a former commune that is spelt as typed.
    CASE WHEN $spelling IS NULL OR step > 3
              OR contains($spelling, ' ' || lower(matched_name) || ' ')
              OR contains(' ' || lower(matched_name), rtrim($spelling))
         THEN step ELSE 3.5 END,
    step,
    area_type IS DISTINCT FROM $asked_type,
    CASE level WHEN 'province' THEN 0 WHEN 'commune' THEN 1 ELSE 2 END,
    length(matched_name),
    name,
    province_name,
    area_code
LIMIT $row_limit
