-- The collected figures of the cells (area, indicator, period, basis) that a file of candidates has:
-- one row per figure, the earlier answer first, then the earlier revision.
SELECT collected.* EXCLUDE (filename, row_number)
FROM collected
SEMI JOIN asked_cell
    ON asked_cell.area_code = collected.area_code
    AND asked_cell.indicator_id = collected.indicator_id
    AND asked_cell.period_start = coalesce(collected.period_start::VARCHAR, '')
    AND asked_cell.period_end = collected.period_end::VARCHAR
    AND asked_cell.basis = collected.basis
LEFT JOIN known_source USING (source_id)
ORDER BY known_source.retrieved_on, collected.recorded_on, collected.source_id, collected.revision;
