-- One row per table of a release: the statement that copies it as it was built. $snapshot.
WITH cast_of AS (
    SELECT
        table_name,
        string_agg('"' || replace(column_name, '"', '""') || '"::"' || replace(type_name, '"', '""')
                   || '" AS "' || replace(column_name, '"', '""') || '"', ', ') AS casts
    FROM lake.main.enum_column AT (VERSION => $snapshot)
    GROUP BY table_name
),
table_of AS (
    SELECT table_name FROM lake.main.release_table AT (VERSION => $snapshot)
    UNION ALL
    SELECT unnest(['release', 'release_table'])
)
SELECT
    'CREATE TABLE "' || replace(table_name, '"', '""') || '" AS SELECT *'
    || coalesce(' REPLACE (' || casts || ')', '')
    || ' FROM lake.main."' || replace(table_name, '"', '""')
    || '" AT (VERSION => ' || $snapshot::BIGINT || ')' AS statement
FROM table_of
LEFT JOIN cast_of USING (table_name)
ORDER BY table_name
