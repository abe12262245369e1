-- Fragment: places the rows of the CTE `figure` among each other, one contest per `question`.
-- Expects figure(question, observation_id, value, value_low, value_high, high_open, direction,
-- rankable). Gives `placed` with rank, rank_low, rank_high, percentile (all empty where the
-- question cannot be ranked) and reported (rows of the question).
/*turned*/
bounded AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY question) AS reported,
        can_be_ranked AND count(*) OVER (PARTITION BY question) >= $minimum_reported AS ranked
    FROM turned
), edge AS (
    SELECT question, observation_id, best AS position, true AS is_best FROM bounded
    UNION ALL
    SELECT question, observation_id, worst, false FROM bounded
), counted AS (
    -- Going down from the best edge; at one position best edges come first, so that a best edge
    -- has only strictly better worst edges before it, and a worst edge all best edges at or above.
    -- Edges of both kinds before this one, less those of its own kind: the edges of the other.
    SELECT
        question, observation_id, is_best,
        rank() OVER (PARTITION BY question ORDER BY position DESC, is_best DESC)
            - rank() OVER (PARTITION BY question, is_best ORDER BY position DESC) AS others_before
    FROM edge
), interval_rank AS (
    SELECT
        question, observation_id,
        (1 + max(others_before) FILTER (is_best))::INTEGER AS rank_low,
        (max(others_before) FILTER (NOT is_best))::INTEGER AS rank_high
    FROM counted
    GROUP BY question, observation_id
), ordered AS (
    -- Both windows have one order, so the rows are sorted once.
    SELECT
        question, observation_id, reported, ranked,
        rank() OVER downwards AS rank,
        count(*) OVER (downwards RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
            AS at_least_as_good
    FROM bounded
    WINDOW downwards AS (PARTITION BY question ORDER BY goodness DESC)
), placed AS (
    SELECT
        question, observation_id, reported, ranked,
        CASE WHEN ranked THEN rank END::INTEGER AS rank,
        CASE WHEN ranked THEN rank_low END AS rank_low,
        CASE WHEN ranked THEN rank_high END AS rank_high,
        -- Share of reported areas that this one is better than; ties count one half.
        CASE WHEN ranked THEN
            100.0 * (reported - rank - (at_least_as_good - rank) / 2.0) / (reported - 1)
        END AS percentile
    FROM ordered
    JOIN interval_rank USING (question, observation_id)
)
