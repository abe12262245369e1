-- Where an area stands in a group, for some contests: one row per contest in which it has a figure.
-- $area_code, $area_codes (list: the group with the area), $contests (list of texts
-- "indicator_id|basis|period_set"), $minimum_reported.
WITH asked AS (
    SELECT *, indicator_id || '|' || basis::VARCHAR || '|' || period_set AS contest
    FROM standing
    WHERE list_contains($area_codes, area_code::VARCHAR)
), figure AS (
    SELECT
        dense_rank() OVER (ORDER BY asked.contest) AS question, asked.contest,
        asked.observation_id,
        asked.area_code, asked.indicator_id, asked.value, asked.value_low, asked.value_high,
        asked.high_open, indicator.direction,
        indicator.measures = 'rate' OR asked.period_set NOT LIKE '%-part' AS rankable
    FROM asked
    JOIN indicator ON indicator.indicator_id = asked.indicator_id::VARCHAR
    WHERE list_contains($contests, asked.contest)
), middle AS (
    SELECT question, median(value) AS median FROM figure GROUP BY question
),
/*placing*/
SELECT
    figure.indicator_id::VARCHAR AS indicator_id, figure.contest,
    placed.rank AS group_rank, placed.rank_low AS group_rank_low,
    placed.rank_high AS group_rank_high, placed.reported AS group_reported,
    CASE WHEN placed.reported >= $minimum_reported AND figure.rankable THEN middle.median END
        AS group_median
FROM figure
JOIN placed USING (question, observation_id)
JOIN middle USING (question)
WHERE figure.area_code::VARCHAR = $area_code
