-- Figures of the curated files that the release does not hold as they were read, and figures said to
-- be printed that no file holds: an area and an indicator each, at most $most. No row if all agree.
-- `read_figure` is what was read, one row per figure.
WITH held AS (
    SELECT area_code::VARCHAR AS area_code, indicator_id::VARCHAR AS indicator_id, period_start,
        period_end, basis::VARCHAR AS basis, source_id::VARCHAR AS source_id, revision,
        printed_value AS value
    FROM (
        SELECT area_code, indicator_id, period_start, period_end, basis, source_id, revision,
            printed_value, method
        FROM observation
        UNION ALL
        SELECT area_code, indicator_id, period_start, period_end, basis, source_id, revision,
            printed_value, method
        FROM withdrawn_observation
    )
    -- Collected figures are compared with their files by their number.
    WHERE method IS NULL AND source_id IN (SELECT source_id FROM read_figure)
)
(FROM read_figure EXCEPT ALL FROM held)
UNION ALL
(FROM held EXCEPT ALL FROM read_figure)
ORDER BY ALL
LIMIT $most
