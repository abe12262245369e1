-- Which figures of one indicator are not current, since another one of the same area, basis and period
-- is: one row per figure, with its area by number (areas_held.sql) and its basis by its
-- place in the catalogue; stored_at as in indicator_figures.sql. $indicator_id.
SELECT
    rowid AS stored_at, enum_code(area_code) AS area_number,
    enum_code(basis) AS basis_number, period_start, period_end
FROM observation
WHERE indicator_id = try_cast($indicator_id AS indicator_id_type) AND NOT is_current
