-- The communes of today in one region of the minimum wage, by the latest decree. One row per commune.
-- $wage_region: I, II, III or IV.
SELECT area_code
FROM wage_region
GROUP BY area_code
HAVING arg_max(wage_region, valid_from) = $wage_region
ORDER BY area_code
