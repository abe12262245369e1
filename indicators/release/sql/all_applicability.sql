-- For which types of areas an indicator exists, and since when. One row per indicator, type and span.
SELECT indicator_applies.indicator_id, indicator_applies.area_type, indicator_applies.valid_from,
    indicator_applies.valid_to
FROM indicator_applies
JOIN indicator USING (indicator_id)
ORDER BY indicator.position, indicator_applies.area_type, indicator_applies.valid_from
