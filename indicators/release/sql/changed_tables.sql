-- Tables that are not as the build left them. One row per table: rows then and now; no row if sound.
SELECT coalesce(built.table_name, found.table_name) AS table_name, built.rows AS rows_then,
       found.rows AS rows_now
FROM release_table AS built
FULL JOIN (
    SELECT table_name, rows, coalesce(digest, 0) AS digest FROM (/*every_table*/)
    WHERE table_name NOT IN ('release', 'release_table')
) AS found ON found.table_name = built.table_name
WHERE built.rows IS DISTINCT FROM found.rows OR built.digest IS DISTINCT FROM found.digest
ORDER BY table_name
