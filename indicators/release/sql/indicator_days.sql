-- First and last day of each figure of indicator_figures.sql, in the same order. Asked where an area
-- has several figures in one contest, of which the latest counts. $indicator_id.
SELECT period_start, period_end
FROM observation
WHERE indicator_id = try_cast($indicator_id AS indicator_id_type) AND is_current
