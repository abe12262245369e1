-- How the figures of all areas of a level lie in some contests: one row per contest.
-- $area_code: whose level, $contests (list of texts "indicator_id|basis|period_set").
-- Below the least number of figures the quartiles and the median are withheld, the ends are not.
SELECT
    spread.indicator_id::VARCHAR || '|' || spread.basis::VARCHAR || '|' || spread.period_set
        AS contest,
    spread.reported, spread.minimum, spread.lower_quartile, spread.median, spread.upper_quartile,
    spread.maximum, spread.withheld_because, in_province.median AS province_median,
    in_province.reported AS province_reported
FROM spread
JOIN area ON area.area_code = $area_code AND area.valid_to IS NULL AND area.level = spread.level
LEFT JOIN spread AS in_province
    ON in_province.indicator_id = spread.indicator_id AND in_province.level = spread.level
    AND in_province.basis = spread.basis AND in_province.period_set = spread.period_set
    AND in_province.province = area.parent_code
WHERE spread.province = ''
    AND list_contains(
        $contests,
        spread.indicator_id::VARCHAR || '|' || spread.basis::VARCHAR || '|' || spread.period_set
    )
ORDER BY contest
