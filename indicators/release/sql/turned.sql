-- Fragment: the CTE `figure` (columns as placing.sql expects them) turned onto an axis on which more
-- is better: goodness, and the worst and the best that the figure may be. An upper bound that is
-- not part of the interval is moved to the next smaller double, so that touching intervals
-- ([97.605, 97.615) and [97.615, 97.625)) are told apart.
turned AS (
    SELECT
        question, observation_id,
        rankable AND direction <> 'none' AS can_be_ranked,
        CASE direction WHEN 'lower' THEN -value ELSE value END AS goodness,
        CASE direction WHEN 'lower' THEN -last_inside ELSE value_low END AS worst,
        CASE direction WHEN 'lower' THEN -value_low ELSE last_inside END AS best
    FROM (
        SELECT
            *,
            CASE WHEN high_open THEN nextafter(value_high, value_low) ELSE value_high END
                AS last_inside
        FROM figure
    )
),
