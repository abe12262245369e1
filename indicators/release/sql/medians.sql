-- The medians of every indicator in its default set: one row per indicator, level, scope and group.
-- $minimum_reported: with fewer figures the median is withheld, the count is not.
WITH asked AS (
    SELECT
        choice.indicator_id, choice.level, choice.basis::basis_type AS basis, choice.period_set,
        greatest(choice.last_end, $reform_day) AS on_date,
        indicator.measures = 'rate' OR choice.period_set NOT LIKE '%-part' AS comparable
    FROM period_choice AS choice
    JOIN indicator ON indicator.indicator_id = choice.indicator_id::VARCHAR
    WHERE choice.is_default AND choice.is_default_basis AND choice.level <> 'nation'
),
/*contest_members*/
SELECT
    summary.indicator_id::VARCHAR AS indicator_id, summary.level, summary.basis::VARCHAR AS basis,
    summary.period_set, summary.scope, summary.scope_code, summary.reported, summary.median,
    indicator.unit, summary.withheld_because
FROM summary
JOIN indicator ON indicator.indicator_id = summary.indicator_id::VARCHAR
ORDER BY
    indicator.position, summary.level,
    array_position(['province', 'region', 'area_type', 'nation'], summary.scope),
    summary.scope_code
