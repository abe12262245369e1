-- Between which places of storage the figures of each indicator lie: they are stored by indicator.
-- One row per indicator that has any, in the catalogue's order; places count without gaps.
SELECT
    observation.indicator_id::VARCHAR AS indicator_id,
    min(observation.rowid) AS first, max(observation.rowid) AS last
FROM observation
GROUP BY observation.indicator_id
ORDER BY first
