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
/*turned*/
asked AS (
    SELECT turned.*, figure.area_code::VARCHAR AS area_code
    FROM figure
    JOIN turned USING (question, observation_id)
    WHERE list_contains($area_codes, figure.area_code::VARCHAR)
), placed AS (
    -- The same places as placing.sql gives to all, for these few by counting: sorting a hundred
    -- thousand rows of sixty months for six communes takes ten times as long.
    SELECT
        asked.observation_id, asked.area_code, asked.can_be_ranked,
        count(*) AS reported,
        1 + count(*) FILTER (other.goodness > asked.goodness) AS rank,
        count(*) FILTER (other.goodness >= asked.goodness) AS at_least_as_good,
        1 + count(*) FILTER (other.worst > asked.best) AS rank_low,
        count(*) FILTER (other.best >= asked.worst) AS rank_high
    FROM asked
    JOIN turned AS other USING (question)
    GROUP BY ALL
), told AS (
    SELECT *, can_be_ranked AND reported >= $minimum_reported AS ranked FROM placed
)
SELECT
    observation_id, area_code, reported,
    CASE WHEN ranked THEN rank END::INTEGER AS rank,
    CASE WHEN ranked THEN rank_low END::INTEGER AS rank_low,
    CASE WHEN ranked THEN rank_high END::INTEGER AS rank_high,
    CASE WHEN ranked THEN
        100.0 * (reported - rank - (at_least_as_good - rank) / 2.0) / (reported - 1)
    END AS percentile
FROM told
