-- Every current figure of one indicator, with what its places follow from: one row per figure, in the
-- order of storage. contest: see contest_of_figure.sql; area by its number (areas_held.sql);
-- stored_at: the row of the table, which nobody changes once it is built; in four bytes, since they
-- are kept (a row beyond four thousand million is refused).
-- $indicator_id.
SELECT
    rowid::UINTEGER AS stored_at, enum_code(area_code) AS area_number,
    value, value_low, value_high, high_open,
/*contest_of_figure*/
FROM observation
WHERE indicator_id = try_cast($indicator_id AS indicator_id_type) AND is_current
