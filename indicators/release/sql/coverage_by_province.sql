-- How many of a province's communes have a figure of an indicator, in any period and on any basis.
-- One row per province (and the nation, code VN) and headline indicator, and one with an empty
-- indicator_id for "any indicator at all".
-- applicable: communes of today of a type that the indicator has existed for at some time since the
-- reform; ten communes became wards in 2026 and keep their figures of before.
WITH commune AS (
    SELECT area_code, try_cast(area_code AS area_code_type) AS code, parent_code
    FROM area
    WHERE level = 'commune' AND valid_to IS NULL
), wanted AS (
    SELECT indicator_id, position FROM indicator WHERE headline
), ever_applicable AS (
    SELECT DISTINCT area.area_code, applies.indicator_id
    FROM area
    JOIN indicator_applies AS applies
        ON applies.area_type = area.area_type
        AND coalesce(applies.valid_from, DATE '0001-01-01')
            <= coalesce(area.valid_to, DATE '9999-12-31')
        AND coalesce(applies.valid_to, DATE '9999-12-31')
            >= greatest(area.valid_from, $reform_day)
    WHERE area.level = 'commune'
), cell AS (
    SELECT
        commune.parent_code, wanted.indicator_id,
        known.area_code IS NOT NULL AS reported,
        applies.area_code IS NOT NULL AS applicable
    FROM commune
    CROSS JOIN wanted
    LEFT JOIN area_indicator AS known
        ON known.area_code = commune.code AND known.indicator_id::VARCHAR = wanted.indicator_id
    LEFT JOIN ever_applicable AS applies
        ON applies.area_code = commune.area_code AND applies.indicator_id = wanted.indicator_id
    UNION ALL
    SELECT commune.parent_code, '', known.area_code IS NOT NULL, true
    FROM commune
    LEFT JOIN (SELECT DISTINCT area_code FROM area_indicator) AS known ON known.area_code = commune.code
), counted AS (
    SELECT
        coalesce(parent_code, $nation) AS province_code, indicator_id,
        count(*) FILTER (reported) AS reported, count(*) FILTER (applicable) AS applicable
    FROM cell
    GROUP BY GROUPING SETS ((parent_code, indicator_id), (indicator_id))
)
SELECT
    province_code, area.name AS province, indicator_id, reported, applicable
FROM counted
JOIN area ON area.area_code = province_code AND area.valid_to IS NULL
LEFT JOIN wanted USING (indicator_id)
ORDER BY province_code <> $nation, province_code, wanted.position NULLS FIRST
