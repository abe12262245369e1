-- Fragment: the places that placing.sql gives to all rows of the CTE `figure`, for the rows of some
-- areas by counting: sorting a hundred thousand figures of sixty months to place six communes
-- takes ten times as long. Expects figure as placing.sql does, with area_code, and $area_codes
-- (list). Gives `placed` with observation_id, area_code, reported, rank, rank_low, rank_high,
-- percentile (empty where it cannot be ranked).
/*turned*/
asked AS (
    SELECT turned.*, figure.area_code::VARCHAR AS area_code
    FROM figure
    JOIN turned USING (question, observation_id)
    WHERE list_contains($area_codes, figure.area_code::VARCHAR)
), counted AS (
    SELECT
        asked.question, asked.observation_id, asked.area_code, asked.can_be_ranked,
        count(*) AS reported,
        1 + count(*) FILTER (other.goodness > asked.goodness) AS rank,
        count(*) FILTER (other.goodness >= asked.goodness) AS at_least_as_good,
        1 + count(*) FILTER (other.worst > asked.best) AS rank_low,
        count(*) FILTER (other.best >= asked.worst) AS rank_high
    FROM asked
    JOIN turned AS other USING (question)
    GROUP BY ALL
), told AS (
    SELECT *, can_be_ranked AND reported >= $minimum_reported AS ranked FROM counted
), placed AS (
    SELECT
        question, observation_id, area_code, reported,
        CASE WHEN ranked THEN rank END::INTEGER AS rank,
        CASE WHEN ranked THEN rank_low END::INTEGER AS rank_low,
        CASE WHEN ranked THEN rank_high END::INTEGER AS rank_high,
        CASE WHEN ranked THEN
            100.0 * (reported - rank - (at_least_as_good - rank) / 2.0) / (reported - 1)
        END AS percentile
    FROM told
)
