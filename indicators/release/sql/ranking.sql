-- The ranking of one indicator in one set of periods and one basis, among the areas that a
-- reader chose. One row per area that reported (per figure where $basis is '*').
--
-- $indicator_id, $set_kind, $year, $period_set (empty: all parts of the year, the latest one of
-- each area), $basis ('*': all, marked by row, never ranked), $level, $province and $area_type
-- (empty: all), $among_codes (list; NULL: all), $on_date (areas as they are on that day), $rankable, $minimum_reported.
WITH
/*areas_in_scope*/, candidate AS NOT MATERIALIZED (
    SELECT *
    FROM observation
    WHERE indicator_id = try_cast($indicator_id AS indicator_id_type)
      AND set_kind = try_cast($set_kind AS set_kind_type)
      AND year = $year
      AND ($period_set = '' OR period_set = $period_set)
      AND ($basis = '*' OR basis = try_cast($basis AS basis_type))
      AND is_current
), older AS (
    -- Only a gathered set, a stock or a stated level may hold several figures of one area; for
    -- one part of a year the condition is false before any row is read.
    SELECT observation_id
    FROM candidate
    WHERE $period_set = '' OR $set_kind NOT IN ('part', 'span')
    QUALIFY row_number() OVER (
        PARTITION BY area_code, basis ORDER BY period_end DESC, period_start, observation_id
    ) > 1
), found AS (
    SELECT * FROM candidate ANTI JOIN older USING (observation_id)
), figure AS (
    SELECT
        found.*, area_in_scope.name, area_in_scope.area_type,
        area_in_scope.parent_code, area_in_scope.province_name,
        0 AS question, indicator.direction, indicator.measures, $rankable AS rankable
    FROM found
    JOIN area_in_scope ON area_in_scope.code = found.area_code::VARCHAR
    JOIN indicator ON indicator.indicator_id = $indicator_id
),
/*placing*/
SELECT
    placed.rank, placed.rank_low, placed.rank_high, placed.percentile,
    figure.area_code::VARCHAR AS area_code, figure.name, figure.area_type,
    figure.parent_code AS province_code, figure.province_name AS province,
    figure.value, figure.printed_value, figure.printed_decimals,
    figure.value_low, figure.value_high, figure.high_open,
    figure.qualifier, figure.status, figure.basis::VARCHAR AS basis,
    figure.period_start, figure.period_end, figure.period_set,
    figure.source_id, figure.locator, figure.as_printed,
    figure.numerator, figure.denominator, figure.computed_share, figure.contradicted,
    figure.correction <> '' AS corrected, figure.observation_id, figure.measures,
    figure.method, figure.parts, figure.parts_found
FROM figure
JOIN placed USING (observation_id)
ORDER BY
    placed.rank NULLS LAST,
    CASE figure.direction WHEN 'lower' THEN figure.value ELSE -figure.value END,
    figure.area_code
