-- What this release is, in one row.
INSERT INTO release
SELECT
    $release_id, $built_at, $schema_version, $synthetic,
    (SELECT max(published_on) FROM source),
    max(recorded_on), count(*) FILTER (method IS NULL), count(DISTINCT area_code), (SELECT count(*) FROM source)
FROM observation;
