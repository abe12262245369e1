-- Places in two sets of periods among the areas that have a figure in both: areas that report in
-- one of them only can move nobody. Two rows per asked area, earlier = true and false.
-- $indicator_id, $basis, $level, $earlier_set, $later_set, $on_date (areas as on that day),
-- $area_codes (list), $minimum_reported.
WITH candidate AS (
    SELECT
        observation.period_set = $earlier_set AS earlier, observation.area_code,
        observation.observation_id, observation.value, observation.value_low,
        observation.value_high, observation.high_open, indicator.direction
    FROM observation
    JOIN indicator ON indicator.indicator_id = $indicator_id
    JOIN area
        ON area.area_code = observation.area_code::VARCHAR AND area.level = $level
        AND area.valid_from <= $on_date
        AND coalesce(area.valid_to, DATE '9999-12-31') >= $on_date
    JOIN indicator_applies AS applies
        ON applies.indicator_id = $indicator_id
        AND applies.area_type = area.area_type
        AND coalesce(applies.valid_from, DATE '0001-01-01') <= $on_date
        AND coalesce(applies.valid_to, DATE '9999-12-31') >= $on_date
    WHERE observation.indicator_id = try_cast($indicator_id AS indicator_id_type)
      AND observation.basis = try_cast($basis AS basis_type)
      AND observation.period_set IN ($earlier_set, $later_set)
      AND observation.is_current
    QUALIFY row_number() OVER (
        PARTITION BY observation.period_set, observation.area_code
        ORDER BY observation.period_end DESC, observation.period_start, observation.observation_id
    ) = 1
), figure AS (
    SELECT *, earlier::INTEGER AS question, true AS rankable
    FROM candidate
    QUALIFY count(*) OVER (PARTITION BY area_code) = 2
),
/*places_by_counting*/
SELECT area_code, question = 1 AS earlier, rank, rank_low, rank_high, reported
FROM placed
