-- What this release is, in one row.
INSERT INTO release
SELECT
    $release_id, $built_at, $schema_version, $synthetic,
    (SELECT max(published_on) FROM source),
    greatest(max(recorded_on), (SELECT max(recorded_on) FROM withdrawn_observation)),
    count(*) FILTER (method IS NULL), count(DISTINCT area_code), (SELECT count(*) FROM source),
    (/*shape*/),
    (/*content_hash*/)
FROM observation;
