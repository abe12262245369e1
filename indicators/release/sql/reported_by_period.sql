-- How many communes of one province have a figure in each set of periods of an indicator: one row
-- per basis and set that any of them has; basis '*' over all bases. Columns basis, period_set,
-- reported. A set `2025-part` gathers the parts of a year, as in build/period_choice.sql.
WITH figure AS (
    SELECT area.area_code, observation.basis::VARCHAR AS basis, period_set, set_kind, year
    FROM current_observation AS observation
    JOIN area ON area.area_code = observation.area_code::VARCHAR AND area.valid_to IS NULL
    WHERE observation.indicator_id = try_cast($indicator_id AS indicator_id_type)
      AND area.level = 'commune'
      AND area.parent_code = $province
), in_set AS (
    SELECT area_code, basis, period_set FROM figure
    UNION
    SELECT area_code, basis, year || '-part' FROM figure WHERE set_kind = 'part'
)
SELECT coalesce(basis, '*') AS basis, period_set, count(DISTINCT area_code) AS reported
FROM in_set
GROUP BY GROUPING SETS ((basis, period_set), (period_set))
ORDER BY basis, period_set
