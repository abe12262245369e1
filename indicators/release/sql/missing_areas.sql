-- The chosen areas without a figure in the chosen set and basis, with the reason. One row per area.
-- Parameters as in ranking.sql.
WITH
/*reporting_state*/
SELECT
    area.area_code, area.name, area.area_type, area.province_name AS province,
    CASE
        WHEN NOT applicable THEN 'not_applicable'
        WHEN in_some_basis THEN 'other_basis_only'
        WHEN in_some_period THEN 'other_period_only'
        ELSE 'not_reported'
    END AS reason
FROM state
JOIN area ON area.area_code = state.code
    AND area.valid_from <= $on_date
    AND coalesce(area.valid_to, DATE '9999-12-31') >= $on_date
WHERE NOT (applicable AND reported)
ORDER BY area.area_code
