-- The region of the minimum wage of each commune, as in the curated file. One row per commune and
-- decree.
SELECT area_code, wage_region, valid_from, how, source_id
FROM wage_region
ORDER BY area_code, valid_from
