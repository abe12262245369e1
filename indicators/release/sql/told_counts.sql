-- The counts that the release tells of itself, counted again. One row.
SELECT count(*) FILTER (method IS NULL) AS observations,
       count(DISTINCT area_code) AS areas_with_figures,
       (SELECT count(*) FROM source) AS sources,
       (SELECT max(published_on) FROM source) AS latest_published_on,
       greatest(max(recorded_on), (SELECT max(recorded_on) FROM withdrawn_observation))
           AS latest_recorded_on,
       (/*content_hash*/) AS content_hash
FROM observation
