-- The counts that the release tells of itself, counted again. One row.
SELECT count(*) FILTER (method IS NULL) AS observations,
       count(DISTINCT area_code) AS areas_with_figures,
       (SELECT count(*) FROM source) AS sources,
       (/*content_hash*/) AS content_hash
FROM observation
