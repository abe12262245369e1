-- Sources and indicators of the earlier release with a digest of all that is said of each. One row per
-- record. A part of release_records; later_records.sql says the same of this release.
SELECT 'sources' AS kind, source_id AS id, hash(source) AS record
FROM earlier_file.source AS source
UNION ALL
SELECT 'indicators', indicator_id, bit_xor(digest)
FROM (
    SELECT indicator_id, hash(one) AS digest
    FROM (SELECT * EXCLUDE (position) FROM earlier_file.indicator) AS one
    UNION ALL SELECT indicator_id, hash(one) FROM earlier_file.indicator_basis AS one
    UNION ALL SELECT indicator_id, hash(one) FROM earlier_file.indicator_applies AS one
    UNION ALL SELECT indicator_id, hash(one) FROM earlier_file.threshold AS one
)
GROUP BY indicator_id
