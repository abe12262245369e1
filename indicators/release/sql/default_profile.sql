-- One area over all indicators, each in its default set: one row per indicator. $area_code.
-- The rows are stored in the catalogue's order and DuckDB keeps the order of a plain scan, so
-- nothing is sorted here: that would take as long as the rest.
FROM default_profile WHERE area_code = $area_code
