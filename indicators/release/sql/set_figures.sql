-- Fragment, after SELECT: the current figures of one indicator in one set of periods and one basis, of
-- all areas. One row per figure, in the order of storage, so that one zone of the table is read and
-- nothing is sorted or joined; area by its number (areas_held.sql).
--
-- $indicator_id, $set_kind, $year, $period_set (empty: all parts of the year; then an area may have
-- several figures, as it may in a set of stocks or stated levels), $basis ('*': all).
    enum_code(area_code) AS area_number,
    value, printed_value, printed_decimals, value_low, value_high, high_open,
    qualifier, status, period_start, period_end,
    source_id, locator, as_printed, numerator, denominator, computed_share, contradicted,
    correction <> '' AS corrected, observation_id, method, parts, parts_found
FROM observation
WHERE indicator_id = try_cast($indicator_id AS indicator_id_type)
  AND set_kind = try_cast($set_kind AS set_kind_type)
  AND year = $year
  AND ($period_set = '' OR period_set = $period_set)
  AND ($basis = '*' OR basis = try_cast($basis AS basis_type))
  AND is_current
