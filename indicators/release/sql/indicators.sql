-- The catalogue in its order, with what each indicator has. known_indicators.sql tells the same
-- without its one number that takes a reading of all figures.
-- observations: figures of any area; communes: those with any figure, former ones too.
SELECT known.* EXCLUDE (areas, communes), coalesce(counts.observations, 0) AS observations, known.communes
FROM (
/*known_indicators*/
) AS known
LEFT JOIN (
    SELECT indicator_id::VARCHAR AS indicator_id, count(*) AS observations
    FROM observation
    GROUP BY observation.indicator_id
) AS counts USING (indicator_id)
ORDER BY position
