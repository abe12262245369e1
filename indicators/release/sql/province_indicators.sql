-- The indicators of which communes of one province have a figure: in the default set and basis, or
-- in the set $year where it is not empty. One row per indicator: indicator_id and communes that
-- reported, headline indicators first, then those with most. $province.
SELECT indicator.indicator_id, count(DISTINCT standing.area_code) AS reported
FROM standing
JOIN indicator ON indicator.indicator_id = standing.indicator_id::VARCHAR
JOIN area ON area.area_code = standing.area_code::VARCHAR AND area.valid_to IS NULL
WHERE area.level = 'commune'
  AND area.parent_code = $province
  AND (($year = '' AND standing.is_default) OR standing.period_set = $year)
GROUP BY indicator.indicator_id, indicator.headline, indicator.position
ORDER BY indicator.headline DESC, reported DESC, indicator.position
