-- The catalogue in its order, with what each indicator has.
-- observations: figures of any area; communes: those with any figure, of which area_indicator knows
-- without reading the figures (a country of ten million is a tenth of a second of each cold start).
SELECT
    indicator.*,
    coalesce(counts.observations, 0) AS observations,
    coalesce(known.communes, 0) AS communes
FROM indicator
LEFT JOIN (
    SELECT indicator_id::VARCHAR AS indicator_id, count(*) AS observations
    FROM observation
    GROUP BY observation.indicator_id
) AS counts USING (indicator_id)
LEFT JOIN (
    SELECT indicator_id::VARCHAR AS indicator_id, count(*) AS communes
    FROM area_indicator
    WHERE length(area_code::VARCHAR) = 5
    GROUP BY area_indicator.indicator_id
) AS known USING (indicator_id)
ORDER BY position
