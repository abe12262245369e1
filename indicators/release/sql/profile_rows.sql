-- Fragment: areas over all indicators, one row per area and indicator.
-- Expects the CTEs subject (areas; `code` is area_code as the figures have it) and asked (for each
-- indicator and level the basis and set that is shown). An indicator without any figure at this
-- level is listed too, with the reason of missing. What applies is seen from the day of the release:
-- the same files give the same answer whenever they are built and asked.
known AS (
    SELECT DISTINCT area_code, indicator_id FROM area_indicator
    WHERE area_code IN (SELECT code FROM subject)
), in_set AS (
    SELECT standing.*
    FROM standing
    WHERE standing.area_code IN (SELECT code FROM subject)
)
SELECT
    subject.area_code, subject.name, subject.area_type, subject.parent_code AS province_code,
    subject.province_name AS province,
    indicator.indicator_id, indicator.theme, indicator.name_vi, indicator.name_en,
    indicator.unit, indicator.unit_en, indicator.decimals, indicator.direction,
    indicator.against_plan, indicator.amount, indicator.criteria_set,
    indicator.headline, indicator.position,
    asked.basis::VARCHAR AS basis, asked.period_set,
    here.value, here.printed_value, here.printed_decimals,
    here.value_low, here.value_high, here.high_open,
    here.qualifier, here.status,
    here.period_start, here.period_end, here.source_id, here.as_printed,
    here.contradicted, here.corrected, here.observation_id,
    here.method, here.parts, here.parts_found,
    here.rank, here.rank_low, here.rank_high, here.percentile, here.reported,
    here.province_rank, here.province_rank_low, here.province_rank_high, here.province_reported,
    spread.reported AS spread_reported,
    spread.minimum, spread.lower_quartile, spread.median, spread.upper_quartile, spread.maximum,
    spread.withheld_because AS spread_withheld_because,
    in_province.median AS province_median,
    CASE
        WHEN here.value IS NOT NULL THEN NULL
        WHEN applies.indicator_id IS NULL THEN 'not_applicable'
        WHEN known.area_code IS NULL THEN 'not_reported'
        WHEN other.area_code IS NOT NULL THEN 'other_basis_only'
        ELSE 'other_period_only'
    END AS missing_reason
FROM subject
CROSS JOIN indicator
LEFT JOIN (
    SELECT DISTINCT indicator_id, area_type FROM indicator_applies
    WHERE coalesce(valid_from, DATE '0001-01-01') <= (/*release_day*/)
      AND coalesce(valid_to, DATE '9999-12-31') >= $reform_day
) AS applies
    ON applies.indicator_id = indicator.indicator_id AND applies.area_type = subject.area_type
LEFT JOIN asked
    ON asked.indicator_id::VARCHAR = indicator.indicator_id AND asked.level = subject.level
LEFT JOIN in_set AS here
    ON here.area_code = subject.code AND here.indicator_id = asked.indicator_id
    AND here.basis = asked.basis AND here.period_set = asked.period_set
LEFT JOIN (SELECT DISTINCT area_code, indicator_id, period_set FROM in_set) AS other
    ON other.area_code = subject.code AND other.indicator_id = asked.indicator_id
    AND other.period_set = asked.period_set
LEFT JOIN known
    ON known.area_code = subject.code AND known.indicator_id::VARCHAR = indicator.indicator_id
LEFT JOIN spread
    ON spread.indicator_id = asked.indicator_id AND spread.level = asked.level
    AND spread.basis = asked.basis AND spread.period_set = asked.period_set
    AND spread.province = ''
LEFT JOIN spread AS in_province
    ON in_province.indicator_id = asked.indicator_id AND in_province.level = asked.level
    AND in_province.basis = asked.basis AND in_province.period_set = asked.period_set
    AND in_province.province = subject.parent_code
ORDER BY subject.area_code, indicator.position
