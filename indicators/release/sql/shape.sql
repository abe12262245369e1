-- A digest of every column of every table of this database, with its type: what the questions ask
-- for is there, or it is not. One row, one column.
SELECT md5(string_agg(table_name || '.' || column_name || ' ' || data_type, ', '
                      ORDER BY table_name, column_index)) AS shape
FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
