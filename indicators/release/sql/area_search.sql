-- Areas of today that a text may mean, best first. One row per area.
-- $texts: the folded text, with and without its type words; $asked_type: the area type it begins
-- with, or NULL; $spelling: the text with its marks, or NULL where it has none: a name spelt so goes
-- before others; $level, $province: only these, or NULL; $row_limit.
WITH met AS (
    SELECT
        area_code,
        area_name.name AS matched_name,
        kind AS matched_kind,
        -- What is left of the text beside a whole name: "thanh hoa" of "hoang loc thanh hoa".
        CASE
            WHEN starts_with(typed, folded || ' ') THEN substr(typed, length(folded) + 2)
            WHEN ends_with(typed, ' ' || folded) THEN left(typed, length(typed) - length(folded) - 1)
            ELSE ''
        END AS rest,
        -- 1 the whole name, 2 its beginning, 3 the beginning of a later word, 4 the whole name
        -- behind its places ("thanh hoa hoang loc"), 5 less than that.
        CASE
            WHEN folded = typed OR starts_with(typed, folded || ' ') THEN 1
            WHEN starts_with(folded, typed) THEN 2
            WHEN contains(folded, word) THEN 3
            WHEN rest <> '' THEN 4
            ELSE 5
        END AS part
    FROM area_name, (SELECT unnest($texts) AS typed, ' ' || typed AS word)
    WHERE starts_with(folded, typed)
       OR contains(folded, word)
       OR starts_with(typed, folded)
       OR ends_with(typed, folded)
),
ranked AS (
    SELECT
        area_code, matched_name, matched_kind, rest,
        -- The place in the order for each part; empty = no match.
        CASE matched_kind
            WHEN 'own' THEN [0, 1, 8, 2]
            WHEN 'former_commune' THEN [3, 7, 9, 3]
            WHEN 'former_district' THEN [4, 10, NULL, 4]
            WHEN 'former_province' THEN [5, 10]
            ELSE [6, 10]
        END[part] AS step
    FROM met
),
candidate AS MATERIALIZED (
    FROM ranked
    WHERE step IS NOT NULL
      AND (rest = '' OR matched_kind NOT IN ('former_province', 'province'))
),
/*area_search_best*/
