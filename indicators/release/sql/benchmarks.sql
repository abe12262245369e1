-- What stands beside the figures of some areas: for each of their figures the median of their
-- province, region, type and of the nation. One row per area, contest and scope.
-- $area_codes (list), $minimum_reported: with fewer figures the median is withheld, the count not;
-- $period_set: the one that is asked, NULL for all (an area of ten years of months has hundreds).
WITH subject AS (
    SELECT area_code, level, try_cast(area_code AS area_code_type) AS code
    FROM area
    WHERE list_contains($area_codes, area_code) AND valid_to IS NULL
), asked AS (
    SELECT DISTINCT
        standing.indicator_id, subject.level, standing.basis, standing.period_set,
        greatest(choice.last_end, $reform_day) AS on_date,
        -- What grows through the year has no median over different parts of it.
        indicator.measures = 'rate' OR standing.period_set NOT LIKE '%-part' AS comparable
    FROM standing
    JOIN subject ON subject.code = standing.area_code
    JOIN period_choice AS choice
        ON choice.indicator_id = standing.indicator_id AND choice.level = subject.level
        AND choice.basis = standing.basis::VARCHAR AND choice.period_set = standing.period_set
    JOIN indicator ON indicator.indicator_id = standing.indicator_id::VARCHAR
    WHERE $period_set IS NULL OR standing.period_set = $period_set
),
/*contest_members*/
SELECT
    member.area_code::VARCHAR AS area_code, member.indicator_id::VARCHAR AS indicator_id,
    member.basis::VARCHAR AS basis, member.period_set,
    summary.scope, summary.scope_code,
    coalesce(region_name.name_vi, place.name, summary.scope_code) AS scope_name_vi,
    coalesce(region_name.name_en, place.name, summary.scope_code) AS scope_name_en,
    summary.reported, summary.median, summary.withheld_because
FROM member
JOIN subject ON subject.code = member.area_code
JOIN summary
    ON summary.indicator_id = member.indicator_id AND summary.level = member.level
    AND summary.basis = member.basis AND summary.period_set = member.period_set
    AND summary.scope_code = CASE summary.scope
        WHEN 'province' THEN member.province WHEN 'region' THEN member.region
        WHEN 'area_type' THEN member.area_type ELSE $nation END
LEFT JOIN (SELECT DISTINCT region, name_vi, name_en FROM region) AS region_name
    ON summary.scope = 'region' AND region_name.region = summary.scope_code
LEFT JOIN area AS place
    ON summary.scope IN ('province', 'nation') AND place.area_code = summary.scope_code
    AND place.valid_to IS NULL
ORDER BY
    member.area_code, member.indicator_id, member.basis, member.period_set,
    array_position(['province', 'region', 'area_type', 'nation'], summary.scope)
