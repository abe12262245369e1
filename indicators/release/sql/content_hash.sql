-- A digest of the recorded digests of all tables. One row, one column.
SELECT sha256(string_agg(table_name || ' ' || rows || ' ' || digest, ', ' ORDER BY table_name))
    AS content_hash
FROM release_table
