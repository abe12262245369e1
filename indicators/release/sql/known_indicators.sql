-- The catalogue in its order: of which areas there is any figure, which area_indicator knows without
-- reading one (indicators.sql counts them all, which brings a column of ten million rows into memory:
-- a tenth of a second of each cold start).
-- areas: with any figure; communes: those of them that are communes, former ones too.
SELECT
    indicator.*,
    coalesce(known.areas, 0) AS areas,
    coalesce(known.communes, 0) AS communes
FROM indicator
LEFT JOIN (
    SELECT
        indicator_id::VARCHAR AS indicator_id,
        count(*) AS areas,
        count(*) FILTER (length(area_code::VARCHAR) = 5) AS communes
    FROM area_indicator
    GROUP BY area_indicator.indicator_id
) AS known USING (indicator_id)
ORDER BY position
