-- Where an area stands among its peers: one row per indicator that the area has a figure for, in
-- the indicator's default set. $area_code, $area_codes (list: the area and its peers),
-- $minimum_reported.
WITH figure AS (
    SELECT
        dense_rank() OVER (ORDER BY chosen.position) AS question, chosen.observation_id,
        chosen.area_code, chosen.indicator_id, chosen.position, chosen.name_vi, chosen.name_en,
        chosen.unit, chosen.unit_en, chosen.decimals, chosen.direction,
        chosen.basis, chosen.period_set,
        chosen.value, chosen.printed_value, chosen.printed_decimals,
        chosen.value_low, chosen.value_high,
        chosen.high_open, chosen.qualifier,
        chosen.rank AS nation_rank, chosen.rank_low AS nation_rank_low,
        chosen.rank_high AS nation_rank_high, chosen.reported AS nation_reported,
        chosen.province_rank, chosen.province_rank_low, chosen.province_rank_high,
        chosen.province_reported,
        indicator.measures = 'rate' OR chosen.period_set NOT LIKE '%-part' AS rankable
    FROM default_profile AS chosen
    JOIN indicator ON indicator.indicator_id = chosen.indicator_id
    WHERE list_contains($area_codes, chosen.area_code) AND chosen.value IS NOT NULL
), middle AS (
    SELECT question, median(value) AS median FROM figure GROUP BY question
),
/*placing*/
SELECT
    figure.indicator_id, figure.name_vi, figure.name_en, figure.unit, figure.unit_en,
    figure.decimals, figure.direction, figure.basis, figure.period_set,
    figure.value, figure.printed_value, figure.printed_decimals, figure.qualifier,
    placed.rank, placed.rank_low, placed.rank_high, placed.reported,
    CASE WHEN placed.reported >= $minimum_reported AND figure.rankable THEN middle.median END
        AS median,
    figure.nation_rank, figure.nation_rank_low, figure.nation_rank_high, figure.nation_reported,
    figure.province_rank, figure.province_rank_low, figure.province_rank_high,
    figure.province_reported
FROM figure
JOIN placed USING (question, observation_id)
JOIN middle USING (question)
WHERE figure.area_code = $area_code
ORDER BY figure.position
