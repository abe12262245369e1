-- Every set of periods of one indicator at one level: what a reader may choose from.
SELECT
    basis, period_set, set_kind::VARCHAR AS set_kind, year, reported, first_start, last_end,
    is_default, is_default_basis
FROM period_choice
WHERE indicator_id = try_cast($indicator_id AS indicator_id_type) AND level = $level
ORDER BY basis, year DESC, last_end DESC, period_set
