-- Where some areas stood in every set of periods in which one of them has a figure: the same
-- contests as ranking.sql, one per basis and set, over all areas of the level. One row per figure
-- of the asked areas. $indicator_id, $level, $area_codes (list), $minimum_reported.
WITH contest AS (
    SELECT
        row_number() OVER () AS question,
        choice.indicator_id, choice.basis::basis_type AS basis, choice.set_kind, choice.year,
        choice.period_set, greatest(choice.last_end, $reform_day) AS on_date
    FROM period_choice AS choice
    WHERE choice.indicator_id = try_cast($indicator_id AS indicator_id_type)
      AND choice.level = $level
      AND choice.basis <> '*'
      AND (choice.basis, choice.period_set) IN (
          SELECT (basis::VARCHAR, period_set)
          FROM observation
          WHERE indicator_id = try_cast($indicator_id AS indicator_id_type)
            AND list_contains($area_codes, area_code::VARCHAR)
            AND is_current
      )
), candidate AS (
    SELECT
        contest.question, observation.set_kind, observation.area_code, observation.period_start,
        observation.period_end, observation.observation_id, observation.value,
        observation.value_low, observation.value_high, observation.high_open
    FROM contest
    JOIN observation
        ON observation.indicator_id = contest.indicator_id
        AND observation.set_kind = contest.set_kind
        AND observation.year = contest.year
        AND observation.period_set = contest.period_set
        AND observation.basis = contest.basis
        AND observation.is_current
    JOIN area
        ON area.area_code = observation.area_code::VARCHAR AND area.level = $level
        AND area.valid_from <= contest.on_date
        AND coalesce(area.valid_to, DATE '9999-12-31') >= contest.on_date
    JOIN indicator_applies AS applies
        ON applies.indicator_id = $indicator_id
        AND applies.area_type = area.area_type
        AND coalesce(applies.valid_from, DATE '0001-01-01') <= contest.on_date
        AND coalesce(applies.valid_to, DATE '9999-12-31') >= contest.on_date
), older AS (
    -- One part of a year holds one figure of an area: its rows need no sorting.
    SELECT question, observation_id
    FROM candidate
    WHERE set_kind NOT IN ('part', 'span')
    QUALIFY row_number() OVER (
        PARTITION BY question, area_code
        ORDER BY period_end DESC, period_start, observation_id
    ) > 1
), figure AS (
    SELECT candidate.*, indicator.direction, true AS rankable
    FROM candidate
    ANTI JOIN older USING (question, observation_id)
    JOIN indicator ON indicator.indicator_id = $indicator_id
),
/*places_by_counting*/
SELECT observation_id, area_code, rank, rank_low, rank_high, percentile, reported
FROM placed
