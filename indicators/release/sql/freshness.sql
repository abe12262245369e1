-- How new the figures of each indicator are. One row per indicator of the catalogue, in its order.
-- newest_period_*: the period that ends last among the figures that are shown and printed, the most
-- frequent one of those that end on that day; newest_published_on: the latest day on which a source
-- of any printed figure was published. Missing where there is no figure, or no day was seen.
WITH printed AS (
    SELECT observation.indicator_id::VARCHAR AS indicator_id, observation.period_start,
           observation.period_end, observation.set_kind::VARCHAR AS set_kind,
           observation.is_current, source.published_on
    FROM observation
    JOIN source ON source.source_id = observation.source_id::VARCHAR
    WHERE observation.method IS NULL
), newest AS (
    SELECT indicator_id, period_start, period_end, set_kind
    FROM printed
    WHERE is_current
    GROUP BY indicator_id, period_start, period_end, set_kind
    QUALIFY row_number() OVER (
        PARTITION BY indicator_id
        ORDER BY period_end DESC, count(*) DESC, period_start DESC NULLS LAST, set_kind
    ) = 1
), published AS (
    SELECT indicator_id, max(published_on) AS newest_published_on FROM printed GROUP BY indicator_id
)
SELECT
    indicator.indicator_id, indicator.measures, newest.period_start AS newest_period_start,
    newest.period_end AS newest_period_end, newest.set_kind AS newest_set_kind,
    published.newest_published_on
FROM indicator
LEFT JOIN newest USING (indicator_id)
LEFT JOIN published USING (indicator_id)
ORDER BY indicator.position
