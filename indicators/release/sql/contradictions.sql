-- What the sources say against each other, or against themselves. One row per pair of figures that
-- do not agree, or per figure whose own counts or flags speak against it.
--
-- kind: counts   a printed share that the counts printed beside it contradict
--       rivals   another source gives another value for the same area, indicator, period and basis
--       bases    one area, indicator and period, several bases: several plans, or several budgets
--       noted    it is flagged: its text does not fit together, or has two plans
-- Rivals differ in print (printed_value): counts beside one of two equal prints contradict nothing.
-- other_value: the computed share, the rival, or the value on the other basis; empty for `noted`.
-- A stock of an unknown day (stated) stands beside the printed figures of other sources of its year.
-- within_rounding: the intervals of both figures overlap, so both may be right.
WITH figure AS (
    -- Touching intervals ([101.5, 102.5) and [102.5, 103.5)) do not overlap.
    SELECT *, CASE WHEN high_open THEN nextafter(value_high, value_low) ELSE value_high END
        AS last_inside
    FROM observation
), bases AS (
    SELECT
        first.observation_id, 'bases' AS kind, second.value AS other_value,
        second.printed_value AS other_printed_value,
        second.observation_id AS other_observation_id,
        second.basis::VARCHAR AS other_basis, second.source_id AS other_source_id,
        second.qualifier AS other_qualifier, false AS within_rounding
    FROM figure AS first
    JOIN figure AS second
        ON second.area_code = first.area_code AND second.indicator_id = first.indicator_id
        AND second.period_start IS NOT DISTINCT FROM first.period_start
        AND second.period_end = first.period_end
        AND second.basis > first.basis
    WHERE first.is_current AND second.is_current
), rival_pair AS (
    -- Another figure of the same cell, which was not chosen.
    SELECT shown, rival
    FROM figure AS shown
    JOIN figure AS rival
        ON rival.area_code = shown.area_code AND rival.indicator_id = shown.indicator_id
        AND rival.period_start IS NOT DISTINCT FROM shown.period_start
        AND rival.period_end = shown.period_end AND rival.basis = shown.basis
    WHERE shown.is_current AND NOT rival.is_current
    UNION ALL
    -- Of a stock whose day is not known, what another source tells of the same year.
    SELECT shown, rival
    FROM figure AS shown
    JOIN indicator
        ON indicator.indicator_id = shown.indicator_id::VARCHAR AND indicator.measures = 'stock'
    JOIN figure AS rival
        ON rival.area_code = shown.area_code AND rival.indicator_id = shown.indicator_id
        AND rival.year = shown.year AND rival.basis = shown.basis
        AND rival.source_id <> shown.source_id AND rival.period_end <> shown.period_end
    WHERE shown.is_current AND rival.is_current AND shown.set_kind = 'stated'
        AND (rival.set_kind <> 'stated' OR rival.period_end > shown.period_end)
), rivals AS (
    SELECT
        shown.observation_id, 'rivals' AS kind, rival.value AS other_value,
        rival.printed_value AS other_printed_value,
        rival.observation_id AS other_observation_id,
        rival.basis::VARCHAR AS other_basis, rival.source_id AS other_source_id,
        rival.qualifier AS other_qualifier,
        shown.value_low <= rival.last_inside AND rival.value_low <= shown.last_inside
            AS within_rounding
    FROM rival_pair
    WHERE rival.printed_value <> shown.printed_value
), counts AS (
    SELECT
        observation_id, 'counts' AS kind, computed_share AS other_value,
        NULL AS other_printed_value,
        observation_id AS other_observation_id, basis::VARCHAR AS other_basis, source_id AS other_source_id,
        'exact' AS other_qualifier, false AS within_rounding
    FROM figure
    WHERE contradicted
), told AS (
    SELECT * FROM counts UNION ALL SELECT * FROM rivals UNION ALL SELECT * FROM bases
), noted AS (
    SELECT
        observation_id, 'noted' AS kind, NULL AS other_value, NULL AS other_printed_value,
        observation_id AS other_observation_id, basis::VARCHAR AS other_basis,
        source_id AS other_source_id, NULL AS other_qualifier, false AS within_rounding
    FROM figure
    WHERE list_has_any(string_split(flags, ' '), ['inconsistent', 'two_plans'])
      AND observation_id NOT IN (
          SELECT observation_id FROM told UNION SELECT other_observation_id FROM told
      )
)
SELECT
    told.kind, area.area_code, area.name, area.area_type, area.province_name AS province,
    indicator.indicator_id, indicator.name_vi, indicator.name_en, indicator.unit, indicator.unit_en,
    indicator.decimals,
    figure.period_start, figure.period_end, figure.period_set,
    figure.value, figure.printed_value, figure.printed_decimals,
    figure.qualifier, figure.basis::VARCHAR AS basis,
    figure.source_id,
    figure.numerator, figure.denominator, figure.note, figure.note_en, figure.flags,
    told.other_value, told.other_printed_value, told.other_qualifier, told.other_basis,
    told.other_source_id,
    told.within_rounding, told.observation_id
FROM (SELECT * FROM told UNION ALL SELECT * FROM noted) AS told
JOIN figure USING (observation_id)
JOIN indicator ON indicator.indicator_id = figure.indicator_id::VARCHAR
JOIN area ON area.area_code = figure.area_code::VARCHAR AND area.valid_to IS NULL
ORDER BY
    CASE told.kind WHEN 'counts' THEN 0 WHEN 'rivals' THEN 1 WHEN 'bases' THEN 2 ELSE 3 END,
    told.within_rounding, indicator.position, area.area_code, told.other_value
