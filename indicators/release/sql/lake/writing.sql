-- One row per table of the draft: the statement that writes it into the lake, ENUMs as texts,
-- which a lake does not have. Names are quoted; the order of rows is kept.
WITH column_of AS (
    SELECT
        table_name, column_index,
        '"' || replace(column_name, '"', '""') || '"' AS quoted,
        data_type LIKE 'ENUM(%' AS is_enum
    FROM duckdb_columns()
    JOIN duckdb_tables() USING (database_name, schema_name, table_name)
    WHERE database_name = 'draft' AND schema_name = 'main'
)
SELECT
    'CREATE OR REPLACE TABLE lake.main."' || table_name || '" AS SELECT '
    || string_agg(CASE WHEN is_enum THEN quoted || '::VARCHAR AS ' || quoted ELSE quoted END, ', '
                  ORDER BY column_index)
    || ' FROM draft.main."' || table_name || '"' AS statement
FROM column_of
GROUP BY table_name
ORDER BY table_name
