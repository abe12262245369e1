-- Sources and indicators of this release with a digest of all that is said of each. One row per record.
-- A part of release_records. The place in the catalogue does not count: a new indicator moves others.
SELECT 'sources' AS kind, source_id AS id, hash(source) AS record
FROM source
UNION ALL
SELECT 'indicators', indicator_id, bit_xor(digest)
FROM (
    SELECT indicator_id, hash(one) AS digest
    FROM (SELECT * EXCLUDE (position) FROM indicator) AS one
    UNION ALL SELECT indicator_id, hash(one) FROM indicator_basis AS one
    UNION ALL SELECT indicator_id, hash(one) FROM indicator_applies AS one
    UNION ALL SELECT indicator_id, hash(one) FROM threshold AS one
)
GROUP BY indicator_id
