-- What a lake cannot say of its columns: one row per column that is an ENUM in the release, with
-- the name of the type and its labels in their order.
CREATE OR REPLACE TABLE lake.main.enum_column AS
WITH enum_type AS (
    SELECT
        type_name, labels,
        'ENUM(' || array_to_string(['''' || replace(label, '''', '''''') || '''' FOR label IN labels],
                                   ', ') || ')' AS data_type
    FROM duckdb_types()
    WHERE database_name = 'draft' AND schema_name = 'main' AND logical_type = 'ENUM'
)
SELECT table_name, column_name, type_name, labels
FROM duckdb_columns()
JOIN duckdb_tables() USING (database_name, schema_name, table_name)
LEFT JOIN enum_type USING (data_type)
WHERE database_name = 'draft' AND schema_name = 'main' AND data_type LIKE 'ENUM(%'
ORDER BY table_name, column_index
