-- Asked only when area_search finds nothing: areas with a name that begins with the text if blanks
-- do not count ("dakndrung"), then areas whose own or former name differs from the text, or from
-- its beginning, by a slip of the pen: one letter in a name of up to seven letters, two in a
-- longer one. One row per area. $heads, $rests: the ways to cut the text into a name and the
-- places around it; $tight: the text without blanks; the other parameters as there.
WITH reading AS (
    SELECT unnest($heads) AS head, unnest($rests) AS rest
),
place AS (
    SELECT DISTINCT folded FROM area_name
    WHERE kind IN ('province', 'former_province', 'former_district')
),
candidate AS MATERIALIZED (
    SELECT
        area_code,
        area_name.name AS matched_name,
        kind AS matched_kind,
        rest,
        2 + damerau_levenshtein(folded, head) * 2 + (kind <> 'own')::INTEGER AS step
    FROM area_name
    JOIN (
        SELECT head, rest FROM reading
        WHERE rest = '' OR EXISTS (FROM place WHERE starts_with(rest, place.folded))
    )
        ON abs(length(folded) - length(head)) <= 1
        -- Cheap, and true of nearly all slips: spares most pairs the exact distance.
        AND jaro_similarity(folded, head) > 0.75
    WHERE kind IN ('own', 'former_commune')
      AND length(head) >= 4
      AND damerau_levenshtein(folded, head) <= CASE WHEN length(head) < 8 THEN 1 ELSE 2 END
    UNION ALL
    SELECT area_code, name, kind, '', (kind <> 'own')::INTEGER
    FROM area_name
    WHERE length($tight) >= 4 AND starts_with(replace(folded, ' ', ''), $tight)
),
/*area_search_best*/
