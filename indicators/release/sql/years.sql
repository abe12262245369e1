-- The years in which any figure of a level lies, later ones first. One row per year. $level.
SELECT year, max(reported) AS most_reported
FROM period_choice
WHERE level = $level AND basis <> '*' AND set_kind <> 'span'
GROUP BY year
ORDER BY year DESC
