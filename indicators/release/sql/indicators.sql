-- The catalogue in its order, with what each indicator has at commune level.
-- reported: areas with any figure; observations: figures of any area.
SELECT
    indicator.*,
    coalesce(counts.observations, 0) AS observations,
    coalesce(counts.communes, 0) AS communes
FROM indicator
LEFT JOIN (
    SELECT
        indicator_id::VARCHAR AS indicator_id,
        count(*) AS observations,
        count(DISTINCT area_code) FILTER (length(area_code::VARCHAR) = 5) AS communes
    FROM observation
    GROUP BY indicator_id
) AS counts USING (indicator_id)
ORDER BY position
