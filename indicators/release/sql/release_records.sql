-- How many sources and indicators are new, gone or changed between an earlier release and this one. One
-- row per kind (indicators, sources). An indicator has changed where its record, its bases, the types
-- of areas it applies to or its thresholds have.
WITH earlier AS (/*earlier_records*/), later AS (/*later_records*/)
SELECT
    kind,
    count(*) FILTER (earlier.record IS NULL) AS new,
    count(*) FILTER (later.record IS NULL) AS gone,
    count(*) FILTER (earlier.record <> later.record) AS changed
FROM earlier
FULL JOIN later USING (kind, id)
GROUP BY kind
ORDER BY kind
